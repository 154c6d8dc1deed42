import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { askQuestion, expectStep, follow, ownEmail, press, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the leader reads the board, the alerts and the dates, on a phone without script', async () => {
  const visitor = await newVisitor(browser, { javaScript: false });
  const code = await askQuestion(visitor.page, {
    townHall: 'vernon',
    email: ownEmail('passation'),
    familyName: 'Passation',
    message: 'Qui suit ma question ?',
  });
  await visitor.context.close();
  const { context, page } = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await signInAgent(page, 'responsable@vernon.example');
  await page.goto('/agents/tableau-de-bord');
  await expectStep(page, 'Tableau de bord');
  await page.getByRole('row', { name: /^Non attribués/ }).waitFor();
  await page.getByLabel('Période').selectOption({ label: '7 jours' });
  await press(page, 'Afficher');
  await expectStep(page, 'Tableau de bord');
  await page.goto('/agents/alertes');
  await expectStep(page, 'Alertes');
  await follow(page, 'À traiter');
  await expectStep(page, 'À traiter');
  await page.goto('/agents/echeances');
  await expectStep(page, 'Échéances');
  await page.getByRole('rowheader').filter({ hasText: code }).waitFor();
  await follow(page, 'Mois');
  await expectStep(page, 'Échéances');
  await page.goto('/agents/satisfaction');
  await expectStep(page, 'Avis des demandeurs');
  await context.close();
});

test('whoever will be away says so and who replaces them; the colleagues read it', async () => {
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'secretariat@vernon.example');
  await page.goto('/agents/absences');
  await expectStep(page, 'Absences');
  await press(page, 'Noter l’absence');
  await page.getByRole('alert').first().waitFor();
  await expectStep(page, /Absences/);
  const today = new Date();
  const day = (after: number) => new Date(today.getTime() + after * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Premier jour').fill(day(40));
  await page.getByLabel('Dernier jour').fill(day(44));
  await page.getByLabel('Qui remplace ?').selectOption({ label: 'Nadia Cherif' });
  await press(page, 'Noter l’absence');
  await expectStep(page, 'Absences');
  const row = page.getByRole('row').filter({ hasText: 'Camille Bertin' }).filter({ hasText: 'Nadia Cherif' });
  await row.first().waitFor();
  const colleague = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(colleague.page, 'responsable@vernon.example');
  await colleague.page.goto('/agents/absences');
  await expectStep(colleague.page, 'Absences');
  expect(await colleague.page.getByRole('row').filter({ hasText: 'Camille Bertin' }).count()).toBeGreaterThan(0);
  await colleague.page.goto('/agents/remplacements');
  await expectStep(colleague.page, 'Remplacements');
  await colleague.context.close();
  await context.close();
});
