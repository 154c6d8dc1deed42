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

/** Presses a button or follows a link with the keyboard. */
async function enter(control: Locator): Promise<void> {
  await control.focus();
  await control.page().keyboard.press('Enter');
}

/** Ticks a box or a choice with the keyboard; what is ticked already stays so. */
async function tickByKey(control: Locator): Promise<void> {
  if (await control.isChecked()) return;
  await control.focus();
  await control.page().keyboard.press('Space');
  expect(await control.isChecked()).toBe(true);
}

async function type(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.press('Control+A');
  await field.page().keyboard.type(text);
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });

async function saved(page: Page): Promise<void> {
  await enter(button(page, 'Enregistrer'));
  await page.getByText('Enregistré.').waitFor();
}

/** A procedure of one's own, already published once. */
async function publishedDraft(page: Page, title: string): Promise<string> {
  await page.goto('/agents/editeur/nouvelle');
  await type(page.getByLabel('Nom de la démarche'), title);
  await page.getByLabel('Thème').selectOption({ index: 2 });
  await page.getByLabel('Compétence').selectOption({ index: 2 });
  await tickByKey(page.getByLabel('Une décision'));
  await enter(button(page, 'Créer la démarche'));
  await expectStep(page, title);
  const draft = new URL(page.url()).pathname;
  await page.goto(`${draft}/publier`);
  await enter(button(page, 'Publier cette version'));
  await page.getByText('La version 1 est publiée.').waitFor();
  return draft;
}

test('a workflow is changed, tried, compared and published with the keyboard alone', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@vernon.example');
  const draft = await publishedDraft(page, nameOf('Prêt de remorques'));

  await page.goto(`${draft}/suivi`);
  await expectStep(page, 'Suivi');
  await type(page.getByLabel('Ajouter un état : nom'), 'En commission');
  await enter(button(page, 'Ajouter un état'));
  await expectStep(page, 'État « En commission »');
  await type(page.locator('#s-label-en'), 'Before the committee');
  await type(page.locator('#s-explanation-fr'), 'La commission se réunit chaque mois.');
  await saved(page);

  await page.goto(`${draft}/suivi`);
  await page.getByText('Aucune action n’y mène').waitFor();
  await expectStep(page, 'Suivi');
  await type(page.getByLabel('Ajouter une action : nom'), 'Passer en commission');
  await enter(button(page, 'Ajouter une action'));
  await expectStep(page, 'Action « Passer en commission »');
  await page.getByLabel('Vers l’état').selectOption({ label: 'En commission' });
  await saved(page);
  await type(page.getByLabel('Question', { exact: true }), 'Date de la commission');
  await page.getByLabel('Type de réponse').selectOption({ label: 'Date' });
  await enter(button(page, 'Ajouter une question'));
  await expectStep(page, 'Date de la commission');
  await saved(page);
  await page.getByText('{{form.date_de_la_commission}}').waitFor();

  await page.goto(`${draft}/messages`);
  await expectStep(page, 'Messages et courriers');
  await type(page.getByLabel('Objet', { exact: true }), 'La commission a donné son accord');
  await enter(button(page, 'Ajouter un message'));
  await expectStep(page, /^Message « La commission/);
  await type(
    page.locator('#s-body-fr'),
    'Bonjour {{applicant.name}}, la commission accepte votre demande {{dossier.code}}.',
  );
  await saved(page);
  await page.getByText('Bonjour Zoé Martin, la commission accepte').first().waitFor();

  await page.goto(`${draft}/suivi`);
  await type(page.getByLabel('Ajouter une action : nom'), 'Accorder après la commission');
  await enter(button(page, 'Ajouter une action'));
  await expectStep(page, 'Action « Accorder après la commission »');
  const from = page.getByRole('group', { name: 'Depuis les états' });
  await from.getByLabel('À traiter').focus();
  await page.keyboard.press('Space');
  await tickByKey(from.getByLabel('En commission'));
  await page.getByLabel('Vers l’état').selectOption({ label: 'Acceptée' });
  const who = page.getByRole('group', { name: 'Qui peut' });
  await who.getByLabel('Un agent du service').focus();
  await page.keyboard.press('Space');
  await tickByKey(who.getByLabel('Automatique'));
  await page.getByLabel('Ce qui la déclenche').selectOption({ label: 'Un délai est passé' });
  await type(page.getByRole('group', { name: /^Délai/ }).getByLabel('Combien'), '10');
  await page.getByLabel('Quoi ajouter').selectOption({ label: 'Écrire à l’usager' });
  await enter(button(page, /^Ajouter : Ce que/));
  await page.getByLabel('Message', { exact: true }).selectOption({ label: 'La commission a donné son accord' });
  await expectStep(page, 'Action « Accorder après la commission »');
  await saved(page);

  await page.goto(`${draft}/suivi`);
  await page.getByText('Aucune impasse').waitFor();
  await page.getByRole('row').filter({ hasText: 'Accorder après' }).getByText('après 10 jours').first().waitFor();
  await expectStep(page, 'Suivi');

  await page.goto(`${draft}/mentions`);
  await expectStep(page, 'Mentions légales');
  await tickByKey(page.getByLabel('Un contrat avec la personne'));
  await type(page.getByLabel(/^Combien de mois/), '36');
  await enter(button(page, 'Voir la mention sans enregistrer'));
  await page.getByText('Contrat avec vous (RGPD, article 6-1-b).').waitFor();
  await page.getByText('3 ans après la fin du dossier').waitFor();
  await expectStep(page, 'Mentions légales');
  await saved(page);

  await tryIt(page, draft);

  await page.goto(`${draft}/comparer`);
  await expectStep(page, 'Comparer');
  await page.getByRole('cell', { name: 'Contrat avec vous (RGPD, article 6-1-b).', exact: true }).waitFor();
  await page.goto(`${draft}/publier`);
  await expectStep(page, 'Publier');
  await enter(button(page, 'Publier cette version'));
  await page.getByText('La version 2 est publiée.').waitFor();
  await context.close();
});

