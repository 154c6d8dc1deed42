import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationPassword } from '#app/demonstration/sign-ins.ts';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  choose,
  codeOfReceipt,
  expectStep,
  follow,
  openMail,
  ownEmail,
  press,
  signInAgent,
} from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const reception = 'secretariat@vernon.example';

/** Reaches, with Tab alone, what has that name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const one = document.activeElement;
      const isField =
        one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement;
      const label = isField ? one.labels?.[0]?.textContent : undefined;
      return (label ?? one?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    });
    if (typeof name === 'string' ? here === name : name.test(here)) return;
  }
  throw new Error(`Tab does not reach ${name} on ${page.url()}`);
}

test('at the counter, by keyboard alone: a person is found, the same form is filed, the receipt is handed over', async () => {
  const email = ownEmail('guichet');
  const familyName = `Delmas${Date.now().toString(36)}`;
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, reception);
  await follow(page, 'Déposer pour un habitant');
  await expectStep(page, 'Déposer pour un habitant');
  await tabTo(page, 'De quoi la personne a-t-elle besoin ?');
  await page.keyboard.type('question à la mairie');
  // The page that comes has the same heading.
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await expectStep(page, 'Déposer pour un habitant');
  await tabTo(page, 'Poser une question à la mairie');
  await page.keyboard.press('Enter');
  await expectStep(page, 'Poser une question à la mairie');
  // Nothing is asked twice and nothing is lost: what is wrong is said at its place.
  await tabTo(page, 'Commencer la demande');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Poser une question à la mairie');
  await tabTo(page, 'Au guichet, la personne est présente');
  await page.keyboard.press('Space');
  await tabTo(page, /^Prénoms/);
  await page.keyboard.type('Simone');
  await page.keyboard.press('Tab');
  await page.keyboard.type(familyName);
  await page.keyboard.press('Tab');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await page.getByText(`Vous remplissez au guichet pour Simone ${familyName}`).waitFor();
  await expectStep(page, /./);
  await tabTo(page, 'Sujet');
  await page.keyboard.type('Rues');
  await tabTo(page, 'Votre message');
  await page.keyboard.type('Le trottoir est abîmé devant la pharmacie.');
  await tabTo(page, 'Vérifier la demande');
  await page.keyboard.press('Enter');
  await expectStep(page, 'Vérifier les réponses');
  await page.getByText('Relisez ces réponses avec la personne').waitFor();
  await tabTo(page, 'Envoyer la demande');
  await page.keyboard.press('Enter');
  await expectStep(page, 'La demande est déposée');
  await page.getByText(`L’accusé de réception est envoyé à ${email}.`).waitFor();
  const code = await codeOfReceipt(page);
  const pdf = await page.getByRole('link', { name: 'Accusé de réception à imprimer (PDF)' }).getAttribute('href');
  expect((await (await context.request.get(pdf ?? '')).body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await follow(page, 'Ouvrir le dossier');
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText('Guichet').first().waitFor();

  // The person follows it with the code, without an account, and reads who filed it.
  const resident = await newVisitor(browser, { screen: 'phone' });
  await openMail(resident.page, { to: email, subject: /Nous avons reçu votre demande/ });
  await resident.page.getByText('Camille Bertin').first().waitFor();
  await resident.page.goto('/suivi');
  await resident.page.getByLabel('Code de suivi').fill(code);
  await press(resident.page, 'Voir la demande');
  await expectStep(resident.page, 'Poser une question à la mairie');
  await resident.page.getByText('Camille Bertin, Mairie de Vernon, pour vous, au guichet').waitFor();
  await resident.context.close();

  // Known from now on: the next request takes their details in two steps.
  await page.goto('/agents/guichet/vernon/question-a-la-mairie');
  await page.getByLabel('Chercher une personne déjà connue de vos services').fill(familyName);
  await press(page, 'Chercher la personne');
  await expectStep(page, 'Poser une question à la mairie');
  await follow(page, `Reprendre ses coordonnées de Simone ${familyName}`);
  await expectStep(page, 'Poser une question à la mairie');
  expect(await page.getByLabel(/^Adresse électronique/).inputValue()).toBe(email);
  await context.close();
});

/** Begins a question for somebody, on the page of the procedure. */
async function begin(page: Page, channel: string, familyName: string): Promise<void> {
  await page.goto('/agents/guichet/vernon/question-a-la-mairie');
  await choose(page, 'Comment la demande vous arrive-t-elle ?', channel);
  await page.getByLabel('Nom', { exact: true }).fill(familyName);
}

