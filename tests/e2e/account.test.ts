import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  askQuestion,
  codeOfReceipt,
  expectStep,
  follow,
  followMailLink,
  openMail,
  ownEmail,
  press,
} from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const password = 'quatre mots sans lien lavande tracteur';

test('an account is opened, fills forms in, gathers what was filed without it, and is left', async () => {
  const email = ownEmail('compte');
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  const before = await askQuestion(page, {
    townHall: 'giverny',
    email,
    familyName: 'Aubert',
    message: 'Le marché aura-t-il lieu le 1er janvier ?',
  });

  await page.goto('/connexion');
  await expectStep(page, 'Se connecter');
  await follow(page, 'Créer un compte');
  await expectStep(page, 'Créer un compte');
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill('motdepasse');
  await press(page, 'Créer mon compte');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Créer un compte');
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByLabel('Le même mot de passe, une seconde fois').fill(password);
  await page.getByLabel(/^Prénoms/).fill('Louis');
  await page.getByLabel(/^Nom/).fill('Aubert');
  await press(page, 'Créer mon compte');
  await expectStep(page, 'Consultez votre messagerie');

  await openMail(page, { to: email, subject: /[Cc]onfirme/ });
  await followMailLink(page, /^http/);
  await expectStep(page, 'Confirmer votre adresse');
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await press(page, 'Confirmer mon adresse et me connecter');
  await expectStep(page, 'Mon espace');

  await page.goto('/vernon/demarches/question-a-la-mairie/commencer');
  await expectStep(page, 'Poser une question à la mairie');
  expect(await page.getByLabel('Adresse électronique').inputValue()).toBe(email);
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Aubert');
  await page.getByLabel('Sujet').selectOption({ label: 'Remerciement' });
  await page.getByLabel('Votre message').fill('Merci pour les illuminations de la place.');
  await press(page, 'Envoyer ma demande');
  await expectStep(page, 'Votre demande est envoyée');
  const code = await codeOfReceipt(page);
  await follow(page.getByRole('main'), 'Mon espace');
  await expectStep(page, 'Mon espace');
  await page.getByText(code).waitFor();

  await page.getByRole('link', { name: 'Ajouter une demande faite sans compte' }).first().click();
  await expectStep(page, 'Ajouter une demande faite sans compte');
  await page.getByLabel('Code de suivi').fill(before);
  await page.getByLabel('Code de suivi').press('Enter');
  await expectStep(page, 'Mon espace');
  await page.getByText(before).waitFor();

  await page.goto('/mon-espace/profil');
  await expectStep(page, 'Mon profil');
  await press(page, 'Se déconnecter');
  await page.getByText('Vous êtes déconnecté').waitFor();
  await page.goto('/mon-espace');
  await expectStep(page, 'Se connecter');
  expect(new URL(page.url()).pathname).toBe('/connexion');
  await context.close();
});
