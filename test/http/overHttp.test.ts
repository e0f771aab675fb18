import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Subgraph, startSubgraph, tokenFor } from '../support/subgraph.ts';

/** What the specification recommends or allows and we do otherwise, with the reason. */
const noGet = 'there is no GET, because what a query contains would be in the URL, and so in the logs of every proxy';
const is400 =
  'nothing was executed, and the status says so to whatever does not read bodies; Apollo Server has always done so';
const waived: Record<string, string> = {
  '5A70': noGet,
  D6D5: noGet,
  '6A70': noGet,
  '572B': is400,
  FDE2: is400,
  '7B9B': is400,
};

describe('the specification of GraphQL over HTTP, as its own audit reads it,', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    // Some of what is audited is tried by introspection.
    subgraph = await startSubgraph({ app: { introspection: true } });
  });

  const audits = serverAudits({
    url: () => `${subgraph.url}/graphql`,
    async fetchFn(url: string, init: RequestInit = {}) {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${await tokenFor()}`);
      return fetch(url, { ...init, headers });
    },
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit.fn] as const))('%s: %s', async (id, _, audit) => {
    const result = await audit();
    if ('response' in result) await result.response.body?.cancel();
    const outcome = result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`;
    if (id in waived) expect(outcome, `no longer to be waived: ${waived[id]}`).not.toBe('ok');
    else expect(outcome).toBe('ok');
  });

  it('has no requirement that is waived', () => {
    const names = audits.flatMap(({ id, name }) => (id in waived ? [name] : []));
    expect(names).toHaveLength(Object.keys(waived).length);
    expect(names.filter((name) => name.startsWith('MUST'))).toEqual([]);
  });
});
