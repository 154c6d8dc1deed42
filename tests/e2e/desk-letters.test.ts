import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { verifyPdf } from '#modules/signatures/index.ts';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import {
  askQuestion,
  choose,
  expectStep,
  follow,
  openMail,
  ownEmail,
  press,
  signInAgent,
  tick,
} from '#tests/support/journey.ts';
import { fileSample } from './file-sample.ts';

const stamp = Date.now().toString(36);
/** A reader of PDF that is not ours, where there is one. */
const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Where the page says that a file is, downloaded as its reader would. */
async function download(page: Page, href: string): Promise<Buffer> {
  const answer = await page.context().request.get(href);
  expect(answer.status(), href).toBe(200);
  return answer.body();
}

async function asked(townHall: string, familyName: string): Promise<{ code: string; email: string; resident: Page }> {
  const email = ownEmail('lettre');
  const { page } = await newVisitor(browser, { screen: 'phone', javaScript: false });
  const code = await askQuestion(page, { townHall, email, familyName, message: `Le banc ${stamp} est cassé.` });
  return { code, email, resident: page };
}

test('a letter is written with a variable and a condition, seen, sent to several, and printed for those on paper', async () => {
  const paper = await asked('mercey', `Papier${stamp}`);
  const online = await asked('mercey', `Ligne${stamp}`);
  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'secretariat@mercey.example');
  await page.goto('/agents/administration/courriers/nouveau');
  await expectStep(page, 'Nouveau courrier');
  await page.getByLabel('Objet du courrier').fill(`Travaux ${stamp}`);
  const first = page.getByRole('group', { name: 'Paragraphe 1', exact: true });
  await first.getByLabel('Texte', { exact: true }).fill('Madame, Monsieur, {{dossier.cote}}');
  await press(page, 'Enregistrer une nouvelle version');
  await page.getByRole('alert').getByText('dossier.cote').first().waitFor();
  await expectStep(page, /./);
  await first.getByLabel('Texte', { exact: true }).fill('Madame, Monsieur, dossier ');
  await first.getByLabel('Variable', { exact: true }).selectOption('dossier.code');
  await press(first, 'Insérer la variable dans le paragraphe 1');
  expect(await first.getByLabel('Texte', { exact: true }).inputValue()).toContain('{{dossier.code}}');
  for (const [number, text, condition] of [
    [2, 'Nous vous écrivons aussi par courriel.', 'Le demandeur a une adresse électronique'],
    [3, 'Votre demande passe avant les autres.', 'Le dossier est urgent'],
  ] as const) {
    await press(page, 'Ajouter un paragraphe');
    const paragraph = page.getByRole('group', { name: `Paragraphe ${number}`, exact: true });
    await paragraph.getByLabel('Texte', { exact: true }).fill(text);
    await paragraph.getByText('Quand ce paragraphe figure-t-il').click();
    await paragraph.getByLabel('Réponse à').selectOption({ label: condition });
    await press(paragraph, 'Ajouter cette réponse');
    await paragraph.getByRole('group', { name: condition }).getByLabel('Valeur').selectOption({ label: 'oui' });
  }
  await press(page, 'Enregistrer une nouvelle version');
  await page.getByText('enregistrée : elle sert dès maintenant', { exact: false }).waitFor();
  await expectStep(page, `Travaux ${stamp}`);
  const [seen] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST'),
    press(page, 'Voir le PDF avec un dossier d’exemple'),
  ]);
  expect(seen.headers()['content-type']).toContain('application/pdf');

  // One of the two wants paper.
  await page.goto(`/agents?q=${paper.code}`);
  await follow(page, paper.code);
  await follow(page, 'Changer l’envoi des courriers');
  await expectStep(page, 'Comment le demandeur veut-il recevoir les courriers ?');
  await choose(page, 'Comment le demandeur veut-il recevoir les courriers ?', 'Par la poste');
  await press(page, 'Enregistrer');
  await page.getByRole('alert').first().waitFor();
  await expectStep(page, /Comment le demandeur veut-il recevoir les courriers/);
  await page.getByLabel('Numéro et voie').fill('3 rue du Lavoir');
  await page.getByLabel('Code postal').fill('27950');
  await page.getByLabel('Commune').fill('Mercey');
  await press(page, 'Enregistrer');
  await page.getByText('Courriers : par la poste.').waitFor();

  await page.goto(`/agents?q=${stamp}`);
  for (const { code } of [paper, online]) {
    await page.getByRole('checkbox', { name: `Choisir le dossier ${code}` }).check({ force: true });
  }
  await press(page, 'Écrire aux demandeurs…');
  await expectStep(page, 'Courriers en nombre');
  await page.getByLabel('Courrier', { exact: true }).selectOption({ label: `Travaux ${stamp}` });
  await press(page, 'Écrire les courriers');
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText('2 écrits', { exact: false }).count();
      },
      { timeout: 20_000, interval: 250 },
    )
    .toBeGreaterThan(0);
  await expectStep(page, /./);
  await page.getByRole('row').filter({ hasText: paper.code }).getByText('À imprimer').waitFor();
  await page.getByRole('row').filter({ hasText: online.code }).getByText('Envoyé par courriel').waitFor();
  const covers = await page.getByRole('link', { name: 'Avec une feuille d’adresse' }).getAttribute('href');
  const printed = await download(page, covers ?? '');
  expect(printed.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  if (pdftotext) {
    expect(textOf(printed)).toMatch(/3 rue du Lavoir[\s\S]*27950 Mercey[\s\S]*Travaux/);
    // One condition holds for this dossier, the other does not.
    expect(textOf(printed)).toContain('Nous vous écrivons aussi par courriel.');
    expect(textOf(printed)).not.toContain('Votre demande passe avant les autres.');
  }
  await openMail(online.resident, { to: online.email, subject: new RegExp(`Travaux ${stamp}`) });
  // It is with the request too, where its applicant follows it.
  await online.resident.goto('/suivi');
  await online.resident.getByLabel('Code de suivi').fill(online.code);
  await online.resident.getByLabel('Code de suivi').press('Enter');
  await expectStep(online.resident, 'Poser une question à la mairie');
  await online.resident
    .getByRole('link', { name: /travaux.*\.pdf$/i })
    .first()
    .waitFor();

  await page.goto('/agents/administration/courriers');
  await expectStep(page, 'Modèles de courrier');
  await follow(page, `Travaux ${stamp}`);
  await press(page, 'Ne plus utiliser ce courrier');
  await expectStep(page, 'Modèles de courrier');
  expect(await page.getByRole('link', { name: `Travaux ${stamp}` }).count()).toBe(0);
  await paper.resident.context().close();
  await online.resident.context().close();
  await context.close();
});

