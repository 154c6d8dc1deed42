import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { button, createProcedure, enter, nameOf, publish, slugOf, type } from '#tests/support/editor-journey.ts';
import { expectStep, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('legal notices are written by answering questions with the keyboard, and residents read them', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@vernon.example');
  const title = nameOf('Cultiver un jardin partagé');
  const draft = await createProcedure(page, title);
  await page.goto(`${draft}/mentions`);
  await expectStep(page, 'Mentions légales');

  // What is missing is told at its question, and what was typed is still there.
  await type(page.locator('#purpose-fr'), 'Vous attribuer une parcelle de jardin.');
  await type(page.getByLabel(/^Combien de mois/), 'longtemps');
  await enter(button(page, 'Enregistrer'));
  await page.getByRole('alert').getByText('Écrivez un nombre de mois, de 1 à 1200.').waitFor();
  await expectStep(page, 'Mentions légales');

  await page.getByLabel('L’accord de la personne').focus();
  await page.keyboard.press('Space');
  await type(page.locator('#recipients-fr'), 'Le service des espaces verts.');
  await type(page.getByLabel(/^Combien de mois/), '24');
  await type(page.locator('#afterwards-fr'), 'Versement aux archives communales.');
  await type(page.locator('#consequence-fr'), 'Sans réponse, aucune parcelle n’est attribuée.');
  await page.getByLabel(/^Oui.*la demande est acceptée/).focus();
  await page.keyboard.press('Space');
  await type(page.locator('#delay'), '3');
  await page.locator('#delay-unit').selectOption({ label: 'mois' });
  await type(page.getByLabel('Texte de loi'), 'CRPA, article L231-1');
  await enter(button(page, 'Voir la mention sans enregistrer'));
  const notice = page.getByRole('region', { name: 'La mention que liront les usagers' });
  await notice.getByText('Vous attribuer une parcelle de jardin.').waitFor();
  await notice.getByText('2 ans après la fin du dossier').waitFor();
  await notice.getByText(/dans un délai de 3 mois, la demande est acceptée/).waitFor();
  await expectStep(page, 'Mentions légales');
  await enter(button(page, 'Enregistrer'));
  await page.getByText('Enregistré.').waitFor();
  await publish(page, draft, 1);

  // A resident reads it before beginning, under the form, and on the page of personal data.
  const resident = await newVisitor(browser, { screen: 'phone' });
  await resident.page.goto(`/vernon/demarches/${slugOf(title)}`);
  await expectStep(resident.page, title);
  await resident.page
    .getByText(/3 mois/)
    .first()
    .waitFor();
  await resident.page.goto(`/vernon/demarches/${slugOf(title)}/commencer`);
  await expectStep(resident.page, /Votre demande/);
  await resident.page
    .locator('summary')
    .filter({ hasText: /données/i })
    .last()
    .click();
  for (const said of [
    'Vous attribuer une parcelle de jardin.',
    'Votre accord, que vous pouvez retirer à tout moment (RGPD, article 6-1-a).',
    'Le service des espaces verts.',
    '2 ans après la fin du dossier',
    'Versement aux archives communales.',
    'Sans réponse, aucune parcelle n’est attribuée.',
  ])
    await resident.page.getByText(said).first().waitFor();
  await expectStep(resident.page, /Votre demande/);
  await resident.page.goto('/vernon/confidentialite');
  await resident.page.getByText(title).first().waitFor();
  await resident.context.close();
  await context.close();
});
