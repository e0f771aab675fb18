import { expect, it } from 'vitest';
import type { Entry } from '../../src/audit/entry.ts';
import { createNotes } from '../../src/audit/notes.ts';

const begin = () => {
  const late: Entry[] = [];
  const notes = createNotes(
    { tenant: 'acme', subject: 'Ada', correlationId: 'c', scopes: [] },
    {
      now: () => 0,
      countPay() {},
      bulkPay: { limit: 1, isRefused: false },
      onLateKey: (entry) => void late.push(entry),
      async onStart() {},
    },
  );
  notes.operation('Named', 'hash');
  return { notes, late };
};

it('a key that is first used after the answer, by a read that goes on, gets an entry of its own, once', () => {
  const { notes, late } = begin();
  expect(notes.entry(true, 'account')).toBeNull();
  notes.usedKey();
  notes.usedKey();
  expect(late).toMatchObject([{ operation: 'Named', documentHash: 'hash', accountId: 'account', usedKey: true }]);
});

it('a key that was used before the answer gets none when it is used again', () => {
  const { notes, late } = begin();
  notes.usedKey();
  expect(notes.entry(true, null)).toMatchObject({ usedKey: true });
  notes.usedKey();
  expect(late).toEqual([]);
});

it('nothing was returned of anybody by an operation that was not answered', () => {
  const { notes } = begin();
  notes.returned('pay', 1);
  notes.refused('Employee.gender', 2);
  const entry = notes.entry(false, null);
  expect(entry).toMatchObject({ refusals: [{ field: 'Employee.gender', people: { count: 1, luccaIds: [2] } }] });
  expect(entry).not.toHaveProperty('pay');
});
