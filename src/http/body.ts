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
  const body = await readWhole(request, maxBytes);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new BodyRefused(400, 'The body is not valid JSON.');
  }
}

function readWhole(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    // Once too much has come, the rest flows by unread: many clients hear a refusal only when they have sent everything.
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) return void chunks.push(chunk);
      chunks = [];
      reject(new BodyRefused(413, 'The body is too large.'));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    // Whoever hangs up while sending has no use for an answer, and it is no fault of ours.
    request.once('error', () => reject(new BodyRefused(400, 'The body did not come whole.')));
  });
}
