import { setTimeout as sleep } from 'node:timers/promises';
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
    // Lucca takes longer for each answer.
    await sleep(20);
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

/** What a check costs at Lucca when the company fits on a page. */
const requestsOfACheck = 10;

describe('the progress of a connect', () => {
  it('grows check by check, each with its final verdict, for the tenant only and without requests to Lucca', async () => {
    const followed = await follow(connect, { input: inputOf('without: evpScreen') });
    expect(followed.end).toMatchObject({ __typename: 'AccountConnected', checks: { length: permissionCodes.length } });
    expectGrowing(followed);
    expect(followed.requests).toBe(requestsOfACheck);
    expect(followed.seenByAnother.every((progress) => progress === null)).toBe(true);
    expect(await progressFor('acme')).toBeNull();
  });

  it('begins with the rights that the list of people proves', async () => {
    const { seen } = await follow(connect, { input: inputOf('full') });
    const first = seen.find((progress) => progress.checks.length > 0)?.checks.map(({ permission }) => permission);
    expect(first).toEqual(expect.arrayContaining(['EMPLOYEE_LUCCA_DATA', 'EMPLOYEE_POSITIONS', 'EMPLOYEE_MANAGERS']));
  });

  it('is shown while a connect runs that will be refused, and not after it has ended', async () => {
    const input = { ...inputOf('without: contracts'), acceptMissingPermissions: false };
    const followed = await follow(connect, { input });
    expect(followed.end.code).toBe('PERMISSIONS_MISSING');
    expectGrowing(followed);
    subgraph.sandbox.control.revoke(acme.host, inputOf('full').apiKey);
    expect((await follow(connect, { input: inputOf('full') })).end.code).toBe('KEY_REJECTED');
    expect(await progressFor('acme')).toBeNull();
  });

  it('requires the scope for connecting', async () => {
    const { data, errors } = await subgraph.ask(progress, {}, { scope: 'lucca:employees:read' });
    expect(data).toEqual({ connectionProgress: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('the progress of', () => {
  it.each([
    ['a check', recheck, {}],
    ['a key replacement', replace, { input: { apiKey: findKey(acme, 'full'), acceptMissingPermissions: true } }],
  ])('%s compares each verdict with the previous one, as its result does', async (_, document, variables) => {
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

describe('the progress of a tenant’s operations', () => {
  const board = createProgressTracker();

  it('is that of the most recently started one, and that of the previous one when it has ended', async () => {
    const [some, all] = [{ people: peopleOf(1) }, answersWith({})].map((answers) => concludeRights(answers, 0));
    const ends: (() => void)[] = [];
    const begin = (checks: ReturnType<typeof concludeRights> = []) =>
      board.track('acme', async (show) => {
        show(checks);
        await new Promise<void>((resolve) => ends.push(resolve));
      });
    const first = begin(some);
    const second = begin(all);
    expect(await board.of('acme')).toEqual({ checks: all, remaining: 0 });
    ends[1]?.();
    await second;
    expect(await board.of('acme')).toEqual({ checks: some, remaining: 9 });
    ends[0]?.();
    await first;
    expect(await board.of('acme')).toBeNull();
  });

  it.each([
    JSON.stringify({ checks: [], remaining: 0, steps: [] }),
    JSON.stringify({ steps: [] }),
    JSON.stringify({ checks: [{ permission: 'A_RIGHT_OF_A_LATER_VERSION' }], remaining: 3 }),
    'in another form',
  ])('is shown as far as it is understood, if an instance of a later version has left %s', async (text) => {
    const later = createProgressTracker({ set() {}, delete() {}, find: async () => text });
    expect(await later.of('acme')).toEqual(text.startsWith('{"checks":[],') ? { checks: [], remaining: 0 } : null);
  });

  it('is null after the operation has failed', async () => {
    await expect(board.track('acme', () => Promise.reject(new Error('ours')))).rejects.toThrow('ours');
    expect(await board.of('acme')).toBeNull();
  });
});
