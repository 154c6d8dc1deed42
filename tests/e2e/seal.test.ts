import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderPdf } from '#modules/documents/index.ts';
import { signatureRoom, signDetached } from '#modules/signatures/domain/cades.ts';
import { fillSignature } from '#modules/signatures/domain/prepared-pdf.ts';
import { makeDemonstrationSeal } from '#modules/signatures/pkcs12/demonstration-seal.ts';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { expectStep, follow, press, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('an administrator sees the seal of the demonstration, a refused file in words, and what removing means', async () => {
  const { context, page } = await newVisitor(browser, { screen: 'desk' });
  await signInAgent(page, 'admin@vernon.example');
  await follow(page, 'Cachet électronique');
  await expectStep(page, 'Cachet électronique');
  await page.getByRole('heading', { name: 'Cachet de démonstration' }).waitFor();
  await press(page, 'Mettre en service');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Cachet électronique');
  const file = { name: 'cachet.p12', mimeType: 'application/x-pkcs12', buffer: Buffer.from('pas un cachet') };
  await page.getByLabel('Fichier du cachet').setInputFiles(file);
  await page.getByLabel('Mot de passe du fichier').fill('secret');
  await press(page, 'Mettre en service');
  await page.getByRole('alert').getByText('n’est pas un cachet').waitFor();
  await follow(page, 'Retirer le cachet');
  await expectStep(page, 'Retirer le cachet\u00a0?');
  await follow(page, 'Le garder');
  await expectStep(page, 'Cachet électronique');
  await context.close();
});

test('whoever received a letter learns whether it is unchanged, on a phone', async () => {
  const at = new Date();
  const seal = await makeDemonstrationSeal('Commune d’ailleurs', at);
  const drawn = await renderPdf({
    title: 'Arrêté',
    locale: 'fr',
    createdAt: at,
    letterhead: { name: 'Commune d’ailleurs', lines: [] },
    subject: 'Arrêté',
    blocks: [{ kind: 'paragraph', text: 'Considérant la demande,' }],
    seal: {
      name: 'Commune d’ailleurs',
      reason: 'Arrêté n° 1',
      place: 'Ailleurs',
      description: 'Cachet',
      at,
      room: signatureRoom(seal.certificates),
    },
  });
  const letter = await fillSignature(drawn, (content) => signDetached(content, seal));
  const { context, page } = await newVisitor(browser, { screen: 'phone' });
  await page.goto('/verifier-un-document');
  await expectStep(page, 'Vérifier un document');
  await press(page, 'Vérifier');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Vérifier un document');
  const check = async (buffer: Buffer) => {
    await page
      .getByLabel('Document à vérifier')
      .setInputFiles({ name: 'lettre.pdf', mimeType: 'application/pdf', buffer });
    await press(page, 'Vérifier');
    await page.getByRole('heading', { name: 'Résultat pour' }).waitFor();
    await expectStep(page, 'Vérifier un document');
  };
  await check(letter);
  await page.getByRole('heading', { name: 'Document intact' }).waitFor();
  expect(await page.getByText('Aucune collectivité de ce guichet').count()).toBe(1);
  await check(Buffer.concat([letter, Buffer.from('\n% added\n')]));
  await page.getByRole('heading', { name: 'Document complété après le scellement' }).waitFor();
  await context.close();
});
