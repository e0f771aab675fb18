import { expect, it } from 'vitest';
import { worksOn } from '../../../src/graph/employees/status.ts';

it.each([
  ['has started and has no end', '2020-01-01', null, true],
  ['starts that day', '2026-11-24', null, true],
  ['ends that day', '2020-01-01', '2026-11-24', true],
  ['starts the next day', '2026-11-25', null, false],
  ['ended the day before', '2020-01-01', '2026-11-23', false],
  ['has no start that Lucca returns', null, null, false],
  ['has no start that Lucca returns, but a later end', null, '2027-01-01', false],
])('a person who %s is known to be employed on a day only then', (_, dtContractStart, dtContractEnd, expected) => {
  expect(worksOn({ dtContractStart, dtContractEnd }, '2026-11-24')).toBe(expected);
});
