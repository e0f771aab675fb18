import { readdirSync, readFileSync } from 'node:fs';
import type { Handler, Routes } from './server.ts';

// Seen from `src/http` and from `dist/http`, what `npm run build:pages` made is in the same place.
const directory = new URL('../../dist/http/pages/', import.meta.url);

const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' } as const;

// Nothing is loaded from elsewhere, and the pages talk to us alone.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** The pages are wanted but were never built. */
export class PagesNotBuilt extends Error {}

/** The routes of the explorer at `/` and of the connect page at `/connect`, each only if it is wanted. Throws `PagesNotBuilt`. */
export function pageRoutes(wanted: { explorer: boolean; connectPage: boolean }): Routes {
  if (!wanted.explorer && !wanted.connectPage) return {};
  const parts = builtFiles().filter((name) => /\.(css|js)$/.test(name));
  return {
    ...Object.fromEntries(parts.map((name) => [`GET /pages/${name}`, page(name)])),
    ...(wanted.explorer && { 'GET /': page('explorer.html') }),
    ...(wanted.connectPage && { 'GET /connect': page('connect.html') }),
  };
}

function builtFiles(): string[] {
  try {
    return readdirSync(directory);
  } catch {
    throw new PagesNotBuilt('The pages are not built: run `npm run build:pages` first.');
  }
}

function page(name: string): Handler {
  const content = readFileSync(new URL(name, directory));
  const type = types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types];
  return (_, response) => {
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.setHeader('content-security-policy', policy);
    response.setHeader('referrer-policy', 'no-referrer');
    response.end(content);
  };
}
