import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { PermissionCode } from '../../../src/accounts/rights/permissions.ts';
import { permissionCodes } from '../../../src/accounts/rights/rights.ts';
import { hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import type { ApiKey, Right } from '../../../src/sandbox/model.ts';
import { createTestCompany, type Subgraph, startSubgraph, uncached } from '../../support/subgraph.ts';
import { isThorough, sample } from '../../support/thoroughness.ts';
import { eventually } from '../openAccounts.ts';
import { truthOf } from '../rights/worlds.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
const now = () => Date.parse('2026-11-24T12:00:00Z') + passed;
let passed = 0;
const minute = 60_000;
/** What a check of a company of any size costs at Lucca. */
const mostRequestsOfACheck = 12;
/** How many keys a tenant may try and see rejected. */
const allowedFailures = 5;

let subgraph: Subgraph;
beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, initech], app: { now, confirmAfterMs: 0 } });
});
beforeEach(() => {
  subgraph.sandbox.control.reset();
  // Failed attempts no longer count, and an automatic check may be made.
  passed += 61 * minute;
});

const checks = 'checks { permission requirement verdict }';
const documents = {
  connect: `mutation ($input: ConnectAccountInput!) { answer: connectAccount(input: $input) {
    __typename ... on AccountConnected { account { id status ${checks} } } ... on ConnectProblem { code retryAfterSeconds ${checks} }
  } }`,
  test: `mutation ($input: ConnectAccountInput!) { answer: testConnection(input: $input) {
    __typename ... on AccountChecked { ${checks} } ... on ConnectProblem { code ${checks} }
  } }`,
  check: `mutation { answer: checkAccount {
    __typename ... on AccountConnected { account { id status checks(verdict: [MISSING]) { permission note remedy(language: FR) grantedAt } } }
    ... on ConnectProblem { code }
  } }`,
  replace: `mutation ($input: ReplaceApiKeyInput!) { answer: replaceApiKey(input: $input) {
    __typename ... on AccountConnected { account { id status } } ... on ConnectProblem { code ${checks} }
  } }`,
  account: '{ account { id status modules { code availability } } }',
  people: '{ employees(first: 1) { totalCount } }',
};

type Inputs = { domain?: string; apiKey?: string; acceptMissingPermissions?: boolean };
const run = async (document: string, input?: Inputs) => (await subgraph.data(document, { input })).answer;
const submit = (company: TrappedCompany, apiKey: string, more: Inputs = {}) => ({
  domain: company.host,
  apiKey,
  ...more,
});
const account = async () => (await subgraph.data(documents.account)).account;
const heard = () => subgraph.sandbox.control.requests().length;

/** Takes a right from a key, or gives it back. */
function change(company: TrappedCompany, name: ApiKey['name'], edit: (rights: Set<Right>) => void) {
  subgraph.sandbox.control.change(company.host, ({ keys }) => {
    for (const key of keys) {
      if (key.name !== name) continue;
      const rights = new Set(key.rights);
      edit(rights);
      key.rights = rights;
    }
  });
}

describe('testing a connection over HTTP', () => {
  const behaviours = [
    {},
    {
      hiddenFields: 'omitted',
      contractsWithoutRight: 'empty',
      fixedPayWithoutRight: 'empty',
      variablePayWithoutRight: 'empty',
    },
    {
      departmentsWithoutRight: 'forbidden',
      qualificationsWithoutRight: 'forbidden',
      deletedWithoutRight: 'forbidden',
    },
  ] as const;
  // Each key meets every behaviour where everything is tried, and one of them otherwise, in turn.
  const isTried = (key: number, behaviour: number) => isThorough || behaviour === key % behaviours.length;
  const named = [acme, initech].flatMap((company) =>
    company.keys.map((key, at) => ({
      company,
      key,
      name: key.name,
      host: company.host,
      tried: behaviours.filter((_, index) => isTried(at, index)),
    })),
  );

  it.each(sample(named, 9))(
    'reports the rights of the key "$name" for $host, in at most 12 requests',
    async ({ company, key, tried }) => {
      expect(tried).not.toEqual([]);
      for (const behaviour of tried) {
        subgraph.sandbox.control.behave(company.host, behaviour);
        const before = heard();
        const answer = await run(documents.test, submit(company, key.key, { acceptMissingPermissions: true }));
        expect(heard() - before).toBeLessThanOrEqual(mostRequestsOfACheck);
        expect(answer.checks).toHaveLength(permissionCodes.length);
        for (const { permission, verdict } of answer.checks as { permission: PermissionCode; verdict: string }[]) {
          const truth = truthOf(permission, { company, key, behaviour });
          if (verdict !== 'INCONCLUSIVE') expect([permission, verdict]).toEqual([permission, truth]);
          else if (key.name === 'full') expect([permission, truth]).not.toEqual([permission, 'GRANTED']);
        }
      }
    },
  );
});

