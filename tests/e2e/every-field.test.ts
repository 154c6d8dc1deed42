import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '#modules/identity/index.ts';
import { launchBrowser, screens } from '#tests/support/browser.ts';
import { everyFieldSlug, publishEveryField } from '#tests/support/every-field.ts';
import { choose, expectStep, press, tick } from '#tests/support/journey.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

// A counter of its own, since no procedure of the library asks every type of field.
let browser: Browser;
let counter: TestCounter;
let address: string;
beforeAll(async () => {
  [browser, counter] = await Promise.all([launchBrowser(), testCounter({ prepare: publishEveryField })]);
  address = await counter.server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser.close();
  await counter.close();
});

async function newPage(options: { javaScript: boolean; screen: keyof typeof screens }): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: screens[options.screen],
    javaScriptEnabled: options.javaScript,
    locale: 'fr-FR',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

const within = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

async function typeDate(
  page: Page,
  name: string,
  [day, month, year]: readonly [string, string, string],
): Promise<void> {
  const group = within(page, name);
  await group.getByLabel('Jour').fill(day);
  await group.getByLabel('Mois').fill(month);
  await group.getByLabel('Année').fill(year);
}

async function fillPeople(page: Page): Promise<void> {
  await page.getByLabel('Prénoms', { exact: true }).first().fill('Zoé');
  await page.getByLabel('Nom', { exact: true }).fill('Roy');
  await page.getByLabel('Adresse électronique', { exact: true }).first().fill('zoe@exemple.fr');
  const guardian = within(page, 'Second parent');
  await choose(guardian, 'Civilité', 'Monsieur');
  await guardian.getByLabel('Prénoms').fill('Ali');
  await guardian.getByLabel('Nom de famille').fill('Roy');
  await guardian.getByLabel('Jour').fill('1');
  await guardian.getByLabel('Mois').fill('février');
  await guardian.getByLabel('Année').fill('1985');
  const pupil = within(page, 'Élève');
  await pupil.getByLabel('Prénoms').fill('Léa');
  await pupil.getByLabel('Nom de famille').fill('Roy');
  await pupil.getByLabel('Jour').fill('12');
  await pupil.getByLabel('Mois').fill('3');
  await pupil.getByLabel('Année').fill('2018');
  await page.getByLabel('Nationalité').selectOption('FR');
  await page.getByLabel('Numéro de sécurité sociale').fill('2 85 05 78 006 084 41');
  await page.getByLabel('Numéro d’allocataire').fill('1234567');
  await page.getByLabel('Numéro fiscal').fill('30 23 217 600 053');
  await page.getByLabel('Référence de l’avis').fill('26 75 A123456 78');
}

async function fillWishes(page: Page): Promise<void> {
  const month = within(page, 'Mois de début');
  await month.getByLabel('Mois').fill('décembre');
  await month.getByLabel('Année').fill('2026');
  await typeDate(page, 'Jour souhaité', ['3', '12', '2026']);
  await page.getByLabel('Heure souhaitée').fill('14:30');
  await page.getByLabel('Choix n° 1').selectOption('judo');
  await page.getByLabel('Choix n° 2').selectOption('music');
  await choose(page, 'Formule', 'Journée');
  await choose(page, 'Une allergie ?', 'Non');
  await page.getByLabel('Nombre de semaines').fill('2');
  await page.getByLabel('Budget par semaine').fill('100,50');
  await page.getByLabel('Objet, Dépense 1').fill('Car');
  await page.getByLabel('Montant, Dépense 1').fill('40');
  await press(page, 'Ajouter une dépense');
  await page.getByLabel('Objet, Dépense 2').fill('Entrées');
  await page.getByLabel('Montant, Dépense 2').fill('12');
  await page.getByLabel('Payée par, Dépense 2').selectOption('aid');
  for (const row of ['Salaires', 'Loyers reçus']) {
    await page.getByLabel(`Prévu, ${row}`).fill('900');
    await page.getByLabel(`Personnes, ${row}`).fill('1');
  }
}

async function fillPlaces(page: Page): Promise<void> {
  await page.locator('input[name="home-street"]').fill('12 Rue d’Albuféra');
  await page.getByLabel('Code postal').fill('27200');
  await page.getByLabel('Ville', { exact: true }).fill('Vernon');
  await page.locator('input[name="town"]').fill('Vernon (27200)');
  await tick(page, 'J’atteste que ces renseignements sont exacts');
}

async function start(page: Page): Promise<void> {
  await page.goto(`/vernon/demarches/${everyFieldSlug}/commencer`);
  await expectStep(page, /Les personnes/);
}

async function checkAndSend(page: Page): Promise<void> {
  await expectStep(page, 'Vérifier et envoyer');
  const answers = await page.getByRole('main').innerText();
  for (const told of [
    'Monsieur Ali Roy',
    'Date de naissance : 1er février 1985',
    'Léa Roy',
    '2 85 05 78 006 084 41',
    'décembre 2026',
    '1. Judo',
    '2. Musique',
    '201,00 €',
    'Dépense 2',
    'Salaires',
    'Déclaré sur l’honneur',
  ])
    expect(answers.replace(/[\u00a0\u202f]/g, ' ')).toContain(told);
  await press(page, 'Envoyer ma demande');
  await expectStep(page, 'Votre demande est envoyée');
}

