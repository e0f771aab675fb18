import { readdirSync, readFileSync } from 'node:fs';
import type { Handler, Routes } from './server.ts';

// The output of `npm run build:pages`; the path is the same from `src/http` and from `dist/http`.
const directory = new URL('../../dist/http/pages/', import.meta.url);

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ttf: 'font/ttf',
} as const;

// The pages load nothing from other origins, and send requests to this server only.
const strict = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
};

// The editor of the explorer uses inline styles, a font and images of its own, some of them `data:` URLs in its style sheet, and workers.
// Scripts are as restricted as on the other page.
const ofExplorer = {
  ...strict,
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self' data:",
  'img-src': "'self' data:",
  'worker-src': "'self'",
};

// The attribute that makes the explorer link to the connect page.
const linkToConnectPage = ' data-connect="connect"';

// In the list, and not with the weight 0.
const acceptsGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** The pages are to be served but have not been built. */
export class PagesNotBuilt extends Error {}

/** How the connect page is integrated with other sites; everything is optional. */
export type ConnectPageSetup = {
  /** Where users sign in; it sends them back to its parameter `return_to`, with `#access_token=…`. */
  signInUrl?: string | undefined;
  /** Where users may go on once they are connected: the first, or the one of the list that the page's parameter `return` names. */
  returnUrls?: readonly string[];
  /** Origins whose pages may embed the connect page, and are notified when Lucca is connected. */
  embedOrigins?: readonly string[];
};

/** Which pages are to be served, and how. */
type Wanted = { explorer?: boolean; connectPage?: boolean; connectSetup?: ConnectPageSetup };

/** The routes of the explorer at `/` and of the connect page at `/connect`, where they are to be served. Throws `PagesNotBuilt`. */
export function pageRoutes({ explorer = false, connectPage = false, connectSetup = {} }: Wanted): Routes {
  if (!explorer && !connectPage) return {};
  const assets = builtAssets().filter((name) => !name.endsWith('.gz'));
  return {
    // Browsers request it whatever the page says.
    'GET /favicon.ico': (_, response) => void response.writeHead(204).end(),
    ...Object.fromEntries(assets.map((name) => [`GET /pages/assets/${name}`, asset(name)])),
    ...(explorer && {
      'GET /': page(built('explorer.html').replace(connectPage ? '' : linkToConnectPage, ''), ofExplorer),
    }),
    ...(connectPage && { 'GET /connect': connectPageHandler(connectSetup) }),
  };
}

function builtAssets(): string[] {
  try {
    return readdirSync(new URL('assets/', directory));
  } catch {
    throw new PagesNotBuilt('The pages are not built: run `npm run build:pages` first.');
  }
}

const built = (name: string) => readFileSync(new URL(name, directory), 'utf8');

function connectPageHandler({ signInUrl, returnUrls = [], embedOrigins = [] }: ConnectPageSetup): Handler {
  const attributes = Object.entries({
    'sign-in-url': signInUrl ?? '',
    'return-urls': returnUrls.join(' '),
    'embed-origins': embedOrigins.join(' '),
  }).filter(([, value]) => value !== '');
  const body = ['<body', ...attributes.map(([name, value]) => `data-${name}="${escaped(value)}"`)].join(' ');
  const ancestors = embedOrigins.length > 0 ? embedOrigins.join(' ') : strict['frame-ancestors'];
  return page(
    built('connect.html').replace('<body', () => body),
    { ...strict, 'frame-ancestors': ancestors },
  );
}

const escaped = (value: string) => value.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

function page(content: string, policy: Record<string, string>): Handler {
  return (_, response) => {
    response.setHeader('content-type', types.html);
    response.setHeader('content-security-policy', written(policy));
    response.setHeader('referrer-policy', 'no-referrer');
    response.end(content);
  };
}

/** A file of a page. Its name contains a hash of its content, so that it may be cached forever. */
function asset(name: string): Handler {
  const content = readFileSync(new URL(`assets/${name}`, directory));
  const gzipped = readFileSync(new URL(`assets/${name}.gz`, directory));
  const type = types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types];
  return (request, response) => {
    const takesGzip = acceptsGzip.test(String(request.headers['accept-encoding']));
    response.setHeader('content-type', type);
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.setHeader('vary', 'accept-encoding');
    // A worker has the policy of its own script.
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