describe('connecting over HTTP', () => {
  it('is refused with the whole report when a right of the guide is missing; if that is accepted, it makes an account with gaps', async () => {
    const key = findKey(acme, 'without: evpScreen');
    expect(await run(documents.connect, submit(acme, key))).toMatchObject({
      code: 'PERMISSIONS_MISSING',
      checks: { length: 12 },
    });
    const accepted = await run(documents.connect, submit(acme, key, { acceptMissingPermissions: true }));
    expect(accepted.account.status).toBe('CONNECTED_WITH_GAPS');
  });

  it.each(['without: futureEmployees', 'without: formerEmployees'] as const)(
    'is never refused for a right that is only recommended (%s)',
    async (name) => {
      const answer = await run(documents.connect, submit(acme, findKey(acme, name)));
      expect(answer.account.status).toBe('CONNECTED');
    },
  );

  it('shows which modules are available', async () => {
    const modulesWith = async (company: TrappedCompany, name: 'full' | 'luccaData only') => {
      await run(documents.connect, submit(company, findKey(company, name), { acceptMissingPermissions: true }));
      return (await account()).modules.map(({ availability }: { availability: string }) => availability);
    };
    expect(await modulesWith(acme, 'full')).toEqual(['AVAILABLE', 'AVAILABLE']);
    expect(await modulesWith(acme, 'luccaData only')).toEqual(['AVAILABLE', 'UNKNOWN']);
    expect(await modulesWith(initech, 'full')).toEqual(['AVAILABLE', 'NOT_INSTALLED']);
  });

  it('is not refused when Lucca refuses the pay module, which may not be installed', async () => {
    subgraph.sandbox.control.behave(initech.host, { absentModuleStatus: 403 });
    const { account: connected } = await run(documents.connect, submit(initech, findKey(initech, 'full')));
    expect(connected.status).toBe('CONNECTED');
    expect((await account()).modules[1].availability).toBe('UNKNOWN');
  });

  it('reports that the key has lost access to a module that was available before', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    change(acme, 'full', (rights) => {
      for (const right of ['individualSituations', 'evpScreen', 'deletedRemuneration'] as const) rights.delete(right);
    });
    await run(documents.check);
    expect((await account()).modules[1].availability).toBe('NO_PERMISSION');
  });

  it('makes one account when submitted twice at once, and both submissions succeed', async () => {
    const input = submit(initech, findKey(initech, 'full'));
    const answers = await Promise.all([run(documents.connect, input), run(documents.connect, input)]);
    expect(new Set(answers.map((answer) => answer.account.id)).size).toBe(1);
  });

  it('is refused without a request after five wrong keys in 15 minutes, and is possible again afterwards', async () => {
    const wrong = submit(acme, 'not-a-key-of-acme');
    for (let number = 0; number < 5; number += 1)
      expect(await run(documents.connect, wrong)).toMatchObject({ code: 'KEY_REJECTED' });
    const before = heard();
    const good = submit(acme, findKey(acme, 'full'));
    expect(await run(documents.connect, good)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 15 * 60 });
    expect(await run(documents.test, good)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(heard()).toBe(before);
    passed += 15 * minute;
    expect(await run(documents.connect, good)).toMatchObject({ account: { status: 'CONNECTED' } });
  });

  it('is refused after ten failures at a host, except to the host’s own company and to companies with fewer than three failures', async () => {
    const full = findKey(acme, 'full');
    const as = async (tenant: string, document: string, input: Inputs) =>
      (await subgraph.data(document, { input }, { tenant })).answer;
    await run(documents.connect, submit(acme, full));
    await as('initech', documents.connect, submit(initech, findKey(initech, 'full')));
    for (const tenant of ['stranger', 'another stranger'])
      for (let number = 0; number < 5; number += 1)
        expect(await as(tenant, documents.test, submit(acme, 'not-a-key-of-acme'))).toMatchObject({
          code: 'KEY_REJECTED',
        });
    expect(await run(documents.replace, { apiKey: full })).toMatchObject({ __typename: 'AccountConnected' });
    expect(await run(documents.test, submit(acme, full))).toMatchObject({ __typename: 'AccountChecked' });
    expect(await run(documents.connect, submit(acme, full))).toMatchObject({ __typename: 'AccountConnected' });
    for (const tenant of ['initech', 'newcomer']) {
      expect(await as(tenant, documents.test, submit(acme, full))).toMatchObject({ __typename: 'AccountChecked' });
      for (let number = 0; number < 3; number += 1)
        expect(await as(tenant, documents.test, submit(acme, 'not-a-key-of-acme'))).toMatchObject({
          code: 'KEY_REJECTED',
        });
      expect(await as(tenant, documents.connect, submit(acme, full))).toMatchObject({
        code: 'TOO_MANY_ATTEMPTS',
        retryAfterSeconds: 60 * 60,
      });
    }
    // The company's own limit still applies, and only its own failures count for it.
    for (let number = 0; number < 5; number += 1)
      expect(await run(documents.replace, { apiKey: 'not-a-key-of-acme' })).toMatchObject({ code: 'KEY_REJECTED' });
    expect(await run(documents.replace, { apiKey: full })).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await subgraph.data('mutation { disconnectAccount { wasConnected } }', {}, { tenant: 'initech' });
  });

  it('sends Lucca at most five of several wrong keys submitted at once, and refuses the others', async () => {
    const submitted = 12;
    const before = heard();
    const answers = await Promise.all(
      Array.from({ length: submitted }, () => run(documents.test, submit(acme, 'not-a-key-of-acme'))),
    );
    expect(answers.map(({ code }) => code).sort()).toEqual([
      ...Array(allowedFailures).fill('KEY_REJECTED'),
      ...Array(submitted - allowedFailures).fill('TOO_MANY_ATTEMPTS'),
    ]);
    expect(heard() - before, 'two requests for each rejected key').toBe(2 * allowedFailures);
  });

  it('accepts many submissions of a valid key at once', async () => {
    const good = submit(acme, findKey(acme, 'full'));
    const answers = await Promise.all(Array.from({ length: allowedFailures + 2 }, () => run(documents.test, good)));
    expect(answers.map(({ __typename }) => __typename)).toEqual(Array(allowedFailures + 2).fill('AccountChecked'));
  });

  it('does not count attempts at which Lucca itself failed', async () => {
    for (let number = 0; number <= allowedFailures; number += 1) {
      subgraph.sandbox.control.fail({ kind: 'status', status: 400 }, { path: '/api/v3/users' });
      expect((await run(documents.connect, submit(acme, findKey(acme, 'full')))).code).not.toBe('TOO_MANY_ATTEMPTS');
    }
  });

  it('runs once a request: with a second operation on the account nothing runs, whatever contains it', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    const variables = { input: submit(acme, findKey(acme, 'full')) };
    const testing = 'testConnection(input: $input) { __typename }';
    const before = heard();
    for (const selected of [
      `first: ${testing} second: ${testing}`,
      `${testing} disconnectAccount { wasConnected }`,
      `disconnectAccount { wasConnected } checkAccount @skip(if: true) { __typename }`,
      '...one ...other',
      '... { disconnectAccount { wasConnected } } ... @include(if: false) { checkAccount { __typename } }',
    ]) {
      const fragments = selected.includes('...one')
        ? 'fragment one on Mutation { disconnectAccount { wasConnected } } fragment other on Mutation { checkAccount { __typename } }'
        : '';
      const isInput = selected.includes('$input');
      const document = `mutation ${isInput ? '($input: ConnectAccountInput!)' : ''} { ${selected} } ${fragments}`;
      const { data, errors } = await subgraph.ask(document, isInput ? variables : {});
      expect(data ?? null).toBeNull();
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_COMPLEX']);
    }
    expect(heard()).toBe(before);
    expect(await account()).not.toBeNull();
  });

  it('may be selected in several parts under one name, because it runs once', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    const document = `mutation { __typename ...a ...b }
      fragment a on Mutation { checkAccount { __typename } }
      fragment b on Mutation { checkAccount { ... on AccountConnected { account { domain } } } }`;
    const before = heard();
    const { data, errors } = await subgraph.ask(document);
    expect({ data, errors }).toEqual({
      data: {
        __typename: 'Mutation',
        checkAccount: { __typename: 'AccountConnected', account: { domain: acme.host } },
      },
      errors: undefined,
    });
    expect(heard() - before).toBeLessThanOrEqual(mostRequestsOfACheck);
  });
});

