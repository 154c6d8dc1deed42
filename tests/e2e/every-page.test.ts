import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectGoodPage, launchBrowser, newVisitor, screens } from '#tests/support/browser.ts';
import { signInAgent } from '#tests/support/journey.ts';

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

const agentPaths = [
  '/agents',
  '/agents?vue=tous',
  '/agents?vue=en-retard',
  '/agents?vue=clos',
  '/agents/compte',
  '/agents/courrier',
  '/agents/courrier/nouveau',
];
const administratorPaths = [
  '/agents/equipe',
  '/agents/equipe/agents/nouveau',
  '/agents/equipe/services',
  '/agents/equipe/services/nouveau',
  '/agents/equipe/delegations',
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
      // Each page in both colours over the three screens; both at once on the narrowest, where most goes wrong.
      const schemes =
        screen === 'narrow' ? (['light', 'dark'] as const) : ([index % 2 === 0 ? 'light' : 'dark'] as const);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        await expectGoodPage(page);
      }
    }
    await context.close();
  },
);

test.for(['narrow', 'phone', 'tablet', 'desk'] as const)('every page of agents on a %s screen', async (screen) => {
  const { context, page } = await newVisitor(browser, screen === 'tablet' ? {} : { screen });
  if (screen === 'tablet') await page.setViewportSize({ width: 820, height: 1180 });
  for (const email of ['secretariat@vernon.example', 'admin@vernon.example']) {
    await signInAgent(page, email);
    const dossier = await page.getByRole('rowheader').first().getByRole('link').getAttribute('href');
    for (const path of [...agentPaths, ...(email.startsWith('admin') ? administratorPaths : []), dossier ?? '']) {
      await page.goto(path);
      await page.emulateMedia({ colorScheme: email.startsWith('admin') ? 'dark' : 'light' });
      await expectGoodPage(page);
    }
    await context.clearCookies();
  }
  await context.close();
});

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
