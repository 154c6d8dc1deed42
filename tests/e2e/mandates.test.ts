import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationPassword } from '#app/demonstration/sign-ins.ts';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { choose, expectStep, follow, openMail, press, signInAgent, tick } from '#tests/support/journey.ts';
import { pngOf } from '#tests/support/png.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const helper = 'france-services@vernon.example';
const jeanne = 'jeanne.martin@parvis.example';

interface Wanted {
  readonly givenNames: string;
  readonly familyName: string;
  readonly phone?: string;
  readonly email?: string;
  readonly days: string;
  readonly theme: string;
  readonly procedure: string;
}

/** Draws a mandate up, from the list of the helper's mandates, and is before its page. */
async function drawUp(page: Page, wanted: Wanted): Promise<void> {
  await page.goto('/agents/mandats');
  await expectStep(page, 'Mes mandats');
  await follow(page, 'Préparer un mandat');
  await expectStep(page, 'Préparer un mandat');
  await page.getByLabel('Prénoms').fill(wanted.givenNames);
  await page.getByLabel('Nom', { exact: true }).fill(wanted.familyName);
  if (wanted.phone !== undefined) await page.getByLabel(/^Téléphone portable/).fill(wanted.phone);
  if (wanted.email !== undefined) await page.getByLabel(/^Adresse électronique/).fill(wanted.email);
  await choose(page, 'Durée', wanted.days);
  await tickAt(page, 'Mairie de Vernon', wanted.theme, wanted.procedure);
  await press(page, 'Préparer le mandat');
  await expectStep(page, `Mandat donné par ${wanted.givenNames} ${wanted.familyName}`);
  await page.getByText('En attente d’accord').waitFor();
}

/** A procedure of one of the authorities that the form shows. */
async function tickAt(page: Page, authority: string, theme: string, procedure: string): Promise<void> {
  const section = page.getByRole('region', { name: authority, exact: true });
  await section.locator('summary').filter({ hasText: theme }).click();
  await tick(section, procedure);
}

const ended = async (page: Page, path: string) => (await page.context().request.get(path)).status();

test('agreed on screen for a day: a request is filed, the person sees it as the helper’s and ends it at once', async () => {
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, helper);
  await follow(page, 'Mes mandats');
  await follow(page, 'Préparer un mandat');
  await press(page, 'Préparer le mandat');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Préparer un mandat');
  // What the law keeps to the person is told with its reason, and cannot be ticked.
  await page.locator('summary').filter({ hasText: 'Ce que la personne fait elle-même' }).click();
  await page.getByText(/Les deux partenaires font eux-mêmes .* \(code civil, article 515-3\)/).waitFor();
  expect(await page.getByRole('checkbox', { name: /PACS/ }).count()).toBe(0);

  const message = `Les bancs du square, ${Date.now().toString(36)}`;
  await drawUp(page, {
    givenNames: 'Jeanne',
    familyName: 'Martin',
    email: jeanne,
    days: '1 jour',
    theme: 'Vie de la commune',
    procedure: 'Poser une question à la mairie',
  });
  const mandate = page.url();
  await press(page, 'Je suis d’accord');
  await expectStep(page, 'Mandat donné par Jeanne Martin');
  await tick(page, /J’autorise Léa Fontaine, France Services de Vernon/);
  await page.getByLabel('Mes prénoms et mon nom').fill('Jeannette Martin');
  await press(page, 'Je suis d’accord');
  await page.getByRole('alert').getByText('La personne saisit son nom').waitFor();
  await tick(page, /J’autorise Léa Fontaine/);
  await page.getByLabel('Mes prénoms et mon nom').fill('jeanne  MARTIN');
  await press(page, 'Je suis d’accord');
  await page.getByText('L’accord est donné').waitFor();
  await expectStep(page, 'Mandat donné par Jeanne Martin');

  await press(page, 'Commencer');
  await page.getByText(/Vous agissez pour Jeanne Martin, sous mandat/).waitFor();
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Martin');
  const draft = page.url();
  await press(page, 'Continuer');
  await page.getByRole('alert').waitFor();
  await expectStep(page, /./);
  await page.getByLabel('Sujet').selectOption({ label: 'Rues, propreté, espaces verts' });
  await page.getByLabel('Votre message').fill(message);
  await press(page, 'Continuer');
  await expectStep(page, 'Vérifier les réponses');
  await press(page, 'Envoyer la demande');
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText('Léa Fontaine, France Services de Vernon, pour vous').waitFor();
  const dossier = page.url();

  const resident = await newVisitor(browser, { screen: 'phone' });
  await signInJeanne(resident.page);
  await follow(resident.page, /andats/);
  await expectStep(resident.page, 'Mes mandats');
  const card = resident.page.locator('main section').filter({ hasText: 'Demande déposée pour vous' }).first();
  await card.getByText('Demande déposée pour vous').waitFor();
  await openMail(resident.page, { to: jeanne, subject: 'Une demande a été déposée pour vous' });
  await resident.page.getByText('Léa Fontaine, France Services de Vernon, a déposé pour vous').waitFor();
  await resident.page.goto('/mon-espace/mandats');
  await press(card, 'Mettre fin à ce mandat');
  await expectStep(resident.page, 'Mes mandats');
  await resident.page.getByText('Le mandat a pris fin.').waitFor();
  await card.getByText('Mandat révoqué').waitFor();

  // The very next thing that the helper tries is refused, whatever was open.
  expect(await ended(page, draft)).toBe(403);
  expect(await ended(page, dossier)).toBe(403);
  await page.goto(mandate);
  await page.getByText('Vous ne pouvez plus rien faire ni consulter pour cette personne.').waitFor();
  await expectStep(page, 'Mandat donné par Jeanne Martin');
  expect(await page.getByRole('button', { name: 'Commencer' }).count()).toBe(0);
  await openMail(page, { to: jeanne, subject: 'Votre mandat a pris fin' });
  await context.close();
  await resident.context.close();
});

