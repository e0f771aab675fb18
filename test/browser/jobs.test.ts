import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/graph/server/viewer.ts';
import { dayOf } from '../../src/http/pages/explorer/days.ts';
import { readyOperations } from '../../src/http/pages/explorer/operations.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { hasBrowser, inBrowser, startBrowser, visit } from '../support/browser.ts';
import { setMapping, toTruth } from '../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../support/subgraph.ts';
import { isInForce, rowOf } from '../support/truth.ts';

// How many clicks each job of somebody who analyses pay takes. Whether the answers are right is tested without a browser.

const acme = createTestCompany(hosts.acme, { employees: 250 });
const contractOn = (id: number, day: string) =>
  acme.workContracts.find((each) => each.ownerId === id && isInForce(each, day));
const employedOn = (day: string) => acme.people.filter(({ id }) => contractOn(id, day));
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

/** A ready operation, as the page has it: its dates are relative to the browser's day. */
function operationOf(name: string) {
  const operation = readyOperations(dayOf(new Date())).find((each) => each.name === name);
  if (!operation) throw new Error(`There is no ${name}.`);
  return operation;
}

describe.skipIf(!hasBrowser)(inBrowser('from opening the explorer, an analyst gets'), { timeout: 600_000 }, () => {
  let browser: Browser;
  let subgraph: Subgraph;
  beforeAll(async () => {
    browser = await startBrowser();
    subgraph = await startSubgraph({
      companies: [acme],
      app: {
        explorer: true,
        introspection: true,
        authenticate: async () => ({ tenant: 'acme', subject: 'user-1', scopes: new Set(scopes), employeeId: null }),
      },
    });
    await subgraph.connect(acme);
    await setMapping(subgraph, toTruth(acme));
  });
  afterAll(() => browser.close());

  /** Opens the explorer, and counts what is clicked in it. */
  async function open() {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
    const { page } = await visit(context, `${subgraph.url}/`);
    await page.evaluate('window.showSaveFilePicker = undefined');
    await page.locator('.graphiql-query-editor .view-lines').waitFor();
    let clicks = 0;
    const click = async (target: Locator) => {
      clicks += 1;
      await target.click();
    };
    return {
      page,
      clicks: () => clicks,
      click,
      async choose(title: string) {
        await click(page.getByRole('button', { name: 'Ready operations' }));
        await click(page.locator('#ready-operations').getByRole('button', { name: new RegExp(`^${title}`) }));
      },
      run: () => click(page.getByRole('button', { name: /^Execute query/ })),
      async download() {
        const [made] = await Promise.all([
          page.waitForEvent('download'),
          click(page.getByRole('button', { name: /^Download .*as CSV$/ })),
        ]);
        const text = await readFile(await made.path(), 'utf8');
        const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
        return rows;
      },
    };
  }

  /** What the subgraph returns for a ready operation. */
  const answerTo = (name: string) => {
    const { query, variables } = operationOf(name);
    return subgraph.data(query, variables);
  };

  const beside = (page: Page, title: string) =>
    page.locator('.beside div', { has: page.getByText(title, { exact: true }) }).locator('dd');

  it('the pay gap and the quartiles with 3 clicks, and the file with another', async () => {
    const { page, choose, run, download, clicks } = await open();
    const { payAnalysis } = await answerTo('GenderPayGap');
    await choose('Gender pay gap');
    await run();
    const { overall, groups } = payAnalysis;
    await expect
      .poll(() => page.locator('.beside').innerText())
      .toContain(number.format(Number(overall.all.lowerQuartile.amount)));
    const text = await page.locator('.beside').innerText();
    expect(text).toContain(number.format(Number(overall.meanGap)));
    expect(text).toContain(number.format(Number(overall.all.upperQuartile.amount)));
    expect(clicks()).toBe(3);
    expect(await download()).toHaveLength(groups.length);
    expect(clicks()).toBe(4);
  });

  it('the input of a comp-ratio with 3 clicks, and the file with another', async () => {
    const { page, choose, run, download, clicks } = await open();
    await choose('Input of a comp-ratio');
    await run();
    const count = employedOn(today).length;
    await page.getByText(new RegExp(`^${count} rows`)).waitFor();
    await page
      .getByRole('columnheader', { name: /^Annual base full time/ })
      .first()
      .waitFor();
    expect(clicks()).toBe(3);
    const rows = await download();
    expect(rows).toHaveLength(count);
    expect(
      rows.filter((row) => Number(row['Annual base full time amount'] ?? row['Annual base full time'])).length,
    ).toBeGreaterThan(200);
    expect(clicks()).toBe(4);
  });

  it('the raises of a year with 3 clicks, and the file with another', async () => {
    const { page, choose, run, download, clicks } = await open();
    const { employees } = await answerTo('RaisesOfTheYear');
    await choose('Raises of a year');
    await run();
    const raised = employees.edges.find(({ node }: { node: { raises: object[] } }) => node.raises.length > 0);
    await page.getByLabel('Filter').fill(raised.node.displayName);
    await page
      .getByRole('button', { name: new RegExp(raised.node.raises[0].on) })
      .first()
      .waitFor();
    expect(clicks()).toBe(3);
    expect(await download()).toHaveLength(employees.totalCount);
    expect(clicks()).toBe(4);
  });

  it('turnover with 3 clicks, and the file with another', async () => {
    const { page, choose, run, download, clicks } = await open();
    const { before, after, leavers } = await answerTo('Turnover');
    await choose('Turnover');
    await run();
    await page.getByText(new RegExp(`^${leavers.totalCount} rows?`)).waitFor();
    expect(await beside(page, 'Before total count').innerText()).toBe(String(before.totalCount));
    expect(await beside(page, 'After total count').innerText()).toBe(String(after.totalCount));
    expect(clicks()).toBe(3);
    expect(await download()).toHaveLength(leavers.totalCount);
    expect(clicks()).toBe(4);
  });

  it('the pay history of a person with 3 clicks, a name and Enter, and the file with another click', async () => {
    const { page, choose, click, download, clicks } = await open();
    await choose('Pay history of one employee');
    const search = page.getByRole('region', { name: 'Variables as a form' }).getByLabel('Search');
    await click(search);
    await page.keyboard.type('hugo leroy');
    await page.keyboard.press('Enter');
    const history = page.getByRole('table', { name: 'Remuneration history' });
    await history.getByRole('columnheader', { name: 'Starts on' }).waitFor();
    await page.getByRole('rowheader', { name: 'Hugo LEROY' }).waitFor();
    const hugo = acme.people.find(({ firstName, lastName }) => `${firstName} ${lastName}` === 'Hugo LEROY');
    const contracts = acme.workContracts.filter(({ ownerId }) => ownerId === hugo?.id).map(({ startsOn }) => startsOn);
    expect(await history.innerText()).toContain(contracts.toSorted().at(-1));
    expect(clicks()).toBe(3);
    expect(await download()).toHaveLength(1);
    expect(clicks()).toBe(4);
  });

  it('the headcount by legal entity on a past day with 3 clicks, and the file with another', async () => {
    const { page, choose, run, download, clicks } = await open();
    await choose('Headcount on a day');
    await run();
    const day = String(operationOf('HeadcountOnADay').variables.asOf);
    const counts = new Map<string, number>();
    for (const { id } of employedOn(day)) {
      const place = rowOf(acme.establishments, contractOn(id, day)?.establishmentId ?? null);
      const { name } = rowOf(acme.legalUnits, place.legalUnitId);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const chart = page.getByRole('region', { name: 'Chart of employees' });
    await chart.getByRole('img', { name: 'Number of rows by Legal entity' }).waitFor();
    const rows = await chart.locator('.figures tbody tr').all();
    const shown = await Promise.all(
      rows.map(async (row) => [await row.locator('th').innerText(), Number(await row.locator('td').innerText())]),
    );
    expect(new Map(shown as [string, number][])).toEqual(new Map([...counts].filter(([, count]) => count >= 5)));
    expect(clicks()).toBe(3);
    expect(await download()).toHaveLength(employedOn(day).length);
    expect(clicks()).toBe(4);
  });

  it('whose pay has changed since yesterday with 3 clicks, the digests of yesterday and Ctrl+Enter, and the file with another click', async () => {
    const { employees } = await answerTo('ChangedPay');
    const known = employees.edges.map(({ node }: { node: { remunerationDigest: string } }) => node.remunerationDigest);
    const [item] = acme.fixedItems.filter(
      (each) => each.natureId === 1 && each.endsOn === null && isInForce(each, today),
    );
    const { ownerId } = rowOf(acme.workContracts, item?.workContractId ?? null);
    subgraph.sandbox.control.change(acme.host, ({ fixedItems }) => {
      rowOf(fixedItems, item?.id ?? null).amount += 100;
    });
    await subgraph.connect(acme);
    const { page, choose, click, download, clicks } = await open();
    await choose('Changed pay');
    await click(
      page.getByRole('region', { name: 'Variables', exact: true }).locator('.view-lines').filter({ visible: true }),
    );
    await page.keyboard.press('Control+A');
    await page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(JSON.stringify({ known }))});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }`);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^1 row/).waitFor();
    const { firstName, lastName } = rowOf(acme.people, ownerId);
    expect(await page.getByRole('rowheader').innerText()).toBe(`${firstName} ${lastName}`);
    expect(clicks()).toBe(3);
    expect(await download()).toHaveLength(1);
    expect(clicks()).toBe(4);
  });
});
