import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Subgraph, startSubgraph, tokenFor } from '../support/subgraph.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';

describe('the correlation id', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph();
  });

  async function ask(query: string, traceparent?: string) {
    const response = await fetch(`${subgraph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenFor()}`,
        ...(traceparent && { traceparent }),
      },
      body: JSON.stringify({ query }),
    });
    const { errors } = (await response.json()) as Answer;
    return {
      header: response.headers.get('x-correlation-id') ?? '',
      ids: errors?.map((each) => each.extensions.correlationId),
    };
  }

  const loggedIds = (from: number) =>
    subgraph.logged.slice(from).flatMap((line) => {
      const { msg, correlationId } = JSON.parse(line);
      return msg === 'operation' ? [correlationId] : [];
    });

  it.each([
    ['an operation that fails', '{ employees { totalCount } departments { name } }', 2],
    ['a document that does not fit the schema', '{ nothing }', 1],
    ['a document that is no GraphQL', '{', 1],
  ])('of %s is the same in its header, its errors and its log line', async (_, query, count) => {
    const before = subgraph.logged.length;
    const { header, ids } = await ask(query);
    expect(header).toMatch(/^[0-9a-f]{32}$/);
    expect(ids).toEqual(Array(count).fill(header));
    expect(loggedIds(before)).toEqual([header]);
  });

  it('is new for each request', async () => {
    const [one, other] = await Promise.all([ask('{ __typename }'), ask('{ __typename }')]);
    expect(one.header).not.toBe(other.header);
  });

  it('is the id of the trace if the caller sent one', async () => {
    const before = subgraph.logged.length;
    const { header, ids } = await ask('{ employees { totalCount } }', `00-${traceId}-b7ad6b7169203331-01`);
    expect([header, ids, loggedIds(before)]).toEqual([traceId, [traceId], [traceId]]);
  });

  it.each([
    'nonsense',
    `00-${traceId}`,
    `00-${traceId.toUpperCase()}-b7ad6b7169203331-01`,
    `00-${traceId}-b7ad6b7169203331-01, more`,
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    `ff-${traceId}-b7ad6b7169203331-01`,
  ])('is generated if the trace is malformed: %s', async (traceparent) => {
    const { header } = await ask('{ __typename }', traceparent);
    expect(header).toMatch(/^[0-9a-f]{32}$/);
    expect([traceId, '0'.repeat(32)]).not.toContain(header);
  });
});
