import { getHeapStatistics } from 'node:v8';

/** The largest semi-space of V8 in MiB, by major version of Node.js. No function returns it. */
const semiSpaces: Record<string, number> = { 20: 16, 22: 16, 24: 64, 26: 32 };
const largestSemiSpace = 64;

/** The bytes that the old generation of the heap may take, which contains whatever is cached: `--max-old-space-size`, or what V8 chooses. */
export const oldGenerationBytes = getHeapStatistics().heap_size_limit - 3 * semiSpaceMebibytes() * 2 ** 20;

/** The young generation is three semi-spaces. */
function semiSpaceMebibytes(): number {
  const options = [process.env.NODE_OPTIONS, ...process.execArgv].join(' ');
  const [, given] = /--max[-_]semi[-_]space[-_]size[= ](\d+)/.exec(options) ?? [];
  const [major = ''] = process.versions.node.split('.');
  // V8 rounds it up to a power of two.
  return given ? 2 ** Math.ceil(Math.log2(Number(given))) : (semiSpaces[major] ?? largestSemiSpace);
}
