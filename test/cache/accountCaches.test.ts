import { describe, expect, it } from 'vitest';
import { createAccountCaches } from '../../src/cache/accountCaches.ts';
import { thingsIn } from '../support/luccaClient.ts';
import { readOptions, readSince } from '../support/readOptions.ts';
import { createLuccaOfOnePage } from '../support/scriptedLucca.ts';
import { source } from '../support/timedCaches.ts';

const acme = { id: 'a', version: 1, host: 'acme.ilucca.net' };

/** Caches over a Lucca that shows one row of 1,000 bytes for each id. */
function createTestCaches(maxBytes = 100_000) {
  const { lucca } = createLuccaOfOnePage((ids) => ({
    rows: (ids ?? []).map((id) => ({ id, name: null })),
    bytes: 1_000,
  }));
  return createAccountCaches({ lucca, maxBytes, now: () => 1, onSkipped: () => {} });
}

describe('the caches of accounts', () => {
  it('are the same for the same account and resource', () => {
    const caches = createTestCaches();
    expect(caches.resource(acme, source)).toBe(caches.resource({ ...acme }, source));
  });

  it('are separate for accounts, versions and resources, whatever characters their names have', () => {
    const caches = createTestCaches();
    const others = [
      caches.resource({ ...acme, id: 'a,1' }, source),
      caches.resource({ ...acme, id: 'a"' }, source),
      caches.resource({ ...acme, version: 2 }, source),
      caches.resource(acme, { ...source, resource: thingsIn('v3', { name: 'others' }) }),
    ];
    expect(new Set([caches.resource(acme, source), ...others]).size).toBe(1 + others.length);
  });

  it('drop the one used least recently when they exceed their bound', async () => {
    const caches = createTestCaches(3_000);
    const read = (id: string) => caches.resource({ ...acme, id }, source).read([1], readOptions(acme.host));
    await read('a');
    await read('b');
    caches.resource(acme, source);
    await read('c');
    const isCached = (id: string) => caches.resource({ ...acme, id }, source).peek(1, readSince(0)).status !== 'miss';
    expect(['a', 'c', 'b'].map(isCached)).toEqual([true, true, false]);
  });
});