/** What the form asks of whoever has neither an address nor a phone, up to the receipt. */
async function fillAndSend(page: Page, message: string): Promise<string> {
  await page.getByLabel('Sujet').selectOption({ label: 'Autre sujet' });
  const further = page.getByRole('button', { name: 'Afficher les questions qui suivent' });
  const body = page.getByRole('textbox', { name: 'Votre message' });
  if ((await further.count()) > 0 && !(await body.isVisible())) {
    await further.click();
    await body.waitFor();
  }
  await body.fill(message);
  await page.getByLabel('Prénoms').fill('Paul');
  // On the long page, and page by page.
  await page.getByRole('button', { name: /^(Continuer|Vérifier la demande)$/ }).click();
  await expectStep(page, 'Vérifier les réponses');
  await press(page, 'Envoyer la demande');
  await expectStep(page, 'La demande est déposée');
  return codeOfReceipt(page);
}

test('on the phone, on a small screen: the code goes by text message, the channel is kept', async () => {
  const phone = `07${String(Date.now() % 100_000_000).padStart(8, '0')}`;
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(page, reception);
  await begin(page, 'Par téléphone', 'Bouvier');
  await page.getByLabel(/^Téléphone/).fill('12');
  await press(page, 'Commencer la demande');
  await page.getByRole('alert').getByText('Saisissez un numéro de téléphone').waitFor();
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Bouvier');
  await page.getByLabel(/^Téléphone/).fill(phone);
  await press(page, 'Commencer la demande');
  await page.getByText('Vous remplissez par téléphone pour Bouvier').waitFor();
  await expectStep(page, /./);
  // Kept until it is finished, for this agent.
  await page.goto('/agents/guichet');
  await expectStep(page, 'Déposer pour un habitant');
  await page.getByRole('row').filter({ hasText: 'Bouvier' }).first().getByText('Téléphone').waitFor();
  await page.getByRole('row').filter({ hasText: 'Bouvier' }).getByRole('link').first().click();
  const code = await fillAndSend(page, 'Quand passe le camion du marché ?');
  await page.getByText('Le code de suivi est envoyé par SMS').waitFor();
  await follow(page, 'Ouvrir le dossier');
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText('Téléphone').first().waitFor();

  const outbox = await newVisitor(browser, { screen: 'phone' });
  await expect
    .poll(
      async () => {
        await outbox.page.goto('/demo/messages');
        const row = outbox.page.getByRole('row').filter({ hasText: phone.slice(1) });
        if ((await row.count()) === 0) return '';
        await row.first().getByRole('link').click();
        return outbox.page.getByRole('article').innerText();
      },
      { timeout: 20_000, interval: 300 },
    )
    .toContain(code);
  await outbox.context.close();

  await begin(page, 'Par téléphone', 'Bouvier');
  await press(page, 'Commencer la demande');
  await press(page, 'Supprimer ce brouillon');
  await page.getByText('Le brouillon est supprimé.').waitFor();
  await context.close();
});

