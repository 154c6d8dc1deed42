import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { answerOf, choose, codeOfReceipt, expectStep, follow, press, signInAgent } from '#tests/support/journey.ts';
import { pngOf } from '#tests/support/png.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a resident reports a broken street light from a phone, then follows it elsewhere with the code', async () => {
  const lamp = `VE-${Date.now().toString(36).toUpperCase()}`;
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await page.goto('/');
  await expectStep(page, 'Que souhaitez-vous faire ?');
  await page.getByLabel('Votre besoin, avec vos mots').fill('lampadaire en panne devant chez moi');
  await page.getByRole('combobox', { name: 'Votre commune' }).pressSequentially('vern');
  await page.getByRole('option', { name: /^Vernon/ }).click();
  await press(page, 'Rechercher');
  await expectStep(page, /Réponses pour/);
  await follow(page, /Signaler une panne d’éclairage public/);
  await expectStep(page, 'Signaler une panne d’éclairage public');
  await follow(page, 'Commencer');

  await expectStep(page, 'La panne');
  await choose(page, 'Que voyez-vous ?', 'Une lampe qui clignote');
  await choose(page, 'Y a-t-il un danger immédiat ?', 'Non');
  await press(page, 'Continuer');

  await expectStep(page, 'Le lieu');
  await page.getByRole('combobox', { name: 'Numéro et rue' }).pressSequentially('rue de la ma');
  await page.getByRole('option').first().waitFor();
  const address = await page.getByRole('option').first().innerText();
  await page.getByRole('option').first().click();
  await press(page, /carte/i);
  await page.getByRole('application').click();
  await page.getByLabel(/Numéro du lampadaire/).fill(lamp);
  await page
    .getByLabel('Photo')
    .setInputFiles({ name: 'lampadaire.png', mimeType: 'image/png', buffer: pngOf(640, 480) });
  await page.getByText('lampadaire.png').first().waitFor();
  await expectStep(page, 'Le lieu');
  await press(page, 'Continuer');

  await expectStep(page, 'Être tenu au courant');
  await press(page, 'Continuer');

  await expectStep(page, 'Vérifier et envoyer');
  expect(await answerOf(page, 'Adresse la plus proche').first().innerText()).toContain(address.split(',')[0] ?? '');
  expect(await answerOf(page, 'Position sur la carte').first().innerText()).toBe('Placé sur la carte');
  expect(await answerOf(page, 'Photo').first().innerText()).toContain('lampadaire.png');
  await page.getByRole('button', { name: 'Envoyer ma demande' }).dblclick();

  await expectStep(page, 'Votre demande est envoyée');
  const code = await codeOfReceipt(page);
  await context.close();

  const elsewhere = await newVisitor(browser, { screen: 'phone' });
  await elsewhere.page.goto('/suivi');
  await expectStep(elsewhere.page, 'Suivre une demande');
  await elsewhere.page.getByLabel('Code de suivi').fill(code.toLowerCase().replaceAll('-', ' '));
  await press(elsewhere.page, 'Voir la demande');
  await expectStep(elsewhere.page, 'Signaler une panne d’éclairage public');
  expect(await elsewhere.page.getByText('Demande envoyée', { exact: true }).count()).toBe(1);
  await elsewhere.context.close();

  // Pressed twice, sent once.
  const agent = await newVisitor(browser);
  await signInAgent(agent.page, 'secretariat@vernon.example');
  await agent.page.goto(`/agents?vue=tous&q=${lamp}`);
  await agent.page.getByRole('rowheader').filter({ hasText: code }).waitFor();
  expect(await agent.page.getByRole('rowheader').count()).toBe(1);
  await agent.context.close();
});
