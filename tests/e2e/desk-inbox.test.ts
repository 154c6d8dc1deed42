import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationPassword } from '#app/demonstration/sign-ins.ts';
import { expectGoodPage, launchBrowser, newVisitor } from '#tests/support/browser.ts';
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
import { focused, retype, skipToContent, tabTo } from '#tests/support/keyboard.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Requests of this test alone, told apart by a word that nobody else writes. */
async function ownRequests(familyNames: readonly string[], name: string): Promise<{ word: string; codes: string[] }> {
  const word = `${name}${Date.now().toString(36)}`;
  const { context, page } = await newVisitor(browser, { javaScript: false });
  const codes: string[] = [];
  for (const familyName of familyNames) {
    const email = ownEmail(name);
    codes.push(
      await askQuestion(page, { townHall: 'vernon', email, familyName, message: `Le banc ${word} est cassé.` }),
    );
  }
  await context.close();
  return { word, codes };
}

test('a list is searched, sorted, given columns, kept for the team, and acted on with an outcome for each row', async () => {
  const longName = 'deLaRochefoucauldMontbelSaintAmandDuVexinNormand';
  const { word, codes } = await ownRequests(['Zola', longName], 'lot');
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'secretariat@vernon.example');
  // A word of the answers, with neither the accent nor the plural.
  await page.getByText('Filtres', { exact: true }).click();
  await page.getByLabel('Numéro, nom ou mots').fill(word);
  await press(page, 'Appliquer les filtres');
  await expectStep(page, new RegExp(word));
  await follow(page, /Demandeur/);
  await page.locator('th[aria-sort=ascending]').filter({ hasText: 'Demandeur' }).waitFor();
  const names = await page.getByRole('row').filter({ hasText: 'Claire' }).allInnerTexts();
  expect(names.map((row) => row.includes('Zola'))).toEqual([false, true]);
  await page.locator('summary').filter({ hasText: 'Colonnes' }).click();
  await tick(page, 'Canal');
  await press(page, 'Afficher ces colonnes');
  await page.getByRole('columnheader', { name: 'Canal' }).waitFor();
  // A name without a space widens no screen.
  for (const width of [320, 1190]) {
    await page.setViewportSize({ width, height: 900 });
    await expectGoodPage(page);
  }
  await page.setViewportSize({ width: 1280, height: 900 });

  const view = `Bancs ${word}`;
  await page.locator('summary').filter({ hasText: 'Enregistrer cette vue' }).click();
  await press(page, 'Enregistrer la vue');
  await page.getByRole('alert').getByText('Saisissez un nom pour cette vue.').waitFor();
  await expectStep(page, 'Gérer les vues');
  await page.getByLabel('Nom de la vue').first().fill(view);
  await page.getByLabel('Qui peut la voir').first().selectOption({ label: 'Le service « Mairie de Vernon »' });
  await press(page, 'Enregistrer la vue');
  await expectStep(page, view);
  await page.getByRole('columnheader', { name: 'Canal' }).waitFor();

  for (const code of codes) await tick(page, `Choisir le dossier ${code}`);
  await press(page, 'Autre acte sur ces demandes…');
  await expectStep(page, 'Agir sur plusieurs demandes');
  await choose(page, 'Que voulez-vous faire ?', 'Prendre en charge');
  await press(page, 'Continuer');
  await expectRun(page, codes, ['Fait', 'Fait']);
  await follow(page, codes[0] ?? '');
  await page.getByText('Dernière action : Prendre en charge').waitFor();

  // A colleague of the team, on a phone without script, finds the view and what was done.
  const colleague = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await signInAgent(colleague.page, 'responsable@vernon.example');
  await follow(colleague.page, view);
  await expectStep(colleague.page, view);
  expect(await colleague.page.getByRole('row').filter({ hasText: 'Camille Bertin' }).count()).toBe(2);
  await tick(colleague.page, `Choisir le dossier ${codes[1]}`);
  await press(colleague.page, 'Autre acte sur ces demandes…');
  await expectStep(colleague.page, 'Agir sur plusieurs demandes');
  await press(colleague.page, 'Continuer');
  await expectRun(colleague.page, codes.slice(1), ['Fait']);
  await colleague.context.close();

  await page.goto('/agents/vues');
  await press(page, `Supprimer la vue « ${view} »`);
  await page.getByText(`La vue « ${view} » est supprimée.`).waitFor();
  await context.close();
});

