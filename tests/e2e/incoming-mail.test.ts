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

test('the post of the morning is registered, scanned and joined to the request that it completes', async () => {
  const resident = await newVisitor(browser, { screen: 'phone' });
  const code = await askQuestion(resident.page, {
    townHall: 'vernon',
    email: ownEmail('courrier'),
    familyName: 'Courrier',
    message: 'Je vous envoie le plan par la poste.',
  });

  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'secretariat@vernon.example');
  await page.goto('/agents/courrier');
  await expectStep(page, 'Courrier arrivé');
  await follow(page, 'Enregistrer un courrier');
  await expectStep(page, 'Enregistrer un courrier');
  await press(page, 'Enregistrer');
  await expectStep(page, 'Enregistrer un courrier');
  await page.getByRole('alert').waitFor();
  await page.getByText('Lettre recommandée').click();
  await page.getByLabel('Expéditeur', { exact: true }).fill('Hélène Courrier');
  await page.getByLabel('Objet').fill('Plan joint à ma question');
  await press(page, 'Enregistrer');
  await expectStep(page, /^Courrier \d{4}-\d{4}$/);

  await page.locator('input[type=file]').setInputFiles({
    name: 'plan.png',
    mimeType: 'image/png',
    buffer: pngOf(40, 30),
  });
  await press(page, 'Ajouter');
  await expectStep(page, /^Courrier/);
  await page.getByRole('link', { name: 'plan.png' }).waitFor();
  await page.getByLabel('Code du dossier').fill('2222-2222-222');
  await press(page, 'Joindre');
  await expectStep(page, /^Courrier/);
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Code du dossier').fill(code);
  await press(page, 'Joindre');
  await expectStep(page, /^Courrier/);
  await follow(page, code);
  await page.getByText(/Courrier arrivé le .* joint à la demande/).waitFor();
  expect(await page.getByRole('link', { name: 'plan.png' }).count()).toBeGreaterThan(0);
  await context.close();
  await resident.context.close();
});

test('the register is read on a phone without script, searched, and a mistake cancelled', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(page, 'secretariat@mercey.example');
  await page.goto('/agents/courrier');
  await expectStep(page, 'Courrier arrivé');
  await page.getByText('Aucun courrier n’attend.').waitFor();
  await page.goto('/agents/courrier/nouveau');
  await expectStep(page, 'Enregistrer un courrier');
  await page.getByLabel('Expéditeur', { exact: true }).fill('Département de l’Eure');
  await page.getByLabel('Objet').fill('Travaux de la route départementale');
  await press(page, 'Enregistrer');
  await expectStep(page, /^Courrier \d/);
  await page.getByText('Annuler cet enregistrement').click();
  await press(page, 'Annuler l’enregistrement');
  await expectStep(page, /^Courrier \d/);
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Raison').fill('Enregistré deux fois');
  await press(page, 'Annuler l’enregistrement');
  await expectStep(page, /^Courrier \d/);
  await page.getByText('Enregistré deux fois').waitFor();
  await page.goto('/agents/courrier?q=departementales');
  await page.getByText('Annulé').waitFor();
  await expectStep(page, 'Courrier arrivé');
  await context.close();
});
