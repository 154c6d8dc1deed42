import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  askQuestion,
  expectStep,
  follow,
  followMailLink,
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

const question = 'Poser une question à la mairie';

test('an answer is rated from its mail without script; the leader reads the word, and answers it', async () => {
  const email = ownEmail('avis');
  const resident = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  const code = await askQuestion(resident.page, {
    townHall: 'vernon',
    email,
    familyName: 'Avis',
    message: 'Le banc de la place est cassé.',
  });
  const agent = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(agent.page, 'secretariat@vernon.example');
  await agent.page.goto(`/agents?q=${code}`);
  await agent.page.locator('a[href*="/agents/dossiers/"]').filter({ hasText: code }).first().click();
  await agent.page.getByLabel('Écrire au demandeur').fill('Il sera remplacé la semaine prochaine.');
  await press(agent.page, 'Envoyer le message');
  await expectStep(agent.page, question);
  await agent.context.close();

  await openMail(resident.page, { to: email, subject: /message/i });
  await followMailLink(resident.page, /\/reponse\//);
  await expectStep(resident.page, 'Notre réponse vous a-t-elle aidé\u00a0?');
  await resident.page.getByRole('button', { name: /^2/ }).click();
  await resident.page.getByText('Vous avez donné la note de 2 sur 5').waitFor();
  await resident.page.getByLabel(/Un mot pour le service/).fill('La semaine prochaine, c’est loin.');
  await press(resident.page, 'Envoyer ce mot');
  await expectStep(resident.page, 'Notre réponse vous a-t-elle aidé\u00a0?');
  await press(resident.page, 'Ne plus me demander mon avis par courriel');
  await resident.page.getByText('ne vous demande plus votre avis par courriel').first().waitFor();
  await expectStep(resident.page, 'Notre réponse vous a-t-elle aidé\u00a0?');
  await resident.context.close();

  for (const screen of ['narrow', 'desk'] as const) {
    const leader = await newVisitor(browser, { screen });
    await signInAgent(leader.page, 'responsable@vernon.example');
    await leader.page.goto('/agents/satisfaction');
    await expectStep(leader.page, 'Avis des demandeurs');
    const row = leader.page.getByRole('row').filter({ hasText: code });
    await row.getByText('La semaine prochaine, c’est loin.').waitFor();
    if (screen === 'desk') {
      await row.getByRole('link', { name: /^Répondre/ }).click();
      await leader.page.getByLabel('Écrire au demandeur').fill('Il est remplacé ce matin.');
      await press(leader.page, 'Envoyer le message');
      await expectStep(leader.page, question);
      await leader.page.goto('/agents/satisfaction');
      await row.getByText('Un message a été envoyé').waitFor();
    }
    await leader.context.close();
  }
});

test('a dossier is held for a litigation by the keyboard alone; the list of holds and its end are read', async () => {
  const resident = await newVisitor(browser, { screen: 'phone' });
  const code = await askQuestion(resident.page, {
    townHall: 'vernon',
    email: ownEmail('gel'),
    familyName: 'Contentieux',
    message: 'Je conteste votre réponse.',
  });
  await resident.context.close();

  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'responsable@vernon.example');
  await page.goto(`/agents?q=${code}`);
  await page.locator('a[href*="/agents/dossiers/"]').filter({ hasText: code }).first().click();
  await page.getByRole('link', { name: 'Suspendre l’effacement' }).focus();
  await page.keyboard.press('Enter');
  await expectStep(page, 'Suspendre l’effacement de ce dossier');
  await page.getByRole('button', { name: 'Suspendre l’effacement' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Suspendre l’effacement de ce dossier');
  await page.getByRole('alert').getByRole('link').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Recours n° 2601234, tribunal administratif de Rouen');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Dossier conservé').waitFor();
  await expectStep(page, question);
  const dossier = new URL(page.url()).pathname;

  const administrator = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(administrator.page, 'admin@vernon.example');
  await administrator.page.goto('/agents/administration/conservation');
  await administrator.page.getByText('Recours n° 2601234, tribunal administratif de Rouen').waitFor();
  await expectStep(administrator.page, 'Conservation et effacement');
  await administrator.page.goto('/agents/administration/scelles');
  await press(administrator.page, 'Tout vérifier maintenant');
  await administrator.page.getByText('La vérification est demandée.', { exact: false }).waitFor();
  // It is made by a job, a moment later.
  await expect
    .poll(
      async () => {
        await administrator.page.goto('/agents/administration/scelles');
        return administrator.page.getByText('Tout est intact').count();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(1);
  await expectStep(administrator.page, 'Scellés des historiques');
  await administrator.page.goto('/agents/administration/echecs');
  await expectStep(administrator.page, 'Envois et travaux en échec');
  await administrator.context.close();

  await page.goto(dossier);
  await follow(page, 'Reprendre l’effacement');
  await expectStep(page, 'Reprendre l’effacement de ce dossier');
  await page.getByLabel('Motif').fill('Désistement du 12 mars.');
  await press(page, 'Reprendre l’effacement');
  await page.getByText('La suspension est levée.').waitFor();
  expect(await page.getByText('Dossier conservé').count()).toBe(0);
  await context.close();

  const english = await newVisitor(browser);
  await signInAgent(english.page, 'admin@vernon.example');
  for (const [path, heading] of [
    ['conservation', 'Retention and purge'],
    ['scelles', 'Seals of the histories'],
    ['echecs', 'Sendings and tasks that failed'],
  ] as const) {
    await english.page.goto(`/agents/administration/${path}?lang=en`);
    await expectStep(english.page, heading);
  }
  await english.context.close();
});
