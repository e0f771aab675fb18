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

type GatewayConfig = Parameters<typeof createGatewayRuntime>[0];

/** What plans queries. */
export type Planner = Pick<Extract<GatewayConfig, { supergraph: unknown }>, 'unifiedGraphHandler'>;

/** The caller, the required freshness, and the trace. */
const passedOn = ['authorization', 'cache-control', 'traceparent'];

/** Serves subgraphs as one graph with Hive Gateway, on this machine. Queries may be planned by something else than its own planner. */
export const startGateway = (subgraphs: readonly Registered[], port = 0, planner: Planner = {}) =>
  serveGateway(
    {
      ...planner,
      supergraph: compose(subgraphs),
      propagateHeaders: {
        fromClientToSubgraphs({ request }) {
          return Object.fromEntries(
            passedOn.flatMap((name) => {
              const value = request.headers.get(name);
              return value === null ? [] : [[name, value]];
            }),
          );
        },
      },
    },
    port,
  );

/** Serves a Hive Gateway with this configuration on this machine. */
export function serveGateway(config: GatewayConfig, port = 0) {
  // By default, pages of every origin could read what the gateway returns.
  const gateway = createGatewayRuntime({ ...config, cors: false, logging: false });
  return serve(gateway, port, async () => gateway[Symbol.asyncDispose]());
}
