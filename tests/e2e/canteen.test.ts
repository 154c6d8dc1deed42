import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  choose,
  expectStep,
  followMailLink,
  openMail,
  ownEmail,
  press,
  tick,
  typeDate,
} from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('two children are registered without JavaScript, begun on one device and ended on another', async () => {
  const email = ownEmail('cantine');
  const first = await newVisitor(browser, { screen: 'phone', javaScript: false });
  const { page } = first;
  await page.goto('/vernon/demarches/inscription-cantine/commencer');
  await expectStep(page, 'Les enfants');
  await choose(page, 'Pour quelle année scolaire ?', 'L’année en cours');
  await fillChild(page, 1, { name: 'Léa', birth: '14/3/2019', schoolClass: 'CP' });
  await press(page, 'Ajouter un enfant');
  await fillChild(page, 2, { name: 'Tom', birth: '2/9/2021', schoolClass: 'Moyenne section' });
  await press(page, 'Ajouter un enfant');
  await expectStep(page, 'Les enfants');
  expect(await child(page, 2).getByLabel('Prénoms').inputValue()).toBe('Tom');
  await press(page, 'Retirer Enfant 3');
  expect(await child(page, 3).count()).toBe(0);
  expect(await child(page, 1).getByLabel('Prénoms').inputValue()).toBe('Léa');
  await press(page, 'Continuer');

  await expectStep(page, 'Les responsables');
  await page.getByLabel('Prénoms').fill('Inès');
  await press(page, 'Enregistrer et continuer plus tard');
  await expectStep(page, 'Continuer plus tard');
  await page.getByLabel('Adresse électronique').fill('inès');
  await press(page, 'Recevoir le lien');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Continuer plus tard');
  await page.getByLabel('Adresse électronique').fill(email);
  await press(page, 'Recevoir le lien');
  await page.getByText(`Le lien est parti à ${email}.`).waitFor();
  await first.context.close();

  const second = await newVisitor(browser, { screen: 'desk' });
  await openMail(second.page, { to: email, subject: /Votre brouillon/ });
  await followMailLink(second.page, /\/reprendre\//);
  await expectStep(second.page, 'Reprendre votre demande');
  await press(second.page, 'Reprendre sur cet appareil');
  await expectStep(second.page, 'Les responsables');
  expect(await second.page.getByLabel('Prénoms').inputValue()).toBe('Inès');
  await fillGuardian(second.page, email);
  await press(second.page, 'Continuer');

  await expectStep(second.page, 'En cas d’urgence');
  const emergency = second.page.getByRole('group', { name: 'Personne 1' });
  await emergency.getByLabel('Prénom et nom').fill('Marie Duval');
  await emergency.getByLabel('Téléphone').fill('06 98 76 54 32');
  await emergency.getByLabel(/Lien avec l’enfant/).fill('Grand-mère');
  await tick(second.page, /J’ai lu le règlement/);
  await tick(second.page, /Je déclare sur l’honneur/);
  await press(second.page, 'Continuer');

  await expectStep(second.page, 'Vérifier et envoyer');
  await second.page.getByText('Léa Duval').waitFor();
  await second.page.getByText('Tom Duval').waitFor();
  await press(second.page, 'Envoyer ma demande');
  await expectStep(second.page, 'Votre demande est envoyée');
  await openMail(second.page, { to: email, subject: /Nous avons reçu votre demande/ });
  await expectStep(second.page, /Nous avons reçu votre demande/);
  await second.context.close();
});

function child(page: Page, number: number) {
  return page.getByRole('group', { name: `Enfant ${number}`, exact: true });
}

async function fillChild(page: Page, number: number, about: { name: string; birth: string; schoolClass: string }) {
  const group = child(page, number);
  await group.getByLabel('Prénoms').fill(about.name);
  await group.getByLabel('Nom de famille').fill('Duval');
  await typeDate(group, 'Date de naissance', about.birth);
  await group.getByLabel('École', { exact: true }).fill('École du Parc');
  await group.getByLabel('Classe').selectOption({ label: about.schoolClass });
  await choose(group, 'Quels jours mangera-t-il à la cantine ?', 'Tous les jours d’école');
  await typeDate(group, 'À partir du', startDate());
  await choose(group, 'Menu', 'Menu habituel');
  await choose(group, 'Projet d’accueil individualisé (PAI)', 'Non');
}

/** In a month, as the form wants it. */
function startDate(): string {
  const { day, month, year } = Temporal.Now.plainDateISO('Europe/Paris').add({ months: 1 });
  return `${day}/${month}/${year}`;
}

async function fillGuardian(page: Page, email: string): Promise<void> {
  await page.getByLabel('Nom', { exact: true }).fill('Duval');
  await choose(page, 'Vous êtes', 'Parent');
  await page.getByRole('combobox', { name: 'Numéro et rue' }).fill('8 rue de la Gare');
  await page.getByLabel('Code postal').fill('27200');
  await page.getByLabel('Ville').fill('Vernon');
  await page.getByLabel('Adresse électronique').first().fill(email);
  await choose(page, 'Comment préférez-vous être joint ?', 'Par courriel');
  await choose(page, 'Les enfants vivent-ils en alternance chez deux parents ?', 'Non');
  await choose(page, 'Votre caisse d’allocations familiales', 'Aucune, ou je préfère ne pas répondre');
}
