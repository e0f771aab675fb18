import { createServer } from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, it as base, beforeAll, describe, expect, vi } from 'vitest';
import { permissionCodes } from '../../src/accounts/rights/rights.ts';
import type { AppOptions } from '../../src/app/options.ts';
import type { LuccaPermission } from '../../src/graph/generated.ts';
import { type Scope, scopes } from '../../src/graph/server/viewer.ts';
import { TokenRejected } from '../../src/http/authenticate.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import type { Right } from '../../src/sandbox/model.ts';
import { hasBrowser, inBrowser, startBrowser, type Visit, visit } from '../support/browser.ts';
import {
  type Check,
  expectAccessible,
  fill,
  focused,
  idle,
  press,
  secondsLeft,
  seen,
  submit,
  verdicts,
  watch,
} from '../support/connectPage.ts';
import { listenUntilDone } from '../support/listen.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';
import { sample } from '../support/thoroughness.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
const goodKey = findKey(acme, 'full');
const unknownKey = 'deadbeef-0000-4000-8000-000000000000';

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

// Without these rights, Lucca's answer is the same as if there were no such data.
const unprovable = new Set(['qualifications', 'deletedRemuneration', 'futureEmployees', 'formerEmployees']);

let browser: Browser;
let english: BrowserContext;

/** Longer than it takes to reload a page, and no longer than Lucca may take. */
const longMs = 4_900;

/** Who opens the page. As in the demo, nobody signs in, unless a test says so. */
type Visitor = { tenant: string; isTokenNeeded: boolean; scopes: readonly Scope[] };
type Open = (path?: string, options?: BrowserContextOptions) => Promise<{ page: Page; mutations: () => string[] }>;

/** Each test has a sandbox and a subgraph of its own, so that the tests, which mostly wait, can run at the same time. */
const it = base.extend<{ visitor: Visitor; app: Partial<AppOptions>; subgraph: Subgraph; open: Open }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest takes no name there.
  visitor: async ({}, use) => use({ tenant: 'one', isTokenNeeded: false, scopes }),
  app: async ({ visitor }, use) =>
    use({
      connectPage: true,
      // Longer than a busy machine takes.
      deadlineMs: 30_000,
      confirmAfterMs: 50,
      async authenticate(authorization) {
        if (visitor.isTokenNeeded && authorization === undefined) return null;
        if (visitor.isTokenNeeded && authorization !== 'Bearer good-token') throw new TokenRejected('token');
        return { tenant: visitor.tenant, subject: 'user-1', scopes: new Set(visitor.scopes), employeeId: null };
      },
    }),
  subgraph: async ({ app }, use) => use(await startSubgraph({ companies: [acme, initech], app })),
  async open({ subgraph }, use) {
    const visits: Visit[] = [];
    await use(async (path = '/connect', options) => {
      const context = options ? await browser.newContext({ reducedMotion: 'reduce', ...options }) : english;
      const made = await visit(context, new URL(path, subgraph.url).href);
      visits.push(made);
      await idle(made.page);
      return { page: made.page, mutations: () => made.sent.filter((body) => body.includes('mutation')) };
    });
    for (const { page, strays, complaints } of visits) {
      expect(strays).toEqual([]);
      expect(complaints).toEqual([]);
      await (page.context() === english ? page : page.context()).close();
    }
  },
});

