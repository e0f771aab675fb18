import type { AddressInfo } from 'node:net';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.ts';
import { documents } from '../../src/http/pages/documents.ts';
import { words } from '../../src/http/pages/words.ts';
import { pageRoutes } from '../../src/http/pages.ts';
import { createWebServer } from '../../src/http/server.ts';
import { createLog } from '../../src/telemetry/log.ts';

/** What would keep a key, or run text as code, or fetch something. */
const keptOrRun =
  /localStorage|sessionStorage|\.cookie|@import|url\(|(?:inner|outer)HTML|insertAdjacentHTML|eval\(|document\.write/;

describe('the pages', () => {
  const server = createWebServer(pageRoutes({ explorer: true, connectPage: true }), createLog('silent'));
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it.each(['/', '/connect'])('are served whole: %s and every part of it', async (path) => {
    const page = await fetch(url + path);
    expect(page.status).toBe(200);
    const parts = [...(await page.text()).matchAll(/(?:href|src)="(pages\/[^"]+)"/g)].map(([, part]) => part as string);
    expect(parts.length).toBeGreaterThan(1);
    const seen = new Set(parts);
    // Scripts name further scripts, which is found out while the set grows.
    for (const part of seen) {
      const answer = await fetch(`${url}/${part}`);
      expect(answer.status, part).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(part.endsWith('.css') ? /^text\/css;/ : /^text\/javascript;/);
      const text = await answer.text();
      expect(text, part).not.toMatch(keptOrRun);
      for (const [, name] of text.matchAll(/from '\.\/([^']+)'/g)) seen.add(`pages/${name}`);
    }
  });

  it.each(['/', '/connect', '/pages/connect.js'])(
    'load nothing from elsewhere and run nothing inline: %s',
    async (path) => {
      const { headers } = await fetch(url + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  it('are not there unless wanted', () => {
    expect(pageRoutes({ explorer: false, connectPage: false })).toEqual({});
    expect(pageRoutes({ explorer: true, connectPage: false })).not.toHaveProperty('GET /connect');
    expect(pageRoutes({ explorer: false, connectPage: true })).not.toHaveProperty('GET /');
  });

  it('show in their markup, before any script runs, the words the scripts have for it in English', async () => {
    const markup = await (await fetch(`${url}/connect`)).text();
    const shown = [...markup.matchAll(/data-text="(\w+)"[^>]*>\s*([^<]*?)\s*</g)];
    expect(shown.length).toBeGreaterThan(10);
    for (const [, name, text] of shown) expect(text?.replace(/\s+/g, ' ')).toBe(Reflect.get(words.EN, name as string));
  });
});

describe('the connect page', () => {
  it.each(Object.entries(documents))('asks only what the schema answers: %s', (_, document) => {
    expect(validate(createSchema(), parse(document))).toEqual([]);
  });

  it('says everything in both languages', () => {
    const leaves = (value: unknown): string[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
    const [english, french] = [leaves(words.EN), leaves(words.FR)];
    expect(french).toHaveLength(english.length);
    // A name stays what it is.
    expect(french.filter((text) => english.includes(text))).toEqual(['Pagga Rémunération']);
  });
});