test('agreed by a code in a text message for 31 days, and ended with the link of the message', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  const phone = `06${String(Date.now() % 100_000_000).padStart(8, '0')}`;
  await page.goto('/agents/connexion');
  await signInAgent(page, helper);
  await drawUp(page, {
    givenNames: 'Odette',
    familyName: 'Lemoine',
    phone,
    days: '31 jours',
    theme: 'État civil',
    procedure: 'Demander un acte de naissance',
  });
  const mandate = page.url();
  await press(page, 'Envoyer le code');
  await page.getByText('Le code est envoyé par SMS.').waitFor();
  const outbox = await newVisitor(browser, { screen: 'phone' });
  const code = await readSms(outbox.page, phone, /le code (\d{3} \d{3})/);
  await page.getByLabel('Code lu par la personne').fill('000000');
  await press(page, 'Valider le code');
  await page.getByRole('alert').getByText('Ce code n’est pas le bon').waitFor();
  await expectStep(page, 'Mandat donné par Odette Lemoine');
  await page.getByLabel('Code lu par la personne').fill(code);
  await press(page, 'Valider le code');
  await page.getByText('L’accord est donné').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Demander un acte de naissance' }).waitFor();

  // Another procedure than those chosen is refused, though the town offers it.
  const outside = await page.evaluate(async (address) => {
    const form = document.querySelector<HTMLFormElement>('form[action$="/deposer"]');
    if (form === null) throw new Error('No form');
    const data = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    data.set('demarche', 'C27681:question');
    return (await fetch(`${address}/deposer`, { method: 'POST', body: data })).status;
  }, new URL(mandate).pathname);
  expect(outside).toBe(404);

  const link = await readSms(outbox.page, phone, /(\/mandats\/lien\/[\w.-]+)/);
  await outbox.page.goto(link);
  await expectStep(outbox.page, 'Mandat donné à Léa Fontaine, France Services de Vernon');
  await press(outbox.page, 'Mettre fin à ce mandat');
  await outbox.page.getByText('Le mandat a pris fin.').waitFor();
  await expectStep(outbox.page, 'Mandat donné à Léa Fontaine, France Services de Vernon');
  await page.goto(mandate);
  await page.getByText('Révoqué').first().waitFor();
  await context.close();
  await outbox.context.close();
});

