import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
/** The rest of the desk: on the narrowest screen, where most goes wrong, and on a desk, in the two colours. */
const furtherPaths = [
  '/agents/a-signer',
  '/agents/absences',
  '/agents/administration/boites-aux-lettres',
  '/agents/administration/cachet',
  '/agents/administration/conservation',
  '/agents/administration/courriers',
  '/agents/administration/courriers/acceptance',
  '/agents/administration/courriers/en-tete',
  '/agents/administration/delais',
  '/agents/administration/delegations-de-signature',
  '/agents/administration/demarches',
  '/agents/administration/echecs',
  '/agents/administration/horaires',
  '/agents/administration/logiciels',
  '/agents/administration/portail',
  '/agents/administration/reponses-types',
  '/agents/administration/scelles',
  '/agents/administration/versions',
  '/agents/alertes',
  '/agents/avis',
  '/agents/collectivite',
  '/agents/compte/securite',
  '/agents/courriels',
  '/agents/courriers-en-nombre',
  '/agents/demandes-internes',
  '/agents/echeances',
  '/agents/echeances?vue=mois',
  '/agents/editeur',
  '/agents/equipe/aidants',
  '/agents/equipe/delegations/nouvelle',
  '/agents/exports',
  '/agents/exports/nouveau',
  '/agents/guichet',
  '/agents/mentions',
  '/agents/modeles-de-notes',
  '/agents/organismes',
  '/agents/passation',
  '/agents/recherche',
  '/agents/recherche?q=rue',
  '/agents/registre-des-decisions',
  '/agents/remplacements',
  '/agents/satisfaction',
  '/agents/tableau-de-bord',
  '/agents/taches',
  '/agents/vues',
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
      const further = screen === 'narrow' || screen === 'desk' ? furtherPaths : [];
      const own = email.startsWith('admin') ? [...administratorPaths, ...further] : [];
      for (const path of [...agentPaths, ...own, dossier ?? '']) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).toBe(200);
        await page.emulateMedia({ colorScheme: email.startsWith('admin') && screen !== 'desk' ? 'dark' : 'light' });
        await expectGoodPage(page);
      }
      await context.clearCookies();
    }
    await context.close();
  },
);