/** Files in the sandbox, passes before the committee, lets ten days go by. */
async function tryIt(page: Page, draft: string): Promise<void> {
  await page.goto(`${draft}/essai`);
  await expectStep(page, 'Essayer la démarche');
  await type(page.getByLabel('Décrivez votre demande'), 'Une remorque bâchée');
  await enter(button(page, 'Continuer'));
  await type(page.getByLabel('Prénoms'), 'Nadia');
  await type(page.getByLabel('Nom', { exact: true }), 'Rousseau');
  await type(page.getByLabel('Adresse électronique'), 'nadia@exemple.example');
  await enter(button(page, 'Continuer'));
  await expectStep(page, 'La demande serait envoyée');
  await enter(button(page, /^Passer en commission/));
  await expectStep(page, 'Action « Passer en commission »');
  await enter(button(page, 'Faire cette action'));
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Action « Passer en commission »');
  const date = page.getByRole('group', { name: 'Date de la commission' });
  await type(date.getByLabel('Jour'), '3');
  await type(date.getByLabel('Mois'), '12');
  await type(date.getByLabel('Année'), '2026');
  await enter(button(page, 'Faire cette action'));
  await page.getByText('La commission se réunit chaque mois.').waitFor();
  await enter(button(page, 'Accorder après la commission (après 10 jours)'));
  await page.getByText('Bonjour Nadia Rousseau, la commission accepte votre demande').waitFor();
  await expectStep(page, 'La demande serait envoyée');
}

test('what an act still needs is told where it is mended, without script on the narrowest screen', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(page, 'admin@vernon.example');
  const draft = await publishedDraft(page, nameOf('Prêt de tentes'));
  await page.goto(`${draft}/suivi/actions/refuse`);
  await expectStep(page, 'Action « Refuser »');
  await page.getByLabel('Question', { exact: true }).fill('Pièce lue');
  await page.getByLabel('Type de réponse').selectOption({ label: 'Texte court' });
  await press(page, 'Ajouter une question');
  await expectStep(page, 'Pièce lue');
  await page.goto(`${draft}/suivi/actions/refuse`);
  await press(page, 'Retirer : Motifs du refus');
  await page.goto(draft);
  await page
    .getByText(/form\.reason/)
    .first()
    .waitFor();
  await page.goto(`${draft}/suivi/etats/refused`);
  await expectStep(page, 'État « Refusée »');
  await page.getByText('Retirer', { exact: true }).first().click();
  await press(page, 'Retirer');
  await page.getByRole('link', { name: 'Action « Refuser »', exact: true }).waitFor();
  await expectStep(page, 'État « Refusée »');
  await page.goto(`${draft}/messages/courriers/refusal`);
  await expectStep(page, /^Courrier/);
  await page.goto(`${draft}/mentions`);
  await expectStep(page, 'Mentions légales');
  await context.close();
});
