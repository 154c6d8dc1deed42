import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor, siteDatabase } from '#tests/support/browser.ts';
import { choose, codeOfReceipt, expectStep, follow, press, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  // The next journey on this site finds it as usual, whatever happened here.
  const database = new pg.Client({ connectionString: siteDatabase() });
  await database.connect();
  await database.query("UPDATE maintenance_periods SET ended_at = now(), ended_by = 'command' WHERE ended_at IS NULL");
  await database.query('DELETE FROM service_notices');
  await database.end();
  await browser.close();
});

const path = '/agents/administration/etat-du-service';

test('an administrator announces an incident; a resident reads of it without script, in both languages', async () => {
  const administrator = await newVisitor(browser, { screen: 'narrow' });
  const { page } = administrator;
  await signInAgent(page, 'admin@sna.example');
  await page.goto(path);
  await expectStep(page, 'État du service et maintenance');
  await press(page, 'Publier');
  await expectStep(page, 'État du service et maintenance');
  await page.getByRole('alert').getByRole('link', { name: 'Écrivez ce que les usagers doivent savoir' }).waitFor();
  await page.getByLabel('Texte', { exact: true }).fill('Les courriels partent avec une heure de retard.');
  await page.getByLabel('Le même texte en anglais').fill('E-mails leave an hour late.');
  await press(page, 'Publier');
  await page.getByText('L’annonce est publiée.').waitFor();

  const resident = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await resident.page.goto('/vernon');
  const news = resident.page.getByRole('region', { name: 'À savoir sur le service' });
  await news.getByText('Les courriels partent avec une heure de retard.').waitFor();
  await news.getByRole('link', { name: 'État du service' }).click();
  await expectStep(resident.page, 'État du service');
  await resident.page.goto('/etat-du-service?lang=en');
  await expectStep(resident.page, 'State of the service');
  expect(await resident.page.getByText('E-mails leave an hour late.').count()).toBe(2);
  await resident.page.goto('/etat-du-service?lang=fr');

  await press(page, /^C’est terminé/);
  await page.getByText('L’annonce n’est plus affichée.').waitFor();
  await resident.page.reload();
  expect(await news.count()).toBe(0);
  await administrator.context.close();
  await resident.context.close();
});

test('in maintenance a draft goes on and is not sent; afterwards the same draft is filed', async () => {
  const resident = await newVisitor(browser, { screen: 'phone' });
  const { page } = resident;
  await page.goto('/agglomeration/demarches/bac-dechets/commencer');
  await choose(page, 'Que demandez-vous ?', 'La réparation d’un bac abîmé');
  await choose(page, 'Quel bac ?', 'Ordures ménagères');
  await choose(page, 'Qu’est-ce qui est abîmé ?', 'Le couvercle');
  await press(page, 'Continuer');

  const administrator = await newVisitor(browser);
  await signInAgent(administrator.page, 'admin@sna.example');
  await administrator.page.goto(path);
  await press(administrator.page, 'Mettre en maintenance maintenant');
  await administrator.page.getByText('Le service est en maintenance.').waitFor();
  await expectStep(administrator.page, 'État du service et maintenance');

  await choose(page, 'Le bac est pour', 'Un logement');
  await page.getByRole('combobox', { name: 'Numéro et rue' }).fill('5 rue du Stade');
  await page.getByLabel('Code postal').fill('27120');
  await page.getByLabel('Ville').fill('Pacy-sur-Eure');
  await press(page, 'Continuer');
  await page.getByText('Maintenance en cours').waitFor();
  await page.getByLabel('Prénoms').fill('Denise');
  await page.getByLabel('Nom', { exact: true }).fill('Maintenance');
  await page.getByLabel('Adresse électronique').first().fill('denise@exemple.fr');
  await choose(page, 'Comment préférez-vous être joint ?', 'Par courriel');
  await press(page, 'Continuer');
  await expectStep(page, 'Vérifier et envoyer');
  await press(page, 'Envoyer ma demande');
  await expectStep(page, 'Votre demande est gardée, mais elle n’est pas encore envoyée');

  await press(administrator.page, 'Terminer la maintenance');
  await administrator.page.getByText('La maintenance est terminée.').waitFor();
  await follow(page, 'Revenir à ma demande');
  await expectStep(page, 'Vérifier et envoyer');
  await press(page, 'Envoyer ma demande');
  await expectStep(page, 'Votre demande est envoyée');
  expect(await codeOfReceipt(page)).toMatch(/-/);
  await administrator.context.close();
  await resident.context.close();
});
