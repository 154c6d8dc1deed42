import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { answerOf, choose, expectStep, follow, ownEmail, press, tick, typeDate } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a birth certificate is asked for without JavaScript on a screen of 320 px', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  const email = ownEmail('naissance');
  await page.goto('/vernon/demarches/acte-de-naissance');
  await expectStep(page, 'Demander un acte de naissance');
  await follow(page, 'Commencer');

  await expectStep(page, 'La naissance');
  await choose(page, 'Où la personne est-elle née ?', 'En France');
  await page.getByLabel('Commune de naissance').fill('Vernon');
  await typeDate(page, 'Date de naissance', '31/2/1956');
  await press(page, 'Continuer');
  await expectStep(page, 'La naissance');
  await page
    .getByRole('alert')
    .getByRole('link', { name: /le 31 n’existe pas/ })
    .waitFor();
  expect(await page.getByLabel('Commune de naissance').inputValue()).toContain('Vernon');
  expect(await page.getByRole('radio', { name: 'En France' }).isChecked()).toBe(true);
  await typeDate(page, 'Date de naissance', '29/2/1956');
  await press(page, 'Continuer');
  // Several communes bear that name.
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Précisez/ })
    .waitFor();
  expect(await page.getByLabel('Année').inputValue()).toBe('1956');
  await page.getByLabel('Commune de naissance').fill('Vernon (27200)');
  await press(page, 'Continuer');

  await expectStep(page, 'Vous et cette personne');
  await choose(page, 'L’acte concerne', 'Vous');
  await choose(page, 'Acte demandé', 'Extrait sans filiation');
  await page.getByLabel('Nombre d’exemplaires').fill('2');
  await press(page, 'Continuer');

  await expectStep(page, 'Vous');
  await page.getByLabel('Prénoms').fill('Simone Odette');
  await page.getByLabel('Nom', { exact: true }).fill('Lenormand');
  await page.getByLabel('Numéro et rue').fill('3 rue du Moulin');
  await page.getByLabel('Code postal').fill('27200');
  await page.getByLabel('Ville').fill('Vernon');
  await page.getByLabel('Adresse électronique').fill(email);
  await press(page, 'Continuer');

  await expectStep(page, 'Déclaration');
  await tick(page, /Je déclare sur l’honneur/);
  await press(page, 'Continuer');

  await expectStep(page, 'Vérifier et envoyer');
  expect(await answerOf(page, 'Nombre d’exemplaires').innerText()).toBe('2');
  await page
    .getByRole('link', { name: /Modifier.*Vous et cette personne/ })
    .first()
    .click();
  await expectStep(page, 'Vous et cette personne');
  await page.getByLabel('Nombre d’exemplaires').fill('3');
  await press(page, 'Continuer');
  await expectStep(page, 'Vérifier et envoyer');
  expect(await answerOf(page, 'Nombre d’exemplaires').innerText()).toBe('3');
  expect(await answerOf(page, 'Nom').innerText()).toBe('Lenormand');
  await press(page, 'Envoyer ma demande');

  await expectStep(page, 'Votre demande est envoyée');
  const href = await page.getByRole('link', { name: 'Télécharger l’accusé de réception (PDF)' }).getAttribute('href');
  const acknowledgement = await context.request.get(href ?? '');
  expect(acknowledgement.status()).toBe(200);
  expect((await acknowledgement.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await context.close();
});

test('a person born elsewhere is told who answers, and nothing is sent', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await page.goto('/vernon/demarches/acte-de-naissance/commencer');
  await choose(page, 'Où la personne est-elle née ?', 'À l’étranger');
  await typeDate(page, 'Date de naissance', '4/7/1988');
  await press(page, 'Continuer');
  await expectStep(page, 'L’acte se demande à l’État');
  await page.getByText('Rien n’a été envoyé.').waitFor();
  await follow(page, 'Changer ma réponse');
  await expectStep(page, 'La naissance');
  await context.close();
});
