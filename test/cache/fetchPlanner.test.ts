import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cost, createFetchPlanner, isWholeCheaper } from '../../src/cache/fetchPlanner.ts';

/** The choice for a request unlike the last one, for as many people as fit into the requests by id. */
const isBought = (cost: Pick<Cost, 'byIds' | 'spent' | 'whole'>) =>
  isWholeCheaper({ keys: cost.byIds * 300, keysBefore: null, served: 0, ...cost });

describe('the choice between reading by id and reading the whole', () => {
  it('is to read one person of a large company by id', () => {
    expect(isBought({ byIds: 1, spent: 0, whole: 10 })).toBe(false);
  });

  it('is to read the whole if that is a single page', () => {
    expect(isBought({ byIds: 1, spent: 0, whole: 1 })).toBe(true);
  });

  it('is to read by id if the size is unknown and one request is enough, and the whole if it takes several', () => {
    expect(createFetchPlanner(1_000).isWholeCheaper(300, 1, 0)).toBe(false);
    expect(createFetchPlanner(1_000).isWholeCheaper(600, 2, 0)).toBe(true);
  });

  it('counts the pages of small size that a list of ids takes, and expects as many more of the whole', () => {
    // 400 ids fit into one URL, and are 4 pages of 100 rows at least.
    const planner = createFetchPlanner(100);
    expect(planner.isWholeCheaper(600, 2, 0)).toBe(false);
    planner.noteWhole(15, null);
    expect(planner.isWholeCheaper(300, 1, 0)).toBe(false);
    expect(planner.isWholeCheaper(400, 1, 0)).toBe(true);
  });

  it('is to read the whole before reading by id has cost as much', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 500 }),
        (whole, calls) => {
          let spent = 0;
          for (const byIds of calls) {
            if (isBought({ byIds, spent, whole })) break;
            spent += byIds;
          }
          expect(spent).toBeLessThan(whole);
        },
      ),
    );
  });
});
