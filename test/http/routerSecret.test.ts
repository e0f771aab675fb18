import { beforeAll, describe, expect, it } from 'vitest';
import { createProveRouter } from '../../src/http/routerSecret.ts';
import { type Subgraph, startSubgraph, tokenFor } from '../support/subgraph.ts';

const [before, now] = ['the secret the router had before: 32 bytes', 'the secret the router has now: also 32 bytes'];
let subgraph: Subgraph;
beforeAll(async () => {
  subgraph = await startSubgraph({ app: { proveRouter: createProveRouter([before, now]) } });
});

/** Asks with these headers for what even a caller without a token may see. */
async function ask(headers: Record<string, string>) {
  const response = await fetch(`${subgraph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  return { status: response.status, body: (await response.json()) as { errors?: unknown[] } };
}

describe('a subgraph with router secrets', () => {
  it.each([
    ['old', before],
    ['new', now],
  ])('answers a caller with the %s secret, so that secrets can be rotated', async (_, secret) => {
    expect(await ask({ 'x-router-secret': secret })).toMatchObject({ status: 200, body: { data: expect.anything() } });
  });

  it.each<[string, Record<string, string>]>([
    ['without a secret', {}],
    ['with an empty one', { 'x-router-secret': '' }],
    ['with another', { 'x-router-secret': 'x'.repeat(now.length) }],
    ['with the beginning of it', { 'x-router-secret': now.slice(0, -1) }],
    ['with more than it', { 'x-router-secret': `${now}!` }],
    ['with both at once', { 'x-router-secret': `${before}, ${now}` }],
    ['in other letters', { 'x-router-secret': now.toUpperCase() }],
    ['in another header', { 'x-gateway-secret': now }],
  ])('refuses a caller %s, even with a valid token', async (_, headers) => {
    const authorization = `Bearer ${await tokenFor()}`;
    const { status, body } = await ask({ ...headers, authorization });
    expect(status).toBe(403);
    expect(body).toEqual({
      errors: [
        {
          message: 'Only the router may send requests here.',
          extensions: { code: 'FORBIDDEN', retryable: false, correlationId: expect.any(String) },
        },
      ],
    });
    expect(JSON.stringify([body, subgraph.logged])).not.toContain(now.slice(0, -1));
  });

  it('still answers health checks', async () => {
    expect((await fetch(`${subgraph.url}/livez`)).status).toBe(200);
  });
});
