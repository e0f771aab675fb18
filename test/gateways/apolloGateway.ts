import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { parse, print, visit } from 'graphql';
import type { Registered } from '../../src/supergraph/gateway.ts';
import { serveApollo } from '../../src/supergraph/serve.ts';

type Context = { authorization: string | undefined };

/** Who asks is passed on, as a router does. */
class Subgraph extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<Context>['willSendRequest']>>[0]) {
    if (context.authorization !== undefined) request.http?.headers.set('authorization', context.authorization);
  }
}

// This gateway starts with no supergraph that asks it to enforce access, which is left to the router and to us.
const unsupported = new Set(['authenticated', 'requiresScopes']);
const withoutAccess = (sdl: string) =>
  print(visit(parse(sdl), { Directive: ({ name }) => (unsupported.has(name.value) ? null : undefined) }))
    .replaceAll('"@authenticated"', '')
    .replaceAll('"@requiresScopes"', '');

/** Serves subgraphs as one graph with Apollo's gateway, on this machine. Callers' tokens are passed on. */
export async function startApolloGateway(subgraphs: readonly Registered[]) {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(withoutAccess(sdl)) })),
  );
  if (supergraphSdl === undefined) throw new Error(`The subgraphs do not compose: ${errors?.join(' ')}`);
  const apollo = new ApolloServer<Context>({
    gateway: new ApolloGateway({ supergraphSdl, buildService: ({ url }) => new Subgraph({ url: url ?? '' }) }),
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginUsageReportingDisabled()],
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
  });
  return serveApollo(apollo, 0);
}