describe('checking an account again', () => {
  it('reports a right as missing when its data is no longer visible, says since when, and never that there is no such data', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    subgraph.sandbox.control.behave(acme.host, { fixedPayWithoutRight: 'empty', variablePayWithoutRight: 'empty' });
    change(acme, 'full', (rights) => {
      rights.delete('individualSituations');
      rights.delete('evpScreen');
    });
    const day = new Date(now()).toISOString().slice(0, 10);
    const { account } = await run(documents.check);
    expect(account.status).toBe('CONNECTED_WITH_GAPS');
    expect(account.checks).toEqual([
      {
        permission: 'PAGGA_INDIVIDUAL_SITUATIONS',
        note: expect.stringContaining(day),
        remedy: expect.stringContaining('« Consulter les situations individuelles »'),
        grantedAt: expect.stringContaining(day),
      },
      expect.objectContaining({ permission: 'PAGGA_EVP_SCREEN' }),
    ]);
    change(acme, 'full', (rights) => rights.add('individualSituations').add('evpScreen'));
    expect((await run(documents.check)).account).toMatchObject({ status: 'CONNECTED', checks: [] });
  });

  it('never says that a right was withdrawn from another key, which may never have had it', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    subgraph.sandbox.control.behave(acme.host, { fixedPayWithoutRight: 'empty', variablePayWithoutRight: 'empty' });
    const replace = `mutation ($input: ReplaceApiKeyInput!) { replaceApiKey(input: $input) {
      ... on ConnectProblem { code checks { verdict note(language: EN) } }
    } }`;
    const input = { apiKey: findKey(acme, 'without: individualSituations') };
    const { replaceApiKey } = await subgraph.data(replace, { input });
    expect(replaceApiKey.code).toBe('PERMISSIONS_MISSING');
    const notes = replaceApiKey.checks.flatMap(({ note }: { note: string | null }) => note ?? []);
    expect(notes).toEqual([expect.stringMatching(/has lost the right, or never had it if the key was replaced since/)]);
  });

  it('is an error when no account is connected', async () => {
    await subgraph.data('mutation { disconnectAccount { wasConnected } }');
    const { data, errors } = await subgraph.ask(documents.check);
    expect([data, errors?.[0]?.extensions.code]).toEqual([{ answer: null }, 'ACCOUNT_NOT_CONNECTED']);
  });

  it('happens automatically after a 403, at most once in 10 minutes', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    const contracts = '{ employees(first: 1) { edges { node { contract { startsOn } } } } }';
    change(acme, 'full', (rights) => rights.delete('contracts'));
    await subgraph.ask(contracts);
    await eventually(async () => expect((await account()).status).toBe('CONNECTED_WITH_GAPS'));
    passed += 6 * minute;
    const { byPath } = await subgraph.countRequests(() => subgraph.ask(contracts));
    expect(byPath['/organization/structure/api/job-qualifications']).toBeUndefined();
  });

  it('happens automatically when the checks are a day old, whether or not the account is in use', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    let hours = 0;
    const later = await startSubgraph({ companies: [acme], app: { now: () => now() + hours * 60 * minute } });
    await later.connect(acme);
    const before = later.sandbox.control.requests().length;
    later.sandbox.control.change(acme.host, ({ keys }) => {
      for (const key of keys) key.rights = new Set([...key.rights].filter((right) => right !== 'managers'));
    });
    hours = 27;
    vi.advanceTimersByTime(10 * minute);
    await eventually(async () =>
      expect((await later.data(documents.account)).account.status).toBe('CONNECTED_WITH_GAPS'),
    );
    expect(later.sandbox.control.requests().length - before).toBeLessThanOrEqual(mostRequestsOfACheck);
  });
});

