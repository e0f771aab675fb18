import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/graph/server/viewer.ts';
import { readyOperations } from '../../src/http/pages/explorer/operations.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { statusOf } from '../../src/sandbox/lookup.ts';
import { hasBrowser, inBrowser, startBrowser, type Visit, visit } from '../support/browser.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, tokenFor } from '../support/subgraph.ts';

const acme = createTestCompany(hosts.acme, { employees: 250 });
const present = acme.people.filter((person) => statusOf(person, today) === 'active');

// Problems of GraphiQL itself, which the page around it cannot fix.
const graphiqlOwn = [
  // A tab contains the button that closes it.
  /^nested-interactive: .*(\.graphiql-tab|li:nth-child)/,
  // The editor's colours of code: those of comments and of line numbers are a little faint when it is dark.
  /^color-contrast: .*(\.mtk\d|\.line-numbers)/,
];

// The editor is large, and machines are busy.
describe.skipIf(!hasBrowser)(inBrowser('the explorer'), { timeout: 600_000 }, () => {
  let browser: Browser;
  const visits: Visit[] = [];
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  afterEach(() => {
    for (const { strays, complaints } of visits) {
      expect(strays).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });

  async function open(url: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options });
    return watched(await visit(context, url));
  }

  async function watched(made: Visit): Promise<Visit> {
    visits.push(made);
    // A browser without a screen cannot ask where to save a file.
    await made.page.evaluate('window.showSaveFilePicker = undefined');
    await made.page.locator('.graphiql-query-editor .view-lines').waitFor();
    return made;
  }

  describe('in the demo, where nobody signs in,', () => {
    let subgraph: Subgraph;
    let page: Page;
    beforeAll(async () => {
      subgraph = await startSubgraph({
        companies: [acme],
        app: {
          explorer: true,
          connectPage: true,
          introspection: true,
          showsValidation: true,
          authenticate: async () => ({ tenant: 'acme', subject: 'user-1', scopes: new Set(scopes), employeeId: null }),
        },
      });
      await subgraph.connect(acme);
      ({ page } = await open(`${subgraph.url}/`));
    });

    it('shows which Lucca is connected, links to the connect page, and asks for no token', async () => {
      await page.getByText(acme.host).waitFor();
      expect(await page.getByRole('link', { name: 'Connection' }).getAttribute('href')).toBe('connect');
      expect(await page.getByLabel('Token').count()).toBe(0);
    });

    it('has a tab for each ready-made operation, and runs the one in its first tab', async () => {
      expect(await page.getByRole('tab').count()).toBe(readyOperations(today).length);
      await run(page);
      await page.getByText(new RegExp(`^${present.length} rows$`)).waitFor();
    });

    it('has a menu of the ready-made operations, which says what each is for, and opens one that was closed again', async () => {
      const menu = page.getByRole('button', { name: 'Ready operations' });
      await menu.press('Enter');
      const turnover = page.locator('#ready-operations').getByRole('button', { name: /^Turnover/ });
      expect(await turnover.innerText()).toMatch(/^Turnover\s+Turnover: who has left between two days, and why\.$/);
      expect(await violations(page)).toEqual([]);
      await turnover.press('Enter');
      const tab = page.getByRole('tab', { name: 'Turnover' });
      await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
      await tab.getByRole('button', { name: 'Close Tab' }).click();
      await tab.waitFor({ state: 'detached' });
      await menu.click();
      await turnover.click();
      await page.locator('.graphiql-query-editor .view-lines').getByText('# Turnover: who has left').waitFor();
      await page.getByRole('button', { name: 'WhoWorksHere', exact: true }).click();
    });

    it('shows a list as a table: only the visible rows are in the page, with counts below, and JSON is a button away', async () => {
      const table = page.getByRole('region', { name: 'Table of employees' });
      await table.getByRole('rowheader').first().waitFor();
      const names = await table.getByRole('columnheader').allInnerTexts();
      expect(names.map((name) => name.trim())).toEqual([
        'Display name',
        'Employee number',
        'Hired on',
        'Job title',
        'Department',
        'Establishment',
        'Manager',
      ]);
      expect(await table.getByTitle('position.jobTitle').innerText()).toBe('Job title');
      expect(await table.getByRole('rowheader').count()).toBeLessThan(60);
      expect(await table.locator('tfoot td').first().innerText()).toBe(`${present.length} of ${present.length}`);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'JSON' }).click();
      await expect.poll(() => shown(page, 'Result Window'), { timeout: 10_000 }).toMatch(/"displayName": "\w/);
      await page.getByRole('button', { name: 'Table', exact: true }).click();
    });

    it('sorts by a column, widens it, filters, and says why a value is null, all by keyboard', async () => {
      const table = page.getByRole('region', { name: 'Table of employees' });
      const hiredOn = table.getByRole('columnheader', { name: 'Hired on' });
      await hiredOn.getByRole('button').press('Enter');
      await expect.poll(() => hiredOn.getAttribute('aria-sort')).toBe('ascending');
      const first = present.map(({ contractStartsOn }) => contractStartsOn).toSorted()[0] ?? '';
      await table.getByRole('cell', { name: first }).first().waitFor();
      const edge = table.getByRole('separator', { name: 'Width of Hired on' });
      const width = Number(await edge.getAttribute('aria-valuenow'));
      await edge.press('ArrowRight');
      expect(Number(await edge.getAttribute('aria-valuenow'))).toBe(width + 20);
      const alone = present.find(({ id, managerId }) => managerId === null || managerId === id);
      await page.getByLabel('Filter').fill(alone?.lastName ?? '');
      await page.getByText(new RegExp(`^\\d+ of ${present.length} rows$`)).waitFor();
      await table.getByRole('button', { name: /^null/ }).first().focus();
      await page
        .getByRole('tooltip')
        .getByText(/^(?!To see why)/)
        .waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('tooltip').count()).toBe(0);
      await page.getByLabel('Filter').fill('');
    });

    it('leads from a person to everything about them, where lists are opened in place', async () => {
      await page.getByLabel('Filter').fill('hugo leroy');
      await page.getByRole('button', { name: 'Hugo LEROY' }).click();
      const record = page.getByRole('region', { name: 'Table of every field' });
      await record.getByRole('row', { name: /^Display name Hugo LEROY/ }).waitFor();
      await record
        .getByRole('row', { name: /^Contracts / })
        .getByRole('button')
        .click();
      await record.getByRole('table', { name: 'Contracts' }).getByRole('columnheader', { name: 'Starts on' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'WhoWorksHere', exact: true }).click();
    });

    it('draws the figures of groups of rows, hides small groups, and has the same figures in a table and as a picture', async () => {
      await page.getByRole('button', { name: 'Chart', exact: true }).click();
      const chart = page.getByRole('region', { name: 'Chart of employees' });
      await chart.getByLabel('Group by').selectOption('Department');
      await chart.getByRole('img', { name: 'Number of rows by Department' }).waitFor();
      const counts = await chart.locator('.figures td').allInnerTexts();
      expect(counts.length).toBeGreaterThan(3);
      expect(Math.min(...counts.map(Number))).toBeGreaterThanOrEqual(5);
      await chart.getByLabel('Hide groups under').fill('1');
      const all = async () =>
        (await chart.locator('.figures td').allInnerTexts()).reduce((sum, text) => sum + Number(text), 0);
      await expect.poll(all).toBe(present.length);
      expect(await violations(page)).toEqual([]);
      for (const [format, beginning] of [
        ['SVG', '<svg'],
        ['PNG', '\uFFFDPNG'],
      ] as const) {
        const saves = chart.getByRole('button', { name: `Download the chart as ${format}` });
        const [download] = await Promise.all([page.waitForEvent('download'), saves.click()]);
        expect((await readFile(await download.path(), 'utf8')).startsWith(beginning)).toBe(true);
      }
      await page.getByRole('button', { name: 'Table', exact: true }).click();
    });

    it('groups and measures the rows of a list inside the rows, by their own columns and by those of the rows', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await page.getByRole('button', { name: 'New tab' }).click();
      await pasteInto(
        page,
        'Operation Editor',
        '{ employees(first: 1000) { edges { node { gender contracts { typeName startsOn } } } } }',
      );
      await run(page);
      await page.getByRole('button', { name: 'Chart', exact: true }).click();
      const chart = page.getByRole('region', { name: 'Chart of employees' });
      await chart.getByLabel('Count').selectOption('Contracts');
      await chart.getByLabel('Figures of').selectOption('Number of rows');
      await chart.getByLabel('Group by').selectOption('nothing');
      await chart.getByRole('img', { name: 'Contracts: Number of rows', exact: true }).waitFor();
      const ids = new Set(present.map(({ id }) => id));
      const contracts = acme.workContracts.filter(({ ownerId }) => ids.has(ownerId));
      expect(await chart.locator('.figures td').allInnerTexts()).toEqual([String(contracts.length)]);
      await chart.getByText('Groups about fewer than 5 different employees are hidden.').waitFor();
      await chart.getByLabel('Group by').selectOption('Gender');
      await chart.getByRole('img', { name: 'Contracts: Number of rows by Gender' }).waitFor();
      expect(await chart.locator('.figures tbody th').allInnerTexts()).toContain('FEMALE');
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 740 });
      // The picture is drawn again in the new width.
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    });

    it('shows the managers of the rows as an org chart, in which people are found, by keyboard', async () => {
      await page.getByRole('button', { name: 'Org chart' }).click();
      await page.getByLabel('Find a person').fill('hugo leroy');
      await page.keyboard.press('Enter');
      const hugo = page.getByRole('treeitem', { name: /^Hugo LEROY/ });
      await hugo.waitFor();
      expect(Number(await hugo.getAttribute('aria-level'))).toBeGreaterThan(1);
      expect(await violations(page)).toEqual([]);
      await hugo.press('ArrowLeft');
      const manager = page.getByRole('treeitem', { name: /^▾?\s*Antoine GAUTHIER/ });
      await expect.poll(() => manager.getAttribute('tabindex')).toBe('0');
      await manager.press('ArrowLeft');
      await hugo.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Table', exact: true }).click();
    });

    it('downloads the rows as CSV, named after the operation and the day', async () => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download as CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^WhoWorksHere-\d{4}-\d\d-\d\d\.csv$/);
      const text = await readFile(await download.path(), 'utf8');
      const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(rows).toHaveLength(present.length);
      const somebody = { 'Display name': 'Hugo LEROY', Manager: 'Antoine GAUTHIER' };
      expect(rows).toContainEqual(expect.objectContaining(somebody));
    });

    it('says that a view is about the first rows only, and reads the others, after which every view is about all', async () => {
      const { page, sent } = await open(`${subgraph.url}/`);
      await openPaged(page);
      await run(page);
      await page.getByText(`This is about the first 40 of ${present.length} rows.`).waitFor();
      await page.getByRole('button', { name: 'Chart', exact: true }).click();
      const part = `Number of rows, first 40 of ${present.length} rows`;
      await page.getByRole('img', { name: part }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Org chart' }).click();
      await page.getByText('not among the rows').first().waitFor();
      await page.getByRole('button', { name: `Read all ${present.length} rows` }).click();
      await page.getByText('This is about').waitFor({ state: 'detached' });
      expect(sent.filter((body) => body.includes('Paged'))).toHaveLength(Math.ceil(present.length / 40));
      await page.getByRole('button', { name: 'Collapse all' }).click();
      expect(await page.getByText('not among the rows').count()).toBe(0);
      await page.getByRole('button', { name: 'Chart', exact: true }).click();
      await page.getByLabel('Group by').selectOption('nothing');
      await page.getByRole('img', { name: 'Number of rows', exact: true }).waitFor();
      expect(await page.locator('.figures td').allInnerTexts()).toEqual([String(present.length)]);
      await page.getByRole('button', { name: 'Table', exact: true }).click();
      const foot = page.locator('tfoot td').first();
      await expect.poll(() => foot.innerText()).toBe(`${present.length} of ${present.length}`);
    });

    it('writes the JSON of a long answer only when it is shown', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await run(page);
      await page.getByText(new RegExp(`^${present.length} rows`)).waitFor();
      const text = () => page.evaluate(`document.querySelector('.result-window').textContent.length`);
      const before = Number(await text());
      expect(before).toBeLessThan(20);
      await page.getByRole('button', { name: 'JSON' }).click();
      await expect.poll(() => shown(page, 'Result Window'), { timeout: 10_000 }).toMatch(/"displayName": "\w/);
    });

    it('downloads the rows of all pages, with one click', async () => {
      const { page, sent } = await open(`${subgraph.url}/`);
      await openPaged(page);
      await run(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Download all ${present.length} rows as CSV` }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^Paged-\d{4}-\d\d-\d\d\.csv$/);
      const rows: object[] = parse(await readFile(await download.path(), 'utf8'), { bom: true, columns: true });
      expect(rows).toHaveLength(present.length);
      expect(sent.filter((body) => body.includes('Paged'))).toHaveLength(Math.ceil(present.length / 40));
    });

    it('writes the rows of all pages to the place that the reader chooses, and nothing where some are missing', async () => {
      const { page } = await open(`${subgraph.url}/`);
      // A place that a browser without a screen can write to.
      await page.evaluate(`window.showSaveFilePicker = async ({ suggestedName }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true })`);
      const filesOf = (): Promise<Record<string, string>> =>
        page.evaluate(`(async () => {
          const files = {};
          for await (const [name, file] of await navigator.storage.getDirectory()) files[name] = await (await file.getFile()).text();
          return files;
        })()`);
      await openPaged(page);
      await run(page);
      const failure = { errors: [{ message: 'Lucca did not answer.' }] };
      await page.route('**/graphql', (route) => route.fulfill({ json: failure }), { times: 1 });
      const save = page.getByRole('button', { name: `Download all ${present.length} rows as CSV` });
      await save.click();
      await page.getByText('Lucca did not answer. Retry continues from here.').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page
        .getByText(`Not saved. Incomplete: 40 of ${present.length} rows. Lucca did not answer.`, { exact: true })
        .waitFor();
      expect(await filesOf()).toEqual({});
      await save.click();
      await page.getByText('Saved.', { exact: true }).waitFor();
      const [[name, text] = ['', '']] = Object.entries(await filesOf());
      expect(name).toMatch(/^Paged-\d{4}-\d\d-\d\d\.csv$/);
      expect(parse(text, { bom: true, columns: true })).toHaveLength(present.length);
    });

    it('continues a download from the page that failed, in the same file', async () => {
      const { page, sent } = await open(`${subgraph.url}/`);
      await openPaged(page);
      await run(page);
      const save = page.getByRole('button', { name: `Download all ${present.length} rows as CSV` });
      await save.waitFor();
      let isDown = false;
      await page.route('**/graphql', async (route) => {
        const isFar = JSON.parse(route.request().postData() ?? '{}').variables?.after !== undefined && sent.length > 5;
        if (!isFar || isDown) return await route.continue();
        isDown = true;
        await route.abort();
      });
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        save
          .click()
          .then(() => page.getByText('The subgraph did not answer. Is it still running? Retry').waitFor())
          .then(() => page.getByRole('button', { name: 'Retry' }).press('Enter')),
      ]);
      expect(download.suggestedFilename()).toMatch(/^Paged-\d{4}-\d\d-\d\d\.csv$/);
      expect(parse(await readFile(await download.path(), 'utf8'), { bom: true })).toHaveLength(1 + present.length);
      // One page was asked for twice.
      expect(sent.filter((body) => body.includes('Paged'))).toHaveLength(Math.ceil(present.length / 40) + 1);
    });

    it('downloads an XLSX file, which says in its name and its last row what it lacks', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await openPaged(page);
      await run(page);
      const failure = { errors: [{ message: 'Lucca did not answer.' }] };
      await page.route('**/graphql', (route) => route.fulfill({ json: failure }), { times: 1 });
      const save = page.getByRole('button', { name: `Download all ${present.length} rows as XLSX` });
      const cancel = page.getByRole('button', { name: 'Cancel' });
      const download = async (begin: () => Promise<void>) => {
        const [made] = await Promise.all([page.waitForEvent('download'), begin()]);
        const { sheets } = await readXlsx(await readFile(await made.path()));
        return { name: made.suggestedFilename(), rows: sheets[0]?.rows ?? [] };
      };
      const part = await download(async () => {
        await save.click();
        await page.getByText('Retry continues from here').waitFor();
        await cancel.click();
      });
      expect(part.name).toMatch(/^Paged-\d{4}-\d\d-\d\d-incomplete\.xlsx$/);
      expect(part.rows.at(-1)?.[0]).toBe(`Incomplete: 40 of ${present.length} rows. Lucca did not answer.`);
      const whole = await download(() => save.click());
      expect(whole.name).toMatch(/^Paged-\d{4}-\d\d-\d\d\.xlsx$/);
      expect(whole.rows).toHaveLength(1 + present.length);
    });

    it('runs a query again by itself when the limit of Lucca allows it, and groups errors of one message', async () => {
      const limited = { message: 'Lucca’s limit.', extensions: { code: 'LUCCA_RATE_LIMITED', retryAfterSeconds: 2 } };
      await page.route('**/graphql', (route) => route.fulfill({ json: { data: null, errors: [limited, limited] } }), {
        times: 1,
      });
      await page.getByRole('button', { name: 'WhoWorksHere', exact: true }).click();
      await run(page);
      await page.getByText('Lucca’s limit. (2 times)').waitFor();
      await page.getByText('Runs again in').waitFor();
      await page.getByText(new RegExp(`^${present.length} rows`)).waitFor();
    });

    it('has a form for the variables of an operation, which changes their JSON and is changed by it', async () => {
      // So high that all of the JSON is in view.
      const { page } = await open(`${subgraph.url}/`, { viewport: { width: 1280, height: 1600 } });
      await page.getByRole('tab', { name: 'GenderPayGap' }).click();
      const form = page.getByRole('region', { name: 'Variables as a form' });
      await form.getByLabel('As of').fill('2025-12-31');
      await form.getByRole('checkbox', { name: 'JOB_FAMILY' }).press('Space');
      await form.getByLabel('Currency').fill('EUR');
      const variables = async () => JSON.parse(await shown(page, 'Variables'));
      await expect.poll(variables, { timeout: 10_000 }).toEqual({
        asOf: '2025-12-31',
        measure: 'ANNUAL_BASE_FULL_TIME',
        by: ['LEVEL', 'JOB_FAMILY'],
        currency: 'EUR',
      });
      expect(await violations(page)).toEqual([]);
      await pasteInto(page, 'Variables', '{ "asOf": "2024-12-31" }');
      await expect.poll(() => form.getByLabel('As of').inputValue()).toBe('2024-12-31');
      await pasteInto(page, 'Variables', '{ "asOf": ');
      await form.getByText('The variables are no JSON that can be read.').waitFor();
    });

    it('has fields for a date and time, and for yes or no, which may stay unset', async () => {
      const { page } = await open(`${subgraph.url}/`, { viewport: { width: 1280, height: 1600 } });
      await page.getByRole('button', { name: 'New tab' }).click();
      await pasteInto(
        page,
        'Operation Editor',
        'query Changed($since: DateTime, $withName: Boolean = true) { employees(filter: { modifiedSince: $since }) { edges { node { id displayName @include(if: $withName) } } } }',
      );
      const form = page.getByRole('region', { name: 'Variables as a form' });
      const variables = async () => JSON.parse((await shown(page, 'Variables')) || '{}');
      await form.getByLabel('Since (UTC)').fill('2026-03-31T10:30:05');
      const withName = form.getByLabel('With name');
      expect(await withName.inputValue()).toBe('');
      await withName.selectOption('no');
      await expect.poll(variables, { timeout: 10_000 }).toEqual({ since: '2026-03-31T10:30:05Z', withName: false });
      await withName.selectOption('not set');
      await expect.poll(variables, { timeout: 10_000 }).toEqual({ since: '2026-03-31T10:30:05Z' });
      expect(await violations(page)).toEqual([]);
    });

    it('finds the id of a person by their name', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await page.getByRole('button', { name: 'New tab' }).click();
      await pasteInto(page, 'Operation Editor', 'query Person($who: ID!) { employee(id: $who) { displayName } }');
      const form = page.getByRole('region', { name: 'Variables as a form' });
      const name = form.getByRole('combobox', { name: 'Who' });
      await name.fill('hugo ler');
      const found = form.locator('option').first();
      await found.waitFor({ state: 'attached' });
      await name.fill((await found.getAttribute('value')) ?? '');
      await form.getByText(/^Chosen: Hugo LEROY/).waitFor();
      await run(page);
      await page
        .getByRole('cell', { name: 'Hugo LEROY' })
        .or(page.locator('.view-lines').getByText('Hugo LEROY'))
        .first()
        .waitFor();
    });

    it('shares an operation as a link, which opens it in a new tab in view and runs nothing, and as a command', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await page.getByRole('button', { name: 'PayByQualification', exact: true }).click();
      await page.getByRole('button', { name: 'Share' }).press('Enter');
      const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
      expect(await page.getByRole('textbox', { name: 'curl' }).inputValue()).toMatch(/^curl 'http[^']+\/graphql' /);
      expect(await violations(page)).toEqual([]);
      const { page: other, sent } = await watched(await visit(page.context(), link));
      const tab = other.getByRole('tab', { selected: true });
      await expect.poll(() => tab.innerText()).toBe('PayByQualification');
      expect(await other.getByRole('tab').count()).toBe(readyOperations(today).length + 1);
      const bar = '.graphiql-tabs';
      const isInView = `(() => {
        const bar = document.querySelector('${bar}').getBoundingClientRect();
        const tab = document.querySelector('.graphiql-tab-active').getBoundingClientRect();
        return tab.left >= bar.left - 1 && tab.right <= bar.right + 1;
      })()`;
      await expect.poll(() => other.evaluate(isInView)).toBe(true);
      expect(
        await other.evaluate(
          'document.querySelector(".graphiql-tabs").scrollWidth > document.querySelector(".graphiql-tabs").clientWidth',
        ),
      ).toBe(true);
      expect(other.url()).toBe(`${subgraph.url}/`);
      expect(sent.filter((body) => body.includes('PayByQualification'))).toEqual([]);
    });

    it('saves an operation in the browser under a title, without text among its variables, opens and deletes it', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await pasteInto(page, 'Variables', JSON.stringify({ search: 'somebody' }));
      const menu = page.getByRole('button', { name: 'Saved operations' });
      await menu.click();
      const title = page.getByLabel('Save the operation in this tab as');
      expect(await title.inputValue()).toBe('WhoWorksHere');
      await title.fill('My people');
      await title.press('Enter');
      const saved = page.getByRole('button', { name: 'My people', exact: true });
      await saved.waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('My people');
      expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('somebody');
      const before = await page.getByRole('tab').count();
      await saved.click();
      expect(await page.getByRole('tab').count()).toBe(before + 1);
      await expect.poll(() => shown(page, 'Operation Editor'), { timeout: 10_000 }).toContain('query WhoWorksHere');
      await menu.click();
      await page.getByRole('button', { name: 'Delete My people' }).click();
      await saved.waitFor({ state: 'detached' });
      expect(await page.evaluate('localStorage.length')).toBe(1);
    });

    it('says what to do where nothing was run yet, and which field was meant where there is none of a name', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await page.getByText('The answer will be here').waitFor();
      await pasteInto(page, 'Operation Editor', '{ employees { edges { node { displyName } } } }');
      await run(page);
      await page
        .getByText(/Did you mean "displayName"/)
        .first()
        .waitFor();
    });

    it('shows the error of a document that cannot be parsed', async () => {
      await page.getByRole('button', { name: 'New tab' }).click();
      await pasteInto(page, 'Operation Editor', 'query Broken {');
      await run(page);
      await page.getByText('BAD_USER_INPUT').waitFor();
    });

    it('fills in periods that contain today', async () => {
      await page.getByRole('tab', { name: 'PayByQualification' }).click();
      const year = new Date().getFullYear();
      await expect
        .poll(() => shown(page, 'Variables'), { timeout: 10_000 })
        .toMatch(new RegExp(`"asOf": "(${year - 1}|${year})-12-31"`));
    });

    it('completes a field name while it is typed', async () => {
      await page.getByRole('button', { name: 'New tab' }).click();
      await page.getByRole('region', { name: 'Operation Editor' }).locator('.view-lines').click();
      await page.keyboard.type('{ employees { edges { node { seni', { delay: 60 });
      await page.locator('.suggest-widget').getByText('seniorityDate').first().waitFor();
      await page.keyboard.press('Enter');
      await expect.poll(() => shown(page, 'Operation Editor'), { timeout: 10_000 }).toContain('seniorityDate');
    });

    it('documents every field, from the root down', async () => {
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      const docs = page.locator('.graphiql-doc-explorer');
      await docs.getByText('HR data of one company').waitFor();
      expect(await docs.getByRole('link', { name: '_Entity' }).count()).toBe(0);
      await docs.getByRole('link', { name: 'Query', exact: true }).click();
      await docs.getByText('The people of the connected company.').waitFor();
      await docs.getByRole('link', { name: 'Employee', exact: true }).click();
      await docs.getByText('The employee number. Unique only within an establishment').waitFor();
    });

    it('is accessible', async () => {
      expect(await violations(page)).toEqual([]);
    });

    it('can be used with the keyboard, from the top of the page to the editor, where Ctrl+Enter runs the operation', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await page.getByRole('link').focus();
      for (let steps = 0; steps < 60; steps += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(`document.activeElement.closest('.graphiql-query-editor .graphiql-editor') !== null`))
          break;
      }
      await page.keyboard.press('Control+Enter');
      await page.getByText(new RegExp(`^${present.length} rows`)).waitFor();
    });

    it('has charts and org charts that the keyboard alone can set, save and walk through', async () => {
      const { page } = await open(`${subgraph.url}/`);
      await run(page);
      await page.getByRole('button', { name: 'Chart', exact: true }).press('Enter');
      const chart = page.getByRole('region', { name: 'Chart of employees' });
      await chart.focus();
      for (const label of ['Count', 'Group by']) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate('document.activeElement.labels[0].textContent')).toBe(label);
      }
      await page.keyboard.type('Depart');
      const picture = chart.getByRole('img', { name: 'Number of rows by Department' });
      await picture.waitFor();
      const save = chart.getByRole('button', { name: 'Download the chart as SVG' });
      await Promise.all([page.waitForEvent('download'), save.press('Enter')]);
      await page.getByRole('button', { name: 'Org chart' }).press('Enter');
      await page.getByRole('button', { name: 'Collapse all' }).press('Enter');
      await page.getByRole('tree').getByRole('treeitem').first().waitFor();
      await page.keyboard.press('Tab');
      const focused = () =>
        page.evaluate(`[document.activeElement.getAttribute('role'), document.activeElement.ariaExpanded]`);
      expect(await focused()).toEqual(['treeitem', 'false']);
      await page.keyboard.press('ArrowRight');
      await expect.poll(focused).toEqual(['treeitem', 'true']);
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => page.evaluate('document.activeElement.ariaLevel')).toBe('2');
      await page.keyboard.press('Enter');
      await page.getByRole('tab', { name: 'EmployeeById' }).waitFor();
    });

    it.each(['light', 'dark'] as const)(
      'fits a screen of 320 pixels, and is legible in %s mode',
      async (colorScheme) => {
        const { page } = await open(`${subgraph.url}/`, { viewport: { width: 320, height: 740 }, colorScheme });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        await run(page);
        await page.getByText(new RegExp(`^${present.length} rows`)).waitFor();
        await page.locator('.scroller').waitFor();
        const widths: number[] = await page.evaluate(
          `['.graphiql-query-editor', '.scroller'].map((name) => document.querySelector(name).getBoundingClientRect().width)`,
        );
        expect(Math.min(...widths)).toBeGreaterThan(280);
        expect(await violations(page)).toEqual([]);
        for (const view of ['Chart', 'Org chart', 'JSON']) {
          await page.getByRole('button', { name: view, exact: true }).click();
          if (view !== 'JSON') await page.getByRole('region', { name: new RegExp(`^${view} of`) }).waitFor();
          expect(await page.evaluate('document.documentElement.scrollWidth'), view).toBe(320);
          expect(await violations(page), view).toEqual([]);
        }
        for (const menu of ['Saved operations', 'Share']) {
          await page.getByRole('button', { name: menu }).click();
          expect(await page.evaluate('document.documentElement.scrollWidth'), menu).toBe(320);
          expect(await violations(page), menu).toEqual([]);
          await page.keyboard.press('Escape');
        }
        await openPaged(page);
        await run(page);
        await page.getByRole('button', { name: 'Table', exact: true }).click();
        await page.getByRole('button', { name: /^Read all/ }).waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        expect(await violations(page)).toEqual([]);
      },
    );

    it('asks before it sends a mutation, naming the company, and reads the company again afterwards and on focus', async () => {
      const { page, sent } = await open(`${subgraph.url}/`);
      const mutations = () => sent.filter((body) => body.includes('disconnectAccount')).length;
      await page.getByRole('button', { name: 'New tab' }).click();
      await pasteInto(page, 'Operation Editor', 'mutation Away { disconnectAccount { wasConnected } }');
      await run(page);
      const dialog = page.getByRole('dialog', { name: `Change ${acme.host}?` });
      await dialog.getByText('disconnectAccount').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByText('The mutation was not sent.', { exact: true }).waitFor();
      expect(mutations()).toBe(0);
      await run(page);
      await dialog.getByRole('button', { name: 'Run the mutation' }).click();
      await page.getByText('No Lucca is connected yet.').waitFor();
      expect(mutations()).toBe(1);
      await subgraph.connect(acme);
      await page.evaluate(`dispatchEvent(new Event('focus'))`);
      await page.getByRole('banner').getByText(acme.host).waitFor();
    });

    it('keeps its tabs after a reload, but neither variables nor headers, which may contain a key', async () => {
      const { page } = await open(`${subgraph.url}/`);
      const secret = 'feedbeef-0000-4000-8000-000000000001';
      await page.getByRole('tab', { name: 'HeadcountOnADay' }).click();
      await pasteInto(page, 'Variables', JSON.stringify({ asOf: secret }));
      await page.getByRole('button', { name: 'Headers' }).click();
      await pasteInto(page, 'Headers', JSON.stringify({ 'x-secret': secret }));
      await run(page);
      await page.getByText('BAD_USER_INPUT').waitFor();
      // The editor writes down what it remembers half a second after the last change.
      await page.waitForTimeout(1_500);
      expect(await stored(page)).toContain('HeadcountOnADay');
      expect(await stored(page)).not.toContain(secret);
      await page.reload();
      await page.locator('.view-lines').first().waitFor();
      expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('HeadcountOnADay');
      await expect.poll(() => shown(page, 'Operation Editor'), { timeout: 10_000 }).toContain('query HeadcountOnADay');
      await expect.poll(() => shown(page, 'Variables'), { timeout: 10_000 }).toMatch(/"asOf": "\d{4}-12-31"/);
    });
  });

  describe('in production, where a token is needed,', () => {
    let subgraph: Subgraph;
    beforeAll(async () => {
      subgraph = await startSubgraph({ companies: [acme], app: { explorer: true, introspection: true } });
      await subgraph.connect(acme);
    });

    it('asks for a token, says why a malformed or refused one does not work, and accepts a valid one', async () => {
      const { page, sent } = await open(`${subgraph.url}/`);
      await page.getByText('Paste an access token to run queries.').waitFor();
      // Nor does it link to a page that is not served here.
      expect(await page.getByRole('link').count()).toBe(0);
      await give(page, 'not a token');
      await page.getByText(/^This is not a token\./).waitFor();
      const before = sent.length;
      await give(page, `${(await tokenFor()).slice(0, -4)}AAAA`);
      await page.getByText(/^This token was rejected/).waitFor();
      expect(sent.length).toBeGreaterThan(before);
      expect(await page.getByLabel('Token').getAttribute('aria-invalid')).toBe('true');
      expect(await violations(page)).toEqual([]);
      await give(page, `Bearer ${await tokenFor()}`);
      await page.getByText(acme.host).waitFor();
      await run(page);
      await page.getByText(new RegExp(`^${present.length} rows`)).waitFor();
    });

    it('keeps the token after a reload, but in no other tab and nowhere else', async () => {
      const token = await tokenFor();
      const { page } = await open(`${subgraph.url}/`);
      await give(page, token);
      await page.getByText(acme.host).waitFor();
      await page.reload();
      await page.getByText(acme.host).waitFor();
      expect(page.url()).toBe(`${subgraph.url}/`);
      expect(await page.evaluate('JSON.stringify(localStorage) + document.cookie')).toBe('{}');
      const session: Record<string, string> = await page.evaluate('({ ...sessionStorage })');
      expect(Object.keys(session).filter((key) => session[key]?.includes(token))).toEqual(['lucca-subgraph:token']);
      const { page: other } = await watched(await visit(page.context(), `${subgraph.url}/`));
      await other.getByText('Paste an access token to run queries.').waitFor();
      await page.getByRole('button', { name: 'Forget the token' }).click();
      await page.getByText('Paste an access token to run queries.').waitFor();
      expect(await stored(page)).not.toContain(token);
    });
  });
});

/** Opens an operation that reads people by forties, in the first tab. */
async function openPaged(page: Page) {
  await page.getByRole('button', { name: 'WhoWorksHere', exact: true }).click();
  await pasteInto(
    page,
    'Operation Editor',
    'query Paged($after: String) { employees(first: 40, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id displayName manager { id displayName } } } } }',
  );
  // The editor finds the operation's name a moment after the text.
  await page.getByRole('tab', { name: 'Paged' }).waitFor();
}

const run = (page: Page) => page.getByRole('button', { name: /^Execute query/ }).click();

async function give(page: Page, token: string) {
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Use' }).click();
}

/** The text an editor shows; its blanks are non-breaking. */
const shown = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole('region', { name }).locator('.view-lines').filter({ visible: true }).innerText()).replaceAll(
    '\u00a0',
    ' ',
  );

async function pasteInto(page: Page, name: string, text: string) {
  await page.getByRole('region', { name }).locator('.view-lines').filter({ visible: true }).click();
  await page.keyboard.press('Control+A');
  // Pasted, for the editor closes brackets that are typed.
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }`);
}

const stored = (page: Page): Promise<string> => page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');

/** What is serious, by its rule and the element it is about, but for what is GraphiQL's own. */
async function violations(page: Page): Promise<string[]> {
  // By evaluation and not as a script of the page, which its policy refuses.
  await page.evaluate(axe.source);
  const found: string[] = await page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`);
  return found.filter((violation) => !graphiqlOwn.some((pattern) => pattern.test(violation)));
}
