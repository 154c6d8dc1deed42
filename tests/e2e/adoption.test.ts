import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { expectStep, follow, press, signInAgent, tick } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const list = '/agents/administration/demarches';
const main = (page: Page) => page.getByRole('main');

async function unfold(page: Page, title: string): Promise<void> {
  await page.locator('summary').filter({ hasText: title }).click();
}

/** The page of a procedure, found from the list as an administrator does. */
async function openFromList(page: Page, words: string, title: RegExp): Promise<void> {
  await page.goto(list);
  await expectStep(page, 'Démarches proposées');
  await page.getByLabel('Chercher une démarche').fill(words);
  await press(main(page), 'Rechercher');
  await expectStep(page, 'Démarches proposées');
  await follow(main(page), title);
  await expectStep(page, title);
}

test.each([
  { screen: 'desk', javaScript: true, procedure: 'street-occupation', words: 'occuper rue', title: /Occuper la rue/ },
  // The narrowest screen, without script.
  {
    screen: 'narrow',
    javaScript: false,
    procedure: 'market-stall',
    words: 'marche camion',
    title: /emplacement de marché/,
  },
] as const)('a town hall says a procedure in its own way, and takes it back ($screen)', async (way) => {
  const { context, page } = await newVisitor(browser, way);
  await signInAgent(page, 'admin@vernon.example');
  await openFromList(page, way.words, way.title);

  // What is wrong is told at its place, and what was typed is still there.
  await page.locator('input[id^="fee-"]').first().fill('beaucoup');
  await page.getByLabel('Question', { exact: true }).evaluate((field: HTMLInputElement) => {
    field.value = 'Une liste';
  });
  await page.getByLabel('Réponse attendue').evaluate((field: HTMLSelectElement) => {
    field.value = 'choice';
  });
  await press(page, 'Enregistrer');
  await page.getByRole('alert').waitFor();
  await expectStep(page, way.title);
  expect(await page.locator('input[id^="fee-"]').first().inputValue()).toBe('beaucoup');

  await page.goto(`${list}/${way.procedure}`);
  const title = `À Vernon (${way.screen})`;
  await page.getByLabel('Titre', { exact: true }).first().fill(title);
  await page.locator('input[id^="fee-"]').first().fill('12,50');
  await page.getByLabel('Ouverte jusqu’au (inclus)').fill('2099-12-31');
  await page.locator('details').filter({ hasText: 'Page «' }).last().locator('summary').click();
  await page.locator('input[id^="help-"]:visible').first().fill('Comme à l’état civil.');
  await unfold(page, 'Ajouter une question ou une pièce');
  await page.getByLabel('Question', { exact: true }).fill('Plan dessiné à la main');
  await page.getByLabel('Réponse attendue').selectOption({ label: 'Pièce à joindre' });
  await expectStep(page, way.title);
  await press(page, 'Enregistrer');
  await page.getByText('La démarche est à jour.').waitFor();
  await expectStep(page, title);

  await follow(main(page), 'Aperçu');
  await expectStep(page, /^Aperçu/);
  await page.getByText('Plan dessiné à la main').first().waitFor();
  await page.getByText('Comme à l’état civil.').first().waitFor();
  await page.goto(`${list}/${way.procedure}`);
  await follow(main(page), 'Page des usagers');
  await expectStep(page, title);
  await page
    .getByText(/12,50\s€/)
    .first()
    .waitFor();

  await page.goto(`${list}?montrer=a-votre-facon`);
  await expectStep(page, 'Démarches proposées');
  await follow(main(page), title);
  await page.getByLabel('Titre', { exact: true }).first().fill('');
  await page.locator('input[id^="fee-"]').first().fill('');
  await page.getByLabel('Ouverte jusqu’au (inclus)').fill('');
  await page.locator('details').filter({ hasText: 'Page «' }).last().locator('summary').click();
  await page.locator('input[id^="help-"]:visible').first().fill('');
  await tick(page, /^Retirer «/);
  await press(page, 'Enregistrer');
  await page.getByText('La démarche est à jour.').waitFor();
  await expectStep(page, way.title);
  await context.close();
});

/** The body that keeps the library publishes a version with another title; answers with that title. */
async function publishVersion(page: Page, title: string): Promise<void> {
  await page.goto('/agents/editeur?q=images');
  const row = page.getByRole('row').filter({ hasText: /images/i });
  const change = row.getByRole('button', { name: /^Modifier/ });
  if ((await change.count()) > 0) await change.first().click();
  else
    await row
      .getByRole('link', { name: /^Ouvrir|^Continuer/ })
      .first()
      .click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const draft = new URL(page.url()).pathname;
  await page.goto(`${draft}/textes`);
  await page.locator('#s-title-fr').fill(title);
  await press(page, 'Enregistrer');
  await page.getByText('Enregistré.').waitFor();
  await page.goto(`${draft}/publier`);
  await press(page, 'Publier cette version');
  await page.getByText(/La version \d+ est publiée\./).waitFor();
}

async function decide(page: Page, answer: 'La prendre aussitôt' | 'Attendre ma décision'): Promise<void> {
  await page.goto(list);
  await page.locator('label').getByText(answer, { exact: true }).click();
  await press(page, 'Enregistrer ce choix');
  await page.getByText('Votre choix est enregistré.').waitFor();
}

