import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { choose, expectStep, follow, openMail, ownEmail, press, signInAgent } from '#tests/support/journey.ts';
import { imapAccount, type MailServers, startMailServers } from '#tests/support/mail-servers.ts';

const stamp = Date.now().toString(36);
const address = `mairie.${stamp}@mercey.example`;
const box = '/agents/administration/boites-aux-lettres';
let browser: Browser;
let servers: MailServers;
beforeAll(async () => {
  [browser, servers] = await Promise.all([launchBrowser(), startMailServers(address)]);
});
afterAll(async () => {
  await browser?.close();
  await servers?.close();
});

/** Asks for the mailbox to be read now, and waits for what is expected of it. */
async function fetchUntil(page: Page, path: string, words: string | RegExp): Promise<void> {
  await page.goto(box);
  await follow(page, address);
  await press(page, 'Relever maintenant');
  await expect
    .poll(
      async () => {
        await page.goto(path);
        return page.getByRole('main').getByText(words).count();
      },
      { timeout: 20_000, interval: 250 },
    )
    .toBeGreaterThan(0);
}

test('mails of a mailbox become requests, are answered and come back to them; told twice they are joined, then parted', async () => {
  const resident = ownEmail('courriel');
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'secretariat@mercey.example');
  await page.goto(box);
  await expectStep(page, 'Boîtes aux lettres électroniques');
  await follow(page, 'Ajouter une boîte');
  await expectStep(page, 'Ajouter une boîte');
  await page.getByLabel('Adresse électronique de la boîte').fill(address);
  await page.getByLabel('Nom du serveur IMAP').fill('127.0.0.1');
  await page.getByRole('textbox', { name: 'Port' }).fill('1');
  await choose(page, 'Chiffrement', 'Aucun (en démonstration seulement)');
  await page.getByLabel('Identifiant').fill(imapAccount.user);
  await page.getByLabel('Mot de passe').fill(imapAccount.secret);
  await page
    .getByLabel('Démarche ouverte par un nouveau message')
    .selectOption({ label: 'Poser une question à la mairie' });
  // A server that does not answer is told, and what was typed stays.
  await press(page, 'Essayer et enregistrer');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Ajouter une boîte');
  await page.getByRole('textbox', { name: 'Port' }).fill(String(servers.imapPort));
  await page.getByLabel('Mot de passe').fill(imapAccount.secret);
  await press(page, 'Essayer et enregistrer');
  await page.getByText(`La boîte ${address} est enregistrée.`).waitFor();

  await servers.send({ from: resident, to: address, subject: `Cantine ${stamp}`, text: 'Y a-t-il école vendredi ?' });
  await fetchUntil(page, '/agents/courriels?vue=dossiers', `Cantine ${stamp}`);
  await page.goto(`/agents?q=${resident}`);
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expectStep(page, 'Poser une question à la mairie');
  const dossier = new URL(page.url()).pathname;
  await page.getByText('Y a-t-il école vendredi ?').first().waitFor();
  await page.getByLabel('Écrire au demandeur').fill('Oui, jusqu’à midi.');
  await press(page, 'Envoyer le message');
  await page.getByText('Le message est envoyé.').waitFor();

  const reader = await newVisitor(browser, { screen: 'phone' });
  await openMail(reader.page, { to: resident, subject: /^Message sur votre demande/ });
  await expectStep(reader.page, /^Message sur votre demande/);
  const subject = await reader.page.getByRole('heading', { level: 1 }).innerText();
  await reader.context.close();
  await servers.send({ from: resident, to: address, subject: `Re: ${subject}`, text: `Merci ${stamp}, à vendredi.` });
  await fetchUntil(page, dossier, `Merci ${stamp}, à vendredi.`);
  await expectStep(page, 'Poser une question à la mairie');

  await servers.send({ from: resident, to: address, subject: 'Toujours la cantine', text: `Et lundi ${stamp} ?` });
  await fetchUntil(page, dossier, 'Cette demande ressemble à une autre');
  await page
    .getByRole('link', { name: /^Comparer/ })
    .first()
    .click();
  await expectStep(page, 'Comparer deux demandes');
  await press(page, 'Joindre les deux demandes');
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText('Demandes jointes à celle-ci').waitFor();
  // What they wrote the second time is one link away, and the two may part again.
  await page.getByRole('link', { name: /^Ouvrir la demande/ }).click();
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText(`Et lundi ${stamp} ?`).first().waitFor();
  await page.getByText(/^Demande jointe à la demande/).waitFor();
  await press(page, 'Séparer les deux demandes');
  await page.getByText('Les deux demandes sont séparées').waitFor();
  await expectStep(page, 'Poser une question à la mairie');
  expect(await page.getByText('Demandes jointes à celle-ci').count()).toBe(0);

  await context.close();
});

test('a mail marked as spam is put aside, found again, and made a request by an agent, without script', async () => {
  const subject = `Gagnez un banc ${stamp}`;
  servers.append(
    [
      'From: Paul Martin <paul.martin@exemple.example>',
      `To: ${address}`,
      `Subject: ${subject}`,
      `Message-ID: <${stamp}@exemple.example>`,
      'X-Spam-Flag: YES',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Je propose de repeindre le banc.',
    ].join('\r\n'),
  );
  const { context, page } = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await signInAgent(page, 'secretariat@mercey.example');
  await fetchUntil(page, '/agents/courriels?vue=ecartes', subject);
  await expectStep(page, 'Courriels et SMS reçus');
  await follow(page, subject);
  await expectStep(page, subject);
  await page.getByText('Le serveur de la boîte l’a marqué').waitFor();
  await press(page, 'Le remettre à regarder');
  await page.getByText('Le message est de nouveau à regarder.').waitFor();
  await page.goto('/agents/courriels');
  await follow(page, subject);
  await page.getByLabel('Démarche').selectOption({ label: 'Poser une question à la mairie' });
  await press(page, 'Ouvrir le dossier');
  await page.getByText('Le message est devenu le dossier').waitFor();
  await page.getByText('Je propose de repeindre le banc.').first().waitFor();

  await page.goto(box);
  await follow(page, address);
  await page.locator('summary').filter({ hasText: 'Retirer la boîte' }).click();
  await press(page, 'Retirer la boîte');
  await page.getByText(`La boîte ${address} est retirée.`).waitFor();
  await expectStep(page, 'Boîtes aux lettres électroniques');
  await context.close();
});
