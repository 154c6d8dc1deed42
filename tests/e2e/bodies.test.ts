import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherResidents } from '#app/demonstration/sign-ins.ts';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { choose, expectStep, follow, followMailLink, openMail, press, signInAgent } from '#tests/support/journey.ts';
import { newAccount, type Someone, signInResident } from '#tests/support/new-account.ts';
import { png } from '#tests/support/signed-in.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A number that no other run has used. */
const rna = `W27${String(Date.now()).slice(-7)}`;
const association = `Les Amis du lac ${Date.now().toString(36)}`;

test('the president of an association is accepted, invites the treasurer, files for it, hands over and leaves', async () => {
  const president = await newAccount(browser, { givenNames: 'Hélène', familyName: 'Duprat' }, { screen: 'phone' });
  const treasurer = await newAccount(browser, { givenNames: 'Yves', familyName: 'Morand' }, { screen: 'desk' });
  const outsider = await newAccount(browser, { givenNames: 'Luc', familyName: 'Perrin' }, { javaScript: false });
  const { page } = president;

  await declare(page, { kind: 'Association', number: '123', name: association, capacity: 'Présidente' });
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Un SIRET a 14 chiffres/ })
    .waitFor();
  await expectStep(page, 'Déclarer une association ou une entreprise');
  await page.getByLabel('Numéro SIRET ou RNA').fill(rna);
  await attachProof(page);
  await press(page, 'Envoyer ma déclaration');
  await expectStep(page, 'Associations et entreprises');
  await page.getByText('En cours d’examen').waitFor();

  await acceptDeclaration(association, rna);
  await openMail(page, { to: president.email, subject: /Votre déclaration a reçu une réponse/ });
  await followMailLink(page, /^http/);
  await expectStep(page, 'Associations et entreprises');
  await follow(page, `Voir ${association}`);
  await expectStep(page, association);
  const bodyPage = page.url();

  await press(page, 'Envoyer l’invitation');
  await page.getByRole('alert').waitFor();
  await expectStep(page, association);
  await page.getByLabel('Adresse électronique').fill(treasurer.email);
  await choose(page, 'Rôle', 'Membre');
  await press(page, 'Envoyer l’invitation');
  await expectStep(page, association);

  await openMail(treasurer.page, { to: treasurer.email, subject: `Invitation à représenter ${association}` });
  const link = await treasurer.page.getByRole('article').getByRole('link', { name: /^http/ }).getAttribute('href');
  expect((await outsider.page.goto(link ?? ''))?.status()).toBe(404);
  await followMailLink(treasurer.page, /^http/);
  await expectStep(treasurer.page, `Représenter ${association}`);
  await press(treasurer.page, 'Accepter');
  await expectStep(treasurer.page, 'Associations et entreprises');
  expect((await treasurer.page.goto(link ?? ''))?.status()).toBe(404);

  await actFor(page, association);
  const dossier = await fileForBody(page, president);
  await actFor(treasurer.page, association);
  await treasurer.page.goto('/mon-espace/dossiers');
  await expectStep(treasurer.page, /Mes demandes|Demandes/);
  await treasurer.page.goto(dossier);
  await expectStep(treasurer.page, /Poser une question/);
  // Neither an outsider, nor the treasurer's own hat in another browser, sees it.
  expect((await outsider.page.goto(dossier))?.status()).not.toBe(200);
  expect((await outsider.page.goto(bodyPage))?.status()).toBe(404);

  await page.goto(bodyPage);
  await choose(page, 'À qui transmettez-vous votre rôle de responsable ?', 'Yves Morand');
  await press(page, 'Quitter');
  await expectStep(page, 'Associations et entreprises');
  await page.getByText(`Vous ne représentez plus ${association}.`).waitFor();
  expect((await page.goto(dossier))?.status()).not.toBe(200);
  expect((await page.goto(bodyPage))?.status()).toBe(404);
  await treasurer.page.goto(bodyPage);
  await expectStep(treasurer.page, association);
  await treasurer.page.getByText('Responsable', { exact: true }).first().waitFor();
  await treasurer.page.getByText('Hélène Duprat s’en va').waitFor();
  await treasurer.page.goto(dossier);
  await expectStep(treasurer.page, /Poser une question/);
  for (const { context } of [president, treasurer, outsider]) await context.close();
});

