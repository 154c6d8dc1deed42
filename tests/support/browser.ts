import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium as engine, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** A phone of 360 px, the narrowest screen that we promise (320 px), a desk. */
export const screens = {
  narrow: { width: 320, height: 640 },
  phone: { width: 360, height: 740 },
  desk: { width: 1280, height: 900 },
} as const;

/** The browser that comes in an npm package: nothing to download. It reaches this machine only. */
export async function launchBrowser(): Promise<Browser> {
  return engine.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      // The package's own flags are for one page in one process; tests open several, with the web's security on.
      '--no-sandbox',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=fr-FR',
    ],
  });
}

/** The address of the site under test: that of this worker. */
export function siteUrl(path = '/'): string {
  return new URL(path, ownOf(process.env.SITE_URLS)).href;
}

/** The database of the site under test, for the owner of its tables: to put there what only a breakdown would. */
export function siteDatabase(): string {
  return ownOf(process.env.SITE_DATABASES);
}

function ownOf(list: string | undefined): string {
  const all = list?.split(' ') ?? [];
  const own = all[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % all.length];
  if (own === undefined) throw new Error('tests/support/site-setup.ts has not run');
  return own;
}

/** A visitor with a browser of their own: French, no cookie. A page error or a refusal by the CSP fails the test. */
export async function newVisitor(
  browser: Browser,
  options: { screen?: keyof typeof screens; javaScript?: boolean; english?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: siteUrl(),
    viewport: screens[options.screen ?? 'desk'],
    javaScriptEnabled: options.javaScript ?? true,
    locale: options.english === true ? 'en-GB' : 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return { context, page };
}

/** The rules of axe whose answer another colour scheme, or another width, can change on a page that passed all of them. */
const rulesOf = {
  colours: ['color-contrast', 'link-in-text-block'],
  width: ['target-size', 'scrollable-region-focusable', 'css-orientation-lock'],
} as const;

/**
 * What every page owes: axe finds nothing, one `h1`, a title that is not empty, no scrolling sideways. Without
 * JavaScript axe cannot run; the rest is checked all the same by the caller's own reading. The same page seen again in
 * other colours or at another width is only asked for what those can change.
 */
export async function expectGoodPage(page: Page, again?: keyof typeof rulesOf): Promise<void> {
  expect((await page.title()).length, `title of ${page.url()}`).toBeGreaterThan(5);
  expect(await page.locator('h1').count(), `h1 of ${page.url()}`).toBe(1);
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (rules) => {
    const runner = (window as unknown as { axe: typeof axe }).axe;
    const results = await runner.run(document, {
      resultTypes: ['violations'],
      ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: [...rules] } }),
    });
    return results.violations.map((violation) => ({
      id: violation.id,
      nodes: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`).slice(0, 5),
    }));
  }, again && rulesOf[again]);
  expect(found, `axe on ${page.url()}`).toEqual([]);
  expect(await stickingOut(page), `sideways scrolling on ${page.url()}`).toEqual([]);
}

/** What widens the page beyond its window, each with by how much and its first words; nothing where nothing scrolls. */
function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
    const rightOf = (element: Element): number => element.getBoundingClientRect().right;
    const found = [...document.body.querySelectorAll('*')]
      .filter((element) => rightOf(element) > width + 0.5)
      // The innermost ones: what holds them is only as wide as they are.
      .filter((element) => [...element.children].every((child) => rightOf(child) <= width + 0.5))
      .map((element) => {
        const classes = [...element.classList].map((name) => `.${name}`).join('');
        const words = (element.textContent ?? '').trim().slice(0, 60);
        return `${element.localName}${classes} +${Math.round(rightOf(element) - width)} px "${words}"`;
      });
    return [`the page, ${root.scrollWidth} px in ${width}`, ...found.slice(0, 12)];
  });
}