test('without script: agreed on signed paper for 182 days, shown to nobody else, given up by the helper', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await signInAgent(page, helper);
  await drawUp(page, {
    givenNames: 'Armand',
    familyName: 'Sorel',
    days: '182 jours (6 mois)',
    theme: 'Urbanisme et rues',
    procedure: 'Demander une carte de stationnement résident',
  });
  const mandate = page.url();
  await page.getByText('La personne n’a donné ni adresse ni téléphone').waitFor();
  const pdf = await context.request.get(`${mandate}/mandat.pdf`);
  expect((await pdf.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await press(page, 'Joindre le mandat signé');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Mandat donné par Armand Sorel');
  await page
    .getByLabel('Mandat signé')
    .setInputFiles({ name: 'mandat-signe.png', mimeType: 'image/png', buffer: pngOf(640, 480) });
  await press(page, 'Joindre le mandat signé');
  await page.getByText('L’accord est donné').waitFor();
  await expectStep(page, 'Mandat donné par Armand Sorel');
  expect((await context.request.get(`${mandate}/papier`)).status()).toBe(200);

  const colleague = await newVisitor(browser);
  await signInAgent(colleague.page, 'secretariat@vernon.example');
  for (const part of ['', '/papier', '/mandat.pdf']) {
    expect((await colleague.context.request.get(`${mandate}${part}`)).status(), part).toBe(404);
  }
  await colleague.page.goto('/agents/mandats/en-cours');
  await expectStep(colleague.page, 'Mandats en cours');
  await colleague.page.getByRole('row').filter({ hasText: 'Armand Sorel' }).waitFor();
  await colleague.context.close();

  // Renewed while it runs, with the agglomération and another town: what was ticked stays ticked.
  await follow(page, 'Renouveler ce mandat');
  await expectStep(page, 'Renouveler un mandat');
  await page.getByText('Nouveau mandat de Armand Sorel').waitFor();
  await page.locator('summary').filter({ hasText: 'Ajouter ou retirer une collectivité' }).click();
  await tick(page, 'Seine Normandie Agglomération');
  await tick(page, 'Mairie de Mercey');
  await press(page, 'Afficher leurs démarches');
  await expectStep(page, 'Renouveler un mandat');
  await tickAt(page, 'Mairie de Mercey', 'Vie de la commune', 'Poser une question à la mairie');
  await press(page, 'Préparer le mandat');
  await expectStep(page, 'Mandat donné par Armand Sorel');
  const renewal = page.url();
  await tick(page, /J’autorise Léa Fontaine/);
  await page.getByLabel('Mes prénoms et mon nom').fill('Armand Sorel');
  await press(page, 'Je suis d’accord');
  await page.getByText('L’accord est donné').waitFor();
  await page
    .getByText('Demander une carte de stationnement résident (Mairie de Vernon)')
    .waitFor({ state: 'attached' });
  await page.getByText('Poser une question à la mairie (Mairie de Mercey)').waitFor({ state: 'attached' });
  await page.goto(mandate);
  await page.getByText('Un nouveau mandat a pris sa place.').waitFor();
  await expectStep(page, 'Mandat donné par Armand Sorel');

  await page.goto(renewal);
  await press(page, 'Mettre fin au mandat');
  await page.getByText('Le mandat a pris fin.').waitFor();
  await follow(page, 'Renouveler ce mandat');
  await page.getByText('Nouveau mandat de Armand Sorel').waitFor();
  await context.close();
});

test('in English: a mandate of a year, ended by whoever answers the phone', async () => {
  const { context, page } = await newVisitor(browser, { english: true });
  await page.goto('/agents/connexion?lang=en');
  await page.getByLabel('E-mail address').fill(helper);
  await page.getByLabel('Password', { exact: true }).fill(demonstrationPassword);
  await press(page, 'Sign in');
  await follow(page, 'My mandates');
  await expectStep(page, 'My mandates');
  await follow(page, 'Draw up a mandate');
  await expectStep(page, 'Draw up a mandate');
  await page.getByLabel('Given names').fill('Mary');
  await page.getByLabel('Family name').fill('Poppins');
  await choose(page, 'Duration', '365 days (1 year)');
  const town = page.getByRole('region', { name: 'Mairie de Vernon', exact: true });
  await town.locator('details', { hasText: 'Ask the town hall a question' }).locator('summary').click();
  await tick(town, 'Ask the town hall a question');
  await press(page, 'Draw up the mandate');
  await expectStep(page, 'Mandate given by Mary Poppins');
  await tick(page, /I allow Léa Fontaine/);
  await page.getByLabel('My given names and family name').fill('Mary Poppins');
  await press(page, 'I agree');
  await page.getByText('Agreement is given').waitFor();
  await expectStep(page, 'Mandate given by Mary Poppins');
  await context.close();

  const reception = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(reception.page, 'responsable@vernon.example');
  await reception.page.goto('/agents/mandats/en-cours');
  await expectStep(reception.page, 'Mandats en cours');
  await press(reception.page, 'Mettre fin au mandat de Mary Poppins');
  await reception.page.getByText('Le mandat a pris fin.').waitFor();
  expect(await reception.page.getByText('Mary Poppins').count()).toBe(0);
  await reception.context.close();
});

test('the right to be a helper is given and taken back by the administrator, with every mandate', async () => {
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'admin@vernon.example');
  await page.goto('/agents/equipe/aidants');
  await expectStep(page, 'Aidants');
  await press(page, 'Donner le droit');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Aidants');
  const add = page.getByRole('region', { name: 'Ajouter un aidant' });
  await add.getByLabel('Agent').selectOption({ label: 'Nadia Cherif' });
  await add.getByLabel(/^Structure/).fill('CCAS de Vernon');
  await press(add, 'Donner le droit');
  const nadia = page.getByRole('region', { name: 'Nadia Cherif' });
  await page.getByText('C’est enregistré.').waitFor();

  const chosen = await newVisitor(browser);
  await signInAgent(chosen.page, 'responsable@vernon.example');
  await drawUp(chosen.page, {
    givenNames: 'Rose',
    familyName: 'Blin',
    days: '1 jour',
    theme: 'Vie de la commune',
    procedure: 'Poser une question à la mairie',
  });
  const mandate = chosen.page.url();
  await tick(chosen.page, /J’autorise Nadia Cherif, CCAS de Vernon/);
  await chosen.page.getByLabel('Mes prénoms et mon nom').fill('Rose Blin');
  await press(chosen.page, 'Je suis d’accord');
  await press(chosen.page, 'Commencer');
  await chosen.page.getByText(/Vous agissez pour Rose Blin/).waitFor();
  const draft = chosen.page.url();
  await follow(nadia, /^Retirer le droit/);
  await expectStep(page, 'Retirer le droit d’aidant à Nadia Cherif');
  await page.getByRole('row', { name: /Rose Blin.*à prévenir par vous/ }).waitFor();
  await press(page, 'Retirer le droit');
  await page.getByText('Le droit est retiré. Un mandat a pris fin.').waitFor();
  expect(await ended(chosen.page, draft)).toBe(403);
  expect(await ended(chosen.page, '/agents/mandats')).toBe(404);
  expect(await ended(chosen.page, mandate)).toBe(200);
  await chosen.context.close();
  await context.close();
});

async function signInJeanne(page: Page): Promise<void> {
  await page.goto('/connexion?suite=/mon-espace');
  await page.getByLabel('Adresse électronique').fill(jeanne);
  await page.getByLabel('Mot de passe', { exact: true }).fill(demonstrationPassword);
  await press(page, 'Se connecter');
  await expectStep(page, 'Mon espace');
}

/** What the newest text messages to a number say, in the demonstration's outbox. */
async function readSms(page: Page, phone: string, wanted: RegExp): Promise<string> {
  const digits = phone.slice(1);
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        await page.goto('/demo/messages');
        const rows = page.getByRole('row').filter({ hasText: digits });
        const links = await rows
          .getByRole('link')
          .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
        for (const href of links) {
          await page.goto(href);
          found ??= wanted.exec(await page.getByRole('article').innerText())?.[1];
        }
        return found;
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBeDefined();
  return found ?? '';
}
