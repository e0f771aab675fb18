import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaults } from '../../src/defaults.ts';
import type { TrappedCompany } from '../../src/sandbox/companies/companies.ts';
import { type Answer, today } from '../support/subgraph.ts';
import { runs } from '../support/thoroughness.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';
import { startBeforeFailing } from './failingLucca.ts';
import { faultCases, type Injection, largestAnswerBytes } from './registry.ts';

const companiesTried = runs(100, 10);
/** By the deadline, and what a busy machine may take on top. */
const longestMs = 10 * defaults.deadlineMs;

const questions = [
  '{ employees { totalCount edges { node { id dataGaps { field reason } displayName manager { displayName employee { id } dataGaps { field reason } } contracts { typeName startsOn } contract { startsOn } } } } }',
  'query ($id: ID!) { employee(id: $id) { dataGaps { field reason } displayName position { jobTitle } department { name } legalEntity { name } } }',
  `query ($id: ID!) { employee(id: $id) { luccaId
    remuneration { __typename ... on RemunerationUnavailable { reason } ... on Remuneration { dataGaps { field reason } currency contract { startsOn } baseSalary { money { amount currency } } fixedItems { natureName } } } } }`,
];

const codes = new Set([
  ...faultCases.flatMap((each) => each.codes),
  // Once two answers in a row have rejected the key.
  'ACCOUNT_NOT_CONNECTED',
]);

/** Those after which a next question can be asked at once; a 429 is waited out by a timer, which does not jump with our clock. */
const isQuick = (inject: Injection) =>
  !['hang', 'trickle'].includes(inject.kind) && !(inject.kind === 'status' && inject.status === 429);
const faults = faultCases.map(({ inject }) => inject).filter(isQuick);

const step = fc.record({
  fault: fc.option(fc.constantFrom(...faults)),
  times: fc.integer({ min: 1, max: 3 }),
  minutes: fc.constantFrom(0, 0, 1, 6, 11, 30),
  question: fc.nat(questions.length - 1),
});

let clock = 0;
const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;
// One for each run: a Lucca that failed too often has an open circuit for a while.
const hostOf = (run: number) => `chaos${run % companiesTried}.ilucca-demo.net`;
const companies = Array.from(
  { length: companiesTried },
  (_, run) => tinyCompany({ host: hostOf(run) }) as TrappedCompany,
);

/** What of an answer is there, and not as it is when all is well: rows may be left out, and values be null. */
function untrue(actual: unknown, truth: unknown, path = 'data'): string[] {
  if (actual === null || actual === undefined || Object.is(actual, truth) || isExplained(actual)) return [];
  if (Array.isArray(actual) && Array.isArray(truth))
    return actual.flatMap((each, at) =>
      isExplained(each) || truth.some((other) => untrue(each, other).length === 0) ? [] : [`${path}[${at}]`],
    );
  if (typeof actual === 'object' && typeof truth === 'object' && truth !== null)
    return Object.entries(actual).flatMap(([name, value]) =>
      name === 'totalCount' || name === 'dataGaps'
        ? []
        : untrue(value, (truth as Record<string, unknown>)[name], `${path}.${name}`),
    );
  return [path];
}

/** Whether it says why there is nothing, and not that there is nothing: everybody asked about here is paid. */
const isExplained = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'reason' in value &&
  ['PERMISSION_MISSING', 'MODULE_NOT_INSTALLED', 'UPSTREAM_ERROR'].includes(String(value.reason));

const hasReason = (value: unknown): boolean =>
  isExplained(value) || (typeof value === 'object' && value !== null && Object.values(value).some(hasReason));

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isNothing = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** What an object says of why a field of it is null; nothing where it was not asked. */
const reasonIn = ({ dataGaps }: Record<string, unknown>, name: string): unknown =>
  Array.isArray(dataGaps) ? dataGaps.find(({ field }) => field === name)?.reason : undefined;

