import { readFileSync } from 'node:fs';
import type { Handler, Routes } from './server.ts';

const directory = new URL('./pages/', import.meta.url);

const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

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

/** The routes of the explorer at `/` and of the connect page at `/connect`, each only if it is wanted. */
export function pageRoutes(wanted: { explorer: boolean; connectPage: boolean }): Routes {
  return {
    ...(wanted.explorer && { 'GET /': page('explorer.html'), 'GET /explorer.js': page('explorer.js') }),
    ...(wanted.connectPage && { 'GET /connect': page('connect.html'), 'GET /connect.js': page('connect.js') }),
    ...((wanted.explorer || wanted.connectPage) && { 'GET /page.css': page('page.css') }),
  };
}

function page(name: `${string}.${keyof typeof types}`): Handler {
  const content = readFileSync(new URL(name, directory));
  const type = types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types];
  return (_, response) => {
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.setHeader('content-security-policy', policy);
    response.setHeader('referrer-policy', 'no-referrer');
    response.end(content);
  };
}
