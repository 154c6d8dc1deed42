import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { choose, expectStep, ownEmail, press } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('an association fills in its budget, which must balance', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await page.goto('/vernon/demarches/subvention-association/commencer');
  await expectStep(page, 'L’association');
  await page.getByLabel('Nom de l’association').fill('Les Amis de la Seine');
  await page.getByLabel('Numéro SIRET').fill('732 829 320 00075');
  await page.getByLabel('But de l’association').fill('Faire connaître les bords de Seine.');
  await page.getByRole('combobox', { name: 'Numéro et rue' }).fill('2 rue de Rouen');
  await page.getByLabel('Code postal').fill('27200');
  await page.getByLabel('Ville').fill('Vernon');
  await page.getByLabel('Nombre d’adhérents').fill('40');
  await page.getByLabel('Dont adhérents qui habitent la commune').fill('31');
  await page.getByLabel('Nombre de bénévoles').fill('12');
  await page.getByLabel('Nombre de salariés').fill('0');
  await press(page, 'Continuer');
  await page
    .getByRole('alert')
    .getByRole('link', { name: /SIRET comporte une erreur/ })
    .waitFor();
  await expectStep(page, 'L’association');
  await page.getByLabel('Numéro SIRET').fill('732 829 320 00074');
  await press(page, 'Continuer');

  await expectStep(page, 'Le représentant');
  await page.getByLabel('Prénoms').fill('Nora');
  await page.getByLabel('Nom', { exact: true }).fill('Leclerc');
  await choose(page, 'Fonction dans l’association', 'Présidente ou président');
  await page.getByLabel('Adresse électronique').first().fill(ownEmail('association'));
  await press(page, 'Continuer');

  await expectStep(page, 'La demande');
  await choose(page, 'Cette aide est pour', 'Le fonctionnement de l’association');
  await choose(page, 'Est-ce la première demande à cette collectivité ?', 'Oui');
  await page.getByLabel('Année du budget').fill('2027');
  await page.getByLabel('Somme demandée').fill('1 200,50');
  await press(page, 'Continuer');

  await expectStep(page, 'Le budget');
  const purchases = page.getByRole('textbox', { name: /Achats \(60\)/ });
  await purchases.fill('2000');
  await page.getByRole('textbox', { name: /Subvention demandée ici \(74\)/ }).fill('1200,50');
  await press(page, 'Continuer');
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Le budget n’est pas équilibré/ })
    .waitFor();
  await expectStep(page, 'Le budget');
  expect(await purchases.inputValue()).toMatch(/^2\s?000/);
  await page.getByText('Total des dépenses', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: /Cotisations et dons/ }).fill('799,50');
  await press(page, 'Continuer');
  await expectStep(page, 'Les pièces');
  await context.close();
});
