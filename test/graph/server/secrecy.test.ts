import { beforeAll, describe, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const key = 'c0ffee00-1234-4bad-8bad-5ec2e7c0ffee';
const domain = acme.host;
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});

const connect = 'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }';
const literal = `mutation { connectAccount(input: { domain: "${domain}", apiKey: "${key}" }) { __typename } }`;
const identifier = `k${key.replaceAll('-', '_')}`;

const bodies: [string, object][] = [
  ['is refused by Lucca', { query: connect, variables: { input: { domain, apiKey: key } } }],
  ['comes with more than a key', { query: connect, variables: { input: { domain, apiKey: `${key}\nx: 1` } } }],
  ['comes in a list', { query: connect, variables: { input: { domain, apiKey: [key] } } }],
  ['comes in an object', { query: connect, variables: { input: { domain, apiKey: { value: key } } } }],
  ['comes under another name', { query: connect, variables: { input: { domain, api_key: key } } }],
  ['comes as a name', { query: connect, variables: { input: { domain, [key]: true } } }],
  [
    'comes instead of a yes',
    { query: connect, variables: { input: { domain, apiKey: key, acceptMissingPermissions: key } } },
  ],
  ['comes instead of the input', { query: connect, variables: { input: key } }],
  ['comes alone', { query: connect, variables: { input: { apiKey: key } } }],
  ['comes as the domain', { query: connect, variables: { input: { domain: key, apiKey: key } } }],
  ['comes beside a domain that is none', { query: connect, variables: { input: { domain: [key], apiKey: key } } }],
  ['comes as the variables', { query: connect, variables: key }],
  ['is written in the query', { query: literal }],
  ['is written in the query as a number might be', { query: literal.replace(`"${key}"`, '1234567890123') }],
  ['is written where no key goes', { query: `{ employee(id: "${key}", key: "${key}") { id } }` }],
  ['is written as a field', { query: `{ ${identifier} }` }],
  ['is the name of the operation', { query: `query ${identifier} { __typename }`, operationName: identifier }],
  ['asks for an operation', { query: '{ __typename }', operationName: key }],
  ['breaks the syntax', { query: `mutation { connectAccount("${key}` }],
  ['comes as an extension', { query: '{ __typename }', extensions: { key } }],
  ['comes as an id', { query: `query ($id: ID!) { employee(id: $id) { id } }`, variables: { id: key } }],
  ['comes as a cursor', { query: 'query ($a: String) { employees(after: $a) { totalCount } }', variables: { a: key } }],
  ['comes as a day', { query: '{ employee(id: "x") { contract(asOf: "c0ffee00-1234") { id } } }' }],
  [
    'comes as a representation',
    {
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      variables: { r: [{ __typename: key, key }] },
    },
  ],
];

/** The forms in which a key could leak. */
const forms = (text: string) => {
  const buffer = Buffer.from(text);
  // Inside a longer text, base64 depends on what precedes it: one of three alignments, without the ends.
  const shifted = [0, 1, 2].map((by) =>
    Buffer.concat([Buffer.alloc(by, 'x'), buffer])
      .toString('base64')
      .slice(4, -4),
  );
  return [text, buffer.toString('hex'), ...shifted];
};

describe('a key', () => {
  it.each(bodies)('that %s appears in no response and no log line', async (_, body) => {
    const answer = await subgraph.post(body);
    const seen = [answer, ...subgraph.logged].join('\n');
    for (const form of forms(key)) expect(seen).not.toContain(form);
    expect(seen).not.toContain('1234567890123');
    expect(subgraph.logged.length).toBeGreaterThan(0);
  });

  it('that is stored appears in no response and no log line', async () => {
    await subgraph.connect(acme);
    const answer = await subgraph.post({
      query: '{ account { id domain checks { evidence { probe } } } employees { totalCount } }',
    });
    await subgraph.post(
      { query: '{ employees { edges { node { displayName } } } }' },
      { headers: { 'cache-control': 'no-cache' } },
    );
    const seen = [answer, ...subgraph.logged].join('\n');
    for (const form of forms(findKey(acme, 'full'))) expect(seen).not.toContain(form);
  });

  it('written in the query is not repeated even if error messages explain the document', async () => {
    const explaining = await startSubgraph({ companies: [acme], app: { showsValidation: true } });
    const answer = await explaining.post({ query: literal });
    expect(answer).toContain('Pass the API key in a variable, never in the query itself.');
    expect(answer).not.toContain(key);
  });
});

describe('a person and an amount', () => {
  const name = 'Zyxwvutsson';
  const amount = 7313371.25;

  it('appear in no log line and no metric, however Lucca fails', async () => {
    const watched = await startSubgraph({ companies: [acme], app: { metrics: true } });
    await watched.connect(acme);
    const { control } = watched.sandbox;
    const mark = () =>
      control.change(domain, ({ people, departments, fixedItems, variableItems }) => {
        for (const person of people)
          Object.assign(person, { lastName: name, jobTitle: name, employeeNumber: name, mail: `${name}@${name}.test` });
        for (const department of departments) department.name = name;
        for (const item of [...fixedItems, ...variableItems]) item.amount = amount;
      });
    const query = `{ employees(first: 100) { edges { node { displayName workEmail department { name }
      remuneration { ... on Remuneration { fixedItems { money { amount } } } } } } } }`;
    const uncached = { headers: { 'cache-control': 'no-cache' } };
    mark();
    expect(await watched.post({ query }, uncached)).toContain(name);
    for (const kind of ['malformedRow', 'truncatedJson', 'bareText', 'errorMessage'] as const) {
      control.reset();
      mark();
      control.fail({ kind }, { times: 100 });
      await watched.post({ query }, uncached);
    }
    await watched.post({ query: query.replace('first: 100', `first: 100, search: "${name}"`) });
    await watched.post({
      query: `query ($id: ID!) { employee(id: $id) { id } }`,
      variables: { id: `${name}:${amount}` },
    });
    const seen = [...watched.logged, await (await fetch(`${watched.url}/metrics`)).text()].join('\n');
    expect(seen).toContain('rows from Lucca were skipped');
    for (const form of [...forms(name), ...forms(String(amount)), '7313371']) expect(seen).not.toContain(form);
  });
});
