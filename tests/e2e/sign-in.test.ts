import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, newVisitor, siteUrl } from '#tests/support/browser.ts';
import { choose, expectStep, follow, followMailLink, openMail, ownEmail, press, tick } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Passkeys are made for a name: the loopback address has none, `localhost` is one. */
const named = (path: string) => {
  const url = new URL(siteUrl(path));
  url.hostname = 'localhost';
  return url.href;
};

/** A device with a passkey of its own, which recognises its holder at once. */
async function plugPasskey(page: Page): Promise<void> {
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const words = {
  fr: {
    without: 'Créer un compte sans mot de passe',
    email: 'Adresse électronique',
    create: 'Créer mon compte',
    sent: 'Consultez votre messagerie',
    verifySubject: /[Cc]onfirme/,
    verify: 'Confirmer votre adresse',
    open: 'Ouvrir mon compte',
    methods: 'Moyens de connexion',
    label: /^Nom de cet appareil/,
    add: 'Ajouter une clé d’accès',
    signIn: 'Se connecter',
    use: 'Utiliser une clé d’accès',
    profile: 'Mon profil',
    signOut: 'Se déconnecter',
    devices: 'Appareils connectés à votre compte',
    byLink: 'Recevoir un lien de connexion par courriel',
    linkTitle: 'Se connecter avec un lien',
    getLink: 'Recevoir le lien',
    linkSubject: /lien de connexion/,
    confirmLink: 'Confirmer la connexion',
    goIn: 'Me connecter',
    mySpace: 'Mon espace',
  },
  en: {
    without: 'Create an account without a password',
    email: 'E-mail address',
    create: 'Create my account',
    sent: 'Check your mailbox',
    verifySubject: /[Cc]onfirm/,
    verify: 'Confirm your address',
    open: 'Open my account',
    methods: 'Ways to sign in',
    label: /^Name of this device/,
    add: 'Add a passkey',
    signIn: 'Sign in',
    use: 'Use a passkey',
    profile: 'My profile',
    signOut: 'Sign out',
    devices: 'Devices signed in to your account',
    byLink: 'Get a sign-in link by e-mail',
    linkTitle: 'Sign in with a link',
    getLink: 'Get the link',
    linkSubject: /sign-in link/,
    confirmLink: 'Confirm signing in',
    goIn: 'Sign in',
    mySpace: 'My space',
  },
} as const;

describe.each(['fr', 'en'] as const)('%s', (locale) => {
  const say = words[locale];

  test('an account without a password: opened by link, entered with a passkey', async () => {
    const email = ownEmail(`cle.${locale}`);
    const { context, page } = await newVisitor(browser, { screen: 'phone', english: locale === 'en' });
    await plugPasskey(page);
    await page.goto(named('/inscription/sans-mot-de-passe'));
    await expectStep(page, say.without);
    await page.getByLabel(say.email).fill(email);
    await press(page, say.create);
    await expectStep(page, say.sent);
    await openNamedMail(page, { to: email, subject: say.verifySubject });
    await expectStep(page, say.verify);
    await press(page, say.open);
    await expectStep(page, say.methods);
    await page.getByLabel(say.label).fill('Téléphone');
    await press(page, say.add);
    await page.getByRole('rowheader', { name: 'Téléphone' }).waitFor();
    await expectStep(page, say.methods);
    await page.goto(named('/mon-espace/profil/appareils'));
    await expectStep(page, say.devices);
    await page.goto(named('/mon-espace/profil'));
    await expectStep(page, say.profile);
    await press(page.getByRole('main'), say.signOut);
    await page.goto(named('/connexion?suite=/mon-espace/profil'));
    await expectStep(page, say.signIn);
    await press(page, say.use);
    await expectStep(page, say.profile);
    await context.close();
  });

  test('without script a link received by e-mail signs in', async () => {
    const email = ownEmail(`lien.${locale}`);
    const { context, page } = await newVisitor(browser, { javaScript: false, english: locale === 'en' });
    await page.goto('/inscription/sans-mot-de-passe');
    await page.getByLabel(say.email).fill(email);
    await press(page, say.create);
    await openMail(page, { to: email, subject: say.verifySubject });
    await followMailLink(page, /^http/);
    await press(page, say.open);
    await expectStep(page, say.methods);
    await page.goto('/mon-espace/profil');
    await press(page.getByRole('main'), say.signOut);
    await page.goto('/connexion');
    await expectStep(page, say.signIn);
    await follow(page, say.byLink);
    await expectStep(page, say.linkTitle);
    await page.getByLabel(say.email).fill(email);
    await press(page, say.getLink);
    await expectStep(page, say.sent);
    await openMail(page, { to: email, subject: say.linkSubject });
    await followMailLink(page, /^http/);
    await expectStep(page, say.confirmLink);
    await press(page, say.goIn);
    await expectStep(page, say.mySpace);
    await context.close();
  });
});

test('without script: the application of codes is set up, asked for, and replaced by a recovery code', async () => {
  const email = ownEmail('codes');
  const { context, page } = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await page.goto('/inscription/sans-mot-de-passe');
  await page.getByLabel('Adresse électronique').fill(email);
  await press(page, 'Créer mon compte');
  await openMail(page, { to: email, subject: /[Cc]onfirme/ });
  await followMailLink(page, /^http/);
  await press(page, 'Ouvrir mon compte');
  await press(page, 'Installer l’application de codes');
  await expectStep(page, 'Installer l’application de codes');
  const key = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  await page.getByLabel('Les six chiffres que montre l’application').fill('000000');
  await press(page, 'Terminer l’installation');
  await expectStep(page, 'Installer l’application de codes');
  await page.getByLabel('Les six chiffres que montre l’application').fill(app.generate());
  await press(page, 'Terminer l’installation');
  await expectStep(page, 'Vos codes de secours');
  const recovery = (await page.locator('main code').first().textContent()) ?? '';
  await follow(page, 'J’ai gardé mes codes, continuer');
  await expectStep(page, 'Moyens de connexion');
  await page.goto('/mon-espace/profil');
  await press(page.getByRole('main'), 'Se déconnecter');
  await page.goto('/connexion/lien');
  await page.getByLabel('Adresse électronique').fill(email);
  await press(page, 'Recevoir le lien');
  await openMail(page, { to: email, subject: /lien de connexion/ });
  await followMailLink(page, /^http/);
  await press(page, 'Me connecter');
  await expectStep(page, 'Vérifier que c’est bien vous');
  await page.getByLabel('Code de vérification').fill('123');
  await press(page, 'Vérifier');
  await expectStep(page, 'Vérifier que c’est bien vous');
  await page.getByLabel('Code de vérification').fill(recovery);
  await press(page, 'Vérifier');
  await expectStep(page, 'Mon espace');
  await context.close();
});

test('a second factor that is lost: the counter asks for its release, the person is told and refuses', async () => {
  const email = ownEmail('perdu');
  const { context, page } = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await page.goto('/inscription/sans-mot-de-passe');
  await page.getByLabel('Adresse électronique').fill(email);
  await press(page, 'Créer mon compte');
  await openMail(page, { to: email, subject: /[Cc]onfirme/ });
  await followMailLink(page, /^http/);
  await press(page, 'Ouvrir mon compte');
  await press(page, 'Installer l’application de codes');
  await page.getByRole('heading', { level: 1, name: 'Installer l’application de codes' }).waitFor();
  const key = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await page
    .getByLabel('Les six chiffres que montre l’application')
    .fill(new TOTP({ secret: Secret.fromBase32(key) }).generate());
  await press(page, 'Terminer l’installation');
  await page.getByRole('heading', { level: 1, name: 'Vos codes de secours' }).waitFor();

  const desk = await newVisitor(browser, { screen: 'narrow' });
  await desk.page.goto('/agents/connexion');
  await desk.page.getByLabel('Adresse électronique').fill('secretariat@vernon.example');
  await desk.page.getByLabel('Mot de passe', { exact: true }).fill('parvis-demonstration');
  await press(desk.page, 'Se connecter');
  await desk.page.waitForURL('**/agents');
  await desk.page.goto('/agents/usagers/double-verification');
  await expectStep(desk.page, 'Lever une double vérification perdue');
  await press(desk.page, 'Demander la levée');
  await expectStep(desk.page, 'Lever une double vérification perdue');
  await desk.page.getByLabel('Adresse électronique du compte').fill(email);
  await choose(desk.page, 'Pièce présentée', 'Passeport');
  await tick(desk.page, /^J’ai vu la personne/);
  await press(desk.page, 'Demander la levée');
  await desk.page
    .getByRole('cell', { name: /Prendra effet le/ })
    .first()
    .waitFor();
  await expectStep(desk.page, 'Lever une double vérification perdue');
  await desk.context.close();

  await page.goto('/mon-espace/profil/securite');
  await page.getByText(/Si vous ne refusez pas/).waitFor();
  await expectStep(page, 'Moyens de connexion');
  await openMail(page, { to: email, subject: /va être levée/ });
  await followMailLink(page, /^http/);
  await expectStep(page, 'Refuser la levée de votre double vérification');
  await press(page, 'Ce n’était pas moi, je refuse');
  await page.getByText(/La levée est refusée/).waitFor();
  await context.close();
});

test('an agent adds a passkey and signs in with it', async () => {
  const { context, page } = await newVisitor(browser);
  await plugPasskey(page);
  await page.goto(named('/agents/connexion'));
  await expectStep(page, 'Connexion des agents');
  await page.getByLabel('Adresse électronique').fill('dechets@sna.example');
  await page.getByLabel('Mot de passe', { exact: true }).fill('parvis-demonstration');
  await press(page, 'Se connecter');
  await page.waitForURL('**/agents');
  await page.goto(named('/agents/compte'));
  await expectStep(page, 'Mon compte');
  await page.goto(named('/agents/compte/securite'));
  await expectStep(page, 'Moyens de connexion');
  await page.getByLabel(/^Nom de cet appareil/).fill('Poste du bureau');
  await press(page, 'Ajouter une clé d’accès');
  await expectStep(page, 'Vos codes de secours');
  expect(await page.locator('main code').count()).toBe(10);
  await follow(page, 'J’ai gardé mes codes, continuer');
  await page.getByRole('rowheader', { name: 'Poste du bureau' }).waitFor();
  await page.goto(named('/agents/compte/appareils'));
  await expectStep(page, 'Appareils connectés à votre compte');
  await press(page, 'Tout déconnecter, cet appareil compris');
  await expectStep(page, 'Connexion des agents');
  await page.getByLabel('Adresse électronique').fill('dechets@sna.example');
  await page.getByLabel('Mot de passe', { exact: true }).fill('parvis-demonstration');
  await press(page, 'Se connecter');
  await expectStep(page, 'Vérifier que c’est bien vous');
  await press(page, 'Utiliser une clé d’accès');
  await page.waitForURL('**/agents');
  // What other journeys find: this agent signs in with the password alone.
  await page.goto(named('/agents/compte/securite'));
  await press(page, 'Retirer Poste du bureau');
  await page.getByText('Vous n’avez pas encore de clé d’accès.').waitFor();
  await context.close();
});

/** The mail's link, at the name for which the passkey is made. */
async function openNamedMail(page: Page, mail: { to: string; subject: RegExp }): Promise<void> {
  await openMail(page, mail);
  const href = await page.getByRole('article').getByRole('link', { name: /^http/ }).getAttribute('href');
  const { pathname } = new URL(href ?? '');
  await page.goto(named(pathname));
}
