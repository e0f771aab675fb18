import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether tests in a browser can run; where everything must be tested they run, and fail, without one. */
export const hasBrowser = existsSync(executablePath) || process.env.CI === 'true';

/** The title of a group of tests in a browser, which says why they are skipped where they are. */
export const inBrowser = (title: string): string =>
  hasBrowser ? title : `${title} (skipped: no Chromium at ${executablePath}, set CHROMIUM_PATH)`;

/** Starts a browser that asks nothing of its maker and finds no host but this machine. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Cheaper than intercepting every request.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });

/** A page that was opened, and what it did. */
export type Visit = {
  page: Page;
  /** Bodies of its requests to `/graphql`, in order. */
  sent: string[];
  /** Addresses it requested at other hosts; every such request fails. */
  strays: string[];
  /** What it complained about in the console. */
  complaints: string[];
};

/** Opens an address in a new page. */
export async function visit(context: BrowserContext, address: string): Promise<Visit> {
  const { origin } = new URL(address);
  const page = await context.newPage();
  const visit: Visit = { page, sent: [], strays: [], complaints: [] };
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) visit.strays.push(request.url());
    if (request.url() === `${origin}/graphql`) visit.sent.push(request.postData() ?? '');
  });
  page.on('pageerror', (error) => visit.complaints.push(error.message));
  page.on('console', (message) => {
    // An answer that is not a 200 is the test's own doing.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      visit.complaints.push(message.text());
  });
  await page.goto(address);
  return visit;
}
