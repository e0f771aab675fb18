import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultBehaviour } from './assumptions.ts';
import type { Behaviour } from './behaviour.ts';
import { type Control, createScript, type HeardRequest, isMeant } from './control.ts';
import { spoil, textOf } from './faults.ts';
import type { Company } from './model.ts';
import { createQuota, createSlidingCount } from './quota.ts';
import { html, type LuccaResponse } from './response.ts';
import { answerRequest } from './routes.ts';
import { createTenant } from './tenant.ts';
import { describeUnknown } from './unknown.ts';

/** The options of a sandbox. Only the companies are required. */
export type SandboxOptions = {
  companies: readonly Company[];
  behaviour?: Partial<Behaviour>;
  /** Port on 127.0.0.1; any free port by default. */
  port?: number;
  /** Requests allowed in any 60 seconds for each host; 50 by default, as at Lucca. */
  requestsPerMinute?: number;
  /** How long every response takes, in milliseconds; 0 by default. */
  latencyMs?: number;
  /** Time after which a request ends in a 408, in milliseconds; 5,000 by default, as at Lucca. */
  longestAnswerMs?: number;
  /** The clock of quotas and logs, in epoch milliseconds. */
  now?: () => number;
  /** Called with a message for each requested field or path that the sandbox does not know. */
  onUnknown?: (message: string) => void;
};

/** A simulated Lucca that listens on a real socket. */
export type Sandbox = { url: string; port: number; control: Control; close(): Promise<void> };

/** Starts a sandbox on loopback. The `Host` header selects the company. */
export async function createSandbox({
  companies,
  behaviour,
  port = 0,
  requestsPerMinute = 50,
  latencyMs = 0,
  longestAnswerMs = 5_000,
  now = Date.now,
  onUnknown = () => {},
}: SandboxOptions): Promise<Sandbox> {
  const sites = createSites(companies, { ...defaultBehaviour, ...behaviour }, requestsPerMinute);
  const script = createScript();
  const answer = createAnswer(sites, script, { latencyMs, longestAnswerMs, now, onUnknown });
  let heard: HeardRequest[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry: HeardRequest = { ...targetOf(request), at: now(), status: 0 };
    heard.push(entry);
    const given = await answer(entry, request.headers.authorization);
    if (!given) {
      request.socket.resetAndDestroy();
      return;
    }
    entry.status = given.status;
    await send(response, given);
  }

  const socket = await listen(serve, port);
  return {
    ...socket,
    control: {
      requests: (where = {}) => heard.filter((entry) => isMeant(where, entry)),
      highestPerMinute: (host) => sites.get(host).traffic.highest(),
      fail: (fault, where = {}) => script.fail(fault, where),
      delay: (milliseconds, where = {}) => script.delay(milliseconds, where),
      change: (host, edit) => sites.get(host).tenant.change(edit),
      beforeAnswer: (nth, edit, where) => script.beforeAnswer(nth, edit, where),
      revoke: (host, key) => sites.get(host).tenant.revoke(key),
      behave: (host, changes) => sites.get(host).tenant.behave(changes),
      reset() {
        sites.reset();
        heard = [];
        script.clear();
      },
    },
  };
}

type Sites = ReturnType<typeof createSites>;

/** Creates the function that answers requests. It returns null if the connection is to be reset. */
function createAnswer(
  sites: Sites,
  script: ReturnType<typeof createScript>,
  {
    latencyMs,
    longestAnswerMs,
    now,
    onUnknown,
  }: Required<Pick<SandboxOptions, 'latencyMs' | 'longestAnswerMs' | 'now' | 'onUnknown'>>,
) {
  return async (request: HeardRequest, authorization: string | undefined): Promise<LuccaResponse | null> => {
    const site = sites.find(request.host);
    if (!site) return html(404, 'Not Found');
    site.traffic.add(request.at);
    const refusal = site.quota.take(request.at);
    if (refusal) return tooManyRequests(refusal.retryAfterSeconds);
    const { fault, delayMs = latencyMs, edits } = script.next(request);
    if (delayMs > 0) await sleep(Math.min(delayMs, longestAnswerMs), undefined, { ref: false });
    if (delayMs > longestAnswerMs) return html(408, 'Request Timeout');
    for (const edit of edits) site.tenant.change(edit);
    if (fault?.kind === 'reset') return null;
    const key = keyIn(authorization ?? '');
    const view = key === undefined ? undefined : site.tenant.view(key);
    const localTime = new Date(now()).toISOString().slice(0, 19);
    const truth = answerRequest(request, view, site.tenant.behaviour(), localTime);
    if (truth.unknown) onUnknown(describeUnknown(truth.unknown, request.query));
    return fault ? spoil(truth, fault) : truth;
  };
}

/** The key in an `Authorization` header, with or without the braces that the documentation shows. */
const keyIn = (authorization: string) =>
  /^lucca\s+application=(?:\{([^{}]+)\}|([^{}]+))$/i.exec(authorization.trim())?.slice(1).find(Boolean)?.trim();

/** The state of each company, by host. */
function createSites(companies: readonly Company[], behaviour: Behaviour, requestsPerMinute: number) {
  const create = () =>
    new Map(
      companies.map((company) => [
        company.host,
        {
          tenant: createTenant(company, behaviour),
          quota: createQuota(requestsPerMinute),
          traffic: createSlidingCount(60_000),
        },
      ]),
    );
  let sites = create();
  return {
    find: (host: string) => sites.get(host),
    get(host: string) {
      const site = sites.get(host);
      if (!site) throw new Error(`No company of the sandbox lives at ${host}`);
      return site;
    },
    reset() {
      sites = create();
    },
  };
}

function targetOf({ method = '', url = '/', headers }: IncomingMessage) {
  const [path = '/', query = ''] = url.split(/\?(.*)/s);
  const host = (headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  return { method, host, path, query, userAgent: headers['user-agent'] ?? '' };
}

/** Listens on loopback. `close` also ends open connections. */
async function listen(serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>, port: number) {
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A bug of the sandbox must not look like a fault of Lucca, so it stays an unhandled rejection.
      response.destroy();
      throw error;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function send(response: ServerResponse, { status, type, headers, body: content, msPerByte }: LuccaResponse) {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(textOf(content));
  response.writeHead(status, { 'content-type': type, 'content-length': body.length, ...headers });
  if (msPerByte === undefined) response.end(body);
  else await trickle(response, body, msPerByte);
}

/** Sends a body byte by byte, and stops when the client disconnects. */
async function trickle(response: ServerResponse, body: Buffer, msPerByte: number): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at++) {
    response.write(body.subarray(at, at + 1));
    await sleep(msPerByte, undefined, { ref: false });
  }
  response.end();
}

function tooManyRequests(retryAfterSeconds: number): LuccaResponse {
  return {
    status: 429,
    type: 'application/json; charset=utf-8',
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: { Message: 'Too Many Requests' },
  };
}
