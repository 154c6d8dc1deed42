import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationPassword } from '#app/demonstration/sign-ins.ts';
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
  tick,
} from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const password = 'quatre mots sans lien lavande tracteur';

/** An administrator invites somebody into the teams of a name, who opens their access and is before the inbox. */
async function inviteAgent(admin: Page, invited: { name: string; email: string; team: RegExp }): Promise<Page> {
  await admin.goto('/agents/equipe/agents/nouveau');
  await admin.getByLabel('Prénom et nom').fill(invited.name);
  await admin.getByLabel('Adresse électronique professionnelle').fill(invited.email);
  await choose(admin, 'Rôle', 'Agent');
  await tick(admin, invited.team);
  await press(admin, 'Envoyer l’invitation');
  await admin.getByText('L’invitation est envoyée').waitFor();
  const { page } = await newVisitor(browser);
  await openMail(page, { to: invited.email, subject: /./ });
  await followMailLink(page, /^http/);
  await page.getByLabel(/^(Nouveau mot|Mot) de passe$/).fill(password);
  await page.getByLabel('Le même mot de passe, une seconde fois').fill(password);
  await press(page, 'Ouvrir mon accès');
  await page.context().clearCookies();
  await signInAgent(page, invited.email, password);
  return page;
}

test('whoever leaves hands their requests over to a colleague, who is told; nothing opens any more', async () => {
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'admin@vernon.example');
  const stamp = Date.now().toString(36);
  const leaving = { name: `Theo Partant${stamp}`, email: ownEmail('partant'), team: /^Mairie de Vernon$/ };
  const agent = await inviteAgent(page, leaving);
  const visitor = await newVisitor(browser);
  const code = await askQuestion(visitor.page, {
    townHall: 'vernon',
    email: ownEmail('depart'),
    familyName: `Usager${stamp}`,
    message: 'Qui répondra après le départ ?',
  });
  await agent.goto('/agents');
  await agent.getByLabel('Rechercher une demande').fill(code);
  await agent.getByLabel('Rechercher une demande').press('Enter');
  await follow(agent, code);
  await press(agent, /^(M’attribuer|Prendre en charge)/);
  await agent.getByText(leaving.name).first().waitFor();
  const dossier = agent.url();

  await page.goto('/agents/equipe');
  await follow(page, leaving.name);
  await expectStep(page, leaving.name);
  await follow(page, 'Retirer l’accès');
  await expectStep(page, `Retirer l’accès de ${leaving.name}`);
  await press(page, 'Retirer l’accès');
  await page.getByRole('alert').getByText('Choisissez le service ou un collègue').waitFor();
  await expectStep(page, /Retirer l’accès/);
  await choose(page, 'À qui confier ses demandes ?', 'À un collègue');
  await page.getByLabel('Collègue', { exact: true }).selectOption({ label: 'Camille Bertin – Mairie de Vernon' });
  await press(page, 'Retirer l’accès');
  await page.getByText('Demandes confiées : 1').waitFor();
  await expectStep(page, 'Équipe');

  // At once: the page that was open answers nothing any more, nor does the password.
  await agent.goto(dossier);
  await expectStep(agent, 'Connexion des agents');
  await agent.getByLabel('Adresse électronique').fill(leaving.email);
  await agent.getByLabel('Mot de passe', { exact: true }).fill(password);
  await press(agent, 'Se connecter');
  await agent.getByRole('alert').waitFor();
  await openMail(agent, { to: 'secretariat@vernon.example', subject: `${leaving.name} a quitté la collectivité` });
  await agent.getByText('Demandes confiées à Camille Bertin').waitFor();
  await openMail(agent, { to: 'responsable@vernon.example', subject: `${leaving.name} a quitté la collectivité` });

  const heir = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(heir.page, 'secretariat@vernon.example');
  await heir.page.goto(dossier);
  await expectStep(heir.page, 'Poser une question à la mairie');
  // What they did stays under their name, and the change of hands is in the history.
  await heir.page.getByText(leaving.name).first().waitFor();
  await heir.page.getByText('Camille Bertin').first().waitFor();
  await heir.context.close();
  await visitor.context.close();
  await agent.context().close();
  await context.close();
});

