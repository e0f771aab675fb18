import { beforeAll, describe, expect, it } from 'vitest';
import { type Subgraph, startSubgraph } from '../support/subgraph.ts';

const explorer = ['/', '/explorer.js'];
const connect = ['/connect', '/connect.js'];

describe('the pages', () => {
  let both: Subgraph;
  beforeAll(async () => {
    both = await startSubgraph({ app: { explorer: true, connectPage: true } });
  });

  it.each([
    [{}, [], [...explorer, ...connect, '/page.css']],
    [{ explorer: true }, [...explorer, '/page.css'], connect],
    [{ connectPage: true }, [...connect, '/page.css'], explorer],
  ])('are served only where they are wanted: %j', async (app, served, absent) => {
    const { url } = await startSubgraph({ app });
    const statusOf = async (path: string) => (await fetch(url + path)).status;
    expect(await Promise.all(served.map(statusOf))).toEqual(served.map(() => 200));
    expect(await Promise.all(absent.map(statusOf))).toEqual(absent.map(() => 404));
  });

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/explorer.js', 'text/javascript; charset=utf-8'],
    ['/connect', 'text/html; charset=utf-8'],
    ['/connect.js', 'text/javascript; charset=utf-8'],
    ['/page.css', 'text/css; charset=utf-8'],
  ])('say what they are, and that they load nothing from elsewhere: %s', async (path, type) => {
    const { headers } = await fetch(both.url + path);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split('; ').map((each) => each.split(/ (.*)/)),
    );
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
    });
  });

  it.each(['/', '/connect'])('need nothing that the policy forbids: %s', async (path) => {
    const html = await (await fetch(both.url + path)).text();
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
    const loaded = [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(loaded.length).toBeGreaterThan(1);
    for (const address of loaded) {
      expect(address).toMatch(/^\/[a-z]/);
      expect((await fetch(both.url + address)).status).toBe(200);
    }
  });

  it.each(['/explorer.js', '/connect.js', '/page.css'])(
    'name no other host, and run no text as code: %s',
    async (path) => {
      const text = await (await fetch(both.url + path)).text();
      expect(text).not.toMatch(
        /https?:|\/\/[a-z]+\.|@import|url\(|innerHTML|outerHTML|insertAdjacentHTML|eval\(|document\.write/,
      );
    },
  );

  it('never keep the key: it is typed hidden, not remembered by the browser, and cleared once it is sent', async () => {
    const html = await (await fetch(`${both.url}/connect`)).text();
    expect(html).toMatch(/<input name="apiKey" type="password" required autocomplete="off" \/>/);
    const script = await (await fetch(`${both.url}/connect.js`)).text();
    expect(script).toContain("form.apiKey.value = ''");
    expect(script).not.toMatch(/localStorage|sessionStorage|cookie/);
  });
});
