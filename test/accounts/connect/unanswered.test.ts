import { beforeEach, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { createTestCompany, startSubgraph } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex, { employees: 300 });
const { sandbox, connect, data } = await startSubgraph({ companies: [acme, globex] });
const rateLimited = { kind: 'status', status: 429, retryAfterSeconds: 60 } as const;

beforeEach(() => sandbox.control.reset());

/** A dozen people whose personnel files contain only the company's custom fields. */
const withFewBareFiles = () =>
  sandbox.control.change(acme.host, (company) => {
    company.people = company.people
      .slice(0, 12)
      .map((person) => ({ ...person, gender: 'Undefined', birthOn: null, nationalityId: null }));
  });

/** Makes all requests for people fail except the first. */
const failForPeopleButOnce = ({ host }: { host: string }) => {
  const where = { host, path: '/api/v3/users' };
  sandbox.control.beforeAnswer(1, () => sandbox.control.fail(rateLimited, { ...where, times: 9 }), where);
};

const checkFields = 'permission verdict note remedy grantedAt evidence { probe httpStatus rowsSeen rowsFilled }';

const check = async (permission: string) => {
  const { answer } = await data(`mutation { answer: checkAccount {
    ... on AccountConnected { account { status checks { ${checkFields} } } }
  } }`);
  const { status, checks } = answer.account;
  return { status, ...checks.find((each: { permission: string }) => each.permission === permission) };
};

it('a proven right stays granted when Lucca fails to answer the request that proves it', async () => {
  withFewBareFiles();
  await connect(acme);
  const before = await check('PERSONNEL_FILES');
  expect(before).toMatchObject({ verdict: 'GRANTED', note: null });
  sandbox.control.fail({ kind: 'status', status: 500 }, { path: '/api/v3/extensionuserdefinitions', times: 9 });
  expect(await check('PERSONNEL_FILES')).toEqual(before);
});

it('a key is refused for Lucca’s failure, not for the right that could not be checked because of it', async () => {
  withFewBareFiles();
  await connect(acme);
  sandbox.control.fail({ kind: 'status', status: 500 }, { path: '/api/v3/extensionuserdefinitions', times: 9 });
  const { answer } = await data(
    `mutation ($input: ReplaceApiKeyInput!) { answer: replaceApiKey(input: $input) {
      ... on ConnectProblem { code checks { ${checkFields} } }
    } }`,
    { input: { apiKey: findKey(acme, 'full') } },
  );
  expect(answer.code).toBe('LUCCA_ERROR');
  expect(answer.checks).toContainEqual(
    expect.objectContaining({
      permission: 'PERSONNEL_FILES',
      verdict: 'INCONCLUSIVE',
      evidence: { probe: 'GET /api/v3/extensionuserdefinitions', httpStatus: 500, rowsSeen: 0, rowsFilled: 0 },
    }),
  );
});

it('the right to former employees stays granted when the quota interrupts a check', async () => {
  await connect(acme);
  const before = await check('FORMER_EMPLOYEES');
  expect(before.verdict).toBe('GRANTED');
  failForPeopleButOnce(acme);
  expect(await check('FORMER_EMPLOYEES')).toEqual(before);
});

it('no remedy is shown for a right that was not checked only because of the quota', async () => {
  failForPeopleButOnce(globex);
  await connect(globex);
  const { account } = await data(`{ account { checks(verdict: INCONCLUSIVE) { ${checkFields} } } }`);
  expect(account.checks).toContainEqual({
    permission: 'FORMER_EMPLOYEES',
    verdict: 'INCONCLUSIVE',
    note: null,
    remedy: 'Lucca did not answer when this right was checked. Check again in a few minutes.',
    grantedAt: null,
    evidence: { probe: 'GET /api/v3/users', httpStatus: null, rowsSeen: 0, rowsFilled: 0 },
  });
});
