import { startBrowser } from '../support/browser.ts';

// Takes the pictures of the README from a running demo (`npm run demo`): the explorer with a chart, and the connect page.

const directory = new URL('../../src/http/pages/', import.meta.url);
const demo = process.argv[2] ?? 'http://127.0.0.1:4000';
const browser = await startBrowser();
const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1_200, height: 720 } });

async function take(
  path: string,
  name: string,
  prepare: (page: Awaited<ReturnType<typeof context.newPage>>) => Promise<void>,
) {
  const page = await context.newPage();
  await page.goto(new URL(path, demo).href);
  await prepare(page);
  await page.screenshot({ path: new URL(name, directory).pathname, type: 'jpeg', quality: 70 });
  await page.close();
}

try {
  await take('/', 'explorer.jpg', async (page) => {
    await page
      .getByRole('button', { name: 'GenderPayGap', exact: true })
      .or(page.getByRole('tab', { name: 'GenderPayGap' }))
      .first()
      .click();
    await page.locator('.graphiql-execute-button').click();
    await page.getByRole('button', { name: 'Chart', exact: true }).click();
    await page.locator('figure svg').first().waitFor();
  });
  await take('/connect', 'connect.jpg', async (page) => {
    await page.getByRole('button', { name: 'Connect another account' }).click();
    await page.locator('#step-role').waitFor();
  });
} finally {
  await browser.close();
}