/** The outcome of a bulk act, one line for each request, once it is over. */
async function expectRun(page: Page, codes: readonly string[], outcomes: readonly string[]): Promise<void> {
  await expectStep(page, 'Résultat de l’acte en lot');
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByText('Terminé', { exact: false }).count();
    })
    .toBeGreaterThan(0);
  const read = codes.map((code) =>
    page.getByRole('row').filter({ hasText: code }).getByRole('cell').first().innerText(),
  );
  expect(await Promise.all(read)).toEqual(outcomes);
}

test('a list leaves as a file: asked for, told by e-mail, downloaded by whoever asked alone', async () => {
  const { word, codes } = await ownRequests(['=HYPERLINK("x")'], 'export');
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'secretariat@vernon.example');
  await page.goto(`/agents?q=${word}&demarche=question`);
  await follow(page, 'Exporter cette liste');
  await expectStep(page, 'Exporter une liste');
  await tick(page, 'Avec les réponses au formulaire');
  await press(page, 'Préparer le fichier');
  // The page comes again by itself when the file is there: nothing is read of it while it does.
  await page.getByRole('link', { name: 'Télécharger le fichier' }).waitFor();
  await expectStep(page, /^Export du/);
  const address = new URL(page.url()).pathname;
  // Another export of the same agent may have been told before.
  await expect
    .poll(
      async () => {
        await openMail(page, { to: 'secretariat@vernon.example', subject: 'Votre export est prêt' });
        return page
          .getByRole('article')
          .getByRole('link', { name: new RegExp(address) })
          .count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await followMailLink(page, new RegExp(address));
  await expectStep(page, /^Export du/);
  const waiting = page.waitForEvent('download');
  await follow(page, 'Télécharger le fichier');
  const file = await readFile(await (await waiting).path(), 'utf8');
  const lines = file.replace('\uFEFF', '').trim().split('\r\n');
  expect(lines[0]).toMatch(/^"?Dossier"?;/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(codes[0]);
  expect(lines[1]).toContain(`Le banc ${word} est cassé.`);
  // What a spreadsheet would run is told to be words.
  expect(lines[1]).not.toMatch(/;"?=HYPERLINK/);

  const other = await newVisitor(browser, { javaScript: false });
  await signInAgent(other.page, 'responsable@vernon.example');
  expect((await other.context.request.get(`${address}/fichier`)).status()).toBe(404);
  await other.context.close();
  await context.close();
});

test('the desk by the keyboard alone: signing in, the list by its keys, an act, a message', async () => {
  const { word, codes } = await ownRequests(['Clavier', 'Touche'], 'clavier');
  const { context, page } = await newVisitor(browser);
  await page.goto('/agents/connexion');
  await tabTo(page, 'Adresse électronique');
  await page.keyboard.type('secretariat@vernon.example');
  await tabTo(page, 'Mot de passe');
  await page.keyboard.type(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expectStep(page, 'À traiter');
  await tabTo(page, 'Rechercher une demande');
  await page.keyboard.type(word);
  await page.keyboard.press('Enter');
  await expectStep(page, new RegExp(word));

  await page.keyboard.press('j');
  const first = await focused(page);
  expect(codes).toContain(first);
  await page.keyboard.press('j');
  expect(codes.filter((code) => code !== first)).toEqual([await focused(page)]);
  await page.keyboard.press('x');
  await page.keyboard.press('k');
  expect(await focused(page)).toBe(first);
  expect(await page.getByRole('checkbox', { name: /^Choisir le dossier/, checked: true }).count()).toBe(1);
  // In a field the same letters are letters.
  await tabTo(page, 'Attribuer les dossiers cochés à');
  await tabTo(page, 'Attribuer');
  await page.keyboard.press('Enter');
  await page.getByText('Dossiers attribués : 1.').waitFor();
  await expectStep(page, new RegExp(word));

  await page.keyboard.press('j');
  const code = await focused(page);
  await page.keyboard.press('Enter');
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText(code).first().waitFor();
  await skipToContent(page);
  await tabTo(page, 'Répondre');
  await page.keyboard.press('Enter');
  await expectStep(page, 'Répondre');
  await skipToContent(page);
  await tabTo(page, /Votre réponse|Réponse/);
  await retype(page, 'Le banc sera réparé jeudi.');
  await tabTo(page, 'Répondre');
  await page.keyboard.press('Enter');
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByText(/Répondre\s: c’est fait/).waitFor();
  await context.close();
});
