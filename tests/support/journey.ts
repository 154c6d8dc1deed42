import { mkdirSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demonstrationPassword } from '#app/demonstration/sign-ins.ts';
import { expectGoodPage } from './browser.ts';

let pictures = 0;

/** A step of a journey: its heading is the one expected and the page is good. With SHOTS_DIR, keeps a picture of it. */
export async function expectStep(page: Page, heading: string | RegExp): Promise<void> {
  try {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  } catch {
    const shown = await page.getByRole('main').ariaSnapshot();
    throw new Error(`Expected the step "${heading}"; ${page.url()} shows:\n${shown.slice(0, 3000)}`);
  }
  const folder = process.env.SHOTS_DIR;
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    pictures += 1;
    const name = new URL(page.url()).pathname.replaceAll(/[0-9a-f-]{36}/g, 'id').replaceAll(/[^a-z0-9]+/gi, '-');
    await page.screenshot({ path: `${folder}/${String(pictures).padStart(3, '0')}${name}.png`, fullPage: true });
  }
  if (await page.evaluate(() => matchMedia('(scripting: none)').matches)) await expectGoodWithoutScript(page);
  else await expectGoodPage(page);
}

/** axe needs script to run: it reads the same document, to the letter, in a window where the site's own never comes. */
async function expectGoodWithoutScript(page: Page): Promise<void> {
  const html = await page.content();
  const twin = await page.context().browser()?.newPage({ viewport: page.viewportSize(), locale: 'fr-FR' });
  if (twin === undefined) throw new Error('The page has no browser');
  try {
    await twin.route('**/*', (route) => {
      if (route.request().isNavigationRequest())
        return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
      return route.request().resourceType() === 'script' ? route.abort() : route.continue();
    });
    await twin.goto(page.url());
    await expectGoodPage(twin);
  } finally {
    await twin.close();
  }
}

/** Ticks the answer of a question with radios or boxes. */
export async function choose(within: Page | Locator, question: string, answer: string): Promise<void> {
  const group = within.getByRole('group', { name: question });
  // The words are pressed, as people do: they lie over the box itself.
  await group.locator('label').getByText(answer, { exact: true }).click();
  expect(await group.getByLabel(answer, { exact: true }).isChecked(), `${question} ${answer}`).toBe(true);
}

/** Ticks the only box of a name. */
export async function tick(within: Page | Locator, label: string | RegExp): Promise<void> {
  const box = within.getByRole('checkbox', { name: label });
  const words = within.locator(`label[for="${await box.getAttribute('id')}"]`);
  // Words that are for screen readers alone leave the drawn box to be pressed: the label's, which lies over the input.
  if ((await words.locator('.govuk-visually-hidden').count()) > 0) await box.check({ force: true });
  else await words.click();
  expect(await box.isChecked(), String(label)).toBe(true);
}

/** `date` as it is written: 5/11/1980. */
export async function typeDate(within: Page | Locator, question: string, date: string): Promise<void> {
  const [day = '', month = '', year = ''] = date.split('/');
  const group = within.getByRole('group', { name: question });
  await group.getByLabel('Jour').fill(day);
  await group.getByLabel('Mois').fill(month);
  await group.getByLabel('Année').fill(year);
}

export async function press(within: Page | Locator, name: string | RegExp): Promise<void> {
  await within.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }).click();
}

export async function follow(within: Page | Locator, name: string | RegExp): Promise<void> {
  await within.getByRole('link', { name, ...(typeof name === 'string' ? { exact: true } : {}) }).click();
}

/** The value beside a term of a list of answers. */
export function answerOf(page: Page, term: string): Locator {
  return page
    .locator('.govuk-summary-list__row')
    .filter({ has: page.getByText(term, { exact: true }) })
    .getByRole('definition');
}

/** The tracking code that a receipt shows, XXXX-XXXX-XXX. */
export async function codeOfReceipt(page: Page): Promise<string> {
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}\b/.exec(await page.getByRole('main').innerText())?.[0];
  if (code === undefined) throw new Error(`No tracking code on ${page.url()}`);
  return code;
}

/** Opens, in the demonstration's mailbox, the newest message to somebody whose subject is the one expected. */
export async function openMail(page: Page, mail: { to: string; subject: string | RegExp }): Promise<void> {
  // Messages leave by a job of their own, a moment after the act.
  await expect
    .poll(
      async () => {
        await page.goto('/demo/messages');
        return rowOf(page, mail).count();
      },
      { timeout: 20_000, interval: 250 },
    )
    .toBeGreaterThan(0);
  await rowOf(page, mail).first().getByRole('link').click();
}

function rowOf(page: Page, { to, subject }: { to: string; subject: string | RegExp }): Locator {
  return page
    .getByRole('row')
    .filter({ hasText: to })
    .filter({ has: page.getByRole('link', { name: subject }) });
}

/** Follows a link written in the mail that is open. */
export async function followMailLink(page: Page, address: RegExp): Promise<void> {
  await page.getByRole('article').getByRole('link', { name: address }).click();
}

/** An agent of the demonstration signs in and is before the inbox; a helper, who has none, before their mandates; whoever has nothing to process, before what to do about it. */
export async function signInAgent(page: Page, email: string, password = demonstrationPassword): Promise<void> {
  await page.goto('/agents/connexion');
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await press(page, 'Se connecter');
  await page.getByRole('heading', { level: 1, name: /^(À traiter|Mes mandats|Votre bureau)$/ }).waitFor();
}

/** An address that no other test uses. */
export function ownEmail(name: string): string {
  return `${name}.${Date.now().toString(36)}@exemple.example`;
}

/** A one-page filing: a question to a town hall. Answers the tracking code. */
export async function askQuestion(
  page: Page,
  question: { townHall: string; email: string; familyName: string; message: string },
): Promise<string> {
  await page.goto(`/${question.townHall}/demarches/question-a-la-mairie/commencer`);
  await page.getByLabel('Sujet').selectOption({ label: 'Rues, propreté, espaces verts' });
  await page.getByLabel('Votre message').fill(question.message);
  await page.getByLabel('Prénoms').fill('Claire');
  await page.getByLabel('Nom', { exact: true }).fill(question.familyName);
  await page.getByLabel('Adresse électronique').fill(question.email);
  await press(page, 'Envoyer ma demande');
  await page.getByRole('heading', { level: 1, name: 'Votre demande est envoyée' }).waitFor();
  return codeOfReceipt(page);
}
