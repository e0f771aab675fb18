import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Scope, scopes } from '../../../src/graph/server/viewer.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const [somebody] = findTrap(acme, 'amended');
let subgraph: Subgraph;
let id: string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  await subgraph.connect(acme);
  id = (await employeeIds(subgraph))(somebody);
});

const without = (...missing: Scope[]) => ({ scope: scopes.filter((scope) => !missing.includes(scope)).join(' ') });
const forbidden = { code: 'FORBIDDEN', retryable: false, correlationId: expect.any(String) };
const unauthenticated = { ...forbidden, code: 'UNAUTHENTICATED' };

describe('a caller without a token', () => {
  const fields: [string, string][] = [
    ['account', '{ account { id } }'],
    ['employees', '{ employees { totalCount } }'],
    ['employee', '{ employee(id: "x") { id } }'],
    ['departments', '{ departments { id } }'],
    ['establishments', '{ establishments { id } }'],
  ];
  it.each(fields)('is refused at %s without a request to Lucca', async (field, query) => {
    const { total } = await subgraph.countRequests(async () => {
      const { data, errors } = await subgraph.ask(query, {}, { isAnonymous: true });
      expect(data).toEqual({ [field]: null });
      expect(errors).toEqual([
        { message: 'Authentication required: send a bearer token.', path: [field], extensions: unauthenticated },
      ]);
    });
    expect(total).toBe(0);
  });

  it.each(['connectAccount', 'testConnection', 'disconnectAccount'])('cannot do %s', async (field) => {
    const input = { domain: acme.host, apiKey: findKey(acme, 'full') };
    const query =
      field === 'disconnectAccount'
        ? 'mutation { disconnectAccount { wasConnected } }'
        : `mutation ($input: ConnectAccountInput!) { ${field}(input: $input) { __typename } }`;
    const { total } = await subgraph.countRequests(async () => {
      const { data, errors } = await subgraph.ask(query, { input }, { isAnonymous: true });
      expect(data).toEqual({ [field]: null });
      expect(errors).toMatchObject([{ path: [field], extensions: unauthenticated }]);
    });
    expect(total).toBe(0);
  });

  it('may read the schema', async () => {
    const { data, errors } = await subgraph.ask('{ _service { sdl } __typename }', {}, { isAnonymous: true });
    expect(errors).toBeUndefined();
    expect(data._service.sdl).toContain('type Employee');
  });

  it('is refused every type of entity by reference', async () => {
    const types = ['Account', 'Employee', 'Position', 'Contract', 'Department', 'Establishment', 'LegalEntity'];
    const representations = types.map((type) => ({ __typename: type, id }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const { data, errors } = await subgraph.ask(query, { r: representations }, { isAnonymous: true });
    expect(data).toEqual({ _entities: types.map(() => null) });
    expect(errors).toHaveLength(types.length);
    for (const error of errors ?? []) expect(error.extensions).toEqual(unauthenticated);
  });
});

describe('a token without a scope', () => {
  const query = `query ($id: ID!) { account { domain } employee(id: $id) { firstName gender birthDate nationality
    remuneration { __typename } } }`;
  const whole = {
    firstName: 'string',
    gender: 'string',
    birthDate: 'string',
    nationality: 'string',
    remuneration: 'object',
  };

  it.each<[Scope, string[]]>([
    ['lucca:employees:read', ['employee']],
    ['lucca:demographics:read', ['employee.gender', 'employee.birthDate', 'employee.nationality']],
    ['lucca:remuneration:read', ['employee.remuneration']],
    ['lucca:account:write', []],
  ])('%s gets null with FORBIDDEN there and everything else', async (scope, closed) => {
    const { data, errors } = await subgraph.ask(query, { id }, without(scope));
    expect(data.account).toEqual({ domain: acme.host });
    expect((errors ?? []).map(({ path }) => path?.join('.')).toSorted()).toEqual(closed.toSorted());
    for (const error of errors ?? [])
      expect(error).toMatchObject({ message: 'The token does not allow this field.', extensions: forbidden });
    if (scope === 'lucca:employees:read') return expect(data.employee).toBeNull();
    for (const [field, type] of Object.entries(whole)) {
      if (closed.includes(`employee.${field}`)) expect(data.employee[field]).toBeNull();
      else expect(typeof data.employee[field]).toBe(type);
    }
  });

  it('causes no request to Lucca for fields it does not allow', async () => {
    await subgraph.connect(acme);
    const pay = '{ employees { edges { node { remuneration { __typename } } } } }';
    const { byPath } = await subgraph.countRequests(() => subgraph.ask(pay, {}, without('lucca:remuneration:read')));
    expect(Object.keys(byPath)).toEqual(['/api/v3/users']);
    const { total } = await subgraph.countRequests(() => subgraph.ask(pay, {}, without('lucca:employees:read')));
    expect(total).toBe(0);
  });

  it.each(['connectAccount', 'testConnection', 'disconnectAccount'])(
    'lucca:account:write cannot do %s',
    async (field) => {
      const input = { domain: acme.host, apiKey: findKey(acme, 'full') };
      const mutation =
        field === 'disconnectAccount'
          ? 'mutation { disconnectAccount { wasConnected } }'
          : `mutation ($input: ConnectAccountInput!) { ${field}(input: $input) { __typename } }`;
      const { total } = await subgraph.countRequests(async () => {
        const { data, errors } = await subgraph.ask(mutation, { input }, without('lucca:account:write'));
        expect(data).toEqual({ [field]: null });
        expect(errors).toMatchObject([{ path: [field], extensions: forbidden }]);
      });
      expect(total).toBe(0);
      expect(await subgraph.data('{ account { domain } }')).toEqual({ account: { domain: acme.host } });
    },
  );

  it('is refused by reference and through every other path as well', async () => {
    const [node] = await everybody<{ position: { id: string } }>(subgraph, 'position { id }');
    const representations = [
      { __typename: 'Employee', id },
      { __typename: 'Position', id: node?.position.id },
    ];
    const entities = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Employee { firstName gender remuneration { __typename } manager { employee { birthDate } } }
      ... on Position { jobTitle employee { gender } } } }`;
    const closed = await subgraph.ask(entities, { r: representations }, without('lucca:employees:read'));
    expect(closed.data).toEqual({ _entities: [null, null] });
    expect(closed.errors?.map(({ extensions }) => extensions)).toEqual([forbidden, forbidden]);

    const narrow = without('lucca:demographics:read', 'lucca:remuneration:read');
    const { data, errors } = await subgraph.ask(entities, { r: representations }, narrow);
    expect(data._entities[0]).toMatchObject({ firstName: expect.any(String), gender: null, remuneration: null });
    expect(data._entities[1].employee).toEqual({ gender: null });
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual([
      '_entities.0.gender',
      '_entities.0.manager.employee.birthDate',
      '_entities.0.remuneration',
      '_entities.1.employee.gender',
    ]);
  });

  it('lucca:account:erase cannot erase, whatever else it may do to the account', async () => {
    const { data, errors } = await subgraph.ask(
      'mutation { eraseTenant { wasStored } }',
      {},
      without('lucca:account:erase'),
    );
    expect(data).toEqual({ eraseTenant: null });
    expect(errors).toMatchObject([{ path: ['eraseTenant'], extensions: forbidden }]);
    expect(await subgraph.data('{ account { domain } }')).toEqual({ account: { domain: acme.host } });
  });

  it.each(['', 'lucca:employees', 'LUCCA:EMPLOYEES:READ', 'lucca:employees:read,lucca:account:write'])(
    'is not granted by a similar name: %j',
    async (scope) => {
      const { data, errors } = await subgraph.ask('{ employees { totalCount } }', {}, { scope });
      expect(data).toEqual({ employees: null });
      expect(errors).toMatchObject([{ extensions: forbidden }]);
    },
  );
});
