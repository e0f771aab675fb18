import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, html } from './answer.ts';
import { type Behaviour, defaultBehaviour } from './behaviour.ts';
import { type Control, createScript, type HeardRequest, isMeant } from './control.ts';
import { spoil, textOf } from './faults.ts';
import type { Company } from './model.ts';
import { createQuota, createSlidingCount } from './quota.ts';
import { answerRequest } from './routes.ts';
import { createTenant } from './tenant.ts';

/** How a sandbox is set up; everything but the companies has a default. */
export type SandboxOptions = {
  companies: readonly Company[];
  behaviour?: Partial<Behaviour>;
  /** Port on 127.0.0.1; by default any free one. */
  port?: number;
  /** Lucca allows 50 in any 60 seconds for each host. */
  requestsPerMinute?: number;
  /** How long every answer takes, in milliseconds; none by default. */
  latencyMs?: number;
  /** After how long Lucca gives up on a request with a 408, in milliseconds; 5,000 by default. */
  longestAnswerMs?: number;
  /** The clock of quotas and logs, in epoch milliseconds. */
  now?: () => number;
};

/** A Lucca of our own on a real socket. */
export type Sandbox = { url: string; port: number; control: Control; close(): Promise<void> };

/** Starts a sandbox on loopback, hosting every company under its `Host` name. */
export async function createSandbox({
  companies,
  behaviour,
  port = 0,
  requestsPerMinute = 50,
  latencyMs = 0,
  longestAnswerMs = 5_000,
  now = Date.now,
}: SandboxOptions): Promise<Sandbox> {
  const createSite = (company: Company) => ({
    tenant: createTenant(company, { ...defaultBehaviour, ...behaviour }),
    quota: createQuota(requestsPerMinute),
    traffic: createSlidingCount(60_000),
  });
  const createSites = () => new Map(companies.map((company) => [company.host, createSite(company)]));
  let sites = createSites();
  let heard: HeardRequest[] = [];
  const script = createScript();

  /** Answers one request, or with null where the connection is to be reset. */
  async function answer(entry: HeardRequest, authorization: string | undefined): Promise<Answer | null> {
    const site = sites.get(entry.host);
    if (!site) return html(404, 'Not Found');
    site.traffic.add(entry.at);
    const refusal = site.quota.take(entry.at);
    if (refusal) return tooManyRequests(refusal.retryAfterSeconds);
    const { fault, delayMs = latencyMs, edits } = script.next(entry);
    if (delayMs > 0) await sleep(Math.min(delayMs, longestAnswerMs), undefined, { ref: false });
    if (delayMs > longestAnswerMs) return html(408, 'Request Timeout');
    for (const edit of edits) site.tenant.change(edit);
    if (fault?.kind === 'reset') return null;
    const key = /^lucca\s+application=(.+)$/i.exec(authorization ?? '')?.[1]?.trim();
    const view = key === undefined ? undefined : site.tenant.view(key);
    const localTime = new Date(now()).toISOString().slice(0, 19);
    const truth = answerRequest(entry, view, site.tenant.behaviour(), localTime);
    return fault ? spoil(truth, fault) : truth;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
    const entry: HeardRequest = { method: request.method ?? '', host, path, query, at: now(), status: 0 };
    heard.push(entry);
    const given = await answer(entry, request.headers.authorization);
    if (!given) {
      request.socket.resetAndDestroy();
      return;
    }
    entry.status = given.status;
    const body = Buffer.isBuffer(given.body) ? given.body : Buffer.from(textOf(given.body));
    response.writeHead(given.status, { 'content-type': given.type, 'content-length': body.length, ...given.headers });
    if (given.msPerByte === undefined) response.end(body);
    else await trickle(response, body, given.msPerByte);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A bug of the sandbox must not pass for a fault of Lucca: it stays an unhandled rejection.
      response.destroy();
      throw error;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;

  const siteOf = (host: string) => {
    const site = sites.get(host);
    if (!site) throw new Error(`No company of the sandbox lives at ${host}`);
    return site;
  };
  const control: Control = {
    requests: (where = {}) => heard.filter((entry) => isMeant(where, entry)),
    highestPerMinute: (host) => siteOf(host).traffic.highest(),
    fail: (fault, where = {}) => script.fail(fault, where),
    delay: (milliseconds, where = {}) => script.delay(milliseconds, where),
    change: (host, edit) => siteOf(host).tenant.change(edit),
    beforeAnswer: (nth, edit, where) => script.beforeAnswer(nth, edit, where),
    revoke: (host, key) => siteOf(host).tenant.revoke(key),
    behave: (host, changes) => siteOf(host).tenant.behave(changes),
    reset() {
      sites = createSites();
      heard = [];
      script.clear();
    },
  };

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    control,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Sends a body byte by byte, as long as somebody is there to hear it. */
async function trickle(response: ServerResponse, body: Buffer, msPerByte: number): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at++) {
    response.write(body.subarray(at, at + 1));
    await sleep(msPerByte, undefined, { ref: false });
  }
  response.end();
}

function tooManyRequests(retryAfterSeconds: number): Answer {
  return {
    status: 429,
    type: 'application/json; charset=utf-8',
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: { Message: 'Too Many Requests' },
  };
}
