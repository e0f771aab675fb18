import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { documents } from '../../src/http/pages/connect/documents.ts';
import { words } from '../../src/http/pages/connect/words.ts';
import { pageRoutes } from '../../src/http/pages.ts';
import { createWebServer } from '../../src/http/server.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createRefusals } from '../../src/telemetry/refusals.ts';
import { listenUntilDone } from '../support/listen.ts';

const log = createLog('silent');
const quiet = { log, refusals: createRefusals(log, () => {}) };

/** What would keep a key, or run text as code, or fetch something. */
const keptOrRun =
  /localStorage|sessionStorage|\.cookie|@import|url\(|(?:inner|outer)HTML|insertAdjacentHTML|eval\(|document\.write/;

const contentTypes: Record<string, RegExp> = {
  css: /^text\/css; charset=utf-8$/,
  js: /^text\/javascript; charset=utf-8$/,
  ttf: /^font\/ttf$/,
  png: /^image\/png$/,
  svg: /^image\/svg\+xml$/,
};

describe('the pages', () => {
  const routes = pageRoutes({ explorer: true, connectPage: true });
  const server = createWebServer(routes, quiet);
  const assets = Object.keys(routes).flatMap((route) => route.match(/^GET (\/pages\/.+)$/)?.[1] ?? []);
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  /** Asks as a client that takes what it says, and gets what is sent, still compressed where it is. */
  const get = (path: string, acceptEncoding?: string): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> =>
    new Promise((resolve, reject) => {
      const headers = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
      request(url + path, { headers }, async (response) => {
        const parts: Buffer[] = [];
        for await (const part of response) parts.push(part);
        resolve({ headers: response.headers, body: Buffer.concat(parts) });
      })
        .on('error', reject)
        .end();
    });

  it.each(['/', '/connect'])('are served with all of their assets: %s', async (path) => {
    const page = await fetch(url + path);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const parts = [...(await page.text()).matchAll(/(?:href|src)="(pages\/[^"]+)"/g)].map(([, part]) => part as string);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(assets).toContain(`/${part}`);
      // The explorer is somebody else's editor; the connect page is shown a key.
      if (path === '/connect') expect(await (await fetch(`${url}/${part}`)).text(), part).not.toMatch(keptOrRun);
    }
  });

  it('have immutable assets, with the right content type and names that change with their content', async () => {
    expect(assets.length).toBeGreaterThan(10);
    for (const path of assets) {
      expect(path).toMatch(/^\/pages\/assets\/[\w.-]+-[\w-]{8}\.\w+$/);
      const { headers } = await get(path);
      expect(headers['cache-control'], path).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type'], path).toMatch(contentTypes[path.slice(path.lastIndexOf('.') + 1)] ?? /^$/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('have assets that are compressed for clients that accept it, with the same content', async () => {
    const digest = (body: Buffer) => createHash('sha256').update(body).digest('hex');
    for (const path of assets) {
      const plain = await get(path);
      const refused = await get(path, 'gzip;q=0, identity');
      const packed = await get(path, 'br, gzip;q=0.8');
      expect([plain, refused, packed].map(({ headers }) => headers['content-encoding'])).toEqual([
        undefined,
        undefined,
        'gzip',
      ]);
      expect(packed.headers.vary).toBe('accept-encoding');
      expect(digest(gunzipSync(packed.body)), path).toBe(digest(plain.body));
    }
  });

  it.each(['/', '/connect', 'a part'])('load nothing from other origins and run nothing inline: %s', async (path) => {
    const { headers } = await fetch(url + (path === 'a part' ? assets[0] : path));
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*|blob:/);
    // What the editor of the explorer needs, and nothing else does.
    const loosened = [...policy.matchAll(/([\w-]+) [^;]*(?:unsafe-inline|data:)/g)].map(([, directive]) => directive);
    expect(loosened).toEqual(path === '/' ? ['style-src', 'font-src', 'img-src'] : []);
    if (path === 'a part') return;
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('let a page of the configured origins embed the connect page, and no other', async () => {
    const embedOrigins = ['https://app.example.com', 'https://figures.example.com'];
    const connectSetup = { embedOrigins, returnUrls: ['https://app.example.com/?a=1&b="2"'] };
    const port = await listenUntilDone(
      createWebServer(pageRoutes({ explorer: true, connectPage: true, connectSetup }), quiet),
    );
    const policyOf = async (path: string) =>
      (await fetch(`http://127.0.0.1:${port}${path}`)).headers.get('content-security-policy');
    expect(await policyOf('/connect')).toContain(
      'frame-ancestors https://app.example.com https://figures.example.com;',
    );
    expect(await policyOf('/')).toContain("frame-ancestors 'none'");
    const page = await (await fetch(`http://127.0.0.1:${port}/connect`)).text();
    expect(page).toContain('data-return-urls="https://app.example.com/?a=1&amp;b=&quot;2&quot;"');
  });

  it('are not served by default', () => {
    expect(pageRoutes({ explorer: false, connectPage: false })).toEqual({});
    expect(pageRoutes({ explorer: true, connectPage: false })).not.toHaveProperty('GET /connect');
    expect(pageRoutes({ explorer: false, connectPage: true })).not.toHaveProperty('GET /');
  });

  it.each([true, false])('link from the explorer to the connect page if there is one: %s', async (connectPage) => {
    const port = await listenUntilDone(createWebServer(pageRoutes({ explorer: true, connectPage }), quiet));
    const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    expect(page.includes('data-connect="connect"')).toBe(connectPage);
  });

  it('contain in their markup, before any script runs, the English texts of the scripts', async () => {
    const markup = await (await fetch(`${url}/connect`)).text();
    const shown = [...markup.matchAll(/data-text="(\w+)"[^>]*>\s*([^<]*?)\s*</g)];
    expect(shown.length).toBeGreaterThan(10);
    for (const [, name, text] of shown) expect(text?.replace(/\s+/g, ' ')).toBe(Reflect.get(words.EN, name as string));
  });
});

describe('the connect page', () => {
  it.each(Object.entries(documents))('sends only operations that are valid in the schema: %s', (_, document) => {
    expect(validate(subgraphSchema(), parse(document))).toEqual([]);
  });

  it('has no unused texts', async () => {
    const directory = new URL('../../src/http/pages/', import.meta.url);
    const names = (await readdir(directory, { recursive: true })).filter(
      (name) => /\.(ts|html)$/.test(name) && !/(english|french)\.ts$/.test(name),
    );
    const page = (await Promise.all(names.map((name) => readFile(new URL(name, directory), 'utf8')))).join('\n');
    const isSaid = (name: string) =>
      new RegExp(`\\b(?:say|words(?:\\[\\w+])?)\\.${name}\\b|data-text="${name}"`).test(page);
    expect(Object.keys(words.EN).filter((name) => !isSaid(name))).toEqual([]);
  });

  it('has every text in both languages', () => {
    const leaves = (value: unknown): string[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
    const [english, french] = [leaves(words.EN), leaves(words.FR)];
    expect(french).toHaveLength(english.length);
    // A name stays what it is.
    expect(french.filter((text) => english.includes(text))).toEqual(['Pagga Rémunération']);
  });
});
