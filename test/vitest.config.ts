import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { heardReporter } from './support/heard.ts';
import { LongestFirst } from './support/longestFirst.ts';

/** Whether operations are executed by GraphQL.js instead of our executor, which has to make no difference. */
const isPlain = process.env.EXECUTOR === 'graphql-js';
const plainExecution = {
  find: /^.*\/execution\/execute\.ts$/,
  replacement: fileURLToPath(new URL('support/graphqlJs.ts', import.meta.url)),
};

/** How long a test may take before it counts as hanging. No test is about this time, and machines of continuous integration are busy. */
const hangMs = process.env.CI ? 300_000 : 60_000;

export default defineConfig({
  // One realm of graphql: the schema is built by packages that load the CommonJS build, so the tests must load it too.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }, ...(isPlain ? [plainExecution] : [])] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: isPlain ? ['test/graph/execution/**'] : [],
    globalSetup: 'test/support/buildPages.ts',
    setupFiles: 'test/support/everyFile.ts',
    testTimeout: hangMs,
    hookTimeout: hangMs,
    // Twice as many as processors, because most files wait for timers, processes and databases.
    maxWorkers: 2 * availableParallelism(),
    // Tests make much that is gone at once. With more room for it, the garbage collector takes half of its time.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongestFirst },
    // Some tests are about real time, and the machines of continuous integration are busy: coming late once is no failure there.
    retry: process.env.CI ? 1 : 0,
    // Files share the modules of their worker, which saves a third of the time: no module of ours keeps state.
    isolate: false,
    // The counts are for the last line of the continuous integration's run.
    reporters: process.env.CI
      ? ['default', heardReporter, ['json', { outputFile: 'node_modules/.test-counts.json' }]]
      : ['default', heardReporter],
  },
});
