import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectGoodPage, launchBrowser, newVisitor, screens } from '#tests/support/browser.ts';

let browser: Browser;
let paths: string[];
beforeAll(async () => {
  browser = await launchBrowser();
  const { context, page } = await newVisitor(browser);
  paths = await publicPaths(page);
  await context.close();
});
afterAll(() => browser.close());

/** One portal of each kind stands for the others: they are the same page with other names. */
const portals = new Set(['vernon', 'mercey', 'agglomeration', 'ccas-vernon']);
const ofVernon = ['mentions-legales', 'confidentialite', 'accessibilite', 'contact', 'demarches'];
const further = [
  '/recherche?q=acte+de+naissance&commune=Vernon',
  '/recherche?q=xyzzy&commune=Vernon',
  '/recherche?q=carte+grise&commune=Vernon',
  '/recherche?q=je+d%C3%A9m%C3%A9nage&commune=Mercey',
  '/recherche?q=cantine&commune=Paris',
  '/connexion',
  '/inscription',
  '/mot-de-passe-oublie',
  '/agents/connexion',
  '/demo/messages',
  '/cette-page-n-existe-pas',
  '/reprendre/jeton-inconnu',
];

test.for(['narrow', 'phone', 'desk'] as const)(
  'every public page on a %s screen, light and dark',
  { timeout: 600_000 },
  async (screen, { signal }) => {
    expect(paths.length).toBeGreaterThan(40);
    const { context, page } = await newVisitor(browser, { screen });
    expect(page.viewportSize()).toEqual(screens[screen]);
    for (const [index, path] of paths.entries()) {
      signal.throwIfAborted();
      await page.goto(path);
      if (screen === 'narrow') {
        // Where most goes wrong: all of it, then the other colours.
        await page.emulateMedia({ colorScheme: 'light' });
        await expectGoodPage(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        await expectGoodPage(page, 'colours');
      } else {
        await page.emulateMedia({ colorScheme: index % 2 === 0 ? 'light' : 'dark' });
        // A phone has the layout of the narrowest screen, forty pixels wider.
        await expectGoodPage(page, screen === 'phone' ? 'width' : undefined);
      }
    }
    await context.close();
  },
);

/** What the site map links to, and the pages that it cannot know. */
async function publicPaths(page: Page): Promise<string[]> {
  await page.goto('/plan-du-site');
  const hrefs = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const townHalls = await page
    .getByRole('main')
    .getByRole('list')
    .last()
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const listed = hrefs.filter((href) => href.startsWith('/') && !townHalls.includes(href));
  await page.goto('/vernon/demarches');
  const procedures = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return [
    ...new Set([
      '/',
      ...listed,
      ...[...portals].map((slug) => `/${slug}`),
      ...ofVernon.map((page) => `/vernon/${page}`),
      ...procedures.filter((href) => href.startsWith('/vernon/')),
      ...procedures.filter((href) => href.startsWith('/vernon/')).map((href) => `${href}/commencer`),
      ...further,
    ]),
  ];
}
