import type { IncomingMessage } from 'node:http';
import { exceedsSize } from './jsonSize.ts';
import { httpLimits } from './limits.ts';
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

/** Bytes that all bodies which are being received may take, and those of one sender (a tenant, or all callers without a token). */
type Budget = { allBodiesBytes: number; tenantBodiesBytes: number };

function createBudget({ allBodiesBytes, tenantBodiesBytes }: Budget) {
  const bySender = new Map<string | null, number>();
  let used = 0;
  return {
    used: () => used,
    /** Takes more bytes, or gives back some where it is negative. Throws `Overloaded` where there are no more. */
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

/** Collects bytes in one buffer that doubles: a list of chunks would take a hundred times what is in it, sent byte by byte. */
function createCollector(budget: ReturnType<typeof createBudget>, sender: string | null, maxBytes: number) {
  let buffer = Buffer.alloc(0);
  let length = 0;
  return {
    /** Throws `Overloaded` where the budget has no room. */
    add(chunk: Buffer) {
      const needed = length + chunk.length;
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

function collect(request: IncomingMessage, collector: Collector, maxBytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let isRefused = false;
    const refuse = (reason: Error) => {
      isRefused = true;
      collector.release();
      reject(reason);
    };
    // A caller that hangs up while it sends needs no response, and it is no fault of ours.
    const refuseIncomplete = () => refuse(new BodyRefused(400, 'The body is incomplete.'));
    // It may have hung up before anything listened, while its token was verified.
    if (request.destroyed) return refuseIncomplete();
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
    request.once('end', resolve);
    request.once('error', refuseIncomplete);
  });
}

function parse(body: Buffer): unknown {
  if (exceedsSize(body, { values: httpLimits.bodyValues, depth: httpLimits.bodyDepth }))
    throw new BodyRefused(413, tooManyValues);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new BodyRefused(400, 'The body is not valid JSON.');
  }
}

const tooManyValues = `The body may contain ${httpLimits.bodyValues.toLocaleString('en')} values at most, nested ${httpLimits.bodyDepth} deep.`;

/** Creates the reader of request bodies, which keeps all that are being received within one budget of bytes. */
export function createBodyReader(limits: Budget) {
  const budget = createBudget(limits);
  return {
    /** Bytes allocated for the bodies that are being received. */
    bufferedBytes: budget.used,
    /** Reads a JSON body of at most `maxBytes` for a sender. Throws `BodyRefused`, or `Overloaded` where the budget is used up. */
    async readJson(request: IncomingMessage, sender: string | null, maxBytes: number): Promise<unknown> {
      if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
        throw new BodyRefused(415, 'The body must be application/json.');
      if (Number(request.headers['content-length']) > maxBytes) {
        request.resume();
        throw new BodyRefused(413, 'The body is too large.');
      }
      const collector = createCollector(budget, sender, maxBytes);
      await collect(request, collector, maxBytes);
      try {
        return parse(collector.collected());
      } finally {
        collector.release();
      }
    },
  };
}
