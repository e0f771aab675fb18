import axe from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LuccaPermission } from '../../src/graph/generated.ts';
import { scopes } from '../../src/graph/viewer.ts';
import { TokenRejected } from '../../src/http/authenticate.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import type { Right } from '../../src/sandbox/model.ts';
import { hasBrowser, inBrowser, startBrowser, type Visit, visit } from '../support/browser.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
const goodKey = findKey(acme, 'full');

const permissions: Record<Right, LuccaPermission> = {
  directory: 'DIRECTORY_ALL_DEPARTMENTS',
  personnelFiles: 'PERSONNEL_FILES',
  luccaData: 'EMPLOYEE_LUCCA_DATA',
  positions: 'EMPLOYEE_POSITIONS',
  managers: 'EMPLOYEE_MANAGERS',
  qualifications: 'EMPLOYEE_QUALIFICATIONS',
  contracts: 'EMPLOYEE_CONTRACTS',
  individualSituations: 'PAGGA_INDIVIDUAL_SITUATIONS',
  evpScreen: 'PAGGA_EVP_SCREEN',
  deletedRemuneration: 'PAGGA_DELETED_REMUNERATION',
  futureEmployees: 'FUTURE_EMPLOYEES',
  formerEmployees: 'FORMER_EMPLOYEES',
};

// Of these Lucca shows the same to a key without them as when there is no such data, so that nobody can tell.
const unprovable = new Set(['qualifications', 'deletedRemuneration', 'futureEmployees', 'formerEmployees']);

