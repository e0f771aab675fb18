import { expect, it } from 'vitest';
import { scopes } from '../../src/graph/viewer.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { hasBrowser, inBrowser, startBrowser, visit } from '../support/browser.ts';
import { createTestCompany, startSubgraph } from '../support/subgraph.ts';

it.skipIf(!hasBrowser)(inBrowser('the explorer shows the answer to the query it opens with'), async () => {
  const subgraph = await startSubgraph({
    app: { explorer: true, authenticate: async () => ({ tenant: 'acme', scopes: new Set(scopes) }) },
  });
  await subgraph.connect(createTestCompany(hosts.acme));
  const browser = await startBrowser();
  try {
    const { page, strays, complaints } = await visit(await browser.newContext(), `${subgraph.url}/`);
    await page.getByLabel('Query').press('Control+Enter');
    await page.getByText('"totalCount":').waitFor();
    expect(await page.getByRole('status').innerText()).not.toContain('"errors"');
    expect([...strays, ...complaints]).toEqual([]);
  } finally {
    await browser.close();
  }
});
