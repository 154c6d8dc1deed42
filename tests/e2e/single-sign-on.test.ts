import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationPassword, demonstrationResident } from '#app/demonstration/sign-ins.ts';
import { launchBrowser, newVisitor, siteUrl } from '#tests/support/browser.ts';
import { expectStep, follow, press, tick } from '#tests/support/journey.ts';
import { type RelyingParty, startRelyingParty } from '../../simulators/relying-party/relying-party.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser?.close());

const administration = '/agents/administration/sites-connectes';

const words = {
  fr: {
    email: 'Adresse électronique',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    sites: 'Sites connectés',
    new: 'Connecter un site',
    create: 'Connecter ce site',
    missing: 'Indiquez le nom du site',
    authority: 'Collectivité responsable',
    name: /^Nom du site/,
    purpose: 'À quoi sert ce site',
    privacy: 'Adresse de sa page sur les données personnelles',
    back: 'Adresses de retour après la connexion',
    afterwards: /^Adresses de retour après la déconnexion/,
    backchannel: /^Adresse que le guichet appelle/,
    scopes: ['Votre nom, vos prénoms', 'Votre adresse électronique', 'Les enfants de votre foyer'],
    secretOnce: 'Notez ce secret maintenant',
    rotate: 'Changer le secret',
    save: 'Enregistrer',
    saved: 'Les changements sont enregistrés.',
    suspend: 'Suspendre ce site',
    suspended: 'Le site est suspendu.',
    remove: 'Retirer ce site',
    lost: 'Ce que les usagers perdent',
    restore: 'Rétablir',
    restored: /est rétabli/,
    consent: /^Vous connecter à/,
    accept: 'Accepter et continuer',
    profile: 'Mon profil',
    signOut: 'Se déconnecter',
    leaving: 'Vous déconnecter',
    refused: 'La connexion à ce site n’a pas pu se faire',
  },
  en: {
    email: 'E-mail address',
    password: 'Password',
    signIn: 'Sign in',
    sites: 'Connected sites',
    new: 'Connect a site',
    create: 'Connect this site',
    missing: 'Enter the name of the site',
    authority: 'Authority in charge',
    name: /^Name of the site/,
    purpose: 'What the site is for',
    privacy: 'Address of its page on personal data',
    back: 'Addresses to come back to after signing in',
    afterwards: /^Addresses to come back to after signing out/,
    backchannel: /^Address that the counter calls/,
    scopes: ['Your name and your language', 'Your e-mail address', 'The children of your household'],
    secretOnce: 'Write this secret down now',
    rotate: 'Change the secret',
    save: 'Save',
    saved: 'The changes are saved.',
    suspend: 'Suspend this site',
    suspended: 'The site is suspended.',
    remove: 'Remove this site',
    lost: 'What residents lose',
    restore: 'Restore',
    restored: /is restored/,
    consent: /^Sign in to/,
    accept: 'Accept and continue',
    profile: 'My profile',
    signOut: 'Sign out',
    leaving: 'Sign out',
    refused: 'Signing in to this site did not work',
  },
} as const;

async function signIn(page: Page, say: (typeof words)['fr' | 'en'], email: string): Promise<void> {
  await page.getByLabel(say.email).fill(email);
  await page.getByLabel(say.password, { exact: true }).fill(demonstrationPassword);
  await press(page, say.signIn);
}