test('without script and without an address: the acknowledgement is printed; a draft is handed over by a link', async () => {
  const email = ownEmail('relais');
  const { context, page } = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await signInAgent(page, reception);
  await page.goto('/agents/guichet');
  await page.getByLabel('De quoi la personne a-t-elle besoin ?').fill('nid de frelons');
  await page.getByLabel('De quoi la personne a-t-elle besoin ?').press('Enter');
  await expectStep(page, 'Déposer pour un habitant');
  await begin(page, 'Au guichet, la personne est présente', 'Sans Adresse');
  await press(page, 'Commencer la demande');
  await fillAndSend(page, 'Où retirer des sacs de tri ?');
  await page.getByText('imprimez l’accusé de réception et remettez-le-lui').waitFor();
  const pdf = await page.getByRole('link', { name: 'Accusé de réception à imprimer (PDF)' }).getAttribute('href');
  expect((await (await context.request.get(pdf ?? '')).body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');

  await begin(page, 'Au guichet, la personne est présente', 'Gautier');
  await press(page, 'Commencer la demande');
  await page.getByText('Vous remplissez au guichet pour Gautier').waitFor();
  await follow(page, 'Remettre le brouillon à la personne');
  await expectStep(page, 'Remettre le brouillon à la personne');
  await press(page, 'Envoyer le lien');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Remettre le brouillon à la personne');
  await page.getByLabel('Adresse électronique').fill(email);
  await press(page, 'Envoyer le lien');
  await page.getByText(`Le lien est envoyé à ${email}.`).waitFor();
  const draft = page.url();

  const resident = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await openMail(resident.page, { to: email, subject: /./ });
  await resident.page.getByRole('article').getByRole('link', { name: /^http/ }).first().click();
  await press(resident.page, /Reprendre|Continuer|Ouvrir/);
  await resident.page.getByLabel('Votre message').waitFor();
  // From then on it is the person's.
  expect((await context.request.get(draft)).status()).toBe(404);
  await resident.context.close();
  await context.close();
});

test('in English and without script: what is wrong is said at its place, a request is filed on the phone', async () => {
  const email = ownEmail('counter');
  const familyName = `Ashdown${Date.now().toString(36)}`;
  const { context, page } = await newVisitor(browser, { english: true, javaScript: false, screen: 'phone' });
  await page.goto('/agents/connexion?lang=en');
  await page.getByLabel('E-mail address').fill(reception);
  await page.getByLabel('Password', { exact: true }).fill(demonstrationPassword);
  await press(page, 'Sign in');
  await page.goto('/agents/guichet/vernon/question-a-la-mairie');
  await expectStep(page, 'Ask the town hall a question');
  await page.getByLabel(/^Email address/).fill(email);
  await press(page, 'Begin the request');
  for (const problem of ['Choose the counter or the phone', 'Type the person’s family name'])
    await page.getByRole('alert').getByText(problem).waitFor();
  expect(await page.getByLabel(/^Email address/).inputValue()).toBe(email);
  await choose(page, 'How does the request reach you?', 'On the phone');
  await page.getByLabel('Family name', { exact: true }).fill(familyName);
  await press(page, 'Begin the request');
  await page.getByText(`You fill this in on the phone for ${familyName}`).waitFor();
  await page.getByLabel('Subject').selectOption({ label: 'Another subject' });
  const further = page.getByRole('button', { name: 'Show the questions that follow' });
  const body = page.getByRole('textbox', { name: 'Your message' });
  if ((await further.count()) > 0 && !(await body.isVisible())) await further.click();
  await body.fill('When is the market?');
  await page.getByLabel('First names').fill('Grace');
  await page.getByRole('button', { name: /^(Continue|Check the request)$/ }).click();
  await expectStep(page, 'Check the answers');
  await page.getByText('Read these answers through with the person').waitFor();
  await press(page, 'Send the request');
  await expectStep(page, 'The request is filed');
  await codeOfReceipt(page);
  await follow(page, 'Open the dossier');
  await expectStep(page, 'Ask the town hall a question');
  await context.close();
});

test('in English; an agent of another service finds neither the person nor the procedure', async () => {
  const { context, page } = await newVisitor(browser, { english: true });
  await page.goto('/agents/connexion?lang=en');
  await page.getByLabel('E-mail address').fill(reception);
  await page.getByLabel('Password', { exact: true }).fill(demonstrationPassword);
  await press(page, 'Sign in');
  await follow(page, 'File for a resident');
  await expectStep(page, 'File for a resident');
  await page.goto('/agents/guichet/vernon/question-a-la-mairie');
  await expectStep(page, 'Ask the town hall a question');
  await context.close();

  const waste = await newVisitor(browser);
  await signInAgent(waste.page, 'dechets@sna.example');
  for (const path of ['/agents/guichet/vernon/question-a-la-mairie', '/agents/guichet/mercey/question-a-la-mairie']) {
    expect((await waste.context.request.get(path)).status(), path).toBe(404);
  }
  await waste.page.goto('/agents/guichet?q=question');
  await expectStep(waste.page, 'Déposer pour un habitant');
  expect(await waste.page.getByRole('link', { name: 'Poser une question à la mairie' }).count()).toBe(0);
  await waste.context.close();
});
