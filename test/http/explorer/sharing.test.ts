import { execFileSync } from 'node:child_process';
import { buildClientSchema, introspectionFromSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { withoutFederation } from '../../../src/http/pages/explorer/federation.ts';
import { lastingVariables } from '../../../src/http/pages/explorer/saved/savedOperations.ts';
import { curlOf, linkTo, operationIn } from '../../../src/http/pages/explorer/share/operationLink.ts';

const schema = subgraphSchema();
const query = `query Who($search: String, $asOf: Date) { employees(asOf: $asOf, filter: { search: $search }) { totalCount } } # it's "é" & #`;
const operation = { query, name: 'Who', variables: '{ "search": "O\'Neill", "asOf": "2026-12-31" }' };
const mutation = {
  query:
    'mutation Connect($apiKey: LuccaApiKey!) { testConnection(input: { domain: "acme", apiKey: $apiKey }) { __typename } }',
  name: 'Connect',
  variables: '{ "apiKey": "feedbeef-0000" }',
};

describe('the link to an operation', () => {
  it('opens the same operation with its variables', () => {
    const link = linkTo('https://example.com/lucca/?a=1#old', operation);
    expect(link).toMatch(/^https:\/\/example\.com\/lucca\/\?a=1#query=/);
    const opened = operationIn(new URL(link).hash);
    expect(opened).toEqual({ query, name: 'Who', variables: '{"search":"O\'Neill","asOf":"2026-12-31"}' });
  });

  it('has no variables of a mutation, which may be a key, and is none without an operation', () => {
    expect(linkTo('https://example.com/', mutation)).not.toContain('feedbeef');
    expect(operationIn('#access_token=x')).toBeNull();
    expect(operationIn('')).toBeNull();
  });
});

describe('the command that sends an operation', () => {
  /** The arguments that a shell passes on. */
  const argumentsOf = (command: string) =>
    execFileSync('sh', ['-c', `curl() { for each in "$@"; do printf '%s\\0' "$each"; done; }\n${command}`], {
      encoding: 'utf8',
      env: { TOKEN: 'from the shell' },
    })
      .split('\0')
      .slice(0, -1);

  it('has the operation as it is, whatever the shell makes of its signs, and the token of the shell', () => {
    const [url, , type, , token, , body = ''] = argumentsOf(curlOf('http://localhost:4000/graphql', operation, true));
    expect([url, type, token]).toEqual([
      'http://localhost:4000/graphql',
      'content-type: application/json',
      'authorization: Bearer from the shell',
    ]);
    const variables = { search: "O'Neill", asOf: '2026-12-31' };
    expect(JSON.parse(body)).toEqual({ query, operationName: 'Who', variables });
  });

  it('has no token where none is needed, and no variables of a mutation', () => {
    expect(curlOf('http://localhost:4000/graphql', operation, false)).not.toContain('TOKEN');
    expect(curlOf('http://localhost:4000/graphql', mutation, true)).not.toContain('feedbeef');
  });
});

it('a saved operation keeps the dates, numbers and choices of its variables, but no text, id or object, and nothing of a mutation', () => {
  const all = `query All($asOf: Date, $first: Int, $measure: PayMeasure, $by: [PayGrouping!], $search: String, $id: ID, $filter: EmployeeFilter) { account { id } }`;
  const kept = { asOf: '2026-12-31', first: 5, measure: 'ANNUAL_BASE_FULL_TIME', by: ['LEVEL'] };
  const variables = JSON.stringify({ ...kept, search: 'Leroy', id: 'x', filter: { search: 'Leroy' } });
  expect(JSON.parse(lastingVariables(schema, { query: all, name: 'All', variables }))).toEqual(kept);
  expect(lastingVariables(schema, { ...operation, variables: '{ "search": "Leroy" }' })).toBe('');
  const dated = 'mutation Leave($day: Date) { disconnectAccount { wasConnected } }';
  expect(lastingVariables(schema, { query: dated, name: 'Leave', variables: '{ "day": "2026-12-31" }' })).toBe('');
  expect(lastingVariables(schema, mutation)).toBe('');
});

it('the documentation has every field and type but federation’s, and begins with a description', () => {
  const { __schema: all } = introspectionFromSchema(schema, { schemaDescription: true });
  const shown = buildClientSchema({ __schema: withoutFederation(all) });
  const typeNames = all.types.map(({ name }) => name);
  const hidden = typeNames.filter((name) => shown.getType(name) === undefined);
  expect(hidden.filter((name) => !/^(_Any|_Service|_Entity|(federation|link)__\w+)$/.test(name))).toEqual([]);
  expect(hidden).toContain('_Entity');
  const fields = Object.keys(shown.getQueryType()?.getFields() ?? {});
  expect(fields).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => !name.startsWith('_')));
  expect(shown.description).toMatch(/^Lucca's HR data of one company/);
});
