import { expect, it } from 'vitest';
import { watched } from '../../../src/accounts/store/watched.ts';

it('a store that does not answer is reported with a code, once a minute at most, and so is its return', async () => {
  let failure: Error | null = null;
  let time = 0;
  const events: string[] = [];
  const watch = { onLost: (reason: string) => events.push(reason), onBack: () => events.push('back') };
  const adapter = {
    async get(key: string) {
      if (failure) throw failure;
      return `value of ${key}`;
    },
  };
  const store = watched(adapter, watch, () => time);
  const fail = async (as: Error) => {
    failure = as;
    await expect(store.get('a')).rejects.toBe(as);
  };
  const answer = async () => {
    failure = null;
    expect(await store.get('a')).toBe('value of a');
  };

  await answer();
  for (let attempt = 0; attempt < 3; attempt++)
    await fail(Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' }));
  await answer();
  await answer();
  expect(events).toEqual(['ECONNREFUSED', 'back']);

  // A store that only fails now and then.
  for (let attempt = 0; attempt < 3; attempt++) {
    await fail(new Error('timeout exceeded when trying to connect'));
    await answer();
  }
  expect(events).toEqual(['ECONNREFUSED', 'back']);
  time += 60_000;
  await fail(new Error('timeout exceeded when trying to connect'));
  await answer();
  expect(events).toEqual(['ECONNREFUSED', 'back', 'TIMEOUT', 'back']);
});