test('an order goes round to be signed, by a deputy while the head is away; sealed, numbered, and checked', async () => {
  const email = ownEmail('arrete');
  const filing = await newVisitor(browser, { screen: 'phone', javaScript: false });
  const code = await fileSample(filing.page, 'temporary-bar', { email, family_name: 'Arrete' });
  const admin = await newVisitor(browser);
  await signInAgent(admin.page, 'admin@vernon.example');
  await delegate(admin.page);

  const { context, page } = await newVisitor(browser);
  await signInAgent(page, 'secretariat@vernon.example');
  await page.goto(`/agents?q=${code}`);
  await follow(page, code);
  const dossier = new URL(page.url()).pathname;
  await follow(page, 'Envoyer l’arrêté à la signature');
  await expectStep(page, 'Envoyer l’arrêté à la signature');
  await page.getByLabel('Visas et considérants').fill('Vu la demande,\nConsidérant son objet,');
  await page.getByLabel('Articles').fill('La fête est autorisée.');
  await press(page, 'Envoyer l’arrêté à la signature');
  await page.getByText(/Envoyer l’arrêté à la signature\s: c’est fait/).waitFor();

  // The leader reads and signs; the deputy then signs for the administrator, who is away.
  const leader = await newVisitor(browser, { screen: 'phone', javaScript: false });
  await signInAgent(leader.page, 'responsable@vernon.example');
  await sign(leader.page, code);
  await leader.page.getByText(/^Vous avez signé/).waitFor();
  await sign(page, code);
  await page.getByText(/^Vous avez signé/).waitFor();

  await page.goto(dossier);
  // Not the draft that went round: what the seal was put on.
  const pdf = page.getByRole('link', { name: new RegExp(`^Télécharger .*${code}\\.pdf$`) }).last();
  const signed = await download(page, (await pdf.getAttribute('href')) ?? '');
  const [report] = await verifyPdf(signed);
  expect(report).toMatchObject({ verdict: 'intact', baseline: true });
  await page.goto('/agents/registre-des-decisions?registre=arrete');
  await expectStep(page, 'Registre des décisions');
  await page.getByRole('row').filter({ hasText: 'buvette' }).filter({ hasText: 'Camille Bertin' }).first().waitFor();
  await openMail(filing.page, { to: email, subject: /acceptée|Arrêté/ });
  await leader.context.close();
  await admin.context.close();
  await filing.context.close();
  await context.close();
});

/** The administrator is away today, and lets the secretary sign in their place on those days. */
async function delegate(page: Page): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await page.goto('/agents/absences');
  await page.getByLabel('Premier jour').fill(today);
  await page.getByLabel('Dernier jour').fill(today);
  await press(page, 'Noter l’absence');
  await expectStep(page, 'Absences');
  await page.goto('/agents/administration/delegations-de-signature');
  await press(page, 'Enregistrer');
  await page.getByRole('alert').first().waitFor();
  await expectStep(page, /Délégations de signature/);
  await page.getByLabel('Qui délègue sa signature').selectOption({ label: 'Hugo Lambert' });
  await page.getByLabel('Sa qualité').fill('le maire');
  await page.getByLabel('Qui signera à sa place').selectOption({ label: 'Camille Bertin' });
  await page.getByLabel('Qualité du délégataire').fill('l’adjointe aux fêtes');
  await page.getByLabel('Référence de l’arrêté').fill(`arrêté n° ${stamp}`);
  await page.getByLabel('Date de l’arrêté').fill(today);
  await page.getByLabel('À partir du').fill(today);
  await tick(page, 'Seulement les jours d’absence de la personne qui délègue');
  await press(page, 'Enregistrer');
  await expectStep(page, 'Délégations de signature');
  await page.getByText(stamp).first().waitFor();
}

/** Reads what waits for a signature in a dossier, forgets to decide, then signs. */
async function sign(page: Page, code: string): Promise<void> {
  await page.goto('/agents/a-signer');
  await expectStep(page, 'À signer');
  await page.getByRole('row').filter({ hasText: code }).getByRole('link').first().click();
  await expectStep(page, /^Signer/);
  await press(page, 'Valider ma décision');
  await page.getByRole('alert').first().waitFor();
  await expectStep(page, /Signer/);
  await choose(page, 'Que décidez-vous ?', 'Je signe ce document');
  await press(page, 'Valider ma décision');
}

/** The words of a PDF as a reader of its own sees them. */
function textOf(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-pdf-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    return execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
