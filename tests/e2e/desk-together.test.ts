import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  askQuestion,
  choose,
  expectStep,
  follow,
  followMailLink,
  openMail,
  ownEmail,
  press,
  signInAgent,
} from '#tests/support/journey.ts';
import { pngOf } from '#tests/support/png.ts';

const question = 'Poser une question à la mairie';
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A question to a town hall, asked without script. */
async function asked(townHall: string, familyName: string): Promise<{ code: string; email: string; resident: Page }> {
  const email = ownEmail('ensemble');
  const { page } = await newVisitor(browser, { screen: 'phone', javaScript: false });
  const code = await askQuestion(page, { townHall, email, familyName, message: `Question de ${familyName} ?` });
  return { code, email, resident: page };
}

async function openDossier(page: Page, code: string): Promise<string> {
  await page.goto(`/agents?q=${code}`);
  await follow(page, code);
  await expectStep(page, question);
  return new URL(page.url()).pathname;
}

test('two agents decide at once: the second is told what changed, loses no word, and decides again', async () => {
  const { code, resident } = await asked('vernon', 'Simultanet');
  const first = await newVisitor(browser);
  const second = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(first.page, 'secretariat@vernon.example');
  await signInAgent(second.page, 'responsable@vernon.example');
  const dossier = await openDossier(first.page, code);
  await first.page.goto(`${dossier}/actes/answer`);
  await first.page.getByLabel('Votre réponse').fill('Le marché a lieu le samedi.');
  await second.page.goto(`${dossier}/actes/ask-precision`);
  await second.page.getByLabel('Votre question').fill('Quel marché ?');
  await press(second.page, 'Demander une précision');
  await expectStep(second.page, question);

  await press(first.page, 'Répondre');
  await first.page.getByText('Le dossier a changé : votre action n’est pas faite').waitFor();
  await expectStep(first.page, 'Répondre');
  await first.page.getByText('Nadia Cherif').first().waitFor();
  expect(await first.page.getByLabel('Votre réponse').inputValue()).toBe('Le marché a lieu le samedi.');
  await press(first.page, 'Répondre');
  await first.page.getByText(/Répondre\s: c’est fait/).waitFor();

  // What the dossier's new state no longer allows is told too, and not done.
  await second.page.goto(`${dossier}/actes/reopen`);
  await first.page.goto(dossier);
  await press(first.page, 'Reprendre la question');
  await expectStep(first.page, question);
  await press(second.page, 'Reprendre la question');
  await second.page.getByText('Le dossier a changé : votre action n’est pas faite').waitFor();
  await resident.context().close();
  await second.context.close();
  await first.context.close();
});

test('a request sent to the wrong town hall is handed over as the law wants, and its applicant told', async () => {
  const { code, email, resident } = await asked('mercey', 'Aiguille');
  const { context, page } = await newVisitor(browser, { javaScript: false });
  await signInAgent(page, 'secretariat@mercey.example');
  const dossier = await openDossier(page, code);
  await follow(page, 'Transmettre à une autre administration');
  await expectStep(page, 'Transmettre à l’administration compétente');
  await page.getByLabel('Commune concernée').fill('Vernon');
  await press(page, 'Trouver qui est compétent');
  await expectStep(page, 'Transmettre à l’administration compétente');
  await page.getByText('Compétente pour Vernon', { exact: false }).first().waitFor();
  await press(page, 'Vérifier avant de transmettre');
  await page.getByRole('alert').waitFor();
  await expectStep(page, /Transmettre à l’administration compétente/);
  await choose(page, 'À qui transmettre ?', 'Mairie de Vernon');
  await page.getByLabel('Motif, pour l’usager').fill('La rue indiquée est à Vernon.');
  await press(page, 'Vérifier avant de transmettre');
  await expectStep(page, 'Vérifier et transmettre');
  await page.getByText('La rue indiquée est à Vernon.').first().waitFor();
  await press(page, 'Transmettre la demande');
  await page.getByText('La demande est transmise à', { exact: false }).waitFor();
  await expectStep(page, question);
  // An act on what is gone: nothing is done, and the page says where it went.
  await page.goto(`${dossier}/actes/answer`);
  await expectStep(page, /./);
  expect(await page.getByRole('button', { name: 'Répondre' }).count()).toBe(0);
  await page
    .getByRole('listitem')
    .filter({ hasText: /ransmise à/ })
    .first()
    .waitFor();

  await openMail(resident, { to: email, subject: /^Votre demande est transmise à/ });
  const mail = await resident.getByRole('article').innerText();
  expect(mail).toContain('La rue indiquée est à Vernon.');
  const next = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}\b/g;
  const newCode = mail.match(next)?.find((one) => one !== code);
  const vernon = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(vernon.page, 'secretariat@vernon.example');
  await openDossier(vernon.page, newCode ?? 'no new code');
  await vernon.page.getByText('Question de Aiguille ?').first().waitFor();
  await vernon.page.getByText('Transmise par', { exact: false }).first().waitFor();
  await vernon.context.close();
  await resident.context().close();
  await context.close();
});

