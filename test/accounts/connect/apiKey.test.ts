import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseApiKey } from '../../../src/accounts/connect/apiKey.ts';
import { character } from '../../support/character.ts';
import { runs } from '../../support/thoroughness.ts';

const key = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('an API key', () => {
  it.each([key, ` ${key}`, `${key}\r\n`, `\t${key} `])('is read without the whitespace around it: %j', (text) => {
    expect(parseApiKey(text)).toBe(key);
  });

  it.each([
    ['', 'nothing'],
    ['abc1234', 'too short'],
    ['a'.repeat(129), 'too long'],
    [`${key}\r\nx-evil: 1`, 'a newline within'],
    [`${key.slice(0, 18)} ${key.slice(18)}`, 'a space within'],
    [`${key}\u0000`, 'a NUL'],
    [`\u00a0${key}`, 'a blank beyond ASCII'],
    [`${key}é`, 'a letter beyond ASCII'],
    [`lucca application=${key}`, 'the whole header'],
    [`"${key}"`, 'quotes'],
  ])('is not read from %j: %s', (text) => {
    expect(parseApiKey(text)).toBeNull();
  });

  it('can always be sent as an HTTP header', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 140, unit: character }),
        fc.stringMatching(/^[A-Za-z0-9-]{6,130}$/),
        (noise, base) => {
          for (const text of [noise, base, base + noise, noise + base]) {
            const parsed = parseApiKey(text);
            if (parsed !== null) expect(parsed).toMatch(/^[A-Za-z0-9-]{8,128}$/);
          }
        },
      ),
      { numRuns: runs(2_000) },
    );
  });
});
