import { Agent, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { createTestCompany, type Subgraph, type SubgraphOptions, startSubgraph } from '../support/subgraph.ts';

/** Asks for next to nothing over the connections of an agent. */
function askOver(agent: Agent, url: string) {
  return new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => {
        resolve({ status: response.statusCode, connection: response.headers.connection });
      });
    });
    asked.once('error', reject).end('{"query":"{ __typename }"}');
  });
}

const query = '{ employees(first: 1) { totalCount } }';

/** Asks for people, and returns the answer to come as soon as Lucca has been asked. */
async function askedOfLucca({ ask, sandbox: { control } }: Subgraph) {
  const heardBefore = control.requests().length;
  const answer = ask(query);
  await expect.poll(() => control.requests().length, { timeout: 30_000 }).toBeGreaterThan(heardBefore);
  return () => answer;
}

describe('stopping', () => {
  async function startConnected(options: SubgraphOptions) {
    const company = createTestCompany(hosts.acme);
    const subgraph = await startSubgraph({ ...options, companies: [company] });
    await subgraph.connect(company);
    return subgraph;
  }

  it('first reports that it is not ready, while everything is served as before', async () => {
    const subgraph = await startConnected({ app: { notReadyMs: 1_500 } });
    const statusOf = async (path: string) => (await fetch(subgraph.url + path)).status;
    const stopped = subgraph.stop();
    expect(await Promise.all(['/readyz', '/livez'].map(statusOf))).toEqual([503, 200]);
    expect((await subgraph.ask(query)).errors).toBeUndefined();
    await stopped;
    await expect(statusOf('/readyz')).rejects.toThrow('fetch failed');
  });

  it('fails no request that is sent before it reports that it is not ready, on existing or new connections', async () => {
    const subgraph = await startConnected({ app: { notReadyMs: 5_000 } });
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    onTestFinished(() => agent.destroy());
    const outcomes: { status: number | undefined; connection: string | undefined }[] = [];
    let isNoticed = false;
    const caller = async () => {
      while (!isNoticed) outcomes.push(await askOver(agent, `${subgraph.url}/graphql`));
    };
    const answersAfter = (count: number) =>
      expect.poll(() => outcomes.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
    const callers = Array.from({ length: 8 }, caller);
    await answersAfter(40);
    const stopped = subgraph.stop();
    // A balancer notices later: each caller has been answered a few times more.
    await answersAfter(outcomes.length + 40);
    isNoticed = true;
    await Promise.all(callers);
    await stopped;
    expect(outcomes.filter(({ status }) => status !== 200)).toEqual([]);
    expect(outcomes[0]?.connection).toBe('keep-alive');
    expect(outcomes.slice(-8).map(({ connection }) => connection)).toEqual(Array(8).fill('close'));
  });

  it('finishes the operations in progress, and accepts no new ones', async () => {
    const subgraph = await startConnected({});
    subgraph.sandbox.control.delay(4_000, { path: '/api/v3/users' });
    const answer = await askedOfLucca(subgraph);
    const stopped = subgraph.stop();
    const isRefused = () =>
      subgraph.ask(query).then(
        () => false,
        (failure: Error) => failure.message === 'fetch failed',
      );
    await expect.poll(isRefused, { timeout: 3_000 }).toBe(true);
    expect(await answer()).toEqual({ data: { employees: { totalCount: expect.any(Number) } } });
    await stopped;
  });

  it('does not wait for a Lucca that hangs once the callers have their response', async () => {
    const subgraph = await startConnected({ sandbox: { longestAnswerMs: 60_000 }, app: { deadlineMs: 1_500 } });
    subgraph.sandbox.control.delay(60_000);
    const answer = await askedOfLucca(subgraph);
    const beganAt = performance.now();
    await subgraph.stop();
    expect(performance.now() - beganAt).toBeLessThan(30_000);
    expect((await answer()).errors).toMatchObject([{ extensions: { code: 'LUCCA_TIMEOUT', retryable: true } }]);
  });
});
