import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor, siteDatabase } from '#tests/support/browser.ts';
import { askQuestion, expectStep, follow, ownEmail, press, signInAgent } from '#tests/support/journey.ts';
import { focused, skipToContent, tabTo } from '#tests/support/keyboard.ts';

const question = 'Poser une question à la mairie';
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

/** The looks at a dossier were an hour earlier than they were: a visit ends after half an hour. */
async function anHourPasses(dossier: string): Promise<void> {
  const id = dossier.split('/').at(-1);
  await database.query("SELECT set_config('app.authorities', 'C27681', false)");
  const { rowCount } = await database.query(
    "UPDATE dossier_looks SET looked_at = looked_at - interval '1 hour' WHERE authority_id = 'C27681' AND dossier_id = $1",
    [id],
  );
  expect(rowCount).toBeGreaterThan(0);
}

async function openByKeyboard(page: Page, code: string): Promise<string> {
  await page.goto(`/agents?q=${code}`);
  await skipToContent(page);
  await tabTo(page, code, 120);
  await page.keyboard.press('Enter');
  await expectStep(page, question);
  return new URL(page.url()).pathname;
}

test('what others did since an agent last looked is told on top, led to and marked, with the keyboard alone', async () => {
  const email = ownEmail('nouveau');
  const resident = await newVisitor(browser, { screen: 'phone', javaScript: false });
  const code = await askQuestion(resident.page, {
    townHall: 'vernon',
    email,
    familyName: 'Nouvelet',
    message: 'Quand la fontaine de la place sera-t-elle remise en eau ?',
  });
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await signInAgent(page, 'secretariat@vernon.example');
  const dossier = await openByKeyboard(page, code);
  const band = page.getByRole('heading', { name: /Depuis votre dernière visite/ });
  expect(await band.count(), 'a first visit has no news').toBe(0);

  // The agent’s own acts are no news to her.
  await page.getByLabel('Ajouter une note').fill('Voir avec les services techniques.');
  await press(page, 'Enregistrer la note');
  await expectStep(page, question);
  await anHourPasses(dossier);
  await page.goto(dossier);
  expect(await band.count(), 'nobody else did anything').toBe(0);

  const colleague = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(colleague.page, 'responsable@vernon.example');
  await colleague.page.goto(dossier);
  await colleague.page.getByLabel('Ajouter une note').fill('La pompe est commandée.');
  await press(colleague.page, 'Enregistrer la note');
  await expectStep(colleague.page, question);
  await colleague.page.goto(`${dossier}/corriger/family_name`);
  await colleague.page.getByLabel('Nom', { exact: true }).fill('Nouvelot');
  await colleague.page.getByLabel('Motif de la correction').fill('Orthographe confirmée par téléphone.');
  await press(colleague.page, 'Corriger et prévenir l’usager');
  await expectStep(colleague.page, question);
  await colleague.page.goto(`${dossier}/actes/ask-precision`);
  await colleague.page.getByLabel('Votre question').fill('De quelle place s’agit-il ?');
  await press(colleague.page, 'Demander une précision');
  await expectStep(colleague.page, question);
  await colleague.context.close();

  await anHourPasses(dossier);
  await page.goto(dossier);
  await band.waitFor();
  await expectStep(page, question);
  await skipToContent(page);
  await tabTo(page, /1 note interne/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/#notes$/);
  expect(await page.locator('#notes').evaluate((heading) => heading.getBoundingClientRect().top >= 0)).toBe(true);
  expect(await page.getByText(/réponses corrigées.*Nom/).count()).toBe(1);
  expect(await page.getByText(/décisions et actions.*Demander une précision/).count()).toBe(1);
  const history = page.getByRole('region', { name: 'Historique' });
  expect(await history.getByText('Nouveau', { exact: true }).count()).toBeGreaterThanOrEqual(3);
  const own = history.getByRole('listitem').filter({ hasText: 'Voir avec les services techniques.' });
  expect(await own.getByText('Nouveau', { exact: true }).count(), 'one’s own note is not new').toBe(0);

  // One kind of events, by the keyboard: the page opens again where the history stands.
  await page.goto(dossier);
  await skipToContent(page);
  await tabTo(page, 'Interne', 200);
  await page.keyboard.press('Enter');
  await page.waitForURL(/historique=interne/);
  await expectStep(page, question);
  expect(await history.getByText('La pompe est commandée.').count()).toBe(1);
  expect(await history.getByText(/Demander une précision/).count()).toBe(0);
  expect(await focused(page)).not.toBe('');

  // It stays new while the visit lasts, and is old at the next one.
  await page.goto(dossier);
  expect(await band.count()).toBe(1);
  await anHourPasses(dossier);
  await page.goto(dossier);
  await expectStep(page, question);
  expect(await band.count()).toBe(0);
  await follow(page, 'Tout');
  await expectStep(page, question);
  await context.close();
  await resident.context.close();
});
