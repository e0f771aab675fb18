import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import { namesThisMachine } from '../loopback.ts';

/** A server on this machine, until it is closed. */
export type Served = { url: string; close(): Promise<void> };

/** Serves on loopback, and only requests that name this machine; for port 0 the system chooses one. */
export async function serve(listener: RequestListener, port: number, stop: () => Promise<unknown>): Promise<Served> {
  const server: Server = createServer((request, response) =>
    namesThisMachine(request) ? listener(request, response) : response.writeHead(421).end(),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/graphql`,
    async close() {
      await stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Serves an Apollo Server; its context contains the `Authorization` header of each request. */
export async function serveApollo<Context extends BaseContext & { authorization?: string | undefined }>(
  apollo: ApolloServer<Context>,
  port: number,
): Promise<Served> {
  await apollo.start();
  return serve(
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      const { status, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers, search: '', body: JSON.parse(Buffer.concat(chunks).toString()) },
        context: async () => ({ authorization: request.headers.authorization }) as Context,
      });
      response.writeHead(status ?? 200, { 'content-type': 'application/json' });
      response.end(body.kind === 'complete' ? body.string : '');
    },
    port,
    () => apollo.stop(),
  );
}
