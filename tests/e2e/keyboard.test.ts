import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { expectStep, ownEmail } from '#tests/support/journey.ts';
import { focused, tabTo } from '#tests/support/keyboard.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a question is asked from the home page to the receipt with the keyboard alone', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await page.goto('/');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Aller au contenu');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await tabTo(page, 'Votre besoin, avec vos mots');
  await page.keyboard.type('écrire au maire');
  await tabTo(page, 'Votre commune (facultatif)');
  await page.keyboard.type('giver');
  await page.getByRole('option', { name: /Giverny/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('combobox', { name: 'Votre commune' }).inputValue()).toContain('Giverny');
  await tabTo(page, 'Rechercher');
  await page.keyboard.press('Enter');
  await expectStep(page, /Réponses pour/);
  await tabTo(page, /Voir la démarche.*Poser une question/);
  await page.keyboard.press('Enter');
  await expectStep(page, 'Poser une question à la mairie');
  await tabTo(page, 'Commencer');
  await page.keyboard.press('Enter');

  await expectStep(page, 'Poser une question à la mairie');
  await tabTo(page, 'Envoyer ma demande');
  await page.keyboard.press('Space');
  await page.getByRole('alert').waitFor();
  expect(await page.title()).toMatch(/^Erreur/);
  expect(await page.evaluate(() => document.activeElement?.textContent), 'the summary has the focus').toContain(
    'Il y a un problème',
  );
  await tabTo(page, /Sujet/);
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('Sujet');
  await page.keyboard.type('Autre');
  await tabTo(page, 'Votre message');
  await page.keyboard.type('Où puis-je garer un vélo près de la gare ?');
  await tabTo(page, 'Prénoms');
  await page.keyboard.type('Hélène');
  await tabTo(page, 'Nom');
  await page.keyboard.type('Marchand');
  await tabTo(page, 'Adresse électronique');
  await page.keyboard.type(ownEmail('clavier'));
  await tabTo(page, 'Envoyer ma demande');
  await page.keyboard.press('Enter');
  await expectStep(page, 'Votre demande est envoyée');
  await context.close();
});
