import type { IncomingMessage } from 'node:http';

/** A request body cannot be used; `status` is the HTTP status that says why. */
export class BodyRefused extends Error {
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads a JSON body of at most `maxBytes`. Throws `BodyRefused`. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new BodyRefused(415, 'The body must be application/json.');
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The stream outlives the loop, because destroying it would take the refusal's own connection away.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new BodyRefused(413, 'The body is too large.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BodyRefused(400, 'The body is not valid JSON.');
  }
}
