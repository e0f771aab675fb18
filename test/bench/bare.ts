import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerProcessorTime } from './processorTime.ts';

// Answers each path with the JSON of an object that was sent to it before: what no server that answers with objects can do without.

const answers = new Map<string, unknown>();

const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const body: unknown = JSON.parse(Buffer.concat(parts).toString());
  if (request.method === 'PUT') answers.set(request.url ?? '', body);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answers.get(request.url ?? '')));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
answerProcessorTime();
process.send?.({ port: (server.address() as AddressInfo).port });
