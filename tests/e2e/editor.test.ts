import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { expectStep, ownEmail, press, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const nameOf = (what: string) => `${what} ${Date.now().toString(36)}`;

/** Reaches a control with the keyboard and presses it, as somebody without a mouse does. */
async function enter(control: Locator): Promise<void> {
  await control.focus();
  await control.page().keyboard.press('Enter');
}

async function type(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.press('Control+A');
  await field.page().keyboard.type(text);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });

async function create(page: Page, title: string): Promise<string> {
  await page.goto('/agents/editeur/nouvelle');
  await expectStep(page, 'Créer une démarche');
  await type(page.getByLabel('Nom de la démarche'), title);
  await page.getByLabel('Thème').selectOption({ index: 2 });
  await page.getByLabel('Compétence').selectOption({ index: 2 });
  await page.getByLabel('Une décision').focus();
  await page.keyboard.press('Space');
  await enter(button(page, 'Créer la démarche'));
  await expectStep(page, title);
  return new URL(page.url()).pathname;
}

test('an administrator writes, tries and publishes a procedure with the keyboard, and a resident files it', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@vernon.example');
  await enter(page.getByRole('link', { name: 'Éditeur de démarches', exact: true }));
  await expectStep(page, 'Éditeur de démarches');
  await enter(page.getByRole('link', { name: 'Créer une démarche', exact: true }));
  const title = nameOf('Emprunter un vélo');
  const draft = await create(page, title);

  await page.goto(`${draft}/formulaire/request`);
  await expectStep(page, /Page « Votre demande »/);
  await type(page.getByLabel('Intitulé du champ'), 'Avez-vous un casque ?');
  await page.getByLabel('Type de réponse').selectOption({ label: 'Oui ou non' });
  await enter(button(page, 'Ajouter un champ'));
  await expectStep(page, 'Avez-vous un casque ?');
  await page.goto(`${draft}/formulaire/request`);
  await type(page.getByLabel('Intitulé du champ'), 'Taille du casque à prêter');
  await page.getByLabel('Type de réponse').selectOption({ label: 'Un choix parmi plusieurs' });
  await enter(button(page, 'Ajouter un champ'));
  await expectStep(page, 'Taille du casque à prêter');
  await type(page.locator('#s-options-0-label-fr'), 'Petite');
  await type(page.locator('#s-options-1-label-fr'), 'Grande');
  await enter(button(page, 'Enregistrer'));
  await page.getByText('Enregistré.').waitFor();

  await enter(link(page, 'Ajouter une condition'));
  await expectStep(page, 'Condition du champ');
  await page.getByLabel('Réponse à').selectOption({ label: 'Avez-vous un casque ?' });
  await enter(button(page, 'Ajouter cette réponse'));
  await page.getByLabel('Valeur').selectOption({ label: 'non' });
  await expectStep(page, 'Condition du champ');
  await enter(button(page, 'Enregistrer'));
  await page.getByText('Champ montré si « Avez-vous un casque ? » est non').waitFor();
  const preview = page.frameLocator('iframe[title^="Aperçu sur téléphone"]');
  await preview.locator('label').getByText('Non', { exact: true }).click();
  await preview.getByText('Taille du casque à prêter').first().waitFor();

  await page.goto(`${draft}/essai`);
  await expectStep(page, 'Essayer la démarche');
  await type(page.getByLabel('Décrivez votre demande'), 'Un vélo rouge');
  await page.getByLabel('Non', { exact: true }).focus();
  await page.keyboard.press('Space');
  await enter(button(page, 'Continuer'));
  await page.getByRole('alert').getByText('Taille du casque').waitFor();
  await page.getByLabel('Grande').focus();
  await page.keyboard.press('Space');
  await enter(button(page, 'Continuer'));
  await type(page.getByLabel('Prénoms'), 'Zoé');
  await type(page.getByLabel('Nom', { exact: true }), 'Martin');
  await type(page.getByLabel('Adresse électronique'), 'zoe@exemple.example');
  await enter(button(page, 'Continuer'));
  await expectStep(page, 'La demande serait envoyée');

  await page.goto(`${draft}/publier`);
  await expectStep(page, 'Publier');
  await enter(button(page, 'Publier cette version'));
  await page.getByText('La version 1 est publiée.').waitFor();

  const resident = await newVisitor(browser, { screen: 'phone' });
  const slug = title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(' ', '-');
  await resident.page.goto(`/vernon/demarches/${slug}/commencer`);
  await expectStep(resident.page, /Votre demande/);
  await resident.page.getByLabel('Décrivez votre demande').fill('Un vélo bleu');
  await resident.page.locator('label').getByText('Oui', { exact: true }).click();
  expect(await resident.page.getByText('Taille du casque à prêter').isVisible()).toBe(false);
  await press(resident.page, 'Continuer');
  await expectStep(resident.page, /Vos coordonnées/);
  await resident.page.getByLabel('Prénoms').fill('Léo');
  await resident.page.getByLabel('Nom', { exact: true }).fill('Petit');
  await resident.page.getByLabel('Adresse électronique').fill(ownEmail('velo'));
  await press(resident.page, 'Continuer');
  await press(resident.page, /^Envoyer/);
  await expectStep(resident.page, 'Votre demande est envoyée');
  await resident.context.close();
  await context.close();
});

