import { describe, expect, it } from 'vitest';
import { ownId } from '../../src/loaders/keys.ts';
import { createShelf } from '../../src/loaders/shelf.ts';
import type { Lucca } from '../../src/lucca/client.ts';
import { callerAt, thingsIn } from '../support/luccaClient.ts';
import { patient } from '../support/patience.ts';

const source = { resource: thingsIn('v3'), ...ownId, filter: 'id' };
const acme = { id: 'a', version: 1, host: 'acme.ilucca.net' };

/** A Lucca that shows one row of 1,000 bytes for whatever is asked. */
const lucca = {
  async *pages(_caller: unknown, _resource: unknown, filter: { id: string }) {
    yield { rows: [{ id: Number(filter.id), name: null }], total: 1, rejected: [], bytes: 1_000 };
  },
} as unknown as Lucca;

const createTestShelf = (maxBytes = 100_000) => createShelf({ lucca, maxBytes, now: () => 1, onRejected: () => {} });
const caller = callerAt(acme.host);

describe('the shelf', () => {
  it('hands out the same table for the same account and resource', () => {
    const shelf = createTestShelf();
    expect(shelf.table(acme, source)).toBe(shelf.table({ ...acme }, source));
  });

  it('keeps accounts, their versions and resources apart, whatever characters their names have', () => {
    const shelf = createTestShelf();
    const others = [
      shelf.table({ ...acme, id: 'a,1' }, source),
      shelf.table({ ...acme, id: 'a"' }, source),
      shelf.table({ ...acme, version: 2 }, source),
      shelf.table(acme, { ...source, resource: thingsIn('v3', { name: 'others' }) }),
    ];
    expect(new Set([shelf.table(acme, source), ...others]).size).toBe(5);
  });

  it('drops the table longest unused when it grows over its bound', async () => {
    const shelf = createTestShelf(3_000);
    for (const id of ['a', 'b']) await shelf.table({ ...acme, id }, source).fetch([1], caller, patient());
    shelf.table(acme, source);
    await shelf.table({ ...acme, id: 'c' }, source).fetch([1], caller, patient());
    const isHeld = (id: string) => shelf.table({ ...acme, id }, source).held(1, 0) !== undefined;
    expect(['a', 'c', 'b'].map(isHeld)).toEqual([true, true, false]);
  });
});
