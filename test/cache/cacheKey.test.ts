import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cacheKey, isKeyOf } from '../../src/cache/cacheKey.ts';

const part = fc.oneof(fc.string(), fc.integer(), fc.constantFrom('",', '"]', '[', '\u0000'));
const keyed = fc.record({
  connection: fc.record({ id: fc.string(), version: fc.nat(3) }),
  parts: fc.array(part, { minLength: 1, maxLength: 3 }),
});

it('two accounts, two connections of one account, and two things cached for one never share a key', () => {
  fc.assert(
    fc.property(keyed, keyed, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect(cacheKey(one.connection, ...one.parts) === cacheKey(other.connection, ...other.parts)).toBe(isSame);
    }),
  );
});

it('accounts that were connected in the same instant do not share a key', () => {
  expect(cacheKey({ id: 'a', version: 1 }, 'employees')).not.toBe(cacheKey({ id: 'b', version: 1 }, 'employees'));
});

it('a key is found as that of its own connection only', () => {
  fc.assert(
    fc.property(keyed, keyed, (one, other) => {
      const isSame = JSON.stringify(one.connection) === JSON.stringify(other.connection);
      const key = cacheKey(one.connection, ...one.parts);
      expect(isKeyOf(one.connection, key)).toBe(true);
      expect(isKeyOf(other.connection, key)).toBe(isSame);
    }),
  );
});