test('whoever changes what another changed meanwhile is told, and loses nothing', async () => {
  const first = await newVisitor(browser, { screen: 'desk' });
  const second = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(first.page, 'admin@vernon.example');
  await signInAgent(second.page, 'admin@vernon.example');
  const draft = await create(first.page, nameOf('Prêter une salle'));
  const field = `${draft}/formulaire/request/champs/request_text`;
  await first.page.goto(field);
  await second.page.goto(field);
  await first.page.locator('#s-label-fr').fill('Quelle salle ?');
  await press(first.page, 'Enregistrer');
  await first.page.getByText('Enregistré.').waitFor();
  await second.page.locator('#s-label-fr').fill('Pour quel jour ?');
  await press(second.page, 'Enregistrer');
  await second.page.getByText('Quelqu’un a modifié la même chose').waitFor();
  await expectStep(second.page, /Quelle salle|Décrivez/);
  await second.page.getByRole('cell', { name: 'Quelle salle ?' }).waitFor();
  expect(await second.page.locator('#s-label-fr').inputValue()).toBe('Pour quel jour ?');
  await press(second.page, 'Enregistrer');
  await second.page.getByText('Enregistré.').waitFor();
  await first.context.close();
  await second.context.close();
});

test('the essential works without script on the narrowest screen', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(page, 'admin@vernon.example');
  const title = nameOf('Sans script');
  const draft = await create(page, title);
  await page.goto(`${draft}/formulaire`);
  await expectStep(page, 'Pages et champs');
  await page.getByLabel('Titre de la page').fill('Votre jardin');
  await press(page, 'Ajouter une page');
  await page.goto(`${draft}/formulaire/votre-jardin`);
  await page.getByLabel('Intitulé du champ').fill('Surface');
  await page.getByLabel('Type de réponse').selectOption({ label: 'Nombre' });
  await press(page, 'Ajouter un champ');
  await expectStep(page, 'Surface');
  for (const [rest, heading] of [
    ['/textes', 'Textes'],
    ['/formulaire/votre-jardin', /Page/],
    ['/suivi', 'Suivi'],
    ['/messages', 'Messages et courriers'],
    ['/mentions', 'Mentions légales'],
    ['/tarifs', 'Tarifs'],
    ['/essai', 'Essayer la démarche'],
    ['/comparer', 'Comparer'],
    ['/historique', 'Historique'],
    ['/publier', 'Publier'],
  ] as const) {
    await page.goto(draft + rest);
    await expectStep(page, heading);
  }
  await press(page, 'Publier cette version');
  await page.getByText('La version 1 est publiée.').waitFor();
  await page.goto('/agents/editeur/importer');
  await expectStep(page, 'Importer un fichier YAML');
  await page.goto('/agents/editeur/journal');
  await expectStep(page, 'Qui a fait quoi');
  await context.close();
});
