import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { expectStep, press, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const nameOf = (what: string) => `${what} ${Date.now().toString(36)}`;
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });

/** Presses a button or follows a link with the keyboard. */
async function enter(control: Locator): Promise<void> {
  await control.focus();
  await control.page().keyboard.press('Enter');
}

async function type(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.press('Control+A');
  await field.page().keyboard.type(text);
}

async function create(page: Page, title: string): Promise<string> {
  await page.goto('/agents/editeur/nouvelle');
  await page.getByLabel('Nom de la démarche').fill(title);
  await page.getByLabel('Thème').selectOption({ index: 2 });
  await page.getByLabel('Compétence').selectOption({ index: 2 });
  await page.locator('label').getByText('Une décision').click();
  await press(page, 'Créer la démarche');
  await expectStep(page, title);
  return new URL(page.url()).pathname;
}

async function addField(page: Page, draft: string, label: string, kind: string): Promise<void> {
  await page.goto(`${draft}/formulaire/request`);
  await page.getByLabel('Intitulé du champ').fill(label);
  await page.getByLabel('Type de réponse').selectOption({ label: kind });
  await press(page, 'Ajouter un champ');
  await expectStep(page, label);
}

test('a check, an exit and what is done at the filing are built and tried with the keyboard, without a formula', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@vernon.example');
  const draft = await create(page, nameOf('Louer un chapiteau'));
  await addField(page, draft, 'Nombre de places', 'Nombre');
  await addField(page, draft, 'Nombre d’enfants', 'Nombre');

  await page.goto(`${draft}/formulaire/request`);
  await enter(page.getByRole('link', { name: 'Ajouter une vérification' }));
  await expectStep(page, 'Vérification entre les réponses');
  await page.getByLabel('Réponse à', { exact: true }).selectOption({ label: 'Nombre d’enfants' });
  await enter(button(page, 'Ajouter cette réponse'));
  await page.getByLabel('Comparaison').selectOption({ label: 'est d’au plus' });
  await page.getByLabel(/^Ou la réponse à/).selectOption({ label: 'Nombre de places' });
  await enter(button(page, 'Enregistrer'));
  await page.getByRole('alert').getByText('À compléter.').first().waitFor();
  await expectStep(page, 'Vérification entre les réponses');
  await type(page.locator('#s-message-fr'), 'Il y a plus d’enfants que de places.');
  await page.getByLabel('Le message s’affiche à ce champ').selectOption({ label: 'Nombre d’enfants' });
  await enter(button(page, 'Enregistrer'));
  await page.getByText('« Nombre d’enfants » est d’au plus « Nombre de places »').waitFor();

  await enter(page.getByRole('link', { name: 'Ajouter une sortie' }));
  await expectStep(page, /^Sortie/);
  await page.getByLabel('Réponse à', { exact: true }).selectOption({ label: 'Nombre de places' });
  await enter(button(page, 'Ajouter cette réponse'));
  await page.getByLabel('Comparaison').selectOption({ label: 'est supérieur à' });
  await type(page.getByLabel('Valeur'), '500');
  await type(page.locator('#s-title-fr'), 'Trop grand pour nous');
  await type(page.locator('#s-body-fr'), 'Adressez-vous à un loueur.');
  await enter(button(page, 'Enregistrer'));
  await page.getByText('La personne est arrêtée si « Nombre de places » est supérieur à 500').waitFor();
  await expectStep(page, /^Page/);

  await page.goto(`${draft}/suivi/depot`);
  await expectStep(page, 'Ce qui se fait au dépôt');
  await page.getByLabel('Quoi ajouter').selectOption({ label: 'Laisser une note interne' });
  await enter(button(page, /^Ajouter : Ce qui/));
  await type(page.locator('#s-onSubmission-0-text-fr'), 'Vérifier la météo');
  await enter(button(page, 'Enregistrer'));
  await page.getByText('Enregistré.').waitFor();
  await expectStep(page, 'Ce qui se fait au dépôt');

  await page.goto(`${draft}/essai`);
  await type(page.getByLabel('Décrivez votre demande'), 'Une fête');
  await type(page.getByLabel('Nombre de places'), '10');
  await type(page.getByLabel('Nombre d’enfants'), '12');
  await enter(button(page, 'Continuer'));
  await page.getByRole('alert').getByText('Il y a plus d’enfants que de places.').waitFor();
  await type(page.getByLabel('Nombre de places'), '600');
  await enter(button(page, 'Continuer'));
  await page.getByText('Trop grand pour nous').waitFor();
  await expectStep(page, 'Essayer la démarche');
  await type(page.getByLabel('Nombre de places'), '60');
  await enter(button(page, 'Continuer'));
  await type(page.getByLabel('Prénoms'), 'Zoé');
  await type(page.getByLabel('Nom', { exact: true }), 'Martin');
  await type(page.getByLabel('Adresse électronique'), 'zoe@exemple.example');
  await enter(button(page, 'Continuer'));
  await page.getByText('Vérifier la météo').waitFor();
  await expectStep(page, 'La demande serait envoyée');
  await context.close();
});

test('a rule, a copy and a file that replaces a draft, without script on the narrowest screen', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(page, 'admin@vernon.example');
  const title = nameOf('Prêt de bancs');
  const draft = await create(page, title);
  await addField(page, draft, 'Premier jour', 'Date');
  await page.getByRole('link', { name: 'Ajouter une règle' }).click();
  await expectStep(page, 'Règle que la réponse doit suivre');
  await page.getByLabel('Réponse à', { exact: true }).selectOption({ label: 'La réponse' });
  await press(page, 'Ajouter cette réponse');
  await page.getByLabel('Comparaison').selectOption({ label: 'est au moins dans (jours)' });
  await page.getByLabel('Valeur').fill('10');
  await page.locator('#s-message-fr').fill('Demandez dix jours à l’avance.');
  await press(page, 'Enregistrer');
  await page.getByText('« La réponse » est dans 10 jours ou plus').waitFor();
  await expectStep(page, 'Premier jour');

  const file = await (await page.request.get(`${draft}/demarche.yaml`)).text();
  await page.goto('/agents/editeur/importer');
  await page.getByLabel(/^Ou son contenu/).fill(file.replace('Premier jour', 'Jour du prêt'));
  await press(page, 'Importer');
  await expectStep(page, 'Remplacer le brouillon ?');
  await press(page, 'Remplacer le brouillon');
  await page.getByText('Le brouillon qui existait est remplacé').waitFor();
  await page.goto(`${draft}/formulaire/request/champs/premier_jour`);
  await expectStep(page, 'Jour du prêt');
  await page.goto(`${draft}/messages/accepted`);
  await expectStep(page, /^Message/);
  await page.getByRole('heading', { name: 'En anglais' }).waitFor();

  await page.goto('/agents/editeur/nouvelle');
  await page.getByLabel('Nom de la démarche').fill(`${title} bis`);
  await page.getByLabel('Partir de').selectOption({ label: `${title} (en préparation)` });
  await press(page, 'Créer la démarche');
  await expectStep(page, `${title} bis`);
  await page.goto(`${new URL(page.url()).pathname}/publier`);
  await expectStep(page, 'Publier');
  await page.getByLabel('Jour', { exact: true }).fill('1');
  await page.getByLabel('Mois', { exact: true }).fill('2');
  await page.getByLabel('Année', { exact: true }).fill('2030');
  await press(page, 'Programmer la publication');
  await page.getByText(/Publication prévue le 1 février 2030/).waitFor();
  expect(await page.title()).toContain('Publier');
  await context.close();
});