describe.skipIf(!hasBrowser)(inBrowser('the connect page'), () => {
  let browser: Browser;
  let english: BrowserContext;
  let subgraph: Subgraph;
  let tenant = 0;
  let isTokenNeeded = false;
  let visits: Visit[] = [];

  beforeAll(async () => {
    browser = await startBrowser();
    english = await browser.newContext({ locale: 'en-GB' });
    subgraph = await startSubgraph({
      companies: [acme, initech],
      app: {
        connectPage: true,
        deadlineMs: 2_500,
        // As in the demo nobody signs in, unless a test wants it; each test is a customer of its own.
        async authenticate(authorization) {
          if (isTokenNeeded && authorization === undefined) return null;
          if (isTokenNeeded && authorization !== 'Bearer good-token') throw new TokenRejected();
          return { tenant: `tenant ${tenant}`, scopes: new Set(scopes), employeeId: null };
        },
      },
    });
  });
  afterAll(() => browser.close());

  beforeEach(() => {
    tenant += 1;
    isTokenNeeded = false;
    visits = [];
  });
  afterEach(async () => {
    subgraph.sandbox.control.reset();
    for (const { page, strays, complaints } of visits) {
      expect(strays).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    }
  });

  async function open(path = '/connect', options?: BrowserContextOptions): Promise<Visit> {
    const context = options ? await browser.newContext(options) : english;
    const made = await visit(context, `${subgraph.url}${path}`);
    visits.push(made);
    await idle(made.page);
    return made;
  }

  it('connects with a key that has every right, and shows the connection with nothing missing', async () => {
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    expect(await focused(page)).toBe('connection-title');
    expect(await verdicts(page, 'GRANTED')).toHaveLength(12);
    expect(await page.locator('#connection').innerText()).toContain('Lucca accepted the key, and it is saved.');
    await expectAccessible(page);
  });

  const provable = Object.entries(permissions).filter(([right]) => !unprovable.has(right));
  it.each(provable)('says that %s is missing, where to click and what it costs', async (right, code) => {
    const { page } = await open();
    await submit(page, acme.host, findKey(acme, `without: ${right as Right}`));
    expect(await focused(page)).toBe('outcome-title');
    expect(await verdicts(page, 'MISSING')).toEqual([code]);
    expect(await page.locator(`[data-permission=${code}]`).innerText()).toMatch(/Missing.*Shows .*Tick it.*Roles/s);
    const isWaivable = await page.getByRole('button', { name: 'Connect anyway' }).isVisible();
    expect(isWaivable).toBe(right !== 'luccaData');
    if (!isWaivable) return;
    await press(page, 'Connect anyway');
    expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED_WITH_GAPS');
    expect(await verdicts(page, 'MISSING')).toEqual([code]);
  });

  it.each([...unprovable])('connects without %s, and asks to make sure of it', async (right) => {
    const { page } = await open();
    await submit(page, acme.host, findKey(acme, `without: ${right as Right}`));
    expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED');
    expect(await verdicts(page, 'INCONCLUSIVE')).toEqual([permissions[right as Right]]);
    expect(await page.locator('#connection').innerText()).toContain('Make sure that it is ticked');
  });

  it.each([
    [
      'a key Lucca does not know',
      acme.host,
      'deadbeef-0000-4000-8000-000000000000',
      'api-key',
      /^Lucca refused this key/,
    ],
    ['the key of another Lucca', initech.host, goodKey, 'api-key', /belong to another Lucca account/],
    ['a text that is no key', acme.host, 'Integration API key!', 'api-key', /^This does not look like a Lucca API key/],
    ['a name instead of a domain', 'acme', goodKey, 'domain', /^Enter the whole address of your Lucca/],
    ['a domain with a typing mistake', 'acmee.ilucca.net', goodKey, 'domain', /^There is no Lucca account at this/],
    ['another website', 'https://example.com', goodKey, 'domain', /^This is not a Lucca address/],
    ['no domain', '', goodKey, 'domain', /^Enter the address of your Lucca/],
    ['no key', acme.host, '', 'api-key', /^Paste the API key/],
  ])('says at the field what is wrong with %s, and moves there', async (_, domain, key, field, message) => {
    const { page } = await open();
    await submit(page, domain, key);
    expect(await page.locator(`#${field}-error`).innerText()).toMatch(message);
    expect(await focused(page)).toBe(field);
    expect(await page.locator(`#${field}`).getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#connection, #outcome').filter({ visible: true }).count()).toBe(0);
  });

  it('says how long to wait after five keys were refused', async () => {
    const { page } = await open();
    for (let tries = 0; tries < 6; tries += 1) await submit(page, initech.host, 'deadbeef-0000-4000-8000-000000000000');
    expect(await page.locator('#outcome').innerText()).toMatch(/Too many keys.*Try again in 15 minutes\./s);
    expect(await focused(page)).toBe('outcome-title');
  });

  it('keeps the key for another try when only the domain was wrong', async () => {
    const { page } = await open();
    await expectAccessible(page);
    await submit(page, 'acme', goodKey);
    expect(await page.locator('#api-key').inputValue()).toBe('');
    await expectAccessible(page);
    await page.getByLabel('Lucca domain').fill(`https://${acme.host}/home`);
    await press(page, 'Save');
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
  });

  it('says that Lucca is down, that nothing was saved, and how support finds the attempt', async () => {
    subgraph.sandbox.control.fail({ kind: 'reset' }, { times: 1_000 });
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    expect(await focused(page)).toBe('outcome-title');
    const text = await page.locator('#outcome').innerText();
    expect(text).toMatch(
      /Not connected.*Lucca cannot be reached\. Nothing was saved.*Reference for support: [0-9a-f]{32}/s,
    );
    await expectAccessible(page);
  });

  it('says what is being asked while a slow Lucca answers, and sends once however often one clicks', async () => {
    subgraph.sandbox.control.delay(400);
    const { page, sent } = await open();
    await fill(page, acme.host, goodKey);
    await page.getByRole('button', { name: 'Save' }).dblclick();
    // The button says that it does nothing now, which Playwright would wait for.
    await page.getByRole('button', { name: 'Test' }).click({ force: true });
    expect(await page.getByRole('status').innerText()).toBe('Asking Lucca… This takes a few seconds.');
    expect(await verdicts(page, 'PENDING')).toHaveLength(12);
    await expectAccessible(page);
    await idle(page);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    expect(sent.filter((body) => body.includes('mutation'))).toHaveLength(1);
  });

  it('says that Lucca is too slow once the time is up', async () => {
    subgraph.sandbox.control.delay(4_000);
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    expect(await page.locator('#outcome').innerText()).toContain('Lucca took too long to answer. Nothing was saved');
  });

  it('tests without saving, then saves what was tested', async () => {
    const { page } = await open();
    await fill(page, acme.host, goodKey);
    await press(page, 'Test');
    expect(await page.locator('#outcome').innerText()).toContain('Nothing has been saved yet.');
    expect(await verdicts(page, 'GRANTED')).toHaveLength(12);
    await expectAccessible(page);
    expect(await (await open()).page.locator('#connection').isVisible()).toBe(false);
    await page.locator('#outcome').getByRole('button', { name: 'Save' }).click();
    await idle(page);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
  });

  it('shows the connection after a reload without sending anything again', async () => {
    const { page, sent } = await open();
    await submit(page, acme.host, goodKey);
    await page.reload();
    await idle(page);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    expect(await page.locator('#domain').inputValue()).toBe('');
    expect(sent.filter((body) => body.includes('mutation'))).toHaveLength(1);
  });

  it('keeps nothing of the key in the page, its address, its history or the browser’s storage', async () => {
    const { page } = await open();
    const keys = [goodKey, findKey(acme, 'without: positions')];
    for (const key of keys) {
      await submit(page, acme.host, key);
      const kept: string = await page.evaluate(`[
        document.documentElement.outerHTML,
        ...[...document.querySelectorAll('input')].map(({ value }) => value),
        location.href,
        JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }, document.cookie]),
      ].join('\\n')`);
      expect(kept).toContain(acme.host);
      expect(kept).not.toContain(key.slice(-8));
      expect(page.url()).toBe(`${subgraph.url}/connect`);
      tenant += 100;
      await page.reload();
      await idle(page);
    }
  });

  it('works by keyboard alone', async () => {
    // Long enough to see where the focus is meanwhile.
    subgraph.sandbox.control.delay(100);
    const { page } = await open();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('Tab');
    expect(await focused(page)).toBe('language');
    await press('Tab');
    await page.keyboard.type(acme.host);
    await press('Tab');
    await page.keyboard.type(findKey(acme, 'without: managers'));
    await press('Enter');
    await idle(page);
    expect(await focused(page)).toBe('outcome-title');
    await press('Tab', 'Tab', 'Enter');
    expect(await focused(page)).toBe('outcome-title');
    await idle(page);
    expect(await focused(page)).toBe('connection-title');
    // Past the other rights, “Check again”, “Replace key” and “Connect another account”.
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await press('Escape');
    expect(await page.locator('#connection').isVisible()).toBe(true);
    await press('Enter', 'Enter');
    await page.locator('#outcome-title').waitFor();
    await idle(page);
    expect(await page.locator('#outcome').innerText()).toContain('Disconnected. The key is destroyed here');
  });

  it('speaks French to a French browser, English when asked, and changes without losing what was typed', async () => {
    const { page } = await open('/connect', { locale: 'fr-FR' });
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.title()).toBe('Connecter votre compte Lucca');
    await page.getByLabel('Domaine Lucca').fill('acme');
    await page.getByLabel('Clé d’API Lucca *').fill(goodKey);
    await press(page, 'Enregistrer');
    expect(await page.locator('#domain-error').innerText()).toMatch(/^Saisissez l'adresse entière/);
    await expectAccessible(page);
    await press(page, 'English');
    expect(await page.locator('#domain-error').innerText()).toMatch(/^Enter the whole address/);
    expect(await page.locator('#domain').inputValue()).toBe('acme');
    expect(page.url()).toBe(`${subgraph.url}/connect?lang=en`);
    await page.reload();
    expect(await page.title()).toBe('Connect your Lucca account');
    expect(await (await open('/connect?lang=fr')).page.title()).toBe('Connecter votre compte Lucca');
  });

  it('checks again, replaces the key and connects another account in the place of the present one', async () => {
    const { page } = await open();
    await submit(page, acme.host, findKey(acme, 'without: positions'));
    await press(page, 'Connect anyway');
    subgraph.sandbox.control.revoke(acme.host, findKey(acme, 'without: positions'));
    await press(page, 'Check again');
    expect(await page.locator('.state').getAttribute('data-status')).toBe('KEY_REJECTED');
    expect(await page.locator('#outcome').innerText()).toContain('Lucca refused this key');
    await expectAccessible(page);

    await press(page, 'Replace key');
    expect(await focused(page)).toBe('submission-title');
    expect(await page.getByLabel('Lucca domain').isVisible()).toBe(false);
    await expectAccessible(page);
    await page.getByLabel('Lucca API key *').fill(goodKey);
    await press(page, 'Save');
    expect(await page.locator('#connection').innerText()).toContain('Lucca accepted the new key.');
    expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED');

    await press(page, 'Connect another account');
    await submit(page, initech.host, findKey(initech, 'full'));
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${initech.host}`);
    expect(await page.locator('#connection').innerText()).toContain('Pagga Rémunération – not part of your Lucca');
  });

  it('disconnects once that is confirmed', async () => {
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    await press(page, 'Disconnect');
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await press(page, 'Disconnect');
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.locator('#outcome-title').waitFor();
    await idle(page);
    expect(await page.getByLabel('Lucca domain').isVisible()).toBe(true);
    expect(await (await open()).page.locator('#connection').isVisible()).toBe(false);
  });

  it('asks for a token only when the API does, and keeps it in memory alone', async () => {
    isTokenNeeded = true;
    const { page } = await open();
    expect(await focused(page)).toBe('token');
    await expectAccessible(page);
    await page.getByLabel('Token').fill('bad-token');
    await press(page, 'Continue');
    expect(await page.locator('#token-error').innerText()).toMatch(/^This token was not accepted/);
    await page.getByLabel('Token').fill('good-token');
    await press(page, 'Continue');
    expect(await page.getByLabel('Token').isVisible()).toBe(false);
    await submit(page, acme.host, goodKey);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    await page.reload();
    await idle(page);
    expect(await page.getByLabel('Token').isVisible()).toBe(true);
  });

  it('claims nothing about a submission that was never answered', async () => {
    const { page } = await open();
    await page.route('**/graphql', (route) => route.abort());
    await submit(page, acme.host, goodKey);
    expect(await focused(page)).toBe('outcome-title');
    expect(await page.locator('#outcome').innerText()).toMatch(/There is no answer.*reload this page to see/s);
  });

  it.each(['light', 'dark'] as const)(
    'fits a screen of 320 pixels, and is legible when it is %s',
    async (colorScheme) => {
      const { page } = await open('/connect?lang=fr', { viewport: { width: 320, height: 640 }, colorScheme });
      const width = () => page.evaluate('document.documentElement.scrollWidth');
      expect(await width()).toBe(320);
      await page.locator('#domain').fill(acme.host);
      await page.locator('#api-key').fill(findKey(acme, 'luccaData only'));
      await press(page, 'Enregistrer');
      expect(await verdicts(page, 'MISSING')).not.toEqual([]);
      expect(await width()).toBe(320);
      await expectAccessible(page);
      await press(page, 'Connecter quand même');
      expect(await width()).toBe(320);
      await expectAccessible(page);
    },
  );
});

/** Waits until the page has done what it was asked. */
async function idle(page: Page) {
  await page.locator('body[aria-busy=false]').waitFor();
}

async function fill(page: Page, domain: string, apiKey: string) {
  await page.getByLabel('Lucca domain').fill(domain);
  await page.getByLabel('Lucca API key *').fill(apiKey);
}

async function press(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click();
  await idle(page);
}

async function submit(page: Page, domain: string, apiKey: string) {
  await fill(page, domain, apiKey);
  await press(page, 'Save');
}

const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.id');

const verdicts = (page: Page, verdict: string): Promise<(string | null)[]> =>
  page
    .locator(`main [data-permission][data-verdict=${verdict}]`)
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-permission')));

async function expectAccessible(page: Page) {
  // By evaluation and not as a script of the page, which its policy refuses.
  await page.evaluate(axe.source);
  const violations: string[] = await page.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
  expect(violations).toEqual([]);
}
