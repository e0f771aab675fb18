import { beforeAll, describe, expect, it } from 'vitest';
import { Forbidden } from '../../../src/graph/errors.ts';
import { createErrorLimit, mostErrors } from '../../../src/graph/server/errorLimit.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds } from '../../support/everybody.ts';
import { createTestCompany, type RequestOptions, type Subgraph, startSubgraph } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const narrow: RequestOptions = { scope: 'lucca:employees:read' };
let subgraph: Subgraph;
let id: string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
  await subgraph.connect(acme);
  id = (await employeeIds(subgraph))(acme.people[0]?.id ?? 0);
});

async function ask(representations: readonly object[], selection: string, options?: RequestOptions) {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Employee { ${selection} } } }`;
  const { data, errors = [] } = await subgraph.ask(query, { r: representations }, options);
  return { entities: data._entities, errors };
}

const people = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Employee', id }));
const broken = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Employee', id: 1 }));

const leftOut = (count: string) => ({
  message: `${count} more errors were left out: request fewer fields or objects at a time.`,
  extensions: { code: 'OPERATION_TOO_COMPLEX', retryable: false, correlationId: expect.any(String) },
});

describe('a response', () => {
  it(`contains ${mostErrors} errors of fields, and one that says how many more there were`, async () => {
    const { entities, errors } = await ask(people(600), 'gender birthDate', narrow);
    expect(entities).toEqual(people(600).map(() => ({ gender: null, birthDate: null })));
    expect(errors).toHaveLength(mostErrors + 1);
    expect(errors[0]).toMatchObject({
      path: ['_entities', expect.any(Number), 'gender'],
      extensions: { code: 'FORBIDDEN' },
    });
    expect(errors.at(-1)).toEqual(leftOut('200'));
  });

  it('contains as many errors of representations, whose entities are null', async () => {
    const { entities, errors } = await ask(broken(3_000), 'displayName');
    expect(entities).toEqual(broken(3_000).map(() => null));
    expect(errors).toHaveLength(mostErrors + 1);
    expect(errors.at(-1)).toEqual(leftOut('2,000'));
  });

  it('contains all errors up to that number', async () => {
    const { errors } = await ask(people(500), 'gender birthDate', narrow);
    expect(errors).toHaveLength(mostErrors);
    for (const error of errors) expect(error.extensions.code).toBe('FORBIDDEN');
  });

  it('explains in dataGaps what has no error any more', async () => {
    const { entities } = await ask(people(600), 'gender birthDate dataGaps { field reason }', narrow);
    const gaps = ['gender', 'birthDate'].map((field) => ({ field, reason: 'HIDDEN_FROM_VIEWER' }));
    expect(entities).toHaveLength(600);
    for (const entity of entities) expect(entity.dataGaps).toEqual(expect.arrayContaining(gaps));
  });
});

describe('an operation', () => {
  it('no longer throws what callers cause once it has thrown that many errors, so that they take no memory', () => {
    const limit = createErrorLimit();
    const forbidden = new Forbidden();
    for (let count = 0; count < mostErrors; count++) expect(() => limit.nullOrThrow(forbidden)).toThrow(forbidden);
    expect([limit.nullOrThrow(forbidden), limit.omitted()]).toEqual([null, 1]);
    const bug = new TypeError();
    expect(() => limit.nullOrThrow(bug)).toThrow(bug);
    expect(limit.omitted()).toBe(1);
  });
});

describe('an error that a caller causes', () => {
  it('has no stack, and leaves those of others as they are', () => {
    expect(new Forbidden().stack).not.toMatch(/\n +at /);
    expect(new Error('ours').stack).toMatch(/\n +at /);
  });
});
