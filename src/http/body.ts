import type { IncomingMessage } from 'node:http';
import { Overloaded } from './overload.ts';

/** A request body cannot be used; `status` is the HTTP status that says why. */
export class BodyRefused extends Error {
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

const smallestBuffer = 4_096;

/** Creates the reader of request bodies, which keeps all that are being received within one budget of bytes. */
export function createBodyReader(budgetBytes: number) {
  let bufferedBytes = 0;

  /** Collects bytes in one buffer that doubles: a list of chunks would take a hundred times what is in it, sent byte by byte. */
  function createCollector(maxBytes: number) {
    let buffer = Buffer.alloc(0);
    let length = 0;
    return {
      /** Throws `Overloaded` where the budget has no room. */
      add(chunk: Buffer) {
        const needed = length + chunk.length;
        if (needed > buffer.length) {
          const size = Math.max(needed, Math.min(2 * buffer.length, maxBytes), smallestBuffer);
          if (bufferedBytes - buffer.length + size > budgetBytes) throw new Overloaded();
          const larger = Buffer.allocUnsafeSlow(size);
          buffer.copy(larger, 0, 0, length);
          bufferedBytes += size - buffer.length;
          buffer = larger;
        }
        chunk.copy(buffer, length);
        length = needed;
      },
      /** Returns what was collected, and gives its bytes back to the budget. */
      take(): Buffer {
        const whole = buffer.subarray(0, length);
        bufferedBytes -= buffer.length;
        buffer = Buffer.alloc(0);
        length = 0;
        return whole;
      },
    };
  }

  function readWhole(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const collector = createCollector(maxBytes);
      let isRefused = false;
      const refuse = (reason: Error) => {
        isRefused = true;
        collector.take();
        reject(reason);
      };
      let bytes = 0;
      // After a refusal the rest is received and dropped: many clients read a response only when they have sent everything.
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (isRefused) return;
        if (bytes > maxBytes) return refuse(new BodyRefused(413, 'The body is too large.'));
        try {
          collector.add(chunk);
        } catch (overloaded) {
          refuse(overloaded as Overloaded);
        }
      });
      request.once('end', () => resolve(collector.take()));
      // A caller that hangs up while it sends needs no response, and it is no fault of ours.
      request.once('error', () => refuse(new BodyRefused(400, 'The body is incomplete.')));
    });
  }

  return {
    /** Bytes allocated for the bodies that are being received. */
    bufferedBytes: () => bufferedBytes,
    /** Reads a JSON body of at most `maxBytes`. Throws `BodyRefused`, or `Overloaded` where all bodies together take too much. */
    async readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
      if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
        throw new BodyRefused(415, 'The body must be application/json.');
      if (Number(request.headers['content-length']) > maxBytes) {
        request.resume();
        throw new BodyRefused(413, 'The body is too large.');
      }
      const body = await readWhole(request, maxBytes);
      try {
        return JSON.parse(body.toString('utf8'));
      } catch {
        throw new BodyRefused(400, 'The body is not valid JSON.');
      }
    },
  };
}
