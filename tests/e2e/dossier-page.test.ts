import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { askQuestion, expectStep, follow, ownEmail, press, signInAgent } from '#tests/support/journey.ts';
import { pngOf } from '#tests/support/png.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the secretary corrects an answer, refuses a document, gives herself a task, and joins a request told twice', async () => {
  const email = ownEmail('dossier');
  const resident = await newVisitor(browser, { screen: 'phone', javaScript: false });
  const ask = (message: string) =>
    askQuestion(resident.page, { townHall: 'vernon', email, familyName: 'Dossier', message });
  const first = await ask('Le portail du cimetière reste fermé le dimanche.');
  const second = await ask('Je vous rappelle pour le portail du cimetière.');

  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'secretariat@vernon.example');
  await page.goto(`/agents?q=${second}`);
  await page.locator('a[href*="/agents/dossiers/"]').filter({ hasText: second }).first().click();
  await expectStep(page, /question/i);
  await page.getByText('Cette demande ressemble à une autre').waitFor();
  const dossier = new URL(page.url()).pathname;

  await page.goto(`${dossier}/corriger/family_name`);
  await expectStep(page, 'Corriger une réponse');
  await page.getByLabel('Nom', { exact: true }).fill('Dossiers');
  await press(page, 'Corriger et prévenir l’usager');
  await expectStep(page, 'Corriger une réponse');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Motif de la correction').fill('Orthographe confirmée par téléphone.');
  await press(page, 'Corriger et prévenir l’usager');
  await expectStep(page, /question/i);
  await page.getByText('Corrigé le').first().waitFor();

  await page.getByText('Ajouter une pièce reçue autrement').click();
  await page.locator('#piece').setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: pngOf(40, 30) });
  await page.locator('form[action$="/pieces"] button').click();
  await expectStep(page, /question/i);
  await page.locator('summary', { hasText: 'plan.png' }).click();
  await page.getByLabel('Motif du refus').selectOption({ label: 'La pièce est illisible' });
  await press(page, 'Refuser la pièce');
  await expectStep(page, /question/i);
  await press(page, 'Prévenir l’usager en un seul message');
  await expectStep(page, /question/i);

  await page.getByText('Ajouter une tâche').click();
  await page.getByLabel('Ce qu’il y a à faire').fill('Appeler le gardien du cimetière');
  await press(page, 'Ajouter la tâche');
  await expectStep(page, /question/i);
  await page.goto('/agents/taches');
  await expectStep(page, 'Mes tâches');
  await page.getByText('Appeler le gardien du cimetière').first().waitFor();

  await page.goto(dossier);
  await follow(page, 'Fiche de l’usager');
  await expectStep(page, 'Fiche de l’usager');
  await page.getByText('La personne me contacte').click();
  await press(page, 'Ouvrir la fiche');
  await expectStep(page, /Dossiers/);
  expect(await page.getByRole('link', { name: new RegExp(first) }).count()).toBe(1);

  await page.goto(dossier);
  await page.getByRole('link', { name: 'Comparer' }).first().click();
  await expectStep(page, 'Comparer deux demandes');
  await press(page, 'Joindre les deux demandes');
  await expectStep(page, /question/i);
  await page.getByText('Demandes jointes à celle-ci').waitFor();
  await page.goto(`${new URL(page.url()).pathname}/avis/demander`);
  await expectStep(page, 'Demander un avis');
  await page.goto('/agents/mentions');
  await expectStep(page, 'Mentions');

  // Either code leads to the request that goes on.
  await resident.page.goto('/suivi');
  await resident.page
    .getByLabel(/Code|Numéro/)
    .first()
    .fill(second);
  await resident.page.locator('main form button').first().click();
  await expectStep(resident.page, /question/i);
  expect(await resident.page.getByText(first).count()).toBeGreaterThan(0);
  await context.close();
  await resident.context.close();
});
