import { expect, it } from 'vitest';
import { JsonBytes } from '../../../src/graph/execution/jsonBytes.ts';
import { giveBackScratch, takeScratch } from '../../../src/graph/execution/scratch.ts';

it('no two responses are written into one buffer at a time, even where one is released twice', () => {
  const [one, other] = [takeScratch(20_000), takeScratch(20_000)];
  expect(one.buffer === other.buffer).toBe(false);
  const written = new JsonBytes(one, one);
  written.release();
  const next = takeScratch(20_000);
  written.release();
  expect(next === one).toBe(true);
  expect(takeScratch(20_000) === one).toBe(false);
});

it('a buffer is given only to what fits into it, and the largest and the smallest are not kept', () => {
  const buffer = takeScratch(20_000);
  giveBackScratch(buffer);
  expect(takeScratch(20_001) === buffer).toBe(false);
  expect(takeScratch(20_000) === buffer).toBe(true);
  for (const bytes of [1_000, 5_000_000]) {
    const unkept = takeScratch(bytes);
    giveBackScratch(unkept);
    expect(takeScratch(bytes) === unkept).toBe(false);
  }
});
