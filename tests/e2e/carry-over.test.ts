import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { addField, button, createProcedure, enter, nameOf, publish, slugOf } from '#tests/support/editor-journey.ts';
import { codeOfReceipt, expectStep, ownEmail, press, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A resident asks; answers the tracking code. */
async function file(slug: string, name: string): Promise<string> {
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await page.goto(`/vernon/demarches/${slug}/commencer`);
  await page.getByLabel('Décrivez votre demande').fill('Un broyeur pour deux jours');
  await page.getByLabel('Surface du jardin').fill('300');
  await press(page, 'Continuer');
  await page.getByLabel('Prénoms').fill('Léo');
  await page.getByLabel('Nom', { exact: true }).fill(name);
  await page.getByLabel('Adresse électronique').fill(ownEmail('broyeur'));
  await press(page, 'Continuer');
  await press(page, /^Envoyer/);
  await expectStep(page, 'Votre demande est envoyée');
  const code = await codeOfReceipt(page);
  await context.close();
  return code;
}

test('dossiers under way are carried over to a new version: seen before, chosen, and done', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@vernon.example');
  const title = nameOf('Emprunter un broyeur');
  const draft = await createProcedure(page, title);
  await addField(page, draft, 'Surface du jardin', 'Nombre');
  const surface = new URL(page.url()).pathname;
  await publish(page, draft, 1);
  const first = await file(slugOf(title), 'Follet');
  const second = await file(slugOf(title), 'Garance');

  // The next version asks another thing.
  await page.goto(surface.replace(/\/champs\/.*$/, ''));
  await Promise.all([page.waitForEvent('load'), enter(button(page, /^Retirer\s: Surface du jardin/))]);
  const confirm = button(page, 'Retirer quand même');
  if ((await confirm.count()) > 0) await Promise.all([page.waitForEvent('load'), enter(confirm)]);
  await button(page, /^Retirer\s: Surface du jardin/).waitFor({ state: 'detached' });
  await addField(page, draft, 'Adresse du jardin', 'Texte court');
  await publish(page, draft, 2);

  await page.goto('/agents/administration/versions');
  await expectStep(page, 'Dossiers sur d’anciennes versions');
  await enter(page.getByRole('link', { name: new RegExp(`^Voir ce qui peut passer.*${title}, version 1$`) }));
  await expectStep(page, new RegExp(`${title}.*de la version 1 à la version 2`));
  await page.getByRole('heading', { name: 'Peuvent passer : 2' }).waitFor();
  await page.getByText('gardées à l’historique : Surface du jardin.').first().waitFor();
  await page.getByText('Questions nouvelles, sans réponse : Adresse du jardin.').first().waitFor();

  // None is chosen: told in words. One is chosen: the other stays.
  const box = (code: string) => page.getByRole('checkbox', { name: code });
  for (const code of [first, second]) {
    await box(code).focus();
    await page.keyboard.press('Space');
  }
  await enter(button(page, 'Faire passer les dossiers choisis'));
  await page.getByRole('alert').getByText('Choisissez au moins un dossier').waitFor();
  await expectStep(page, new RegExp(`${title}.*de la version 1 à la version 2`));
  await box(first).focus();
  await page.keyboard.press('Space');
  await enter(button(page, 'Faire passer les dossiers choisis'));
  await page.getByText('Dossiers passés à la version 2 : 1.').waitFor();
  await expectStep(page, new RegExp(`${title}.*de la version 1 à la version 2`));
  await page.getByRole('heading', { name: 'Peuvent passer : 1' }).waitFor();
  expect(await box(first).count()).toBe(0);

  await context.close();

  // The narrowest screen, without script.
  const narrow = await newVisitor(browser, { screen: 'narrow', javaScript: false });
  await signInAgent(narrow.page, 'admin@vernon.example');
  await narrow.page.goto('/agents/administration/versions');
  await expectStep(narrow.page, 'Dossiers sur d’anciennes versions');
  await narrow.page.getByRole('link', { name: new RegExp(`^Voir ce qui peut passer.*${title}, version 1$`) }).click();
  await expectStep(narrow.page, new RegExp(`${title}.*de la version 1 à la version 2`));
  await press(narrow.page, 'Faire passer les dossiers choisis');
  await narrow.page.getByText('Dossiers passés à la version 2 : 1.').waitFor();
  await expectStep(narrow.page, 'Dossiers sur d’anciennes versions');
  expect(await narrow.page.getByText(title).count()).toBe(0);
  await narrow.context.close();
});
