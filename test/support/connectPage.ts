import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { isThorough } from './thoroughness.ts';

/** Waits until the page has done what it was asked. */
export async function idle(page: Page) {
  await page.locator('#columns[aria-busy=false]').waitFor();
}

/** A right as the page shows it. */
export type Check = { permission: string; verdict: string };

/** What the page showed at one moment while Lucca was asked; `top` in pixels from the top of the list. */
export type Look = (Check & { top: number })[];

/** Looks at the page whenever something in it changes, and listens to what it has spoken. */
export const watch = (page: Page) =>
  page.evaluate(`
    window.seen = { looks: [], spoken: [] };
    new MutationObserver(() => {
      const list = document.querySelector('.under-way');
      if (list) {
        const { top } = list.getBoundingClientRect();
        seen.looks.push([...list.children].map((row) => ({
          permission: row.dataset.permission,
          verdict: row.dataset.verdict,
          top: row.getBoundingClientRect().top - top,
        })));
      }
      const said = document.querySelector('#status').textContent;
      if (said && seen.spoken.at(-1) !== said) seen.spoken.push(said);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  `);

/** What `watch` has seen and heard. */
export const seen = (page: Page): Promise<{ looks: Look[]; spoken: string[] }> => page.evaluate('seen');

/** How many seconds the page says there are to wait. */
export async function secondsLeft(outcome: Locator): Promise<number> {
  const [, seconds] = /You can try again in (\d+) seconds/.exec(await outcome.innerText()) ?? [];
  return Number(seconds);
}

/** Fills in the form. */
export async function fill(page: Page, domain: string, apiKey: string) {
  await page.getByLabel('Lucca domain').fill(domain);
  await page.getByLabel('Lucca API key').fill(apiKey);
}

/** Presses a button, and waits until what it does is done. */
export async function press(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click();
  await idle(page);
}

/** Fills in the form and sends it to be saved. */
export async function submit(page: Page, domain: string, apiKey: string) {
  await fill(page, domain, apiKey);
  await press(page, 'Save');
}

/** The id of what has the focus. */
export const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.id');

/** The rights that are shown with a verdict. */
export const verdicts = (page: Page, verdict: string): Promise<(string | null)[]> =>
  page
    .locator(`main [data-permission][data-verdict=${verdict}]`)
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-permission')));

/** Expects axe to find nothing wrong with the page as it is; each page once only, unless everything is tried. */
export async function expectAccessible(page: Page) {
  // By evaluation and not as a script of the page, which its policy refuses.
  const isLoaded = await page.evaluate('"axe" in window');
  if (isLoaded && !isThorough) return;
  if (!isLoaded) await page.evaluate(axe.source);
  const violations: string[] = await page.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
  expect(violations).toEqual([]);
}
