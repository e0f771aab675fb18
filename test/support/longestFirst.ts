import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest: begun last, they would be waited for when everything else is done. */
const longest = [
  'browser/connect',
  'redis/sharedSlots',
  'accounts/rights/matrixWithPagga',
  'accounts/rights/matrixWithoutPagga',
  'accounts/rights/matrixWithoutTop',
  'demo',
  'main',
  'recipes',
  'audit/crash',
  'readme',
  'browser/explorer',
  'faults/faults',
  'graph/dataGaps/dataGaps',
  'graph/employees/filter',
].map((name) => resolve(import.meta.dirname, '..', `${name}.test.ts`));

/** Runs these first, and the others as vitest would: by how long they took the last time, or by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    for (const path of longest) if (!existsSync(path)) throw new Error(`longestFirst.ts lists ${path}, which is gone`);
    const rank = ({ moduleId }: TestSpecification) =>
      longest.includes(moduleId) ? longest.indexOf(moduleId) : longest.length;
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
