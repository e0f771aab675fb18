import { expect, it, vi } from 'vitest';
import type { Sharing } from '../../src/loaders/sharedRows.ts';
import { thing } from '../support/luccaClient.ts';
import { timedTables } from '../support/timedTables.ts';

/** What instances leave for each other, in memory, and where it was looked for. */
function createTestSharing() {
  const kept = new Map<string, string>();
  const looked: string[] = [];
  const snapshots: Sharing['snapshots'] = {
    async find(place) {
      looked.push(JSON.stringify(place.at(-1)));
      return kept.get(JSON.stringify(place));
    },
    keep: (place, text) => void kept.set(JSON.stringify(place), text),
    forget: (place) => void kept.delete(JSON.stringify(place)),
  };
  return { looked, sharing: { snapshots, account: { id: 'a', version: 1 }, keptMs: 300_000 } };
}

const aged = (ms: number) => ({ since: Date.now() - ms });

it('what another instance has read of the whole is looked for once, however many ids are asked for', async () => {
  const { createTable, outcome } = timedTables(5_000);
  const { sharing, looked } = createTestSharing();
  const keys = Array.from({ length: 1_000 }, (_, index) => index + 4_001);
  await outcome(createTable({ sharing }).fetchByIds(keys, aged(300_000)));
  expect(looked.filter((ids) => ids === 'null')).toHaveLength(1);
  expect(looked.length).toBeGreaterThan(3);
});

it('what another instance has read is not looked for by who would not accept it', async () => {
  const { createTable, outcome } = timedTables(8);
  const { sharing, looked } = createTestSharing();
  const table = createTable({ sharing });
  await outcome(table.fetch([1], aged(0)));
  await outcome(table.fetchWhole(aged(0)));
  expect(looked).toEqual([]);
});

it('of what another instance has read too long ago no row is looked at', async () => {
  const { createTable, outcome, until } = timedTables(8);
  const { sharing } = createTestSharing();
  await outcome(createTable({ sharing }).fetchWhole());
  await until(100);
  const understood = vi.spyOn(thing, 'safeParse');
  const { result } = await outcome(createTable({ sharing }).fetchWhole(aged(60_000)));
  expect(result).toHaveLength(8);
  // Those that Lucca has answered.
  expect(understood).toHaveBeenCalledTimes(8);
});
