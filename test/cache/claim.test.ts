import { describe, expect, it, vi } from 'vitest';
import { WHOLE } from '../../src/cache/cacheKey.ts';
import { createMemory } from '../../src/cache/memory.ts';
import { MemoryFull } from '../../src/lucca/errors.ts';
import { readOptions } from '../support/readOptions.ts';
import { host, timedCaches } from '../support/timedCaches.ts';

const full = (resource = 'things') => expect.objectContaining({ name: 'MemoryFull', resource, retryAfterSeconds: 5 });

/** A memory of 1,000 bytes, of which reads may claim 875 in advance. */
function memoryOf() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const memory = createMemory({ maxBytes: 1_000, now: Date.now });
  const account = (id: string) => ({ id, version: 1 });
  return {
    memory,
    account,
    claim: (id: string, key = id) => memory.claim(account(id), key, 'things'),
    cache: (id: string, bytes: number, key = id) => memory.set(account(id), key, {}, bytes),
    isCached: (key: string) => memory.peek(key) !== undefined,
  };
}

describe('the claim of a read', () => {
  it('counts what has arrived, or what is expected if that is more, until it is released', async () => {
    const { memory, claim } = memoryOf();
    const read = claim('a');
    read.grow(100);
    expect(memory.bytes()).toBe(100);
    await read.expect(300);
    read.grow(100);
    expect(memory.bytes()).toBe(300);
    read.grow(200);
    read.grow(-50);
    expect(memory.bytes()).toBe(350);
    read.release();
    read.grow(50);
    expect(memory.bytes()).toBe(0);
  });

  it('does not count what the cache counts already', async () => {
    const { memory, claim, cache } = memoryOf();
    const read = claim('a');
    await read.expect(400);
    read.handOver(100);
    cache('a', 100);
    expect(memory.bytes()).toBe(400);
    read.handOver();
    cache('a', 400);
    expect(memory.bytes()).toBe(400);
    read.release();
    expect(memory.bytes()).toBe(400);
  });

  it('makes room by evicting what was used least recently, and evicts nothing in vain', async () => {
    const { claim, cache, isCached } = memoryOf();
    cache('a', 300);
    cache('b', 300);
    await claim('c').expect(400);
    expect(['a', 'b'].map(isCached)).toEqual([false, true]);
    await expect(claim('d').expect(800)).rejects.toEqual(full());
    expect(isCached('b')).toBe(true);
  });

  it('does not make room by what a request or a read is using', async () => {
    const { memory, account, claim, cache, isCached } = memoryOf();
    cache('a', 300);
    cache('b', 300);
    const unpin = memory.pin(account('a'), 'a');
    claim('b').grow(100);
    expect(() => claim('c').grow(500)).toThrow(MemoryFull);
    expect(['a', 'b'].map(isCached)).toEqual([true, true]);
    unpin();
    claim('c').grow(500);
    expect(['a', 'b'].map(isCached)).toEqual([false, true]);
  });

  it('leaves room in advance for pages that nobody expected', async () => {
    const { claim } = memoryOf();
    await claim('a').expect(875);
    await expect(claim('b').expect(1)).rejects.toEqual(full());
    claim('b').grow(125);
    expect(() => claim('b').grow(1)).toThrow(MemoryFull);
  });

  it('waits for room if its account has been in use for longest, while the others are refused', async () => {
    const { claim } = memoryOf();
    const [first, second] = [claim('a'), claim('b')];
    await second.expect(600);
    await expect(claim('b').expect(600)).rejects.toEqual(full());
    const waiting = first.expect(600);
    const got = vi.fn();
    void waiting.then(got);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(got).not.toHaveBeenCalled();
    second.release();
    await waiting;
  });

  it('waits for five seconds at most, and not at all if no other account is in use', async () => {
    const { memory, account, claim } = memoryOf();
    await expect(claim('a').expect(876)).rejects.toEqual(full());
    memory.pin(account('b'), 'b');
    const waiting = expect(claim('a').expect(876)).rejects.toEqual(full());
    await vi.advanceTimersByTimeAsync(5_000);
    await waiting;
  });
});

describe('an account in constant use', () => {
  /** Requests of `a` that follow one another without a pause, and a read of `b` that finds no room beside them. */
  async function constantUse(bytes: number) {
    const { memory, account, claim, cache } = memoryOf();
    cache('a', 800);
    const busy = account('a');
    let end = memory.pin(busy, 'a');
    const next = () => {
      const before = end;
      end = memory.pin(busy, 'a');
      before();
    };
    const read = async () => {
      const reading = claim('b');
      await reading.expect(bytes).finally(reading.release);
    };
    await expect(read()).rejects.toEqual(full());
    return { busy, memory, next, read, end: () => end() };
  }

  it('must pause for others that find no room, after a minute', async () => {
    const { memory, busy, next, read, end } = await constantUse(600);
    await vi.advanceTimersByTimeAsync(59_000);
    next();
    await expect(read()).rejects.toEqual(full());
    expect(memory.mustPause(busy)).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(memory.mustPause(busy)).toBe(true);
    end();
    // The other has been told to retry in five seconds.
    await vi.advanceTimersByTimeAsync(5_000);
    expect(memory.mustPause(busy)).toBe(true);
    await read();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(memory.mustPause(busy)).toBe(false);
    // Its next minute has begun.
    memory.set(busy, 'a', {}, 800);
    memory.pin(busy, 'a');
    await expect(read()).rejects.toEqual(full());
    expect(memory.mustPause(busy)).toBe(false);
  });

  it('need not pause for long for others that have given up, nor at all for what would not fit even alone', async () => {
    const { memory, busy, read } = await constantUse(600);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(memory.mustPause(busy)).toBe(false);
    await expect(read()).rejects.toEqual(full());
    expect(memory.mustPause(busy)).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(memory.mustPause(busy)).toBe(false);
    const other = await constantUse(876);
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(other.read()).rejects.toEqual(full());
    expect(other.memory.mustPause(other.busy)).toBe(false);
  });
});

describe('a read of the whole', () => {
  it('counts from its first page on as what the whole will take', async () => {
    const { answer, until, outcome, createCache } = timedCaches(200);
    const cache = createCache();
    answer(500);
    const reading = outcome(cache.read([WHOLE]));
    await until(0.6);
    // The page may be parsed in several turns of the event loop.
    await expect.poll(() => cache.bytes(), { interval: 0 }).toBeGreaterThan(1_000);
    const early = cache.bytes();
    answer(100);
    expect((await reading).failure).toBeNull();
    // The pages of the whole have about 3,660 bytes.
    expect(early).toBeGreaterThan(3_500);
  });

  it('for which there is no room is refused after its first page, from which the next read continues', async () => {
    const { heard, outcome, createCache } = timedCaches(200);
    const { cacheOf } = createCache({ maxBytes: 4_000 });
    const read = () => outcome(cacheOf('a').read([WHOLE], readOptions(host)));
    expect((await read()).failure).toEqual(full());
    expect((await read()).failure).toEqual(full());
    expect(heard.map(({ query }) => query.get('paging'))).toEqual(['0,10']);
  });
});
