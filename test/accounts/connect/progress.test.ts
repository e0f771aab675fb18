import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProgressTracker } from '../../../src/accounts/connect/progress.ts';
import { concludeRights } from '../../../src/accounts/rights/conclude.ts';
import { permissionCodes } from '../../../src/accounts/rights/rights.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey, type KeyName } from '../../../src/sandbox/companies/keys.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { answersWith, peopleOf } from '../rights/answers.ts';

const acme = createTestCompany(hosts.acme);

let subgraph: Subgraph;
beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(() => subgraph.sandbox.control.reset());

const checks = 'checks { permission verdict grantedAt note evidence { probe httpStatus rowsSeen rowsFilled } }';
const progress = `{ connectionProgress { remaining ${checks} } }`;
const answer = `__typename ... on AccountConnected { ${checks} } ... on ConnectProblem { code ${checks} }`;
const connect = `mutation ($input: ConnectAccountInput!) { answer: connectAccount(input: $input) { ${answer} } }`;
const recheck = `mutation { answer: checkAccount { ${answer} } }`;
const replace = `mutation ($input: ReplaceApiKeyInput!) { answer: replaceApiKey(input: $input) { ${answer} } }`;

type Check = { permission: string; verdict: string };
type Progress = { checks: Check[]; remaining: number };

const inputOf = (name: KeyName) => ({ domain: acme.host, apiKey: findKey(acme, name), acceptMissingPermissions: true });

const progressFor = async (tenant: string): Promise<Progress | null> =>
  (await subgraph.data(progress, {}, { tenant })).connectionProgress;

/** Lets Lucca answer slowly, and looks at how far an operation has come until it ends. */
async function follow(document: string, variables: object = {}) {
  const { delay, requests } = subgraph.sandbox.control;
  delay(100);
  delay(400, { path: '/organization/' });
  delay(800, { path: '/remuneration/' });
  const before = requests().length;
  const seen: Progress[] = [];
  const seenByAnother: (Progress | null)[] = [];
  let isUnderWay = true;
  const answered = subgraph.data(document, variables).finally(() => {
    isUnderWay = false;
  });
  while (isUnderWay) {
    const now = await progressFor('acme');
    if (now !== null) seen.push(now);
    seenByAnother.push(await progressFor('globex'));
  }
  const end: { __typename: string; code?: string; checks: Check[] } = (await answered).answer;
  return { seen, seenByAnother, end, requests: requests().length - before };
}

/** That what was seen on the way grew, kept the guide's order, and was the end's own. */
function expectGrowing({ seen, end }: Awaited<ReturnType<typeof follow>>) {
  const sizes = seen.map((progress) => progress.checks.length);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  expect(sizes.some((size) => size > 0 && size < permissionCodes.length)).toBe(true);
  for (const progress of seen) {
    const shown = new Set(progress.checks.map(({ permission }) => permission));
    expect(progress.checks).toEqual(end.checks.filter(({ permission }) => shown.has(permission)));
    expect(progress.remaining).toBe(permissionCodes.length - progress.checks.length);
  }
}

describe('how far a connect has come', () => {
  it('is told check by check, each as it will be in the end, to the tenant alone and for nothing', async () => {
    const followed = await follow(connect, { input: inputOf('without: evpScreen') });
    expect(followed.end).toMatchObject({ __typename: 'AccountConnected', checks: { length: 12 } });
    expectGrowing(followed);
    expect(followed.requests).toBe(10);
    expect(followed.seenByAnother.every((progress) => progress === null)).toBe(true);
    expect(await progressFor('acme')).toBeNull();
  });

  it('shows what is read off the people first', async () => {
    const { seen } = await follow(connect, { input: inputOf('full') });
    const first = seen.find((progress) => progress.checks.length > 0)?.checks.map(({ permission }) => permission);
    expect(first).toEqual(expect.arrayContaining(['EMPLOYEE_LUCCA_DATA', 'EMPLOYEE_POSITIONS', 'EMPLOYEE_MANAGERS']));
  });

  it('is told of a connect that ends in a refusal, and not of one that is over', async () => {
    const input = { ...inputOf('without: contracts'), acceptMissingPermissions: false };
    const followed = await follow(connect, { input });
    expect(followed.end.code).toBe('PERMISSIONS_MISSING');
    expectGrowing(followed);
    subgraph.sandbox.control.revoke(acme.host, inputOf('full').apiKey);
    expect((await follow(connect, { input: inputOf('full') })).end.code).toBe('KEY_REJECTED');
    expect(await progressFor('acme')).toBeNull();
  });

  it('needs the scope of those who connect', async () => {
    const { data, errors } = await subgraph.ask(progress, {}, { scope: 'lucca:employees:read' });
    expect(data).toEqual({ connectionProgress: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('how far a check of a connected key has come', () => {
  it.each([
    ['a check', recheck, {}],
    ['a key replacement', replace, { input: { apiKey: findKey(acme, 'full'), acceptMissingPermissions: true } }],
  ])('%s tells beside what was known before, as in the end', async (_, document, variables) => {
    await subgraph.connect(acme);
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.jobQualifications = [];
    });
    const followed = await follow(document, variables);
    expectGrowing(followed);
    const lost = followed.end.checks.find(({ permission }) => permission === 'EMPLOYEE_QUALIFICATIONS');
    expect(lost).toMatchObject({ verdict: 'MISSING', note: expect.stringContaining('last visible on 2026-11-24') });
    expect(followed.seen.flatMap((progress) => progress.checks)).toContainEqual(lost);
  });
});

describe('what is under way for a tenant', () => {
  const board = createProgressTracker();

  it('is the operation that began last, and the one before once that has ended', async () => {
    const [some, all] = [{ people: peopleOf(1) }, answersWith({})].map((answers) => concludeRights(answers, 0));
    const ends: (() => void)[] = [];
    const begin = (checks: ReturnType<typeof concludeRights> = []) =>
      board.track('acme', async (show) => {
        show(checks);
        await new Promise<void>((resolve) => ends.push(resolve));
      });
    const first = begin(some);
    const second = begin(all);
    expect(board.of('acme')).toEqual({ checks: all, remaining: 0 });
    ends[1]?.();
    await second;
    expect(board.of('acme')).toEqual({ checks: some, remaining: 9 });
    ends[0]?.();
    await first;
    expect(board.of('acme')).toBeNull();
  });

  it('is nothing once it has failed', async () => {
    await expect(board.track('acme', () => Promise.reject(new Error('ours')))).rejects.toThrow('ours');
    expect(board.of('acme')).toBeNull();
  });
});