test('without script: procedures are delegated to another authority, then taken back with what was under way', async () => {
  const { context, page } = await newVisitor(browser, { javaScript: false });
  const email = ownEmail('delegue');
  const stamp = Date.now().toString(36);
  const team = `Secrétariat partagé ${stamp}`;
  const agglomeration = await newVisitor(browser);
  await signInAgent(agglomeration.page, 'admin@sna.example');
  await agglomeration.page.goto('/agents/equipe/services/nouveau');
  await agglomeration.page.getByLabel('Nom du service').fill(team);
  await press(agglomeration.page, 'Créer un service');
  const delegate = await inviteAgent(agglomeration.page, {
    name: `Ines Deleguee${stamp}`,
    email,
    team: new RegExp(`^${team}$`),
  });

  await signInAgent(page, 'secretariat@mercey.example');
  await page.goto('/agents/equipe/delegations');
  await expectStep(page, 'Délégations');
  await follow(page, 'Déléguer des démarches');
  await expectStep(page, 'Déléguer des démarches');
  await page.getByLabel('Collectivité à qui vous les confiez').selectOption({ label: 'Seine Normandie Agglomération' });
  await press(page, 'Voir ses services');
  await expectStep(page, 'Déléguer des démarches');
  await press(page, 'Donner la délégation');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Déléguer des démarches');
  await choose(page, 'Service', team);
  await choose(page, 'Quelles démarches ?', 'Certaines démarches');
  await tick(page, 'Poser une question à la mairie');
  await press(page, 'Donner la délégation');
  await page.getByText('La délégation est donnée.').waitFor();
  await expectStep(page, 'Délégations');
  const row = page.getByRole('row').filter({ hasText: team });
  await row.getByText('En cours').waitFor();

  const visitor = await newVisitor(browser);
  const code = await askQuestion(visitor.page, {
    townHall: 'mercey',
    email: ownEmail('mercey'),
    familyName: 'Rolland',
    message: 'Le secrétariat est-il ouvert samedi ?',
  });
  await delegate.goto('/agents');
  await delegate.getByText(code).first().waitFor();
  await follow(delegate, code);
  await expectStep(delegate, 'Poser une question à la mairie');
  const dossier = delegate.url();
  // These procedures and no other of that town hall: not its other dossiers, not its team.
  await delegate.goto('/agents?vue=tous');
  expect(await delegate.getByText('Yvonne Roussel').count()).toBe(0);
  expect((await delegate.context().request.get('/agents/guichet/mercey/acte-de-naissance')).status()).toBe(404);

  await press(row, /^Mettre fin/);
  await page.getByText('La délégation a pris fin.').waitFor();
  await expectStep(page, 'Délégations');
  await row.getByText('Terminée').waitFor();
  expect((await delegate.context().request.get(dossier)).status()).toBe(404);
  await page.goto(dossier);
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText('La délégation a pris fin').first().waitFor();
  await visitor.context.close();
  await delegate.context().close();
  await agglomeration.context.close();
  await context.close();
});

test('an agent who is a resident too wears one hat at a time: neither sees what is the other’s', async () => {
  const { context, page } = await newVisitor(browser);
  await page.goto('/connexion?suite=/mon-espace');
  await page.getByLabel('Adresse électronique').fill('jeanne.martin@parvis.example');
  await page.getByLabel('Mot de passe', { exact: true }).fill(demonstrationPassword);
  await press(page, 'Se connecter');
  await expectStep(page, 'Mon espace');
  // The resident's session opens no agent's page, and the other way round.
  await page.goto('/agents');
  await expectStep(page, 'Connexion des agents');
  await signInAgent(page, 'secretariat@vernon.example');
  await expectStep(page, 'À traiter');
  await page.goto('/mon-espace');
  await expectStep(page, 'Mon espace');
  expect(await page.getByRole('banner').getByText('Camille Bertin').count()).toBe(0);
  await page.getByRole('banner').getByText('Jeanne Martin').waitFor();
  // A form that is filled as a resident takes nothing of the agent's.
  await page.goto('/vernon/demarches/question-a-la-mairie/commencer');
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Martin');
  expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('jeanne.martin@parvis.example');
  // Leaving one hat leaves the other on.
  await page.goto('/mon-espace/profil');
  await press(page.getByRole('main'), 'Se déconnecter');
  await page.goto('/agents');
  await expectStep(page, 'À traiter');
  await page.goto('/mon-espace');
  await expectStep(page, 'Se connecter');
  await context.close();
});