describe('a key that Lucca rejects later on', () => {
  it('closes the account, for which nothing is served or requested until the key is replaced', async () => {
    const { account: connected } = await run(documents.connect, submit(acme, findKey(acme, 'full')));
    await subgraph.data(documents.people);
    subgraph.sandbox.control.revoke(acme.host, findKey(acme, 'full'));
    const document = '{ departments { name } }';
    expect((await subgraph.ask(document)).errors?.[0]?.extensions.code).toBe('LUCCA_KEY_REJECTED');
    await eventually(async () => expect((await account()).status).toBe('KEY_REJECTED'));

    const before = heard();
    for (const each of [document, documents.people]) {
      expect((await subgraph.ask(each)).errors?.[0]?.extensions.code).toBe('LUCCA_KEY_REJECTED');
    }
    expect(heard()).toBe(before);
    expect(await run(documents.check)).toMatchObject({ code: 'KEY_REJECTED' });
    expect(heard()).toBe(before + 2);

    const replaced = await run(documents.replace, { apiKey: findKey(acme, 'without: futureEmployees') });
    expect(replaced.account).toEqual({ id: connected.id, status: 'CONNECTED' });
    expect((await subgraph.data(documents.people)).employees.totalCount).toBeGreaterThan(0);
  });

  it('opens the account again when a check finds it accepted, and no data read before is served', async () => {
    const { account: connected } = await run(documents.connect, submit(acme, findKey(acme, 'full')));
    const everybody = await subgraph.data(documents.people);
    subgraph.sandbox.control.revoke(acme.host, findKey(acme, 'full'));
    await subgraph.ask('{ departments { name } }');
    await eventually(async () => expect((await account()).status).toBe('KEY_REJECTED'));
    subgraph.sandbox.control.reset();
    expect((await run(documents.check)).account).toMatchObject({ id: connected.id, status: 'CONNECTED' });
    const { total } = await subgraph.countRequests(async () =>
      expect(await subgraph.data(documents.people)).toEqual(everybody),
    );
    expect(total).toBeGreaterThan(0);
  });

  it('leaves the account open when Lucca rejected it only once', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    // The read, and the request that shows whether the key is answered elsewhere.
    subgraph.sandbox.control.fail({ kind: 'status', status: 401 }, { times: 2 });
    expect((await subgraph.ask('{ departments { name } }')).errors?.[0]?.extensions.code).toBe('LUCCA_KEY_REJECTED');
    await subgraph.data('{ departments { name } }');
    expect((await account()).status).toBe('CONNECTED');
  });
});

