import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demonstrationPassword } from '#app/demonstration/sign-ins.ts';
import { newVisitor, type screens } from './browser.ts';
import { followMailLink, openMail, ownEmail, press } from './journey.ts';

export interface Someone {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly email: string;
  readonly name: string;
}

type Options = { screen?: keyof typeof screens; javaScript?: boolean; english?: boolean };

const password = 'quatre mots sans lien lavande tracteur';

/** Somebody in a browser of their own, with a new account whose address is confirmed. */
export async function newAccount(
  browser: Browser,
  who: { givenNames: string; familyName: string },
  options: Options = {},
): Promise<Someone> {
  const email = ownEmail(
    who.givenNames
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, ''),
  );
  const { context, page } = await newVisitor(browser, options);
  await page.goto('/inscription?lang=fr');
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByLabel('Le même mot de passe, une seconde fois').fill(password);
  await page.getByLabel(/^Prénoms/).fill(who.givenNames);
  await page.getByLabel(/^Nom/).fill(who.familyName);
  await press(page, 'Créer mon compte');
  await openMail(page, { to: email, subject: /[Cc]onfirme/ });
  await followMailLink(page, /^http/);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await press(page, 'Confirmer mon adresse et me connecter');
  await page.waitForURL(/\/mon-espace/);
  return { context, page, email, name: `${who.givenNames} ${who.familyName}` };
}

/** A resident of the demonstration, in a browser of their own. */
export async function signInResident(browser: Browser, email: string, options: Options = {}): Promise<Someone> {
  const { context, page } = await newVisitor(browser, options);
  await page.goto('/connexion?lang=fr');
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(demonstrationPassword);
  await press(page, 'Se connecter');
  await page.waitForURL(/\/mon-espace/);
  if (options.english === true) await page.goto('/mon-espace?lang=en');
  return { context, page, email, name: '' };
}
