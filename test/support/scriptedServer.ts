import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One request as the server heard it. */
export type Heard = { path: string; query: URLSearchParams; url: string; headers: IncomingHttpHeaders };

/** What the server does with the nth request, counted from 1. */
export type Script = (heard: Heard, response: ServerResponse, number: number) => void;

/** A real HTTP server on loopback that answers by a script and remembers what it heard; it goes when the test is over. */
export async function startScriptedServer(script: Script) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://scripted');
    const entry = { path: url.pathname, query: url.searchParams, url: request.url ?? '', headers: request.headers };
    heard.push(entry);
    script(entry, response, heard.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  onTestFinished(close);
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, heard, close };
}

/** Answers with a status and JSON. */
export function answerJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