describe('replacing the key', () => {
  it('keeps the old key when the new one is refused', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    expect(await run(documents.replace, { apiKey: 'not-a-key-of-acme' })).toMatchObject({ code: 'KEY_REJECTED' });
    expect(await run(documents.replace, { apiKey: findKey(acme, 'without: contracts') })).toMatchObject({
      code: 'PERMISSIONS_MISSING',
      checks: { length: 12 },
    });
    expect((await subgraph.data(documents.people)).employees.totalCount).toBeGreaterThan(0);
  });

  it('reports a right as missing from the new key when the old one proves that its data exists', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    const answer = await run(documents.replace, { apiKey: findKey(acme, 'without: deletedRemuneration') });
    expect(answer.checks).toContainEqual(
      expect.objectContaining({ permission: 'PAGGA_DELETED_REMUNERATION', verdict: 'MISSING' }),
    );
  });
});

describe('an unreachable Lucca', () => {
  it('is reported by the account after a check, until Lucca answers again', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    subgraph.sandbox.control.fail({ kind: 'status', status: 503 }, { path: '/api/v3/users', times: 9 });
    expect(await run(documents.check)).toMatchObject({ __typename: 'ConnectProblem' });
    expect((await account()).status).toBe('UNREACHABLE');
    subgraph.sandbox.control.reset();
    expect((await run(documents.check)).account.status).toBe('CONNECTED');
  });

  it('is in the history of checks, with the reason for each check and the rights that it found missing', async () => {
    await run(documents.connect, submit(acme, findKey(acme, 'full')));
    change(acme, 'full', (rights) => rights.delete('managers'));
    await run(documents.check);
    subgraph.sandbox.control.fail({ kind: 'status', status: 503 }, { path: '/api/v3/users', times: 9 });
    await run(documents.check);
    subgraph.sandbox.control.reset();
    change(acme, 'full', (rights) => rights.add('managers'));
    const { checkHistory } = (
      await subgraph.data('{ account { checkHistory { at cause outcome missing gained lost } } }')
    ).account;
    const of = (cause: string, outcome: string, missing: string[], lost = missing) => ({
      at: new Date(now()).toISOString(),
      ...{ cause, outcome, missing, gained: [], lost },
    });
    expect(checkHistory.slice(0, 3)).toEqual([
      of('REQUESTED', 'UNREACHABLE', []),
      of('REQUESTED', 'COMPLETED', ['EMPLOYEE_MANAGERS']),
      of('CONNECTED', 'COMPLETED', []),
    ]);
  });

  it('is no longer reported after a successful read, however recent the check, without a further request', async () => {
    const key = findKey(acme, 'without: contracts');
    await run(documents.connect, submit(acme, key, { acceptMissingPermissions: true }));
    const checkedAt = async () => (await subgraph.data('{ account { checkedAt } }')).account.checkedAt;
    const before = await checkedAt();
    passed += minute;
    // A refusal has the rights checked, which is not done again by itself for ten minutes.
    await subgraph.ask('{ employees(first: 1) { edges { node { contract { typeName } } } } }');
    await eventually(async () => expect(await checkedAt()).not.toBe(before));
    subgraph.sandbox.control.fail({ kind: 'status', status: 503 }, { path: '/api/v3/users', times: 9 });
    await run(documents.check);
    expect((await account()).status).toBe('UNREACHABLE');
    subgraph.sandbox.control.reset();
    passed += minute;
    const { total } = await subgraph.countRequests(async () => {
      await subgraph.data(documents.people, {}, uncached);
      await eventually(async () => expect((await account()).status).toBe('CONNECTED_WITH_GAPS'));
    });
    expect(total, 'the read itself, and no check').toBe(1);
  });
});

