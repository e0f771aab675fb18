import { readdirSync, readFileSync } from 'node:fs';
import type { Handler, Routes } from './server.ts';

// Seen from `src/http` and from `dist/http`, what `npm run build:pages` made is in the same place.
const directory = new URL('../../dist/http/pages/', import.meta.url);

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ttf: 'font/ttf',
} as const;

// Nothing is loaded from elsewhere, and the pages talk to us alone.
const strict = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
};

// The editor of the explorer places its lines by inline styles, draws with a font and pictures of its own, some of which its style sheet
// holds as `data:`, and checks what is typed in workers. Scripts stay as strict as everywhere.
const ofExplorer = {
  ...strict,
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self' data:",
  'img-src': "'self' data:",
  'worker-src': "'self'",
};

// Where the explorer leads to the connect page, if that is served.
const linkToConnectPage = ' data-connect="connect"';

// Listed, and not by the weight of nothing.
const acceptsGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** The pages are wanted but were never built. */
export class PagesNotBuilt extends Error {}

/** The routes of the explorer at `/` and of the connect page at `/connect`, each only if it is wanted. Throws `PagesNotBuilt`. */
export function pageRoutes(wanted: { explorer: boolean; connectPage: boolean }): Routes {
  if (!wanted.explorer && !wanted.connectPage) return {};
  const assets = builtAssets().filter((name) => !name.endsWith('.gz'));
  return {
    // A browser asks for one whatever the page says: there is none.
    'GET /favicon.ico': (_, response) => void response.writeHead(204).end(),
    ...Object.fromEntries(assets.map((name) => [`GET /pages/assets/${name}`, asset(name)])),
    ...(wanted.explorer && { 'GET /': page('explorer.html', ofExplorer, wanted.connectPage ? '' : linkToConnectPage) }),
    ...(wanted.connectPage && { 'GET /connect': page('connect.html', strict, '') }),
  };
}

function builtAssets(): string[] {
  try {
    return readdirSync(new URL('assets/', directory));
  } catch {
    throw new PagesNotBuilt('The pages are not built: run `npm run build:pages` first.');
  }
}

function page(name: string, policy: Record<string, string>, without: string): Handler {
  const content = readFileSync(new URL(name, directory), 'utf8').replace(without, '');
  return (_, response) => {
    response.setHeader('content-type', types.html);
    response.setHeader('content-security-policy', written(policy));
    response.setHeader('referrer-policy', 'no-referrer');
    response.end(content);
  };
}

/** A part of a page. Its name changes with what is in it, so that it may be kept for good. */
function asset(name: string): Handler {
  const content = readFileSync(new URL(`assets/${name}`, directory));
  const gzipped = readFileSync(new URL(`assets/${name}.gz`, directory));
  const type = types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types];
  return (request, response) => {
    const takesGzip = acceptsGzip.test(String(request.headers['accept-encoding']));
    response.setHeader('content-type', type);
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.setHeader('vary', 'accept-encoding');
    // A worker is under the policy its script came with.
    response.setHeader('content-security-policy', written(strict));
    if (takesGzip) response.setHeader('content-encoding', 'gzip');
    response.end(takesGzip ? gzipped : content);
  };
}

function written(policy: Record<string, string>): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
