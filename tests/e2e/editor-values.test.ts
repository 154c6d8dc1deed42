import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { expectStep, press, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function enter(control: Locator): Promise<void> {
  await control.focus();
  await control.page().keyboard.press('Enter');
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function addField(page: Page, draft: string, label: string, kind: string): Promise<void> {
  await page.goto(`${draft}/formulaire/request`);
  await page.getByLabel('Intitulé du champ').fill(label);
  await page.getByLabel('Type de réponse').selectOption({ label: kind });
  await press(page, 'Ajouter un champ');
  await expectStep(page, label);
}

test('a price, a scale and a title are built with the keyboard, without script on the narrowest screen', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(page, 'admin@vernon.example');
  await page.goto('/agents/editeur/nouvelle');
  const title = `Louer un vélo ${Date.now().toString(36)}`;
  await page.getByLabel('Nom de la démarche').fill(title);
  await page.getByLabel('Thème').selectOption({ index: 2 });
  await page.getByLabel('Compétence').selectOption({ index: 2 });
  await page.locator('label').getByText('Une décision').click();
  // The workflows are told by what they serve.
  await page.locator('summary').getByText('Salles, fêtes et associations').click();
  await page.getByText('La location d’une salle municipale.').waitFor();
  await expectStep(page, /démarche/i);
  await press(page, 'Créer la démarche');
  await expectStep(page, title);
  const draft = new URL(page.url()).pathname;
  await addField(page, draft, 'Nombre de jours', 'Nombre');
  await addField(page, draft, 'Catégorie', 'Un choix parmi plusieurs');
  await addField(page, draft, 'Prix', 'Valeur calculée');
  await page.locator('#s-as').selectOption('money');
  await press(page, 'Enregistrer');
  await page.getByText('Enregistré.').waitFor();

  await enter(page.getByRole('link', { name: 'Modifier le calcul' }));
  await expectStep(page, 'Calcul');
  await page.getByLabel('Un cas par choix de').selectOption({ label: 'Catégorie' });
  await enter(button(page, 'Faire ce barème'));
  await expectStep(page, 'Calcul');
  await enter(button(page, 'Enregistrer').last());
  await page.getByRole('alert').getByText('Complétez le calcul').first().waitFor();
  await expectStep(page, 'Calcul');
  for (const [prefix, amount] of [
    ['c0-t-0-f', '5'],
    ['c1-t-0-f', '8,50'],
    ['o-t-0-f', '10'],
  ]) {
    await page.locator(`#${prefix}-0-what`).selectOption({ label: 'Nombre de jours' });
    await page.locator(`#${prefix}-1-what`).selectOption({ label: 'Un montant en euros' });
    await page.locator(`#${prefix}-1-literal`).fill(amount ?? '');
  }
  await enter(button(page, 'Enregistrer').last());
  await page.getByText('si « Catégorie » est « Deuxième choix » : « Nombre de jours » × 8,50 €').waitFor();
  await expectStep(page, 'Prix');

  await page.goto(`${draft}/calcul?cible=titre`);
  await page.getByLabel('Texte avant').fill('Vélo, ');
  await page.getByLabel('Réponse', { exact: true }).selectOption({ label: 'Nombre de jours' });
  await page.getByLabel('Texte après').fill(' jours');
  await enter(button(page, 'Enregistrer').last());
  await page.getByText('Vélo, [Nombre de jours] jours').waitFor();

  await page.goto(`${draft}/essai`);
  await page.getByLabel('Décrivez votre demande').fill('Un vélo');
  await page.getByLabel('Nombre de jours').fill('2');
  await page.locator('label').getByText('Deuxième choix').click();
  await press(page, 'Continuer');
  await page.getByLabel('Prénoms').fill('Zoé');
  await page.getByLabel('Nom', { exact: true }).fill('Martin');
  await page.getByLabel('Adresse électronique').fill('zoe@exemple.example');
  await press(page, 'Continuer');
  expect((await page.getByRole('main').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('17,00 €');
  await context.close();
});