describe('the setup guide', () => {
  const guide = (args: string) =>
    subgraph.data(
      `{ setupGuide${args} { prerequisites installSteps createSteps grantSteps pasteSteps steps permissions { permission requirement label luccaPath reason } } }`,
    );

  it('lists in English and French what to do and which rights to tick, those of the pay module only on request', async () => {
    const { setupGuide: english } = await guide('');
    const { setupGuide: french } = await guide('(language: FR, withPagga: false)');
    const codes = (permissions: { permission: string }[]) => permissions.map(({ permission }) => permission);
    expect(codes(english.permissions)).toEqual(permissionCodes);
    expect(codes(french.permissions)).toEqual(permissionCodes.filter((code) => !code.startsWith('PAGGA_')));
    expect(english.permissions[3]).toEqual({
      permission: 'EMPLOYEE_POSITIONS',
      requirement: 'EXPECTED',
      label: 'View employee positions',
      luccaPath: ['Roles', 'Permissions', 'Talent', 'Collaborator'],
      reason: expect.any(String),
    });
    expect(french.permissions[3].label).toBe('Consulter les postes des collaborateurs');
    for (const part of ['prerequisites', 'installSteps', 'createSteps', 'grantSteps', 'pasteSteps'])
      expect(french[part], part).toHaveLength(english[part].length);
    expect(english.steps).toEqual([...english.createSteps, ...english.grantSteps, ...english.pasteSteps]);
    expect(english.installSteps[0]).toMatch(/rocket.*Integrations.*Figures.*Install/);
    expect(french.installSteps[0]).toMatch(/fusée.*Intégrations.*Figures.*Installer/);
  });
});
