import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrappedCompany } from '../../src/sandbox/companies/companies.ts';
import { type Answer, today } from '../support/subgraph.ts';
import { sample } from '../support/thoroughness.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';
import { startBeforeFailing } from './failingLucca.ts';
import { type FaultCase, faultCases, faultTable, largestAnswerBytes } from './registry.ts';

const deadlineMs = 3_000;
/** What a busy machine may take on top. */
const marginMs = 27_000;
const pastFreshMs = 11 * 60_000;

const oneEmployee = 'query ($id: ID!) { employee(id: $id) { displayName } }';
const pay = `query ($id: ID!) { employee(id: $id) { luccaId
  remuneration { ... on Remuneration { baseSalary { money { amount currency } } dataGaps { field reason } } } } }`;
const list =
  '{ employees { totalCount edges { node { id displayName department { name } dataGaps { field reason } } } } }';
const questions = [oneEmployee, list, pay];
const test = `mutation ($input: ConnectAccountInput!) { testConnection(input: $input) {
  __typename ... on ConnectProblem { code retryAfterSeconds } } }`;

let clock = 0;
const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;

// A company of its own for each fault and question, because the circuit of a Lucca that fails opens.
const hostOf = (index: number, state: string) => `f${index}-${state}.ilucca-demo.net`;
const companies = faultCases.flatMap((_, index) =>
  ['cold', 'warm', 'new'].map((state) => tinyCompany({ host: hostOf(index, state) }) as TrappedCompany),
);

describe('when Lucca fails', () => {
  let subgraph: Awaited<ReturnType<typeof startBeforeFailing>>;
  beforeAll(async () => {
    subgraph = await startBeforeFailing({
      companies,
      sandbox: { longestAnswerMs: 60_000 },
      app: { now, deadlineMs, policy: { maxResponseBytes: largestAnswerBytes }, recheckAfterMs: null },
    });
  });

  /** Somebody at a company of their own: the answers while all is well, and a way to ask the same again. */
  async function enter(host: string) {
    const tenant = host;
    const company = tinyCompany({ host }) as TrappedCompany;
    await subgraph.connect(company, 'full', tenant);
    const { employees } = await subgraph.data(list, {}, { tenant });
    const bo = employees.edges.find(
      ({ node }: { node: { displayName: string } }) => node.displayName === 'Bo LINDQVIST',
    );
    const variables = { id: bo.node.id };
    const ask = () => Promise.all(questions.map((query) => subgraph.ask(query, variables, { tenant })));
    const healthy = await ask();
    expect(JSON.stringify(healthy[2])).toContain('3400');
    return { tenant, company, ask, healthy };
  }

  async function timed<Result>(work: () => Promise<Result>): Promise<Result> {
    const beganAt = performance.now();
    const result = await work();
    expect(performance.now() - beganAt).toBeLessThan(deadlineMs + marginMs);
    return result;
  }

  function expectRefused({ data, errors }: Answer, { codes, isRetryable }: FaultCase) {
    expect(Object.values(data ?? { none: null })).toEqual([null]);
    expect(errors?.length).toBeGreaterThan(0);
    for (const { extensions } of errors ?? []) {
      expect(codes).toContain(extensions.code);
      expect(extensions.retryable).toBe(isRetryable);
    }
  }

  /** Less than all is well, and says why; something else is not. */
  function expectPart({ data, errors = [] }: Answer, healthy: Answer, { codes, only }: FaultCase) {
    const reason = only?.reason ?? 'UPSTREAM_ERROR';
    for (const { extensions } of errors) expect(codes).toContain(extensions.code);
    const { employee, employees } = healthy.data;
    if (employee)
      return data.employee && expectExplained(data.employee.remuneration, employee.remuneration, 'baseSalary', reason);
    expect(data.employees.edges.length).toBeGreaterThan(0);
    for (const { node } of data.employees.edges) {
      const truth = employees.edges.find((each: { node: { id: string } }) => each.node.id === node.id).node;
      expectExplained(node, truth, 'department', reason);
    }
  }

  type Gapped = { dataGaps: { field: string }[] } & Record<string, unknown>;

  /** The same as when all is well, unless one field is null and says that it could not be read. */
  function expectExplained(actual: Gapped | undefined, truth: Gapped | undefined, field: string, reason: string) {
    if (!actual || !truth || actual[field] !== null) return expect(actual).toEqual(truth);
    expect(actual).toEqual({ ...truth, [field]: null, dataGaps: expect.any(Array) });
    expect(actual.dataGaps).toContainEqual({ field, reason });
    // Where contracts are read in part, the months under contract are not known either.
    const others = actual.dataGaps.filter((each) => each.field !== field && each.field !== 'monthsWithContract');
    expect(others).toEqual(truth.dataGaps);
  }

  const cases = faultCases.map((each, index) => [each.lucca, each, index] as const);

  it.each(sample(cases, 12))(
    'and %s with an empty cache, an operation returns a known code in time, and no wrong data',
    async (_, each, index) => {
      const host = hostOf(index, 'cold');
      const { tenant, company, ask, healthy } = await enter(host);
      // After connecting again the cache is empty.
      await subgraph.connect(company, 'full', tenant);
      subgraph.spoil(each.inject, host, undefined, each.only && { path: each.only.path });
      const answers = await timed(ask);
      answers.forEach((answer, number) => {
        if (each.codes.length > 0 && !each.only) expectRefused(answer, each);
        else expectPart(answer, healthy[number] as Answer, each);
      });
      const input = { domain: hostOf(index, 'new'), apiKey: tinyKeys.full };
      subgraph.spoil(each.inject, input.domain, undefined, each.only && { path: each.only.path });
      const { data, errors } = await subgraph.ask(test, { input }, { tenant });
      expect(errors).toBeUndefined();
      if (each.connect !== null) expect(data.testConnection.code).toBe(each.connect);
      else expect(data.testConnection.__typename).toBe('AccountChecked');
    },
  );

  it.each(sample(cases, 12))('and %s, cached data is served or not, as the README promises', async (_, each, index) => {
    const host = hostOf(index, 'warm');
    const { ask, healthy } = await enter(host);
    subgraph.spoil(each.inject, host, undefined, each.only && { path: each.only.path });
    // Still fresh: nobody notices.
    expect(await ask()).toEqual(healthy);
    clock += pastFreshMs;
    const answers = await timed(ask);
    answers.forEach((answer, number) => {
      if (each.isStaleServed) expect(answer).toEqual(healthy[number]);
      else if (each.codes.length > 0 && !each.only) expectRefused(answer, each);
      else expectPart(answer, healthy[number] as Answer, each);
    });
  });
});

it('the faults tested here are those that the README lists', () => {
  const readme = readFileSync(new URL('../../src/lucca/README.md', import.meta.url), 'utf8');
  expect(readme.includes(faultTable), `paste this into src/lucca/README.md:\n${faultTable}`).toBe(true);
});
