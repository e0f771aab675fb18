import type { IncomingMessage } from 'node:http';
import { bulkhead } from 'cockatiel';
import { BodyRefused } from './bodyRefused.ts';
import { codingOf } from './content.ts';
import { decompress } from './decompress.ts';
import { exceedsSize } from './jsonSize.ts';
import { httpLimits } from './limits.ts';
import { Overloaded } from './overload.ts';

const smallestBuffer = 4_096;

/** Bytes that all bodies which are being received may take, and those of one sender (a tenant, or all callers without a token). */
type Budget = { allBodiesBytes: number; tenantBodiesBytes: number };

function createBudget({ allBodiesBytes, tenantBodiesBytes }: Budget) {
  const bySender = new Map<string | null, number>();
  let used = 0;
  return {
    used: () => used,
    /** Takes more bytes, or returns some if negative. Throws `Overloaded` if there are none left. */
    take(sender: string | null, bytes: number) {
      const ofSender = (bySender.get(sender) ?? 0) + bytes;
      if (bytes > 0 && (used + bytes > allBodiesBytes || ofSender > tenantBodiesBytes)) throw new Overloaded();
      used += bytes;
      if (ofSender === 0) bySender.delete(sender);
      else bySender.set(sender, ofSender);
    },
  };
}

type Collector = ReturnType<typeof createCollector>;

/** Collects bytes in one buffer that doubles: for a body sent byte by byte, a list of chunks would take a hundred times its size. */
function createCollector(budget: ReturnType<typeof createBudget>, sender: string | null, maxBytes: number) {
  let buffer = Buffer.alloc(0);
  let length = 0;
  return {
    /** Throws `BodyRefused` if the body gets too large, and `Overloaded` if the budget has no room. */
    add(chunk: Buffer) {
      const needed = length + chunk.length;
      if (needed > maxBytes) throw new BodyRefused(413, 'The body is too large.');
      if (needed > buffer.length) {
        const size = Math.max(needed, Math.min(2 * buffer.length, maxBytes), smallestBuffer);
        budget.take(sender, size - buffer.length);
        const larger = Buffer.allocUnsafeSlow(size);
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      chunk.copy(buffer, length);
      length = needed;
    },
    collected: () => buffer.subarray(0, length),
    /** Drops what was collected, and gives its bytes back to the budget. */
    release(): void {
      budget.take(sender, -buffer.length);
      buffer = Buffer.alloc(0);
      length = 0;
    },
  };
}

function collect(request: IncomingMessage, collector: Collector): Promise<void> {
  return new Promise((resolve, reject) => {
    let isRefused = false;
    const refuse = (reason: Error) => {
      isRefused = true;
      collector.release();
      reject(reason);
    };
    // A client that disconnects while sending needs no response, and this is not our error.
    const refuseIncomplete = () => refuse(new BodyRefused(400, 'The body is incomplete.'));
    // It may have disconnected while its token was verified, before the listener was attached.
    if (request.destroyed) return refuseIncomplete();
    // After a refusal, the rest is received and discarded: many clients read a response only after sending everything.
    request.on('data', (chunk: Buffer) => {
      if (isRefused) return;
      try {
        collector.add(chunk);
      } catch (refusal) {
        refuse(refusal as Error);
      }
    });
    request.once('end', resolve);
    request.once('error', refuseIncomplete);
  });
}

function parse(body: Buffer): unknown {
  if (exceedsSize(body, { values: httpLimits.bodyValues, depth: httpLimits.bodyDepth }))
    throw new BodyRefused(413, tooManyValues);
  const text = decode(body);
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyRefused(400, 'The body is not valid JSON.');
  }
}

// Passes over a byte order mark.
const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new BodyRefused(400, 'The body is not valid UTF-8.');
  }
}

const tooManyValues = `The body may contain ${httpLimits.bodyValues.toLocaleString('en')} values at most, nested ${httpLimits.bodyDepth} deep.`;

/** Creates the reader of request bodies, which keeps all bodies being received, compressed and decompressed, within one budget of bytes. */
export function createBodyReader(limits: Budget) {
  const budget = createBudget(limits);
  const decompressions = bulkhead(httpLimits.decompressions, Number.POSITIVE_INFINITY);

  /** Uses the bytes that are collected for a sender until `use` is done. */
  async function collecting<T>(
    sender: string | null,
    maxBytes: number,
    use: (bytes: Collector) => Promise<T>,
  ): Promise<T> {
    const collector = createCollector(budget, sender, maxBytes);
    try {
      return await use(collector);
    } finally {
      collector.release();
    }
  }

  return {
    /** Bytes allocated for the bodies that are being received. */
    bufferedBytes: budget.used,
    /**
     * Reads a JSON body for a sender, which has at most `maxBytes`, compressed or not. Throws `BodyRefused`, or `Overloaded` where the
     * budget is used up.
     */
    async readJson(request: IncomingMessage, sender: string | null, maxBytes: number): Promise<unknown> {
      const coding = codingOf(request.headers);
      if (Number(request.headers['content-length']) > maxBytes) {
        request.resume();
        throw new BodyRefused(413, 'The body is too large.');
      }
      return collecting(sender, maxBytes, async (received) => {
        await collect(request, received);
        if (coding === null) return parse(received.collected());
        return collecting(sender, maxBytes, async (body) => {
          await decompressions.execute(() => decompress(received.collected(), coding, maxBytes, body.add));
          return parse(body.collected());
        });
      });
    },
  };
}
