import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { createApp } from '../../src/app.ts';
import { scopes } from '../../src/graph/server/viewer.ts';
import { createCompany, hosts, keyOf } from '../../src/sandbox/companies/companies.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { startBrowser } from '../support/browser.ts';

// Measures the explorer with a company of 10,000 people, read with Lucca's limit, and with an answer of 100,000 rows:
// `npx tsx test/browser/measure.ts`. The memory of the tab is that of its process, which Linux tells.

const longList = 100_000;
const scrolledSeconds = 5;
const directory = mkdtempSync(join(tmpdir(), 'explorer-'));

const browser = await startBrowser();
try {
  await run(browser);
} finally {
  await browser.close();
  rmSync(directory, { recursive: true });
}
process.exit();

async function run(browser: Browser) {
  const url = await serve();
  await measureRows(await open(browser, url));
  for (const operation of ['WhoWorksHere', 'PayByQualification'])
    for (const kind of ['CSV', 'XLSX']) await measureFile(await open(browser, url), operation, kind);
}

/** Serves the explorer in front of a sandbox whose largest company is connected. */
async function serve(): Promise<string> {
  const sandbox = await createSandbox({ companies: [createCompany(hosts.globex)] });
  const keyringFile = join(directory, 'keyring.json');
  await createKeyringFile(keyringFile);
  const app = await createApp({
    storeUrl: 'memory:',
    keyringFile,
    sandboxPort: sandbox.port,
    log: createLog('error'),
    authenticate: async () => ({ tenant: 'globex', subject: 'analyst', scopes: new Set(scopes), employeeId: null }),
    isForThisMachine: true,
    introspection: true,
    explorer: true,
  });
  const submission = { domain: hosts.globex, apiKey: keyOf(hosts.globex, 'full'), tenant: 'globex' };
  const deadlineAt = Date.now() + 60_000;
  const result = await app.accounts.connect({ ...submission, acceptMissingPermissions: true, deadlineAt });
  if (result.kind === 'problem') throw new Error(`The company could not be connected (${result.code}).`);
  return `http://127.0.0.1:${await app.listen(0, '127.0.0.1')}/`;
}

type Tab = { page: Page; peakMegabytes: () => Promise<number> };

/** Opens the explorer in a tab of its own process. */
async function open(browser: Browser, url: string): Promise<Tab> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1_280, height: 800 } });
  const page = await context.newPage();
  const session = await browser.newBrowserCDPSession();
  page.setDefaultTimeout(600_000);
  await page.goto(url);
  await page.evaluate('window.showSaveFilePicker = undefined');
  await page.locator('.graphiql-query-editor .view-lines').waitFor();
  return {
    page,
    async peakMegabytes() {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const peaks = processInfo
        .filter(({ type }) => type === 'renderer')
        .map(({ id }) => /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? '0');
      return Math.round(Math.max(...peaks.map(Number)) / 1_024);
    },
  };
}

/** The two actions from an open page to a file of everybody. */
async function measureFile({ page, peakMegabytes }: Tab, operation: string, kind: string) {
  await page.getByRole('tab', { name: operation }).click();
  const before = await peakMegabytes();
  const startedAt = performance.now();
  await runOperation(page);
  const save = page.getByRole('button', { name: new RegExp(`^Download all .* as ${kind}$`) });
  // Until then Lucca's limit may make the explorer wait, and run it again.
  await page.getByRole('button', { name: /^Read all/ }).waitFor();
  const answered = performance.now();
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const path = await download.path();
  const done = performance.now();
  print(`${operation}, ${download.suggestedFilename()}`, {
    actions: 2,
    'seconds to the first page': (answered - startedAt) / 1_000,
    'seconds to the file': (done - answered) / 1_000,
    'megabytes of the file': statSync(path).size / 1e6,
    'peak megabytes of the tab before': before,
    'and after': await peakMegabytes(),
  });
  await page.context().close();
}

/** Scrolls a long table, and counts the frames. */
async function measureRows({ page, peakMegabytes }: Tab) {
  const node = (index: number) => ({
    displayName: `Person ${index}`,
    employeeNumber: String(index),
    hiredOn: '2020-01-01',
    position: { jobTitle: `Job ${index % 97}` },
    department: { name: `Department ${index % 31}` },
    establishment: { name: `Site ${index % 7}` },
    manager: { displayName: `Person ${index % 1_000}` },
  });
  const edges = Array.from({ length: longList }, (_, index) => ({ node: node(index) }));
  const pageInfo = { hasNextPage: false, endCursor: null };
  const body = JSON.stringify({ data: { employees: { totalCount: longList, pageInfo, edges } } });
  const before = await peakMegabytes();
  await page.route('**/graphql', (route) => route.fulfill({ contentType: 'application/json', body }), { times: 1 });
  const startedAt = performance.now();
  await runOperation(page);
  const scroller = page.locator('.scroller');
  await scroller.getByRole('rowheader').first().waitFor();
  const shownAfter = (performance.now() - startedAt) / 1_000;
  const mainThread = await page.context().newCDPSession(page);
  // Its time on a processor, which other processes do not lengthen.
  await mainThread.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await mainThread.send('Performance.enable');
  const busySeconds = async () => {
    const { metrics } = await mainThread.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const busyBefore = await busySeconds();
  const frames: number[] = await page.evaluate(`new Promise((resolve) => {
    const scroller = document.querySelector('.scroller');
    const durations = [];
    const startedAt = performance.now();
    let last = startedAt;
    requestAnimationFrame(function next(now) {
      durations.push(now - last);
      last = now;
      // Faster than a wheel turns, and now and then to another place, as with the scroll bar.
      scroller.scrollTop = durations.length % 120 === 0 ? Math.random() * scroller.scrollHeight : scroller.scrollTop + 240;
      if (now - startedAt < ${scrolledSeconds * 1_000}) requestAnimationFrame(next);
      else resolve(durations.slice(1));
    });
  })`);
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const busy = (await busySeconds()) - busyBefore;
  const jsonFrom = performance.now();
  await page.getByRole('button', { name: 'JSON' }).click();
  await page.locator('.result-window').getByText('"displayName"').first().waitFor();
  print(`${longList.toLocaleString()} rows`, {
    'megabytes of the answer': body.length / 1e6,
    'seconds to the table': shownAfter,
    'frames a second': frames.length / scrolledSeconds,
    'median frame, ms': at(0.5),
    '95th percentile, ms': at(0.95),
    'processor time of a frame, ms': (1_000 * busy) / frames.length,
    'seconds to the JSON': (performance.now() - jsonFrom) / 1_000,
    'peak megabytes of the tab before': before,
    'and after': await peakMegabytes(),
  });
  await page.context().close();
}

function runOperation(page: Page) {
  return page.getByRole('button', { name: /^Execute query/ }).click();
}

function print(title: string, figures: Record<string, number>) {
  const rounded = Object.entries(figures).map(([name, figure]) => `  ${name}: ${Number(figure.toFixed(1))}`);
  process.stdout.write(`${title}\n${rounded.join('\n')}\n`);
}