test('without script, a company is declared by its SIRET: a wrong key is told, the directory’s name is shown to the agent', async () => {
  const { context, page } = await newAccount(
    browser,
    { givenNames: 'Sonia', familyName: 'Renaud' },
    { screen: 'narrow', javaScript: false },
  );
  await declare(page, { kind: 'Entreprise', number: rna, name: 'Renaud Toitures', capacity: 'Gérante' });
  await page.getByText('Pour une entreprise, saisissez le SIRET.').first().waitFor();
  await page.getByLabel('Numéro SIRET ou RNA').fill('732 829 320 00075');
  await press(page, 'Envoyer ma déclaration');
  await page
    .getByText(/Ce SIRET contient une erreur/)
    .first()
    .waitFor();
  await expectStep(page, 'Déclarer une association ou une entreprise');
  await page.getByLabel('Numéro SIRET ou RNA').fill('732 829 320 00066');
  await attachProof(page);
  await press(page, 'Envoyer ma déclaration');
  await expectStep(page, 'Associations et entreprises');

  const agent = await newVisitor(browser, { screen: 'desk' });
  await openDeclaration(agent.page, 'Renaud Toitures');
  await agent.page.getByText('Exemple').first().waitFor();
  await press(agent.page, 'Refuser');
  await agent.page.getByRole('alert').waitFor();
  await expectStep(agent.page, 'Renaud Toitures');
  await agent.page.getByLabel('Motif du refus').fill('Le justificatif ne porte pas votre nom.');
  await press(agent.page, 'Refuser');
  await expectStep(agent.page, 'Qui représente qui');
  await agent.context.close();
  await page.goto('/mon-espace/organismes');
  await expectStep(page, 'Associations et entreprises');
  await page.getByText(/Le justificatif ne porte pas votre nom/).waitFor();
  await context.close();
});

test('the manager of the demonstration’s company acts for it in English, and for himself again', async () => {
  const { context, page } = await signInResident(browser, otherResidents.father.email, {
    screen: 'phone',
    english: true,
  });
  await page.goto('/mon-espace/organismes');
  await expectStep(page, 'Associations and companies');
  await choose(page, 'I act for', 'Menuiserie Petit');
  await press(page, 'Confirm');
  await expectStep(page, 'My space');
  await page.getByText('You act for Menuiserie Petit.').waitFor();
  await page.goto('/mon-espace/organismes');
  await follow(page, /Open Menuiserie Petit/);
  await expectStep(page, 'Menuiserie Petit');
  await page.goto('/mon-espace/organismes');
  await choose(page, 'I act for', 'Myself');
  await press(page, 'Confirm');
  await expectStep(page, 'My space');
  expect(await page.getByText('You act for').count()).toBe(0);
  await context.close();
});

async function declare(
  page: Page,
  about: { kind: string; number: string; name: string; capacity: string },
): Promise<void> {
  await page.goto('/mon-espace/organismes');
  await expectStep(page, 'Associations et entreprises');
  await follow(page, 'Déclarer une association ou une entreprise');
  await expectStep(page, 'Déclarer une association ou une entreprise');
  await page.getByLabel('Collectivité qui lira votre justificatif').selectOption({ label: 'Mairie de Vernon' });
  await press(page, 'Continuer');
  await expectStep(page, 'Déclarer une association ou une entreprise');
  await choose(page, 'De quoi s’agit-il ?', about.kind);
  await page.getByLabel('Numéro SIRET ou RNA').fill(about.number);
  await page.getByLabel('Nom de l’association ou de l’entreprise').fill(about.name);
  await page.getByLabel('Votre fonction').fill(about.capacity);
  await attachProof(page);
  await press(page, 'Envoyer ma déclaration');
}

/** The browser forgets a file each time that a page comes back. */
async function attachProof(page: Page): Promise<void> {
  await page.getByLabel('Justificatif').setInputFiles({ name: 'pv.png', mimeType: 'image/png', buffer: png });
}

async function openDeclaration(page: Page, name: string): Promise<void> {
  await signInAgent(page, 'responsable@vernon.example');
  await page.goto('/agents/organismes');
  await expectStep(page, 'Qui représente qui');
  await follow(page, name);
  await expectStep(page, name);
}

async function acceptDeclaration(name: string, number: string): Promise<void> {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await openDeclaration(page, name);
  await page.getByText(number).waitFor();
  await press(page, 'Accepter');
  await expectStep(page, 'Qui représente qui');
  await context.close();
}

async function actFor(page: Page, name: string): Promise<void> {
  await page.goto('/mon-espace/organismes');
  await expectStep(page, 'Associations et entreprises');
  await choose(page, 'J’agis pour', name);
  await press(page, 'Valider');
  await expectStep(page, 'Mon espace');
  await page.getByText(`Vous agissez pour ${name}.`).first().waitFor();
}

/** A question sent as the association. @returns the address of its page */
async function fileForBody(page: Page, who: Someone): Promise<string> {
  await page.goto('/vernon/demarches/subvention-association/commencer');
  await expectStep(page, 'L’association');
  expect(await page.getByLabel('Nom de l’association').inputValue()).toBe(association);
  await page.goto('/vernon/demarches/question-a-la-mairie/commencer');
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText(`Vous agissez pour ${association}.`).waitFor();
  await page.getByLabel('Sujet').selectOption({ label: 'Remerciement' });
  await page.getByLabel('Votre message').fill('Merci pour la subvention de notre association.');
  await page.getByLabel('Prénoms').fill('Hélène');
  await page.getByLabel('Nom', { exact: true }).fill('Duprat');
  await page.getByLabel('Adresse électronique').fill(who.email);
  await press(page, 'Envoyer ma demande');
  await expectStep(page, 'Votre demande est envoyée');
  return page.url().replace(/\/recu$/, '');
}
