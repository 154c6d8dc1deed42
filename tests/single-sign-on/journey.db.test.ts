import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '#modules/identity/index.ts';
import { createSite } from '#modules/single-sign-on/index.ts';
import { launchBrowser, screens } from '#tests/support/browser.ts';
import { expectStep, follow, press } from '#tests/support/journey.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';
import { type RelyingParty, startRelyingParty } from '../../simulators/relying-party/relying-party.ts';

const client = { clientId: 'essai-mediatheque', secret: 'un secret que seuls les essais connaissent' };
const password = 'quatre mots sans lien lavande tracteur';

let counter: TestCounter;
let library: RelyingParty;
let browser: Browser;
let origin: string;
beforeAll(async () => {
  counter = await testCounter();
  counter.platform.clock.set(`${new Date().toISOString()}[Europe/Paris]`);
  origin = await counter.server.listen({ host: '127.0.0.1', port: 0 });
  library = await startRelyingParty({ port: 0, issuer: `${origin}/oidc`, ...client });
  const { address } = library;
  await createSite(
    counter.singleSignOn.parts,
    { agentId: undefined, name: 'Essai' },
    'E200072312',
    {
      name: 'Médiathèque',
      purpose: 'Emprunter et réserver des livres.',
      privacyUrl: `${address}/donnees`,
      redirectUris: [`${address}/retour`],
      postLogoutRedirectUris: [`${address}/`],
      backchannelLogoutUri: `${address}/deconnexion-distante`,
      scopes: { profile: 'Pour vous accueillir', email: 'Pour vous écrire', family: 'Pour les cartes jeunesse' },
      authMethod: 'client_secret_basic',
    },
    { id: client.clientId, secret: client.secret },
  );
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await library?.close();
  await counter?.close();
});

async function visitor(
  locale: 'fr-FR' | 'en-GB',
  options: { javaScriptEnabled?: boolean; screen?: keyof typeof screens } = {},
): Promise<{ page: Page; context: BrowserContext; email: string }> {
  const email = `jeanne.${Math.random().toString(36).slice(2)}@example.fr`;
  await createAccount(counter.platform, { email, password, givenNames: 'Jeanne', familyName: 'Martin' });
  const context = await browser.newContext({
    viewport: screens[options.screen ?? 'desk'],
    locale,
    reducedMotion: 'reduce',
    javaScriptEnabled: options.javaScriptEnabled ?? true,
  });
  context.setDefaultTimeout(20_000);
  return { page: await context.newPage(), context, email };
}

async function runJob(name: string): Promise<void> {
  await counter.jobs.find((job) => job.name === name)?.run({} as never);
  await counter.runJobs();
}

test.each([
  ['with script', true, 'desk'],
  ['without script, on a narrow phone', false, 'narrow'],
] as const)(
  'in French, %s: signs in to the library, is known there, leaves everything',
  async (_how, javaScriptEnabled, screen) => {
    const { page, context, email } = await visitor('fr-FR', { javaScriptEnabled, screen });
    await page.goto(`${library.address}/connexion`);
    await expectStep(page, 'Se connecter');
    await page.getByLabel('Adresse électronique').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await press(page, 'Se connecter');
    await expectStep(page, /Vous connecter à .*Médiathèque/);
    await press(page, 'Accepter et continuer');
    await page.getByRole('heading', { level: 1, name: 'Médiathèque' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Jeanne Martin');
    expect(await page.getByRole('main').innerText()).toContain(email);

    await page.goto(`${origin}/mon-espace/sites-connectes`);
    await expectStep(page, 'Sites connectés');
    await page.goto(library.address);
    await follow(page, 'Se déconnecter');
    await expectStep(page, 'Vous déconnecter');
    await press(page, 'Me déconnecter de tous les sites');
    await page.getByText('Vous n’êtes pas connecté.').waitFor();
    await page.goto(`${origin}/mon-espace/sites-connectes`);
    await expectStep(page, 'Se connecter');
    await context.close();
  },
);

test('in English: refuses, then agrees, withdraws, and the library is told who left', async () => {
  const { page, context, email } = await visitor('en-GB', { screen: 'phone' });
  await page.goto(`${library.address}/connexion`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Sign in');
  await expectStep(page, /Sign in to .*Médiathèque/);
  await press(page, 'Refuse');
  await page.getByRole('heading', { level: 1, name: 'La connexion n’a pas abouti' }).waitFor();
  await page.goto(`${library.address}/connexion`);
  await press(page, 'Accept and continue');
  await page.getByText('Vous êtes connecté.').waitFor();
  await page.goto(`${origin}/mon-espace/sites-connectes`);
  await expectStep(page, 'Connected sites');
  const told = library.signedOut.length;
  await press(page, /Withdraw my agreement/);
  await expectStep(page, 'Connected sites');
  await runJob('end-site-sessions');
  expect(library.signedOut.length).toBe(told + 1);
  await page.goto(library.address);
  await page.getByText('Vous n’êtes pas connecté.').waitFor();
  await context.close();
});