test('a new version of the library is shown, postponed, taken; or taken by itself and read', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  const library = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@vernon.example');
  await signInAgent(library.page, 'admin@sna.example');
  await decide(page, 'Attendre ma décision');
  const second = 'Voir les images des caméras, version deux';
  await publishVersion(library.page, second);

  await page.goto(list);
  await expectStep(page, 'Démarches proposées');
  const waiting = page.getByRole('region', { name: /^En attente de votre décision/ });
  await waiting.getByText(new RegExp(`devient «\\s${second}\\s»`)).waitFor();
  await waiting.getByLabel('Reporter jusqu’au').first().fill('2020-01-01');
  await waiting.getByRole('button', { name: 'Reporter', exact: true }).first().click();
  await page.getByRole('alert').getByText('Choisissez un jour à venir').waitFor();
  await expectStep(page, 'Démarches proposées');
  await waiting.getByLabel('Reporter jusqu’au').first().fill('2099-01-01');
  await waiting.getByRole('button', { name: 'Reporter', exact: true }).first().click();
  await waiting.getByText('Reportée au 1er janvier 2099.').waitFor();
  await expectStep(page, 'Démarches proposées');

  const narrow = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(narrow.page, 'admin@vernon.example');
  await narrow.page.goto(list);
  await expectStep(narrow.page, 'Démarches proposées');
  await narrow.page.getByRole('button', { name: /^Prendre / }).click();
  await narrow.page.getByText('La démarche est à jour.').waitFor();
  await narrow.page.goto(`${list}/video-images`);
  await expectStep(narrow.page, second);
  await narrow.context.close();

  await decide(page, 'La prendre aussitôt');
  const third = 'Voir les images des caméras, version trois';
  await publishVersion(library.page, third);
  await page.goto(list);
  const moved = page.getByRole('region', { name: /^Prises par elles-mêmes/ });
  await moved.getByText(new RegExp(`devient «\\s${third}\\s»`)).waitFor();
  await expectStep(page, 'Démarches proposées');
  await press(moved, 'J’ai lu');
  await expectStep(page, 'Démarches proposées');
  expect(await moved.count()).toBe(0);
  await library.context.close();
  await context.close();
});

test.each(['narrow', 'desk'] as const)(
  'an administrator who reads English walks the same pages (%s)',
  async (screen) => {
    const { context, page } = await newVisitor(browser, { screen });
    await signInAgent(page, 'admin@vernon.example');
    await page.goto(`${list}?lang=en`);
    await expectStep(page, 'Procedures offered');
    await page.goto(`${list}?montrer=tarifs`);
    await expectStep(page, 'Procedures offered');
    await page.getByLabel('Find a procedure').fill('street');
    await press(main(page), 'Search');
    await expectStep(page, 'Procedures offered');
    await page.goto(`${list}/street-occupation`);
    await expectStep(page, /street/i);
    await page.getByText('An empty field keeps the library’s text.').waitFor();
    await page.getByLabel('Open from').fill('2099-02-01');
    await page.getByLabel('Open until (included)').fill('2099-01-01');
    await press(page, 'Save');
    await page.getByRole('alert').getByText('The last day comes before the first one').waitFor();
    await expectStep(page, /street/i);
    await page.goto(`${list}/street-occupation/apercu`);
    await expectStep(page, /^Preview/);
    for (const [path, heading] of [
      ['/agents/administration/portail', 'My portal'],
      ['/agents/administration/ouverture', 'What remains to do'],
    ] as const) {
      await page.goto(path);
      await expectStep(page, heading);
    }
    await context.close();
  },
);

test('a town hall chooses the team and the delay, and does not ask what it knows', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(page, 'admin@vernon.example');
  const path = `${list}/newcomer-welcome`;
  await page.goto(path);
  await expectStep(page, /Se présenter/);
  const children = ((await page.locator('label[for="hide-children"]').textContent()) ?? '').replace(
    /^.*«\s*|\s*»\s*$/g,
    '',
  );
  await follow(main(page), 'Aperçu');
  await main(page).getByText(children).first().waitFor();
  await page.goto(path);
  const team = page.getByLabel('Service', { exact: true });
  const before = await team.inputValue();
  await team.selectOption({ index: 0 });
  const chosen = await team.inputValue();
  await page.getByLabel('Réponse visée, en jours').fill('0');
  await press(page, 'Enregistrer');
  await page.getByRole('alert').waitFor();
  await expectStep(page, /Se présenter/);
  await page.getByLabel('Réponse visée, en jours').fill('7');
  await page
    .locator('details')
    .filter({ has: page.locator('#hide-children') })
    .locator('summary')
    .click();
  await page.locator('label[for="hide-children"]').click();
  await press(page, 'Enregistrer');
  await page.getByText('La démarche est à jour.').waitFor();
  expect(await page.getByLabel('Réponse visée, en jours').inputValue()).toBe('7');
  expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe(chosen);
  await follow(main(page), 'Aperçu');
  await expectStep(page, /^Aperçu/);
  expect(await main(page).getByText(children).count()).toBe(0);

  await page.goto(path);
  await page.getByLabel('Service', { exact: true }).selectOption(before);
  await page.getByLabel('Réponse visée, en jours').fill('');
  await page
    .locator('details')
    .filter({ has: page.locator('#hide-children') })
    .locator('summary')
    .click();
  await page.locator('label[for="hide-children"]').click();
  await press(page, 'Enregistrer');
  await page.getByText('La démarche est à jour.').waitFor();
  await context.close();
});
