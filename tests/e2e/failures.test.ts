import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor, siteDatabase } from '#tests/support/browser.ts';
import { expectStep, signInAgent } from '#tests/support/journey.ts';
import { skipToContent, tabTo } from '#tests/support/keyboard.ts';

let browser: Browser;
let database: pg.Client;

beforeAll(async () => {
  browser = await launchBrowser();
  database = new pg.Client({ connectionString: siteDatabase() });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await browser.close();
});

const path = '/agents/administration/echecs';

/** A job that was tried as often as it may be. */
async function fail(name: string, data: object): Promise<void> {
  await database.query(
    "INSERT INTO pgboss.job (name, data, state, completed_on, output) VALUES ($1, $2, 'failed', now(), $3)",
    [name, JSON.stringify(data), JSON.stringify({ code: 'storage-unavailable-because-the-disk-is-full' })],
  );
}

/** Nothing of it has failed any more. */
const startedAgain = async (name: string) =>
  (await database.query("SELECT FROM pgboss.job WHERE name = $1 AND state = 'failed'", [name])).rowCount === 0;

test('what failed for the whole territory is started again with the keyboard alone, on the narrowest screen', async () => {
  await fail('expire-drafts', {});
  await fail('count-dossier-days', {});
  const { context, page } = await newVisitor(browser, { screen: 'narrow' });
  await signInAgent(page, 'admin@sna.example');
  await page.goto(path);
  await expectStep(page, 'Envois et travaux en échec');
  await page.getByText('Travaux de fond de tout le territoire').waitFor();
  await page.getByText('storage-unavailable-because-the-disk-is-full').first().waitFor();
  await page.reload();
  await skipToContent(page);
  await tabTo(page, 'Relancer');
  await page.keyboard.press('Enter');
  await page.getByText('Le travail est relancé.').waitFor();
  await expectStep(page, 'Envois et travaux en échec');
  expect(await page.getByRole('button', { name: /^Relancer/ }).count()).toBe(1);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectStep(page, 'Envois et travaux en échec');
  await page.getByRole('button', { name: /^Relancer/ }).click();
  await page.getByText('Aucun envoi ni travail en échec.').waitFor();
  await expectStep(page, 'Envois et travaux en échec');
  expect(await startedAgain('expire-drafts')).toBe(true);
  expect(await startedAgain('count-dossier-days')).toBe(true);
  await context.close();
});

test('the same in English and without JavaScript; the administrator of a town sees what is of their town alone', async () => {
  await fail('expire-drafts', {});
  await fail('export-desk', { authorityId: 'C27681', exportId: '00000000-0000-7000-8000-000000000000' });
  const town = await newVisitor(browser, { javaScript: false });
  await signInAgent(town.page, 'admin@vernon.example');
  await town.page.goto(path);
  await expectStep(town.page, 'Envois et travaux en échec');
  await town.page.getByRole('button', { name: /^Relancer.*Export de demandes/ }).waitFor();
  expect(await town.page.getByRole('button', { name: /^Relancer/ }).count()).toBe(1);
  await town.page.getByRole('button', { name: /^Relancer/ }).click();
  await town.page.getByText('Aucun envoi ni travail en échec.').waitFor();
  await town.context.close();

  const territory = await newVisitor(browser, { javaScript: false });
  await signInAgent(territory.page, 'admin@sna.example');
  await territory.page.goto(`${path}?lang=en`);
  await expectStep(territory.page, 'Sendings and tasks that failed');
  await territory.page.getByText('Background tasks of the whole territory').waitFor();
  await territory.page.getByRole('button', { name: /^Start again.*Erasing of drafts/ }).click();
  await territory.page.getByText('The task is started again.').waitFor();
  await expectStep(territory.page, 'Sendings and tasks that failed');
  expect(await startedAgain('expire-drafts')).toBe(true);
  await territory.context.close();
});