test('every type of field on a phone of 320 px, without script', async () => {
  const page = await newPage({ javaScript: false, screen: 'narrow' });
  await start(page);
  // Nothing typed: each mandatory field says so, and the page stays good.
  await press(page, 'Continuer');
  await expectStep(page, /Les personnes/);
  for (const link of await page.getByRole('alert').getByRole('link').all()) {
    const target = (await link.getAttribute('href')) ?? '';
    expect(await page.locator(target).isVisible(), target).toBe(true);
  }
  for (const [who, boxes] of [
    ['Second parent', ['Prénoms', 'Nom de famille', 'Jour', 'Mois', 'Année']],
    ['Élève', ['Prénoms', 'Nom de famille', 'Jour', 'Mois', 'Année']],
  ] as const)
    for (const box of boxes)
      expect(await within(page, who).getByLabel(box).getAttribute('class'), `${who}, ${box}`).toContain('--error');
  await fillPeople(page);
  await page.getByLabel('Numéro de sécurité sociale').fill('2 85 05 78 006 084 42');
  await press(page, 'Continuer');
  await expectStep(page, /Les personnes/);
  expect(await page.getByRole('alert').innerText()).toContain('ce numéro comporte une erreur');
  expect(await within(page, 'Élève').getByLabel('Prénoms').inputValue()).toBe('Léa');
  await page.getByLabel('Numéro de sécurité sociale').fill('2 85 05 78 006 084 41');
  await press(page, 'Continuer');

  await expectStep(page, /Les souhaits/);
  await fillWishes(page);
  await page.getByLabel('Choix n° 2').selectOption('judo');
  await press(page, 'Continuer');
  await expectStep(page, /Les souhaits/);
  expect(await page.getByRole('alert').innerText()).toContain('vous avez choisi deux fois');
  expect(await page.getByText('201,00').count(), 'the total is worked out by the server').toBe(1);
  await page.getByLabel('Choix n° 2').selectOption('music');
  await press(page, 'Continuer');

  await expectStep(page, /Les lieux/);
  expect(await page.getByText('Une fausse déclaration est punie').count()).toBe(1);
  await fillPlaces(page);
  await page.getByLabel('Décrivez l’endroit').fill('Le trottoir devant le 12');
  await page.getByLabel('Surface, si vous la connaissez').fill('12,5 m²');
  await press(page, 'Continuer');
  await checkAndSend(page);
  await page.context().close();
});

test('every type of field at a desk, an area drawn with the keyboard', async () => {
  const page = await newPage({ javaScript: true, screen: 'desk' });
  await start(page);
  await fillPeople(page);
  await press(page, 'Continuer');
  await expectStep(page, /Les souhaits/);
  await fillWishes(page);
  await press(page, 'Continuer');
  await expectStep(page, /Les lieux/);
  await fillPlaces(page);
  await page.getByRole('button', { name: 'Dessiner la zone sur la carte' }).click();
  const map = page.getByRole('application');
  await map.focus();
  for (const step of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) {
    await page.keyboard.press('Enter');
    await page.keyboard.press(step);
    await page.waitForTimeout(400);
  }
  await page.keyboard.press('Enter');
  expect(await page.getByText('Coins placés : 4').count()).toBe(1);
  await page.getByRole('button', { name: 'Effacer le dernier coin' }).click();
  expect(await page.getByText('Coins placés : 3').count()).toBe(1);
  await press(page, 'Continuer');
  await expectStep(page, 'Vérifier et envoyer');
  expect(await page.getByText(/Dessiné sur la carte, environ/).count()).toBe(1);
  await page.goBack();
  await expectStep(page, /Les lieux/);
  expect(await page.getByText(/Dessiné sur la carte, environ/).count()).toBe(1);
  await press(page, 'Continuer');
  await checkAndSend(page);
  await page.context().close();
});

test('a child added to the household on a phone is offered by the form', async () => {
  const [email, password] = ['foyer@exemple.fr', 'cheval brouette parapluie'];
  await createAccount(counter.platform, { email, password, givenNames: 'Zoé', familyName: 'Roy' });
  const page = await newPage({ javaScript: true, screen: 'narrow' });
  await page.goto('/connexion');
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await press(page, 'Se connecter');
  await page.goto('/mon-espace/foyer/ajouter');
  await expectStep(page, 'Ajouter une personne');
  await choose(page, 'Qui est cette personne pour vous ?', 'Mon enfant');
  await page.getByLabel('Prénoms').fill('Léa');
  await page.getByLabel('Nom de famille').fill('Roy');
  await typeDate(page, 'Date de naissance', ['12', '3', '2018']);
  await press(page, 'Enregistrer');
  await expectStep(page, 'Mon foyer');
  await start(page);
  const pupil = within(page, 'Élève');
  expect(await pupil.getByLabel('Nom de famille').isVisible()).toBe(false);
  await choose(page, 'De quel enfant s’agit-il ?', 'Un autre enfant');
  expect(await pupil.getByLabel('Nom de famille').isVisible()).toBe(true);
  await choose(page, 'De quel enfant s’agit-il ?', 'Léa Roy, 12 mars 2018');
  expect(await pupil.getByLabel('Nom de famille').isVisible()).toBe(false);
  await page.context().close();
});
