import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  askQuestion,
  choose,
  codeOfReceipt,
  expectStep,
  follow,
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

test('the post of the morning is registered, scanned and joined to the request that it completes', async () => {
  const resident = await newVisitor(browser, { screen: 'phone' });
  const code = await askQuestion(resident.page, {
    townHall: 'vernon',
    email: ownEmail('courrier'),
    familyName: 'Courrier',
    message: 'Je vous envoie le plan par la poste.',
  });

  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'secretariat@vernon.example');
  await page.goto('/agents/courrier');
  await expectStep(page, 'Courrier arrivé');
  await follow(page, 'Enregistrer un courrier');
  await expectStep(page, 'Enregistrer un courrier');
  await press(page, 'Enregistrer');
  await expectStep(page, 'Enregistrer un courrier');
  await page.getByRole('alert').waitFor();
  await page.getByText('Lettre recommandée').click();
  await page.getByLabel('Expéditeur', { exact: true }).fill('Hélène Courrier');
  await page.getByLabel('Objet').fill('Plan joint à ma question');
  await press(page, 'Enregistrer');
  await expectStep(page, /^Courrier \d{4}-\d{4}$/);

  await page.locator('input[type=file]').setInputFiles({
    name: 'plan.png',
    mimeType: 'image/png',
    buffer: pngOf(40, 30),
  });
  await press(page, 'Ajouter');
  await expectStep(page, /^Courrier/);
  await page.getByRole('link', { name: 'plan.png' }).waitFor();
  await page.getByLabel('Code du dossier').fill('2222-2222-222');
  await press(page, 'Joindre');
  await expectStep(page, /^Courrier/);
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Code du dossier').fill(code);
  await press(page, 'Joindre');
  await expectStep(page, /^Courrier/);
  await follow(page, code);
  await page.getByText(/Courrier arrivé le .* joint à la demande/).waitFor();
  expect(await page.getByRole('link', { name: 'plan.png' }).count()).toBeGreaterThan(0);
  await context.close();
  await resident.context.close();
});

test('a letter found in a drawer opens a request: silence has accepted it, and its attestation is given on demand', async () => {
  const email = ownEmail('concession');
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'secretariat@vernon.example');
  await page.goto('/agents/courrier/nouveau');
  const arrived = Temporal.Now.plainDateISO('Europe/Paris').subtract({ months: 3 });
  await typeDate(page, 'Reçu le', `${arrived.day}/${arrived.month}/${arrived.year}`);
  await page.getByLabel('Expéditeur', { exact: true }).fill('Odile Marchand');
  await page.getByLabel('Objet').fill('Renouvellement de la concession de mes parents');
  await press(page, 'Enregistrer');
  await expectStep(page, /^Courrier \d{4}-\d{4}$/);
  const letter = new URL(page.url()).pathname;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'lettre.png', mimeType: 'image/png', buffer: pngOf(40, 30) });
  await press(page, 'Ajouter');
  await page.getByRole('link', { name: 'lettre.png' }).waitFor();
  await follow(page, 'Ouvrir une demande avec ce courrier');
  await expectStep(page, 'Ouvrir une demande avec ce courrier');
  await press(page, 'Commencer la demande');
  await page.getByRole('alert').waitFor();
  await expectStep(page, /Ouvrir une demande avec ce courrier/);
  await page
    .getByLabel('Quelle démarche ce courrier demande-t-il\u00a0?')
    .selectOption({ label: 'Renouveler une concession du cimetière' });
  await page.getByLabel('Nom', { exact: true }).fill('Marchand');
  await page.getByLabel('Adresse électronique').fill(email);
  await press(page, 'Commencer la demande');
  await expectStep(page, 'Renouveler une concession du cimetière');
  await page.getByText(/Courrier n°\s.*\sde Odile Marchand, reçu le/).waitFor();
  await page.getByLabel('Cimetière').fill('Saint-Marcel');
  await page.getByLabel('Nom inscrit sur la concession ou sur la tombe').fill('Famille Marchand');
  await choose(page, 'Connaissez-vous la date de fin\u00a0?', 'Non');
  await choose(page, 'Nouvelle durée souhaitée', '30 ans');
  await choose(page, 'Vous êtes', 'Le concessionnaire');
  await page.getByLabel('Prénoms').fill('Odile');
  await page.getByRole('combobox', { name: 'Numéro et rue' }).fill('12 rue Carnot');
  await page.getByLabel('Code postal').fill('27200');
  await page.getByLabel('Ville').fill('Vernon');
  await choose(page, 'Comment préférez-vous être joint\u00a0?', 'Par courriel');
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'identite.png', mimeType: 'image/png', buffer: pngOf(40, 30) });
  await press(page, 'Vérifier la demande');
  await expectStep(page, /Vérifier/);
  await press(page, 'Envoyer la demande');
  await expectStep(page, /^Courrier \d{4}-\d{4}$/);
  const code = await codeOfReceipt(page);
  await follow(page, code);
  await expectStep(page, 'Renouveler une concession du cimetière');
  await page.getByText('Le silence a accepté cette demande').first().waitFor();
  await press(page, 'Établir l’attestation d’acceptation');
  await expectStep(page, 'Renouveler une concession du cimetière');
  expect(await page.getByRole('button', { name: 'Établir l’attestation d’acceptation' }).count()).toBe(0);
  await page.goto(letter);
  await expectStep(page, /^Courrier \d{4}-\d{4}$/);
  await context.close();

  // The applicant has the attestation too, with the code of the acknowledgement.
  const resident = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await openMail(resident.page, { to: email, subject: /./ });
  await resident.page.goto('/suivi');
  await resident.page
    .getByLabel(/Code|Numéro/)
    .first()
    .fill(code);
  await resident.page.locator('main form button').first().click();
  await expectStep(resident.page, 'Renouveler une concession du cimetière');
  await resident.page.getByText('Votre demande est acceptée').first().waitFor();
  await resident.page.getByText('Attestation d’acceptation tacite délivrée').first().waitFor();
  await resident.context.close();
});

test('the register is read on a phone without script, searched, and a mistake cancelled', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(page, 'secretariat@mercey.example');
  await page.goto('/agents/courrier');
  await expectStep(page, 'Courrier arrivé');
  await page.getByText('Aucun courrier n’attend.').waitFor();
  await page.goto('/agents/courrier/nouveau');
  await expectStep(page, 'Enregistrer un courrier');
  await page.getByLabel('Expéditeur', { exact: true }).fill('Département de l’Eure');
  await page.getByLabel('Objet').fill('Travaux de la route départementale');
  await press(page, 'Enregistrer');
  await expectStep(page, /^Courrier \d/);
  await page.getByText('Annuler cet enregistrement').click();
  await press(page, 'Annuler l’enregistrement');
  await expectStep(page, /^Courrier \d/);
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Raison').fill('Enregistré deux fois');
  await press(page, 'Annuler l’enregistrement');
  await expectStep(page, /^Courrier \d/);
  await page.getByText('Enregistré deux fois').waitFor();
  await page.goto('/agents/courrier?q=departementales');
  await page.getByText('Annulé').waitFor();
  await expectStep(page, 'Courrier arrivé');
  await context.close();
});
