import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { button, createProcedure, enter, nameOf, publish, type } from '#tests/support/editor-journey.ts';
import { expectStep, ownEmail, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a filing is tried to its end with the keyboard: its letter is shown, nobody receives anything', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(page, 'admin@vernon.example');
  const title = nameOf('Poser une banderole');
  const draft = await createProcedure(page, title);
  // Published: whatever the trial left behind would come to the inbox of real agents.
  await publish(page, draft, 1);
  const family = `Bandérole${Date.now().toString(36)}`;
  const email = ownEmail('banderole');

  await page.goto(`${draft}/essai`);
  await expectStep(page, 'Essayer la démarche');
  await page.getByText('Rien n’est gardé, rien n’est envoyé.').waitFor();
  await type(page.getByLabel('Décrivez votre demande'), 'Une banderole de six mètres');
  await enter(button(page, 'Continuer'));
  await type(page.getByLabel('Prénoms'), 'Inès');
  await type(page.getByLabel('Nom', { exact: true }), family);
  await type(page.getByLabel('Adresse électronique'), email);
  await enter(button(page, 'Continuer'));
  await expectStep(page, 'La demande serait envoyée');
  await page.getByText('C’est un essai').waitFor();
  await page.getByText('Une banderole de six mètres').first().waitFor();

  await enter(button(page, /^Refuser/));
  await expectStep(page, 'Action « Refuser »');
  await type(page.getByLabel(/^Motifs du refus/), 'La façade est classée.');
  await enter(button(page, 'Faire cette action'));
  await page.getByText('À ce stade, la demande serait terminée').waitFor();
  await expectStep(page, 'La demande serait envoyée');
  const main = page.getByRole('main');
  await main.getByText('Courrier qui serait produit').waitFor();
  await main.getByText('Message qui partirait à l’usager').first().waitFor();
  await main.getByText('La façade est classée.').first().waitFor();
  await enter(button(page, 'Revenir avant la dernière action'));
  await button(page, /^Refuser/).waitFor();
  await expectStep(page, 'La demande serait envoyée');

  await page.goto(`/agents/recherche?q=${family}`);
  expect(await page.getByRole('main').getByText('banderole de six').count()).toBe(0);
  await page.goto(`/agents?q=${family}`);
  expect(await page.getByRole('table').getByText(family).count()).toBe(0);
  await page.goto('/demo/messages');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText(email).count()).toBe(0);
  await context.close();
});