test('an opinion is asked outside by a link, a colleague named, a task dated', async () => {
  const { code, resident } = await asked('vernon', 'Consultee');
  const outsider = ownEmail('avis');
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'secretariat@vernon.example');
  const dossier = await openDossier(page, code);
  await follow(page, 'Demander un avis');
  await expectStep(page, 'Demander un avis');
  await press(page, 'Envoyer la demande d’avis');
  await page.getByRole('alert').first().waitFor();
  await expectStep(page, /Demander un avis/);
  await page.getByLabel('Adresses électroniques de personnes extérieures').fill(outsider);
  await page.getByLabel('Votre question').fill('Le banc est-il dans le périmètre de l’église ?');
  await press(page, 'Envoyer la demande d’avis');
  await page.getByText('La demande d’avis est envoyée.').waitFor();
  await expectStep(page, question);

  await page.getByText('Ajouter une tâche').click();
  await page.getByLabel('Ce qu’il y a à faire').fill(`Relancer l’architecte ${code}`);
  await page.locator('#echeance').fill(Temporal.Now.plainDateISO('Europe/Paris').subtract({ days: 1 }).toString());
  await press(page, 'Ajouter la tâche');
  await page.getByLabel('Ajouter une note').fill('Qu’en penses-tu ? @Nadia Cherif');
  await press(page, 'Enregistrer la note');
  await page.getByText('La note est enregistrée.').waitFor();

  const architect = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await openMail(architect.page, { to: outsider, subject: /vous demande un avis/ });
  await followMailLink(architect.page, /^http/);
  await expectStep(architect.page, 'Votre avis');
  await press(architect.page, 'Envoyer mon avis');
  await architect.page.getByRole('alert').first().waitFor();
  await expectStep(architect.page, /Votre avis/);
  await choose(architect.page, 'Quel est votre avis ?', 'Favorable avec réserves');
  await architect.page.getByLabel('Votre nom et votre fonction').fill('Anne Roy, architecte');
  await architect.page.getByLabel('Vos observations').fill('En bois, sans dossier.');
  await press(architect.page, 'Envoyer mon avis');
  await expectStep(architect.page, 'Votre avis est enregistré');
  await architect.context.close();

  const leader = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(leader.page, 'responsable@vernon.example');
  await leader.page.goto('/agents/mentions');
  await expectStep(leader.page, 'Mentions');
  await leader.page.locator(`a[href*="${dossier}"]`).first().click();
  await expectStep(leader.page, question);
  await leader.page.getByText('En bois, sans dossier.').first().waitFor();
  await leader.context.close();

  await page.goto(dossier);
  await expectStep(page, question);
  await page.goto('/agents/taches');
  await page.getByRole('rowheader', { name: `Relancer l’architecte ${code}` }).waitFor();
  const late = page.getByRole('row').filter({ hasText: `Relancer l’architecte ${code}` });
  await late.getByText('En retard').waitFor();
  await expectStep(page, 'Mes tâches');
  await page.goto(dossier);
  await press(page, /^Marquer comme faite/);
  await page.getByText('La tâche est faite.').waitFor();
  await expectStep(page, question);
  await page.goto('/agents/taches');
  expect(await late.count()).toBe(0);
  await resident.context().close();
  await context.close();
});

test('a document is accepted, another refused with a reason that its applicant reads, without script', async () => {
  const { code, email, resident } = await asked('vernon', 'Piece');
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(page, 'secretariat@vernon.example');
  await openDossier(page, code);
  for (const name of ['facture.png', 'floue.png']) {
    await page.getByText('Ajouter une pièce reçue autrement').click();
    await page.getByLabel('Fichier à ajouter').setInputFiles({ name, mimeType: 'image/png', buffer: pngOf(40, 30) });
    await press(page, 'Ajouter la pièce');
    await page.getByText('La pièce est ajoutée.').waitFor();
  }
  const decide = async (name: string, button: string, motive?: string) => {
    const fold = page.locator('details').filter({ has: page.locator('summary', { hasText: name }) });
    // After a mistake it is unfolded where the mistake is.
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
    if (motive !== undefined) await fold.getByLabel('Motif du refus').selectOption({ label: motive });
    await press(fold, button);
    await expectStep(page, question);
  };
  await decide('facture.png', 'Accepter la pièce');
  await decide('floue.png', 'Refuser la pièce');
  await page.getByRole('alert').first().waitFor();
  await decide('floue.png', 'Refuser la pièce', 'La pièce est illisible');
  await press(page, 'Prévenir l’usager en un seul message');
  await expectStep(page, question);
  await openMail(resident, { to: email, subject: /./ });
  expect(await resident.getByRole('article').innerText()).toMatch(/floue\.png[\s\S]*illisible/);
  expect(await resident.getByRole('article').innerText()).not.toContain('facture.png');
  await resident.context().close();
  await context.close();
});
