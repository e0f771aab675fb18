import { beforeAll, describe, expect, it } from 'vitest';
import { type Subgraph, startSubgraph } from '../support/subgraph.ts';

describe('the log line of an operation', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph();
  });

  async function lineOf(query: string, variables = {}) {
    const before = subgraph.logged.length;
    await subgraph.ask(query, variables);
    const lines = subgraph.logged.slice(before).map((line) => JSON.parse(line));
    return lines.filter(({ msg }) => msg === 'operation');
  }

  it('contains its name, its duration and each error code once', async () => {
    const [line, ...others] = await lineOf('query People { a: employees { totalCount } b: employees { totalCount } }');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ operation: 'People', ms: expect.any(Number), codes: ['ACCOUNT_NOT_CONNECTED'] });
  });

  it('contains no codes if nothing failed', async () => {
    expect((await lineOf('{ __typename }'))[0]).not.toHaveProperty('codes');
  });

  it('contains neither document nor variables, whatever is wrong with them', async () => {
    const before = subgraph.logged.length;
    const input = { domain: 'secret-domain', apiKey: ['secret-key'], secretField: 1 };
    await lineOf('mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }', { input });
    await lineOf('{ secretField }');
    await lineOf('query secretName { secret');
    await lineOf('{ employees(after: "secret-cursor") { totalCount } }');
    expect(subgraph.logged.length).toBeGreaterThan(before);
    expect(subgraph.logged.slice(before).join()).not.toContain('secret');
  });
});