/** What is null only because something went wrong and does not say so, and what is null anyway and has got another reason. */
function misexplained(actual: unknown, truth: unknown, path = 'data'): string[] {
  if (Array.isArray(actual) && Array.isArray(truth))
    return actual.flatMap((each, at) =>
      misexplained(
        each,
        truth.find((other) => untrue(each, other).length === 0),
        `${path}[${at}]`,
      ),
    );
  if (!isObject(actual) || !isObject(truth)) return [];
  return Object.entries(actual).flatMap(([name, value]) => {
    if (!isNothing(value)) return name === 'dataGaps' ? [] : misexplained(value, truth[name], `${path}.${name}`);
    const reason = reasonIn(actual, name);
    const isTrue = isNothing(truth[name]) && reason === reasonIn(truth, name);
    return isTrue || !('dataGaps' in actual) || isExplained({ reason }) ? [] : [`${path}.${name}: ${reason}`];
  });
}

/** All that is said of why something is null, in order. */
const gapsIn = (value: unknown): unknown[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, each]) => (name === 'dataGaps' ? [each] : gapsIn(each)));

const holdsNull = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.values(value).some(holdsNull));

describe('with any faults in any order', () => {
  let subgraph: Awaited<ReturnType<typeof startBeforeFailing>>;
  let run = 0;
  let asked = 0;
  beforeAll(async () => {
    subgraph = await startBeforeFailing({
      companies,
      app: { now, policy: { maxResponseBytes: largestAnswerBytes }, recheckAfterMs: null },
    });
  });

  /** Connects one of the companies, and hears what is true of it. */
  async function enter() {
    const host = hostOf(run++);
    const tenant = host;
    const company = companies.find((each) => each.host === host) as TrappedCompany;
    subgraph.sandbox.control.reset();
    await subgraph.connect(company, 'full', tenant);
    const { employees } = await subgraph.data(questions[0] ?? '', {}, { tenant });
    const id = employees.edges[0].node.id;
    const ask = (question: number) => subgraph.ask(questions[question] ?? '', { id }, { tenant });
    return { host, ask, truth: await Promise.all(questions.map((_, question) => ask(question))) };
  }

  function expectHonest(answer: Answer, truth: Answer, isRowLost: boolean) {
    expect(untrue(answer.data, truth.data)).toEqual([]);
    expect(misexplained(answer.data, truth.data)).toEqual([]);
    // Without an error nothing failed but rows that could not be understood.
    if (!answer.errors && !isRowLost) expect(JSON.stringify(answer.data)).not.toContain('UPSTREAM_ERROR');
    for (const { extensions } of answer.errors ?? []) {
      expect(codes).toContain(extensions.code);
      expect(typeof extensions.retryable).toBe('boolean');
    }
    // A null that was none is reported, by an error or a gap, unless it was the row that could not be understood.
    const saysNothing =
      answer.errors === undefined && JSON.stringify(gapsIn(answer.data)) === JSON.stringify(gapsIn(truth.data));
    if (saysNothing && !isRowLost && !hasReason(answer.data)) expect(answer.data).toEqual(truth.data);
    if (answer.errors) expect(holdsNull(answer.data ?? null)).toBe(true);
  }

  it('every response contains only correct data, and a known code for what is missing, in time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { host, ask, truth } = await enter();
        let isRowLost = false;
        for (const { fault, times, minutes, question } of steps) {
          if (fault) subgraph.spoil(fault, host, times);
          isRowLost ||= fault?.kind === 'malformedRow';
          clock += minutes * 60_000;
          const beganAt = performance.now();
          const answer = await ask(question);
          subgraph.mend(host);
          asked += 1;
          expect(performance.now() - beganAt).toBeLessThan(longestMs);
          expectHonest(answer, truth[question] as Answer, isRowLost);
        }
      }),
      // Tried once only, because the Lucca of a run has its past.
      { numRuns: companiesTried, endOnFailure: true, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: true },
    );
    expect(asked).toBeGreaterThan(companiesTried);
    for (const line of subgraph.logged) expect(line).not.toContain(tinyKeys.full);
  }, 300_000);
});
