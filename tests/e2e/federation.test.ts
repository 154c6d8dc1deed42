import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { expectStep, follow, ownEmail, press } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** On the simulator's own page. */
async function chooseThere(page: Page, login: string, how = 'none'): Promise<void> {
  await page.getByRole('heading', { level: 1, name: /simulateur/ }).waitFor();
  await page.locator(`input[name="login"][value="${login}"]`).check();
  await page.getByLabel('Comportement du fournisseur').selectOption(how);
  await press(page, 'Continuer');
}

describe.each([
  { javaScript: true, screen: 'desk' },
  { javaScript: false, screen: 'narrow' },
] as const)('with script: $javaScript', ({ javaScript, screen }) => {
  test('a resident makes an account with FranceConnect, looks at it, signs out at both ends', async () => {
    const login = javaScript ? 'nom_d_usage' : 'jour_inconnu';
    const { page, context } = await newVisitor(browser, { javaScript, screen });
    await page.goto('/connexion');
    await expectStep(page, 'Se connecter');
    await press(page, 'S’identifier avec FranceConnect');
    await chooseThere(page, login);
    await expectStep(page, 'Votre première visite avec FranceConnect');
    await page.getByLabel('Adresse électronique où vous écrire').fill(ownEmail('fc'));
    await press(page, 'Créer mon compte');
    await page.waitForURL('**/mon-espace');
    await page.goto('/mon-espace/profil');
    await expectStep(page, 'Mon profil');
    await page.goto('/mon-espace/profil/coordonnees');
    await page.getByText('Identité confirmée par FranceConnect').waitFor();
    await page.goto('/mon-espace/profil/franceconnect');
    await expectStep(page, 'FranceConnect');
    await press(page, 'Ne plus utiliser FranceConnect');
    await expectStep(page, 'FranceConnect');
    expect(await page.getByRole('main').innerText()).toContain('seul moyen d’entrer');
    await page.goto('/mon-espace/profil');
    await press(page.getByRole('main'), 'Se déconnecter');
    await page.getByText('Vous êtes déconnecté, ici et chez FranceConnect').waitFor();
    await context.close();
  }, 90_000);

  test('what fails is said, in English too', async () => {
    const { page, context } = await newVisitor(browser, { javaScript, screen, english: true });
    await page.goto('/connexion?lang=en');
    await press(page, 'Sign in with FranceConnect');
    await chooseThere(page, 'jeanne', 'bad-signature');
    await expectStep(page, 'Signing in with FranceConnect did not work');
    await follow(page, 'Sign in with an account of this site');
    await page.getByLabel('E-mail address').waitFor();
    await context.close();
  }, 60_000);
});

test('an agent whom nobody invited by ProConnect is told what to do', async () => {
  const { page, context } = await newVisitor(browser);
  await page.goto('/agents/connexion');
  await expectStep(page, /agents/i);
  await press(page, 'S’identifier avec ProConnect');
  await chooseThere(page, 'inconnu');
  await expectStep(page, 'La connexion avec ProConnect n’a pas abouti');
  await context.close();
}, 60_000);
