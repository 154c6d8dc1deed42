import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForBinRepair } from '#tests/support/bin-request.ts';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  expectStep,
  follow,
  followMailLink,
  openMail,
  ownEmail,
  press,
  signInAgent,
  typeDate,
} from '#tests/support/journey.ts';
import { pngOf } from '#tests/support/png.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('what comes while the list is open is announced, and put on top of it without losing what is ticked', async () => {
  const desk = await newVisitor(browser, { screen: 'desk' });
  await desk.page.clock.install();
  await desk.page.goto('/agents');
  await signInAgent(desk.page, 'dechets@sna.example');
  const first = desk.page.locator('input[name=dossier]').first();
  const ticked = await first.getAttribute('value');
  await first.focus();
  await first.press('Space');
  const waiting = await countOf(desk.page, 'À traiter');
  const resident = await newVisitor(browser, { screen: 'phone' });
  const code = await askForBinRepair(resident.page, { familyName: 'Nouvelle', email: ownEmail('neuve') });
  expect(await desk.page.getByRole('row').filter({ hasText: code }).count()).toBe(0);
  const announced = desk.page.getByRole('link', { name: /nouvelles? demandes?\s: afficher/ });
  await expect
    .poll(
      async () => {
        await desk.page.clock.fastForward(21_000);
        return announced.count();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(1);
  await announced.click();
  const row = desk.page.getByRole('row').filter({ hasText: code });
  await row.getByText('Vient d’arriver').waitFor();
  await desk.page.getByText(/ajoutées? en haut de la liste/).waitFor({ state: 'attached' });
  expect(await desk.page.locator(`input[value="${ticked}"]`).isChecked()).toBe(true);
  expect(await row.count()).toBe(1);
  expect(
    await desk.page
      .locator('[data-open-row]')
      .first()
      .evaluate((link) => link === document.activeElement),
  ).toBe(true);
  await expect
    .poll(
      async () => {
        await desk.page.clock.fastForward(21_000);
        return countOf(desk.page, 'À traiter');
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBeGreaterThan(waiting);
  await expectStep(desk.page, 'À traiter');
  await desk.context.close();
  await resident.context.close();
});

test('a request is taken, completed by its applicant, accepted with a letter, and rated', async () => {
  const email = ownEmail('bac');
  const resident = await newVisitor(browser, { screen: 'phone' });
  const code = await askForBinRepair(resident.page, { familyName: 'Quesnel', email });

  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await page.goto('/agents');
  await expectStep(page, 'Connexion des agents');
  await signInAgent(page, 'dechets@sna.example');
  await expectStep(page, 'À traiter');
  const waiting = await countOf(page, 'À traiter');
  const mine = await countOf(page, 'Miens');
  expect(waiting).toBeGreaterThan(2);
  await page.getByRole('row').filter({ hasText: code }).waitFor();

  await page.getByText('Filtres', { exact: true }).click();
  await page.getByLabel('Numéro, nom ou mots').fill('quesnel');
  await press(page, 'Appliquer les filtres');
  await expectStep(page, /quesnel/);
  expect(await page.getByRole('row').filter({ hasText: code }).count()).toBe(1);
  expect(await page.getByRole('row').filter({ hasText: 'Haddad' }).count()).toBe(0);
  await page.getByLabel('Rechercher une demande').fill('personne de ce nom');
  await page.getByLabel('Rechercher une demande').press('Enter');
  await expectStep(page, /personne de ce nom/);
  await page.getByText('Aucun dossier ne correspond').waitFor();
  await page.getByLabel('Rechercher une demande').fill(code);
  await page.getByLabel('Rechercher une demande').press('Enter');
  await follow(page, code);

  await expectDossier(page, code);
  await press(page, 'Prendre en charge');
  await expectDossier(page, code);
  await page.getByText('Dernière action : Prendre en charge').waitFor();
  await press(page, 'Annuler cette action');
  await page.getByText('L’action est annulée.').waitFor();
  await press(page, 'Prendre en charge');
  await page.getByText('Dernière action : Prendre en charge').waitFor();
  const dossier = page.url();
  await page.goto('/agents');
  expect(await countOf(page, 'Miens')).toBe(mine + 1);

  await page.goto(dossier);
  await follow(page, 'Demander une pièce manquante');
  await expectStep(page, 'Demander une pièce manquante');
  await page.getByLabel('Pièces et informations qui manquent').fill('Une photo du couvercle abîmé.');
  await typeDate(page, 'À fournir avant le', inDays(15));
  await press(page, 'Voir le message avec mon texte');
  await expectStep(page, 'Demander une pièce manquante');
  await page.getByText('Une photo du couvercle abîmé.').last().waitFor();
  await press(page, 'Demander une pièce manquante');
  await expectDossier(page, code);
  await page.getByText('En attente de votre réponse').or(page.getByText('Attend le demandeur')).first().waitFor();

  await openMail(resident.page, { to: email, subject: /Il manque une pièce/ });
  await expectStep(resident.page, /Il manque une pièce/);
  await followMailLink(resident.page, /^http/);
  await answerByCodeWhenAsked(resident.page, code);
  await expectStep(resident.page, 'Demander ou changer un bac à déchets');
  await resident.page.getByLabel('Votre réponse').fill('Voici la photo demandée.');
  await resident.page
    .getByLabel('Documents')
    .setInputFiles({ name: 'couvercle.png', mimeType: 'image/png', buffer: pngOf(320, 240) });
  await press(resident.page, 'Envoyer');
  await resident.page.getByText('Votre message est envoyé.').waitFor();

  await page.goto('/agents?vue=nouvelles-reponses');
  await expectStep(page, 'Nouvelles réponses');
  await page.getByRole('row').filter({ hasText: code }).getByText('Nouvelle réponse').waitFor();
  await follow(page, code);
  await expectDossier(page, code);
  await page.getByText('Voici la photo demandée.').first().waitFor();
  await page.getByText('couvercle.png').first().waitFor();
  await follow(page, 'Accepter');
  await expectStep(page, 'Accepter');
  await page.getByLabel(/Ce que le demandeur doit savoir/).fill('Le couvercle sera changé mardi prochain.');
  await press(page, 'Accepter');
  await expectDossier(page, code);
  await page.getByText(/Accepter\s: c’est fait/).waitFor();

  await resident.page.reload();
  await expectStep(resident.page, 'Demander ou changer un bac à déchets');
  await resident.page.getByText('Acceptée').first().waitFor();
  const letter = resident.page.getByRole('main').getByRole('link', { name: /\.pdf$/ });
  const addresses = await letter.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  const decision = addresses.find((href) => href.includes('/documents/'));
  const file = await resident.context.request.get(decision ?? '');
  expect((await file.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await press(resident.page, 'Donner mon avis');
  await resident.page.getByRole('alert').getByRole('link', { name: 'Choisissez une note de 1 à 5' }).waitFor();
  await resident.page.getByRole('radio', { name: /Très bon/ }).check();
  await press(resident.page, 'Donner mon avis');
  await resident.page.getByText('Merci pour votre avis.').waitFor();
  await openMail(resident.page, { to: email, subject: /[Rr]éponse|acceptée/ });

  await page.goto(dossier);
  await page.getByText('Avis donné : 5 sur 5').waitFor();
  await context.close();
  await resident.context.close();
});

test('a refusal says why, and its applicant reads the reasons', async () => {
  const email = ownEmail('refus');
  const resident = await newVisitor(browser, { screen: 'phone' });
  const code = await askForBinRepair(resident.page, { familyName: 'Roussel', email });
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'dechets@sna.example');
  await follow(page, code);
  await follow(page, 'Refuser');
  await expectStep(page, 'Refuser');
  await page.getByLabel('Motifs du refus').fill('Non.');
  await press(page, 'Refuser');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Refuser');
  const reason = 'Ce bac n’appartient pas à l’agglomération : il a été acheté dans le commerce.';
  await page.getByLabel('Motifs du refus').fill(reason);
  await press(page, 'Refuser');
  await expectDossier(page, code);
  await resident.page.goto('/suivi');
  await resident.page.getByLabel('Code de suivi').fill(code);
  await press(resident.page, 'Voir la demande');
  await expectStep(resident.page, 'Demander ou changer un bac à déchets');
  await resident.page.getByText('Refusée').first().waitFor();
  await resident.page.getByText(reason).first().waitFor();
  await context.close();
  await resident.context.close();
});

test('the secretary of a village sees its own requests only; the waste agent those of every commune', async () => {
  const mercey = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(mercey.page, 'secretariat@mercey.example');
  await mercey.page.goto('/agents?vue=tous');
  await expectStep(mercey.page, 'Tous');
  await mercey.page.getByText('Yvonne Roussel').waitFor();
  await mercey.page.getByText('Denis Quesnel').waitFor();
  expect(await mercey.page.getByText('Lucie Lefebvre').count()).toBe(0);
  expect(await mercey.page.getByText('Maria Fernandes').count()).toBe(0);

  const waste = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(waste.page, 'dechets@sna.example');
  await waste.page.goto('/agents?vue=tous');
  await waste.page.getByText('Maria Fernandes').waitFor();
  await waste.page.getByText('Karim Haddad').waitFor();
  expect(await waste.page.getByText('Yvonne Roussel').count()).toBe(0);
  const address = await waste.page
    .getByRole('row')
    .filter({ hasText: 'Maria Fernandes' })
    .getByRole('link')
    .getAttribute('href');
  const refused = await mercey.context.request.get(address ?? '');
  expect(refused.status()).toBe(404);
  await mercey.context.close();
  await waste.context.close();
});

async function expectDossier(page: Page, code: string): Promise<void> {
  await expectStep(page, 'Demander ou changer un bac à déchets');
  await page.getByText(code, { exact: true }).first().waitFor();
}

/** What waits in a view, as its tab says. */
async function countOf(page: Page, view: string): Promise<number> {
  const tab = page.getByRole('navigation', { name: 'Vues de la boîte de réception' }).getByRole('link', { name: view });
  return Number(/\d+/.exec(await tab.innerText())?.[0]);
}

function inDays(days: number): string {
  const { day, month, year } = Temporal.Now.plainDateISO('Europe/Paris').add({ days });
  return `${day}/${month}/${year}`;
}

/** On a device that did not file the request, the link asks for the code first. */
async function answerByCodeWhenAsked(page: Page, code: string): Promise<void> {
  const field = page.getByLabel('Code de suivi');
  if ((await field.count()) === 0) return;
  await field.fill(code);
  await press(page, 'Voir la demande');
}
