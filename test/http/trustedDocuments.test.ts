import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { documents as connectPageDocuments } from '../../src/http/connectDocuments.ts';
import { readTrustedDocuments, TrustedDocumentsUnusable } from '../../src/http/trustedDocuments.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';

const guide = 'query Guide { setupGuide { pasteSteps } }';
const people = 'query People($first: Int) { employees(first: $first) { totalCount } }';
const secret = 'Zyxwvutsson';

/** A file with this content. */
function fileWith(content: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'documents-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'documents.json');
  writeFileSync(path, content);
  return path;
}

describe('a server that executes trusted documents only', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    const trustedDocuments = new Map([
      ['guide', guide],
      ['people', people],
    ]);
    subgraph = await startSubgraph({
      companies: [createTestCompany(hosts.acme)],
      app: { trustedDocuments, introspection: true, showsValidation: true, connectPage: true, metrics: true },
    });
  });
  const refusals = async () => {
    const metrics = await (await fetch(`${subgraph.url}/metrics`)).text();
    return Number(/^subgraph_refusals_total\{reason="document"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
  };
  const post = async (body: unknown) => JSON.parse(await subgraph.post(body));

  it.each([
    ['by `documentId`', { documentId: 'guide' }],
    ['by the hash of a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: 'guide' } } }],
    ['by its text', { query: guide }],
    ['by its text and a hash', { query: guide, extensions: { persistedQuery: { version: 1, sha256Hash: 'guide' } } }],
  ])('executes one that is named %s', async (_, body) => {
    expect(await post(body)).toEqual({ data: { setupGuide: { pasteSteps: expect.any(Array) } } });
  });

  it('passes on its variables, and says what is wrong with them', async () => {
    const { errors: bad } = await post({ documentId: 'people', variables: { first: 'many' } });
    expect(bad).toMatchObject([{ message: 'A variable does not match its type.' }]);
    const { errors } = await post({ documentId: 'people', variables: { first: 1 } });
    expect(errors).toMatchObject([{ extensions: { code: 'ACCOUNT_NOT_CONNECTED' } }]);
  });

  it('executes what the connect page sends, where that is served', async () => {
    expect((await post({ query: connectPageDocuments.guide })).errors).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['another document', { query: `{ account { domain } } # ${secret}` }],
    ['another document under a trusted id', { documentId: 'guide', query: `{ account { domain } } # ${secret}` }],
    ['a trusted document with something added', { query: `${guide} query ${secret} { __typename }` }],
    ['introspection', { query: getIntrospectionQuery() }],
    ["the schema, as a router's registry asks for it", { query: '{ _service { sdl } }' }],
    ['entities, as a router asks for them', { query: '{ _entities(representations: []) { __typename } }' }],
    ['an unknown id', { documentId: secret }],
    ['a name that every object has', { documentId: 'constructor' }],
    ['an unknown hash', { extensions: { persistedQuery: { version: 1, sha256Hash: secret } } }],
    ['what is not GraphQL', { query: `{ ${secret}` }],
    ['nothing', {}],
    ['a list of trusted documents', [{ query: guide }, { query: guide }]],
  ])('refuses %s, and repeats nothing of it', async (_, body) => {
    const from = subgraph.logged.length;
    const before = await refusals();
    const answer = await post(body);
    expect(answer).toEqual({
      errors: [{ message: expect.any(String), extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }],
    });
    const lines = subgraph.logged.slice(from);
    // Ten are logged a minute; an operation always is.
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ reason: 'document', status: 400 });
    expect(JSON.stringify([answer, lines])).not.toContain(secret);
    expect((await refusals()) - before).toBe(1);
  });
});

describe('the file of trusted documents', () => {
  it.each([
    ['an object of documents by id', { a: guide, b: people }],
    [
      "Apollo's manifest",
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [
          { id: 'a', name: 'Guide', type: 'query', body: guide },
          { id: 'b', name: 'People', type: 'query', body: people },
        ],
      },
    ],
  ])('may be %s', (_, content) => {
    expect([...readTrustedDocuments(fileWith(JSON.stringify(content)))]).toEqual([
      ['a', guide],
      ['b', people],
    ]);
  });

  it.each([
    ['is not JSON', '{', 'the file is not JSON.'],
    ['is a list', '[]', 'neither an object of documents by id nor an Apollo persisted query manifest'],
    ['has values of another kind', `{ "a": { "query": "${secret}" } }`, 'neither an object of documents by id'],
    [
      'is a manifest of another version',
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 2, operations: [] }),
      'neither an object of documents by id',
    ],
    ['has a document with a mistake', JSON.stringify({ good: guide, bad: `{ ${secret}` }), 'the document "bad" is not'],
  ])('that %s is refused with a reason that quotes no document', (_, content, complaint) => {
    const read = () => readTrustedDocuments(fileWith(content));
    expect(read).toThrow(TrustedDocumentsUnusable);
    expect(read).toThrow(complaint);
    expect(read).not.toThrow(secret);
  });

  it('that cannot be read is refused', () => {
    expect(() => readTrustedDocuments('/nowhere')).toThrow('TRUSTED_DOCUMENTS_FILE: the file cannot be read.');
  });
});
