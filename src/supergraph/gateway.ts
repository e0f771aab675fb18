import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { serve } from './serve.ts';

/** A subgraph as a registry knows it. */
export type Registered = { name: string; url: string; sdl: string };

/** Composes subgraphs into a supergraph. Throws with what does not fit. */
export function compose(subgraphs: readonly Registered[]): string {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined || errors)
    throw new Error(`The subgraphs do not compose: ${errors?.map(({ message }) => message).join(' ')}`);
  return supergraphSdl;
}

/** Serves subgraphs as one graph with Hive Gateway, on this machine. Callers' tokens are passed on. */
export async function startGateway(subgraphs: readonly Registered[], port = 0) {
  const gateway = createGatewayRuntime({
    supergraph: compose(subgraphs),
    propagateHeaders: {
      fromClientToSubgraphs({ request }) {
        const authorization = request.headers.get('authorization');
        return authorization === null ? {} : { authorization };
      },
    },
    maskedErrors: false,
    logging: false,
  });
  return serve(gateway, port, async () => gateway[Symbol.asyncDispose]());
}
