import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  choose,
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

const password = 'quatre mots sans lien lavande tracteur';

test('an administrator makes a team and invites an agent, who chooses a password and signs in', async () => {
  const email = ownEmail('agent');
  const team = `Espaces verts ${email.split('.')[1]}`;
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@vernon.example');
  await follow(page, 'Équipe');
  await expectStep(page, 'Équipe');
  await follow(page, 'Services');
  await expectStep(page, 'Services');
  await follow(page, 'Créer un service');
  await expectStep(page, 'Créer un service');
  await page.getByLabel('Nom du service').fill(team);
  await press(page, /^(Créer|Enregistrer)/);
  await page.getByText(team).first().waitFor();

  await page.goto('/agents/equipe');
  await follow(page, 'Inviter un agent');
  await expectStep(page, 'Inviter un agent');
  await press(page, 'Envoyer l’invitation');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Inviter un agent');
  await page.getByLabel('Prénom et nom').fill('Samira Haddou');
  await page.getByLabel('Adresse électronique professionnelle').fill(email);
  await choose(page, 'Rôle', 'Agent');
  await choose(page, 'Services', team);
  await press(page, 'Envoyer l’invitation');
  await page.getByText('L’invitation est envoyée').waitFor();
  await page.goto('/agents/equipe');
  await page.getByRole('row').filter({ hasText: 'Samira Haddou' }).getByText('Invitation envoyée').waitFor();

  const agent = await newVisitor(browser, { screen: 'phone' });
  await openMail(agent.page, { to: email, subject: /./ });
  await followMailLink(agent.page, /^http/);
  await expectStep(agent.page, 'Ouvrir votre accès');
  await agent.page.getByLabel(/^(Nouveau mot|Mot) de passe$/).fill(password);
  await agent.page.getByLabel('Le même mot de passe, une seconde fois').fill(password);
  await press(agent.page, 'Ouvrir mon accès');
  await agent.page.context().clearCookies();
  await signInAgent(agent.page, email, password);
  // No procedure is given to that team yet: the agent is told so, and by whom it changes.
  await expectStep(agent.page, 'Votre bureau');
  await agent.page.getByText('Aucune démarche ne vous est confiée').waitFor();
  await agent.page.goto('/agents/equipe');
  expect(await agent.page.getByRole('heading', { level: 1, name: 'Équipe' }).count()).toBe(0);
  await agent.page.goto('/agents/compte');
  await expectStep(agent.page, 'Mon compte');
  await agent.context.close();
  await context.close();
});
