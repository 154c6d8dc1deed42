import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { expectGoodPage, launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

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

test.for(['narrow', 'phone', 'tablet', 'desk'] as const)(
  'every page of agents on a %s screen',
  { timeout: 600_000 },
  async (screen) => {
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
  },
);