describe.each([
  ['fr', 'narrow'],
  ['en', 'desk'],
] as const)('%s, on a screen that is %s', (locale, screen) => {
  const say = words[locale];
  const english = locale === 'en';
  const name = `Médiathèque ${locale} ${Date.now().toString(36)}`;
  // The site starts before it is connected: what it is given comes later.
  const given = { port: 0, issuer: siteUrl('/oidc'), clientId: '', secret: '' };
  let library: RelyingParty;
  beforeAll(async () => {
    library = await startRelyingParty(given);
  });
  afterAll(() => library?.close());

  test('an administrator connects a site; a resident agrees, is known there, leaves, and the site is told', async () => {
    const desk = await newVisitor(browser, { screen, english });
    await desk.page.goto('/agents/connexion');
    await signIn(desk.page, say, 'admin@sna.example');
    await desk.page.waitForURL('**/agents');
    await desk.page.goto(administration);
    await expectStep(desk.page, say.sites);
    await follow(desk.page, say.new);
    await expectStep(desk.page, say.new);
    await press(desk.page, say.create);
    await desk.page.getByRole('link', { name: say.missing }).waitFor();
    await expectStep(desk.page, say.new);
    await fillSite(desk.page);
    await press(desk.page, say.create);
    await expectStep(desk.page, say.secretOnce);
    given.secret = (await desk.page.locator('#secret').textContent()) ?? '';
    given.clientId = (await desk.page.getByRole('definition').locator('code').nth(1).textContent()) ?? '';
    await follow(desk.page, name);
    await expectStep(desk.page, name);
    await desk.page.goto(administration);
    await expectStep(desk.page, say.sites);

    const person = await newVisitor(browser, { screen, english });
    const { page } = person;
    await page.goto(`${library.address}/connexion`);
    await expectStep(page, say.signIn);
    await signIn(page, say, demonstrationResident.email);
    await expectStep(page, say.consent);
    await press(page, say.accept);
    await page.getByText('Vous êtes connecté.').waitFor();
    const known = await page.getByRole('main').innerText();
    expect(known).toContain('Jeanne Martin');
    expect(known).toContain(demonstrationResident.email);

    await page.goto(siteUrl('/mon-espace/sites-connectes'));
    await expectStep(page, say.sites);
    await page.getByText(name).first().waitFor();
    // Signed out here: the site is called behind the resident's back.
    await page.goto(siteUrl('/mon-espace/profil'));
    await press(page.getByRole('main'), say.signOut);
    await expect.poll(() => library.signedOut.length, { timeout: 150_000, interval: 1000 }).toBe(1);
    await page.goto(library.address);
    await page.getByText('Vous n’êtes pas connecté.').waitFor();

    // Signed out from the site: the resident chooses what ends.
    await page.goto(`${library.address}/connexion`);
    await signIn(page, say, demonstrationResident.email);
    await page.getByText('Vous êtes connecté.').waitFor();
    await follow(page, 'Se déconnecter');
    await expectStep(page, say.leaving);
    await page.getByRole('main').getByRole('button').last().click();
    await page.getByText('Vous n’êtes pas connecté.').waitFor();
    await page.goto(siteUrl('/mon-espace/profil'));
    await expectStep(page, say.profile);

    await changeSite(desk.page);
    await page.goto(`${library.address}/connexion`);
    await expectStep(page, say.refused);
    await desk.context.close();
    await person.context.close();
  }, 400_000);

  async function fillSite(page: Page): Promise<void> {
    const { address } = library;
    await page.getByLabel(say.authority).selectOption('E200072312');
    await page.getByLabel(say.name).fill(name);
    await page.getByLabel(say.purpose).fill('Emprunter des livres.');
    await page.getByLabel(say.privacy).fill(`${address}/donnees`);
    await page.getByLabel(say.back).fill(`${address}/retour`);
    await page.getByLabel(say.afterwards).fill(`${address}/`);
    await page.getByLabel(say.backchannel).fill(`${address}/deconnexion-distante`);
    for (const [index, scope] of say.scopes.entries()) {
      await tick(page, new RegExp(scope));
      const field = ['profile', 'email', 'family'][index];
      await page.locator(`#reason-${field}`).fill('Pour la carte de lecteur');
    }
  }

  /** A new secret, another purpose, then the site is suspended. */
  async function changeSite(page: Page): Promise<void> {
    await follow(page, name);
    await press(page, say.rotate);
    await expectStep(page, say.secretOnce);
    expect(await page.locator('#secret').textContent()).not.toBe(given.secret);
    await follow(page, name);
    await page.getByLabel(say.purpose).fill('Emprunter des livres et des films.');
    await press(page, say.save);
    await page.getByText(say.saved).waitFor();
    await expectStep(page, name);
    await press(page, say.suspend);
    await page.getByText(say.suspended).waitFor();
    await expectStep(page, name);
    // Removed by two gestures, and back by one; it is suspended again for what follows.
    await follow(page, say.remove);
    await page.getByRole('heading', { name: say.lost }).waitFor();
    await expectStep(page, new RegExp(name));
    await press(page, say.remove);
    await expectStep(page, say.sites);
    await press(page, `${say.restore} ${name}`);
    await page.getByText(say.restored).waitFor();
    await press(page, say.suspend);
    await page.getByText(say.suspended).waitFor();
  }
});
