import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  askQuestion,
  expectStep,
  follow,
  followMailLink,
  openMail,
  ownEmail,
  press,
  signInAgent,
  tick,
} from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const communes = '/agents/administration/communes';
const password = 'cinq chaises bleues devant la mairie';
const main = (page: Page) => page.getByRole('main');

test('the agglomération closes a commune and opens it again; its only secretary finds a desk that is ready', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@sna.example');
  await page.goto(communes);
  await expectStep(page, 'Communes du territoire');
  const row = page.getByRole('row').filter({ hasText: 'Bois-Jérôme-Saint-Ouen' });
  await row.getByText('Ouvert', { exact: true }).waitFor();
  await row.getByRole('link').click();
  await expectStep(page, 'Ce qui reste à faire');
  const here = new URL(page.url()).pathname;
  await follow(main(page), /^Fermer le guichet/);
  await expectStep(page, /^Fermer le guichet/);
  await press(page, 'Fermer le guichet');
  await page.getByRole('alert').waitFor();
  await expectStep(page, /^Fermer le guichet/);
  await tick(page, 'Je confirme la fermeture');
  await press(page, 'Fermer le guichet');
  await page.getByText('est fermé.').waitFor();
  await expectStep(page, 'Communes du territoire');
  await row.getByText('Fermé', { exact: true }).waitFor();

  const resident = await newVisitor(browser, { screen: 'narrow' });
  await resident.page.goto('/bois-jerome-saint-ouen?vue=fermee');
  await expectStep(resident.page, /Bois-Jérôme/);
  await resident.page.getByText('Ce guichet en ligne est fermé').waitFor();

  // The same act on the narrowest screen, without script.
  const narrow = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  const email = ownEmail('mairie');
  await signInAgent(narrow.page, 'admin@sna.example');
  await narrow.page.goto(communes);
  await expectStep(narrow.page, 'Communes du territoire');
  await narrow.page.goto(here);
  await expectStep(narrow.page, /^Ouvrir Bois-Jérôme/);
  await narrow.page.getByLabel(/^Prénom et nom/).fill('Odile Marchand');
  await narrow.page.getByLabel(/^Adresse électronique/).fill('personne');
  await press(narrow.page, 'Ouvrir le guichet');
  await narrow.page.getByRole('alert').waitFor();
  await expectStep(narrow.page, /^Ouvrir Bois-Jérôme/);
  expect(await narrow.page.getByLabel(/^Prénom et nom/).inputValue()).toBe('Odile Marchand');
  await narrow.page.getByLabel(/^Adresse électronique/).fill(email);
  await press(narrow.page, 'Ouvrir le guichet');
  await narrow.page.getByText(/Le guichet de Bois-Jérôme-Saint-Ouen est ouvert\s: \d+ démarches\./).waitFor();
  await expectStep(narrow.page, 'Ce qui reste à faire');
  await narrow.context.close();
  await context.close();

  const desk = await newVisitor(browser, { screen: 'narrow' });
  await openMail(desk.page, { to: email, subject: /./ });
  await followMailLink(desk.page, /^http/);
  await expectStep(desk.page, 'Ouvrir votre accès');
  await desk.page.getByLabel(/^(Nouveau mot|Mot) de passe$/).fill(password);
  await desk.page.getByLabel('Le même mot de passe, une seconde fois').fill(password);
  await press(desk.page, 'Ouvrir mon accès');
  await desk.page.context().clearCookies();
  await signInAgent(desk.page, email, password);
  await expectStep(desk.page, 'À traiter');
  await desk.page.goto('/agents/administration/ouverture');
  await expectStep(desk.page, 'Ce qui reste à faire');
  await follow(main(desk.page), 'Tarifs votés par le conseil');
  await expectStep(desk.page, 'Démarches proposées');
  await desk.page.goto('/agents/administration/portail');
  await expectStep(desk.page, 'Mon portail');
  await desk.page.getByLabel('Lundi').fill('le matin');
  await press(desk.page, 'Enregistrer');
  await desk.page.getByRole('alert').waitFor();
  await expectStep(desk.page, 'Mon portail');
  await desk.page.getByLabel('Lundi').fill('9h-12h');
  await press(desk.page, 'Enregistrer');
  await desk.page.getByText('Votre portail est à jour.').waitFor();
  await desk.page.goto('/agents/administration/ouverture');
  await press(desk.page, /^C’est fait.*En-tête/);
  await desk.page.getByRole('button', { name: /^À revoir.*En-tête/ }).waitFor();
  await expectStep(desk.page, 'Ce qui reste à faire');

  const code = await askQuestion(resident.page, {
    townHall: 'bois-jerome-saint-ouen',
    email: ownEmail('claire'),
    familyName: 'Roussel',
    message: 'La salle des fêtes est-elle libre le 12 décembre ?',
  });
  await desk.page.goto('/agents');
  await expectStep(desk.page, 'À traiter');
  await main(desk.page).getByText('Roussel').first().waitFor();
  await desk.page.goto('/agents?lang=en');
  await expectStep(desk.page, 'To handle');
  await main(desk.page).getByText(code).first().waitFor();
  await resident.context.close();
  await desk.context.close();
});
