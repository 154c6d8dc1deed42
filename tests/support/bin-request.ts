import type { Page } from 'playwright-core';
import { choose, codeOfReceipt, press } from './journey.ts';

/** A request that the agglomération decides: a bin to repair. Answers the tracking code. */
export async function askForBinRepair(page: Page, person: { familyName: string; email: string }): Promise<string> {
  await page.goto('/agglomeration/demarches/bac-dechets/commencer');
  await choose(page, 'Que demandez-vous ?', 'La réparation d’un bac abîmé');
  await choose(page, 'Quel bac ?', 'Ordures ménagères');
  await choose(page, 'Qu’est-ce qui est abîmé ?', 'Le couvercle');
  await press(page, 'Continuer');
  await choose(page, 'Le bac est pour', 'Un logement');
  await page.getByRole('combobox', { name: 'Numéro et rue' }).fill('5 rue du Stade');
  await page.getByLabel('Code postal').fill('27120');
  await page.getByLabel('Ville').fill('Pacy-sur-Eure');
  await press(page, 'Continuer');
  await page.getByLabel('Prénoms').fill('Denise');
  await page.getByLabel('Nom', { exact: true }).fill(person.familyName);
  await page.getByLabel('Adresse électronique').first().fill(person.email);
  await choose(page, 'Comment préférez-vous être joint ?', 'Par courriel');
  await press(page, 'Continuer');
  await page.getByRole('heading', { level: 1, name: 'Vérifier et envoyer' }).waitFor();
  await press(page, 'Envoyer ma demande');
  await page.getByRole('heading', { level: 1, name: 'Votre demande est envoyée' }).waitFor();
  return codeOfReceipt(page);
}