describe.skipIf(!hasBrowser).concurrent(inBrowser('the connect page'), { timeout: 600_000 }, () => {
  beforeAll(async () => {
    browser = await startBrowser();
    english = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  });
  afterAll(() => browser.close());

  it('connects with a key that has every right, and says that the key has all of them', async ({ open }) => {
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    expect(await focused(page)).toBe('connection-title');
    expect(await verdicts(page, 'GRANTED')).toHaveLength(permissionCodes.length);
    expect(await page.locator('#notice').innerText()).toBe('Lucca accepted the key. It is saved.');
    expect(await page.locator('#guide-steps').isVisible()).toBe(false);
    await expectAccessible(page);
  });

  const provable = Object.entries(permissions).filter(([right]) => !unprovable.has(right));
  it.for(sample(provable, 2))(
    'says that the right %s is missing, where to grant it, and which fields stay empty without it',
    async ([right, code], { open }) => {
      const { page } = await open();
      await submit(page, acme.host, findKey(acme, `without: ${right as Right}`));
      expect(await focused(page)).toBe('outcome-title');
      expect(await verdicts(page, 'MISSING')).toEqual([code]);
      expect(await page.locator(`[data-permission=${code}]`).innerText()).toMatch(
        /Missing.*Gives access to .*In Lucca, open Roles, .* select .* and save/s,
      );
      const isWaivable = await page.getByRole('button', { name: 'Connect anyway' }).isVisible();
      expect(isWaivable).toBe(right !== 'luccaData');
      if (!isWaivable) return;
      await press(page, 'Connect anyway');
      expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED_WITH_GAPS');
      expect(await verdicts(page, 'MISSING')).toEqual([code]);
    },
  );

  it.for(sample([...unprovable], 1))(
    'connects without the right %s, and asks the customer to verify it in Lucca',
    async (right, { open }) => {
      const { page } = await open();
      await submit(page, acme.host, findKey(acme, `without: ${right as Right}`));
      expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED');
      expect(await verdicts(page, 'INCONCLUSIVE')).toEqual([permissions[right as Right]]);
      expect(await page.locator('#connection').innerText()).toMatch(/in Lucca, open Roles, .* is selected/);
    },
  );

  it('shows what is wrong with a field beside it, and moves the focus there', async ({ open }) => {
    const { page } = await open();
    const mistakes: [name: string, domain: string, key: string, field: 'domain' | 'api-key', says: RegExp][] = [
      ['no key', acme.host, '', 'api-key', /^Paste the API key/],
      ['a key Lucca does not know', acme.host, unknownKey, 'api-key', /^Lucca rejected this key/],
      ['the key of another Lucca', initech.host, goodKey, 'api-key', /belongs to another Lucca account/],
      [
        'a text that is no key',
        acme.host,
        'Integration API key!',
        'api-key',
        /^This does not look like a Lucca API key/,
      ],
      ['a name instead of a domain', 'acme', goodKey, 'domain', /^Enter the full address of your Lucca/],
      ['a typing mistake', 'acmee.ilucca.net', goodKey, 'domain', /^There is no Lucca account at this/],
      ['a dot at the end', `${acme.host}.`, goodKey, 'domain', /^Remove the dot at the end/],
      ['another website', 'https://example.com', goodKey, 'domain', /^This is not a Lucca address/],
      ['no domain', '', goodKey, 'domain', /^Enter the address of your Lucca/],
    ];
    for (const [name, domain, key, field, says] of mistakes) {
      await submit(page, domain, key);
      expect(await page.locator('.error:not(:empty)').allInnerTexts(), name).toEqual([expect.stringMatching(says)]);
      expect(await focused(page), name).toBe(field);
      expect(await page.locator(`#${field}`).getAttribute('aria-invalid'), name).toBe('true');
      expect(await page.locator('#connection, #outcome').filter({ visible: true }).count(), name).toBe(0);
    }
  });

  it('says how long to wait after five keys have been refused', async ({ open }) => {
    const { page } = await open();
    for (let tries = 0; tries < 6; tries += 1) await submit(page, initech.host, unknownKey);
    expect(await page.locator('#outcome').innerText()).toMatch(
      /Too many failed attempts.*You can try again in 15 minutes\./s,
    );
    expect(await focused(page)).toBe('outcome-title');
    expect(await page.getByRole('button', { name: 'Try again' }).isDisabled()).toBe(true);
  });

  it('keeps the key for the next attempt when only the domain was wrong', async ({ open }) => {
    const { page } = await open();
    await expectAccessible(page);
    await submit(page, 'acme', goodKey);
    expect(await page.locator('#api-key').inputValue()).toBe('');
    await expectAccessible(page);
    await page.getByLabel('Lucca domain').fill(`https://${acme.host}/home`);
    await press(page, 'Save');
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
  });

  it('says that Lucca is down, that nothing was saved, and how support finds the attempt', async ({
    open,
    subgraph,
  }) => {
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

  it.for([
    ['en', 'Connect anyway', 'Check again', /although some rights could not be verified/],
    [
      'fr',
      'Connecter quand même',
      'Vérifier de nouveau',
      /bien que certains de ses droits n’aient pas pu être vérifiés/,
    ],
  ] as const)(
    'does not call a right missing when Lucca failed to answer (%s), connects on request, and shows the right after another check',
    async ([lang, anyway, check, hint], { open, subgraph }) => {
      const { page } = await open(`/connect?lang=${lang}`);
      subgraph.sandbox.control.fail({ kind: 'status', status: 503 }, { path: '/directory/', times: 1_000 });
      await page.locator('#domain').fill(acme.host);
      await page.locator('#api-key').fill(goodKey);
      await page.locator('#submission button[type=submit]').click();
      await idle(page);
      expect(await verdicts(page, 'INCONCLUSIVE')).toEqual(['EMPLOYEE_CONTRACTS']);
      expect(await page.locator('#outcome').innerText()).toMatch(hint);
      expect(await page.locator('#outcome').innerText()).not.toMatch(/missing rights|droits manquants/);
      await press(page, anyway);
      expect(await verdicts(page, 'INCONCLUSIVE')).toEqual(['EMPLOYEE_CONTRACTS']);
      subgraph.sandbox.control.reset();
      await press(page, check);
      expect(await verdicts(page, 'GRANTED')).toHaveLength(permissionCodes.length);
    },
  );

  it('submits once however often the button is clicked, and is accessible while the key is being checked', async ({
    open,
    subgraph,
  }) => {
    subgraph.sandbox.control.delay(400);
    const { page, mutations } = await open();
    await fill(page, acme.host, goodKey);
    await page.getByRole('button', { name: 'Save' }).dblclick();
    // The button says that it does nothing now, which Playwright would wait for.
    await page.getByRole('button', { name: 'Test' }).click({ force: true });
    expect(await verdicts(page, 'PENDING')).not.toEqual([]);
    await expectAccessible(page);
    await idle(page);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    expect(mutations()).toHaveLength(1);
  });

  it('shows each check as soon as it is made, in the order of the guide, without moving anything on the page', async ({
    open,
    subgraph,
  }) => {
    const { page } = await open();
    const guide = (await subgraph.data('{ setupGuide { permissions { permission } } }')).setupGuide.permissions;
    subgraph.sandbox.control.delay(200);
    const answers = ['/remuneration/api/variable', '/remuneration/api/fixed', '/organization', '/directory'];
    for (const [index, path] of answers.entries()) subgraph.sandbox.control.delay(600 + 450 * index, { path });
    await watch(page);
    await submit(page, acme.host, findKey(acme, 'without: managers'));
    const { looks, spoken } = await seen(page);

    const order = guide.map(({ permission }: Check) => permission);
    const [first = []] = looks;
    for (const look of looks) {
      expect(look.map(({ permission }) => permission)).toEqual(order);
      expect(look.map(({ top }) => top)).toEqual(first.map(({ top }) => top));
    }

    const isProven = ({ verdict }: Check) => verdict !== 'PENDING';
    expect(looks.some((look) => look.some(isProven) && !look.every(isProven))).toBe(true);
    const missing = await verdicts(page, 'MISSING');
    const granted = await verdicts(page, 'GRANTED');
    for (const { permission, verdict } of looks.flat().filter(isProven))
      expect(verdict === 'MISSING' ? missing : granted).toContain(permission);

    expect(spoken[0]).toBe('Checking your key with Lucca… This takes a few seconds.');
    expect(spoken.length).toBeLessThan(4);
  });

  it('shows the progress of a running submission after a reload, and then its result', async ({ open, subgraph }) => {
    subgraph.sandbox.control.delay(longMs, { path: '/remuneration/' });
    const { page, mutations } = await open();
    await fill(page, acme.host, goodKey);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('#outcome [data-verdict=GRANTED]').first().waitFor();
    await page.reload();
    await page.locator('#outcome [data-verdict=GRANTED]').first().waitFor();
    await idle(page);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    expect(mutations()).toHaveLength(1);
  });

  it('says after a reload that a submission has been refused, and which rights its key lacked', async ({
    open,
    subgraph,
  }) => {
    subgraph.sandbox.control.delay(longMs, { path: '/remuneration/' });
    const { page, mutations } = await open();
    await fill(page, acme.host, findKey(acme, 'without: contracts'));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('#outcome [data-verdict=GRANTED]').first().waitFor();
    await page.reload();
    await page.locator('#outcome [data-verdict=GRANTED]').first().waitFor({ state: 'attached' });
    await idle(page);
    expect(await page.locator('#outcome-title').innerText()).toBe('Nothing was saved');
    expect(await page.locator('#outcome [data-verdict=MISSING]').getAttribute('data-permission')).toBe(
      'EMPLOYEE_CONTRACTS',
    );
    expect(await page.getByLabel('Lucca API key').isVisible()).toBe(true);
    expect(mutations()).toHaveLength(1);
  });

  it.for([
    ['no-preference', 12],
    ['reduce', 0],
  ] as const)(
    'animates the checks under way unless reduced motion is preferred: %s',
    async ([reducedMotion, moving], { open, subgraph }) => {
      const { page } = await open('/connect', { locale: 'en-GB', reducedMotion });
      subgraph.sandbox.control.delay(longMs);
      await fill(page, acme.host, goodKey);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('.under-way').waitFor();
      expect(await page.evaluate('document.getAnimations().length')).toBe(moving);
      // What comes next comes at once.
      subgraph.sandbox.control.reset();
      await idle(page);
    },
  );

  it('says that Lucca is too slow when the deadline passes', async ({ open, app }) => {
    const { url, sandbox } = await startSubgraph({ companies: [acme], app: { ...app, deadlineMs: 500 } });
    sandbox.control.delay(1_000);
    const { page } = await open(`${url}/connect`);
    await submit(page, acme.host, goodKey);
    expect(await page.locator('#outcome').innerText()).toContain('Lucca took too long to answer. Nothing was saved');
  });

  it('says after a check that Lucca is down without mentioning saving, and offers to check again', async ({
    open,
    subgraph,
  }) => {
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    subgraph.sandbox.control.fail({ kind: 'reset' }, { times: 1_000 });
    await press(page, 'Check again');
    expect(await focused(page)).toBe('outcome-title');
    const text = await page.locator('#outcome').innerText();
    expect(text).toMatch(
      /^The check could not be completed.*Lucca cannot be reached\. The connection has not changed\./s,
    );
    expect(text).not.toMatch(/saved/i);
    expect(await page.locator('.state').getAttribute('data-status')).toBe('UNREACHABLE');
    subgraph.sandbox.control.reset();
    // After so many failures the circuit of a Lucca is open for five seconds.
    const expectRecovery = async () => {
      await press(page, 'Try again');
      expect(await page.locator('#notice').innerText()).toBe('The rights of the key were checked just now.');
    };
    await vi.waitFor(expectRecovery, { interval: 1_000, timeout: 60_000 });
    expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED');
  });

  it('counts down to the next attempt when Lucca’s request limit is reached', async ({ open, app }) => {
    const { url } = await startSubgraph({ companies: [acme], app: { ...app, policy: { requestsPerMinute: 10 } } });
    // A clock belongs to the whole context, so this page must not share its own with other tests.
    const { page } = await open(`${url}/connect`, { locale: 'en-GB' });
    await page.clock.install();
    await fill(page, acme.host, goodKey);
    await press(page, 'Test');
    await press(page, 'Test');
    const outcome = page.locator('#outcome');
    const again = outcome.getByRole('button', { name: 'Try again' });
    expect(await outcome.innerText()).toMatch(/Lucca[’']s request limit is reached.* Nothing was saved/s);
    expect(await again.isDisabled()).toBe(true);
    await expectAccessible(page);
    const before = await secondsLeft(outcome);
    await page.clock.runFor(20_000);
    expect(await secondsLeft(outcome)).toBeLessThanOrEqual(before - 20);
    await page.clock.runFor(40_000);
    expect(await outcome.innerText()).toContain('You can try again now.');
    expect(await page.locator('#status').innerText()).toBe('You can try again now.');
    expect(await again.isEnabled()).toBe(true);
  });

  it('tests a key without saving it, and then saves the key that was tested', async ({ open }) => {
    const { page } = await open();
    await fill(page, acme.host, goodKey);
    await press(page, 'Test');
    expect(await page.locator('#outcome').innerText()).toContain('Nothing has been saved yet.');
    expect(await verdicts(page, 'GRANTED')).toHaveLength(permissionCodes.length);
    await expectAccessible(page);
    expect(await (await open()).page.locator('#connection').isVisible()).toBe(false);
    await page.locator('#outcome').getByRole('button', { name: 'Save' }).click();
    await idle(page);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
  });

  it('shows the connection after a reload without submitting anything again', async ({ open }) => {
    const { page, mutations } = await open();
    await submit(page, acme.host, goodKey);
    await page.reload();
    await idle(page);
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    expect(await page.locator('#domain').inputValue()).toBe('');
    expect(mutations()).toHaveLength(1);
  });

  it('keeps nothing of the key in the page, its address, its history or the browser’s storage', async ({
    open,
    subgraph,
    visitor,
  }) => {
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
      visitor.tenant = 'another';
      await page.reload();
      await idle(page);
    }
  });

  it('can be used with the keyboard alone', async ({ open, subgraph }) => {
    // Long enough to see where the focus is meanwhile.
    subgraph.sandbox.control.delay(100);
    const { page } = await open();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    /** Waits for the focus, which moves a little later than the key is pressed. */
    const expectFocus = (id: string) =>
      vi.waitFor(async () => expect(await focused(page)).toBe(id), { timeout: 20_000 });
    await press('Tab');
    await expectFocus('language');
    await press('Tab');
    await expectFocus('domain');
    await page.keyboard.type(acme.host);
    await press('Tab');
    await expectFocus('api-key');
    await page.keyboard.type(findKey(acme, 'without: managers'));
    await press('Enter');
    await idle(page);
    await expectFocus('outcome-title');
    // Past the rights that are granted, and “Check again”.
    await press('Tab', 'Tab', 'Tab', 'Enter');
    await expectFocus('outcome-title');
    await idle(page);
    await expectFocus('connection-title');
    // Past the other rights, “Check again”, “Replace key” and “Connect another account”.
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter');
    const dialog = page.getByRole('dialog');
    const expectQuestion = () => dialog.locator('button[value=no]:focus').waitFor();
    await expectQuestion();
    await press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.locator('#connection').isVisible()).toBe(true);
    // The dialog begins with what does no harm.
    await press('Enter');
    await expectQuestion();
    await press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.locator('#connection').isVisible()).toBe(true);
    await press('Enter');
    await expectQuestion();
    await press('Shift+Tab');
    await dialog.locator('button[value=yes]:focus').waitFor();
    await press('Enter');
    await page.locator('#submission').waitFor();
    await idle(page);
    await expectFocus('submission-title');
  });

  it('is in French in a French browser, in English on request, and keeps the input when the language changes', async ({
    open,
    subgraph,
  }) => {
    const { page } = await open('/connect', { locale: 'fr-FR' });
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.title()).toBe('Connecter votre compte Lucca');
    await page.getByLabel('Domaine Lucca').fill('acme');
    await page.getByLabel('Clé d’API Lucca').fill(goodKey);
    await press(page, 'Enregistrer');
    expect(await page.locator('#domain-error').innerText()).toMatch(/^Saisissez l’adresse complète/);
    await expectAccessible(page);
    await press(page, 'English');
    expect(await page.locator('#domain-error').innerText()).toMatch(/^Enter the full address/);
    expect(await page.locator('#domain').inputValue()).toBe('acme');
    expect(page.url()).toBe(`${subgraph.url}/connect?lang=en`);
    await page.reload();
    expect(await page.title()).toBe('Connect your Lucca account');
    expect(await (await open('/connect?lang=fr')).page.title()).toBe('Connecter votre compte Lucca');
  });

  it('says that Lucca rejects the stored key, and accepts another one, or the same one when Lucca accepts it again', async ({
    open,
    subgraph,
  }) => {
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    subgraph.sandbox.control.revoke(acme.host, goodKey);
    await press(page, 'Check again');
    expect(await page.locator('.state').getAttribute('data-status')).toBe('KEY_REJECTED');
    expect(await page.locator('#outcome').innerText()).toMatch(/^Lucca rejected the key.*Replace the key/s);
    expect(await page.locator('#connection').innerText()).toMatch(/No data is read.*To enter another key/s);
    expect(await page.locator('[data-permission]').count()).toBe(0);
    await expectAccessible(page);
    subgraph.sandbox.control.reset();
    await press(page, 'Check again');
    expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED');
  });

  it.for([
    [
      'en',
      'light',
      'Last 3 checks',
      /^Checked on request\. No missing rights were found\.\s+Granted since the check before: /,
    ],
    [
      'fr',
      'dark',
      '3 dernières vérifications',
      /^Vérification demandée\. Aucun droit manquant n’a été constaté\.\s+Accordés depuis la vérification précédente\s: /,
    ],
  ] as const)(
    'lists the past checks of the key, with what had changed, the latest first (%s, %s)',
    async ([lang, colorScheme, line, latest], { open, subgraph }) => {
      const width = 320;
      const { page } = await open(`/connect?lang=${lang}`, { colorScheme, viewport: { width, height: 740 } });
      await page.locator('#domain').fill(acme.host);
      await page.locator('#api-key').fill(goodKey);
      await page.locator('#submission button[type=submit]').click();
      await idle(page);
      expect(await page.locator('.history').count()).toBe(0);
      const changeRights = (change: (rights: Set<Right>) => void) =>
        subgraph.sandbox.control.change(acme.host, ({ keys }) => {
          for (const key of keys) {
            const rights = new Set(key.rights);
            change(rights);
            key.rights = rights;
          }
        });
      const checkAgain = async () => {
        await page.getByRole('button', { name: lang === 'en' ? 'Check again' : 'Vérifier de nouveau' }).click();
        await idle(page);
      };
      changeRights((rights) => rights.delete('managers'));
      await checkAgain();
      changeRights((rights) => rights.add('managers'));
      await checkAgain();
      await page.locator('.history summary').press('Enter');
      const list = page.getByRole('list', { name: line });
      const entries = await list.getByRole('listitem').allInnerTexts();
      expect(entries).toHaveLength(3);
      expect(entries[0]?.replace(/^.*\n+/, '')).toMatch(latest);
      expect(entries[1]).toMatch(
        lang === 'en' ? /Missing or limited: .*Lost since/s : /manquants ou limités\s: .*Perdus/s,
      );
      expect(entries[2]).toMatch(lang === 'en' ? /Account connected/ : /Compte connecté/);
      await expectAccessible(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    },
  );

  it('replaces the key, on request even by one with fewer rights', async ({ open }) => {
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    await press(page, 'Replace key');
    expect(await focused(page)).toBe('submission-title');
    expect(await page.locator('#submission-title').innerText()).toBe(`Replace the API key of ${acme.host}`);
    expect(await page.getByLabel('Lucca domain').isVisible()).toBe(false);
    expect(await page.locator('#connection').isVisible()).toBe(false);
    await expectAccessible(page);
    await page.getByLabel('Lucca API key').fill(findKey(acme, 'without: positions'));
    await press(page, 'Save');
    expect(await page.getByRole('button', { name: 'Connect anyway' }).count()).toBe(0);
    await press(page, 'Replace the key anyway');
    expect(await page.locator('#notice').innerText()).toMatch(/^Lucca accepted the new key\./);
    expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED_WITH_GAPS');
  });

  it('replaces the current account by another only after confirmation', async ({ open }) => {
    const { page, mutations } = await open();
    await submit(page, acme.host, goodKey);
    await press(page, 'Connect another account');
    await fill(page, initech.host, findKey(initech, 'without: positions'));
    const dialog = page.getByRole('dialog', { name: `Replace ${acme.host}?` });
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await dialog.innerText()).toContain(`we disconnect ${acme.host} and destroy our copy of its key`);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(mutations()).toHaveLength(1);

    await page.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: 'Replace the account' }).click();
    await page.locator('#outcome [data-verdict=MISSING]').waitFor();
    await idle(page);
    await press(page, 'Replace the account anyway');
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${initech.host}`);
    expect(await page.locator('#connection').innerText()).toContain('Pagga Rémunération – not part of your Lucca');
  });

  it('says that the current account is still connected when another one is refused', async ({ open, subgraph }) => {
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    await press(page, 'Connect another account');
    await fill(page, initech.host, findKey(initech, 'full'));
    subgraph.sandbox.control.fail({ kind: 'reset' }, { times: 1_000, host: initech.host });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replace the account' }).click();
    await page.locator('#outcome .actions').waitFor();
    expect(await page.locator('#outcome-title').innerText()).toBe(`Still connected to ${acme.host}`);
    await press(page, 'Cancel');
    expect(await page.locator('#connection-title').innerText()).toBe(`Connected to ${acme.host}`);
    // Another key for the same account replaces nothing that would have to be confirmed.
    await press(page, 'Connect another account');
    await submit(page, `https://${acme.host}/home`, goodKey);
    expect(await page.locator('#notice').innerText()).toBe('Lucca accepted the key. It is saved.');
  });

  it('disconnects after confirmation', async ({ open }) => {
    const { page, mutations } = await open();
    await submit(page, acme.host, goodKey);
    await press(page, 'Disconnect');
    const dialog = page.getByRole('dialog', { name: `Disconnect ${acme.host}?` });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(mutations()).toHaveLength(1);
    // The dialog tells the page a little later that it has closed: here, once the next question is open.
    await page.evaluate(`(() => {
      const ask = document.querySelector('#connection .danger');
      ask.click();
      document.querySelector('dialog button[value=no]').click();
      ask.click();
    })()`);
    await dialog.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByLabel('Lucca domain').waitFor();
    await idle(page);
    expect(await page.locator('#notice').innerText()).toMatch(
      `${acme.host} is disconnected. We have destroyed our copy of its key.`,
    );
    await expectAccessible(page);
    expect(await (await open()).page.locator('#connection').isVisible()).toBe(false);
  });

  it('opens the guide beside a form, and closes it beside a connection until it is requested', async ({ open }) => {
    const { page } = await open();
    const steps = page.locator('#guide-steps');
    expect(await steps.isVisible()).toBe(true);
    await submit(page, acme.host, goodKey);
    expect(await steps.isVisible()).toBe(false);
    await page.getByText('How to get the key').click();
    await press(page, 'Check again');
    expect(await steps.isVisible()).toBe(true);
    await press(page, 'Replace key');
    expect(await steps.isVisible()).toBe(true);
    await press(page, 'Cancel');
    expect(await steps.isVisible()).toBe(false);
  });

  it('asks for a token only when the API requires one, and keeps it in memory only', async ({ open, visitor }) => {
    visitor.isTokenNeeded = true;
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

  it('says on opening that a user without the scope cannot manage the connection', async ({ open, visitor }) => {
    visitor.scopes = ['lucca:employees:read'];
    const { page } = await open();
    expect(await page.locator('#outcome').innerText()).toMatch(/^Not allowed.*Ask the person who gave you access/s);
    expect(await focused(page)).toBe('outcome-title');
    expect(await page.locator('#submission, #connection').filter({ visible: true }).count()).toBe(0);
    await expectAccessible(page);
  });

  it('has users sign in where that is configured, takes their token from the address, and leads back when all is well', async ({
    open,
    app,
    visitor,
  }) => {
    visitor.isTokenNeeded = true;
    const connectSetup = {
      signInUrl: 'https://login.example.com/start?app=lucca',
      returnUrls: ['https://app.example.com/benchmarks', 'https://app.example.com/equity'],
    };
    const { url } = await startSubgraph({ companies: [acme], app: { ...app, connectSetup } });
    const address = `${url}/connect?lang=en&return=https://app.example.com/equity`;
    const { page } = await open(address);
    const signIn = page.getByRole('link', { name: 'Sign in' });
    expect(await focused(page)).toBe('sign-in');
    expect(await page.getByLabel('Token').isVisible()).toBe(false);
    const there = new URL((await signIn.getAttribute('href')) ?? '');
    expect(there.origin + there.pathname).toBe('https://login.example.com/start');
    expect(Object.fromEntries(there.searchParams)).toEqual({ app: 'lucca', return_to: address });
    await expectAccessible(page);

    const { page: refused } = await open(`${url}/connect#access_token=bad-token`);
    expect(await refused.locator('#identification').innerText()).toContain('Your session has ended. Sign in again.');

    const { page: back } = await open(`${address}#access_token=good-token`);
    expect(back.url()).toBe(address);
    await submit(back, acme.host, goodKey);
    const goOn = back.getByRole('link', { name: 'Continue to app.example.com' });
    expect(await goOn.getAttribute('href')).toBe('https://app.example.com/equity');
    expect(await back.locator('#connection .main').count()).toBe(1);

    const { page: tricked } = await open(`${url}/connect?return=https://evil.example/#access_token=good-token`);
    expect(await tricked.locator('#connection a.main').getAttribute('href')).toBe('https://app.example.com/benchmarks');
  });

  it('says first that a key shows only part of the company, and saves it as the second choice only', async ({
    open,
  }) => {
    const { page } = await open();
    await submit(page, acme.host, findKey(acme, 'one department'));
    expect(await page.locator('#outcome').innerText()).toMatch(
      /^The key shows only part of your company\s+It shows \d+ people, in \d+ of 19 departments\. Nothing was saved\./,
    );
    expect(await page.locator('main .main:visible').allInnerTexts()).toEqual(['Check again']);
    await expectAccessible(page);
    await press(page, 'Connect anyway');
    expect(await page.locator('.state').getAttribute('data-status')).toBe('CONNECTED_WITH_GAPS');
  });

  it('says in one sentence that the right is missing on which all others depend', async ({ open }) => {
    const { page } = await open();
    await submit(page, acme.host, findKey(acme, 'without: luccaData'));
    const outcome = page.locator('#outcome');
    expect(await outcome.locator('li:visible').count()).toBe(1);
    expect(await outcome.innerText()).toMatch(
      /^The key cannot read any employees.*everything else depends on it.*11 other rights/s,
    );
    expect(await outcome.getByRole('button').allInnerTexts()).toEqual(['Check again']);
    await expectAccessible(page);
  });

  it('shows how much a healthy connection has found', async ({ open }) => {
    const { page } = await open();
    await submit(page, acme.host, goodKey);
    const { people, workContracts, fixedItems } = acme;
    const facts = await page.locator('#connection dl').innerText();
    expect(facts).toMatch(
      new RegExp(`What the key can read\\s+${people.length} people\\s+${workContracts.length} contracts`),
    );
    expect(facts).toContain(`${fixedItems.length} items of fixed pay`);
    expect(await page.locator('#connection .main').allInnerTexts()).toEqual(['Check again']);
    // What is granted needs no attention.
    expect(await page.locator('#connection li:visible').count()).toBe(0);
  });

  it('leads through the steps one by one, remembers over a reload what is ticked off, and copies the rights', async ({
    open,
  }) => {
    const { page } = await open('/connect', { locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });
    const steps = page.locator('#guide-steps > details[open] > summary');
    expect(await steps.allInnerTexts()).toEqual([expect.stringContaining('Check your role')]);
    await page.getByLabel('Lucca domain').fill(`https://${acme.host.toUpperCase()}/home`);
    const own = page.getByRole('link', { name: `Open ${acme.host}` });
    expect(await own.getAttribute('href')).toBe(`https://${acme.host}/`);
    expect(await page.locator('#step-role .label-chip').first().innerText()).toBe('Other');
    await press(page, 'Done, next step');
    await press(page, 'Done, next step');
    expect(await page.getByRole('img', { name: /^Drawing: the roles/ }).isVisible()).toBe(true);
    await page.getByLabel('View personnel files').check();
    expect(await page.getByText(`1 of ${permissionCodes.length} ticked`).isVisible()).toBe(true);
    await press(page, 'Copy this list');
    const copied: string = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toContain(
      'Only if you have Pagga Rémunération (Roles > Permissions > Pay > Pagga Rémunération)\n- View',
    );
    expect(copied.match(/^- /gm)).toHaveLength(permissionCodes.length);
    await expectAccessible(page);
    await page.reload();
    await idle(page);
    expect(await steps.allInnerTexts()).toEqual([expect.stringContaining('Tick its rights')]);
    expect(await page.getByLabel('View personnel files').isChecked()).toBe(true);
    await press(page, 'Done, next step');
    await press(page, 'Go to the form');
    expect(await focused(page)).toBe('domain');
  });

  it('tells the page that embeds it that Lucca is connected, and not before', async ({ app }) => {
    const framing = createServer((_, response) => response.setHeader('content-type', 'text/html').end(around));
    const origin = `http://127.0.0.1:${await listenUntilDone(framing)}`;
    const { url } = await startSubgraph({
      companies: [acme],
      app: { ...app, connectSetup: { embedOrigins: ['https://app.example.com', origin] } },
    });
    const around = `<iframe id="frame" src="${url}/connect" width="800" height="800"></iframe>
      <script>received = []; onmessage = ({ data, origin }) => received.push({ data, origin });</script>`;
    const page = await english.newPage();
    await page.goto(origin);
    const frame = page.frameLocator('#frame');
    await frame.getByLabel('Lucca domain').fill(acme.host);
    await frame.getByLabel('Lucca API key').fill('deadbeef-0000-4000-8000-000000000000');
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.locator('#api-key-error:not(:empty)').waitFor();
    expect(await page.evaluate('received')).toEqual([]);
    await frame.getByLabel('Lucca API key').fill(goodKey);
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.locator('#connection-title').waitFor();
    expect(await page.evaluate('received')).toEqual([{ data: { type: 'lucca-connected' }, origin: url }]);
    await page.close();
  });

  it('makes no claim about a submission that was never answered', async ({ open }) => {
    const { page } = await open();
    await page.route('**/graphql', (route) => route.abort());
    await submit(page, acme.host, goodKey);
    expect(await focused(page)).toBe('outcome-title');
    expect(await page.locator('#outcome').innerText()).toMatch(/The server did not answer.*reload this page to see/s);
  });

  it.for(sample(['light', 'dark'] as const, 1))(
    'fits a screen of 320 pixels, is legible in %s mode, and follows French typography in French',
    async (colorScheme, { open, subgraph }) => {
      const { page } = await open('/connect?lang=fr', { viewport: { width: 320, height: 640 }, colorScheme });
      async function expectWellSet() {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        const texts = (await page.locator('body').innerText()).split('\n');
        expect(texts.filter((text) => /\p{L}'\p{L}| [;:?!»]|« /u.test(text))).toEqual([]);
        await expectAccessible(page);
      }
      await expectWellSet();
      await page.locator('#domain').fill(acme.host);
      await page.locator('#api-key').fill(findKey(acme, 'luccaData only'));
      subgraph.sandbox.control.delay(200);
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await expectWellSet();
      await idle(page);
      expect(await verdicts(page, 'MISSING')).not.toEqual([]);
      await expectWellSet();
      await press(page, 'Connecter quand même');
      await expectWellSet();
      await press(page, 'Déconnecter');
      await expectWellSet();
    },
  );
});
