import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { addField, button, createProcedure, enter, nameOf, type } from '#tests/support/editor-journey.ts';
import { expectStep, signInAgent } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The groups in one another: the first, the first of the first, and so on. */
const groups = ['', '1', '1.1', '1.1.1'];
const levelOf = (page: Page, level: number) =>
  level === 0
    ? page.locator('#builder')
    : page.locator('#builder').getByRole('group', { name: `Groupe ${groups[level]}`, exact: true });

/** Adds an answer at the foot of a group: what its inner groups offer comes before. */
async function addAnswer(page: Page, level: number, question: string): Promise<void> {
  const group = levelOf(page, level);
  await group.getByLabel('Réponse à', { exact: true }).last().selectOption({ label: question });
  await enter(button(group, `Ajouter cette réponse${level === 0 ? '' : ` au groupe ${groups[level]}`}`));
  await group.getByRole('group', { name: question, exact: true }).waitFor();
}

const words =
  '« Pour une association ? » est oui et (« Nombre de personnes » est supérieur à 50 ou (« Un repas ? » est oui et (« De la musique ? » est oui ou « De l’alcool ? » est oui)))';
const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test.each(['desk', 'phone'] as const)(
  'four levels of and, or, and, or are built with the keyboard, said in words, kept and carried by the file (%s)',
  async (screen) => {
    const { context, page } = await newVisitor(browser, { screen });
    await signInAgent(page, 'admin@vernon.example');
    const draft = await createProcedure(page, nameOf('Tenir une buvette'));
    await addField(page, draft, 'Pour une association ?', 'Oui ou non');
    await addField(page, draft, 'Nombre de personnes', 'Nombre');
    await addField(page, draft, 'Un repas ?', 'Oui ou non');
    await addField(page, draft, 'De la musique ?', 'Oui ou non');
    await addField(page, draft, 'De l’alcool ?', 'Oui ou non');
    await addField(page, draft, 'Qui surveille la salle ?', 'Texte court');
    const field = new URL(page.url()).pathname;

    await enter(page.getByRole('main').getByRole('link', { name: 'Ajouter une condition', exact: true }));
    await expectStep(page, 'Condition du champ');
    await addAnswer(page, 0, 'Pour une association ?');
    await enter(button(levelOf(page, 0), 'Ajouter un groupe'));
    await addAnswer(page, 1, 'Nombre de personnes');
    await enter(button(page, 'Ajouter un groupe dans le groupe 1'));
    await addAnswer(page, 2, 'Un repas ?');
    await enter(button(page, 'Ajouter un groupe dans le groupe 1.1'));
    await addAnswer(page, 3, 'De la musique ?');
    await addAnswer(page, 3, 'De l’alcool ?');
    // Beyond the fourth nobody could follow: it is not offered.
    expect(await button(page, 'Ajouter un groupe dans le groupe 1.1.1').count()).toBe(0);
    // A group that is added says the other thing than what holds it.
    for (const [level, join] of [
      [0, 'tout soit vrai'],
      [1, 'une chose au moins soit vraie'],
      [2, 'tout soit vrai'],
      [3, 'une chose au moins soit vraie'],
    ] as const)
      expect(await levelOf(page, level).getByLabel(join, { exact: true }).first().isChecked(), `level ${level}`).toBe(
        true,
      );

    // What is not whole is told at its place, and nothing of the rest is lost.
    await enter(button(page, 'Enregistrer'));
    await page.getByRole('alert').getByText('Complétez').first().waitFor();
    await expectStep(page, 'Condition du champ');
    const clause = (question: string) => page.getByRole('group', { name: question, exact: true });
    await clause('Nombre de personnes').getByLabel('Comparaison').selectOption({ label: 'est supérieur à' });
    await type(clause('Nombre de personnes').getByLabel('Valeur'), '50');
    for (const question of ['Pour une association ?', 'Un repas ?', 'De la musique ?', 'De l’alcool ?'])
      await clause(question).getByLabel('Valeur').selectOption({ label: 'oui' });
    await enter(button(page, 'Enregistrer'));
    await page.getByText('Enregistré.').waitFor();
    expect(spaced(await page.getByRole('main').innerText())).toContain(`Champ montré si ${words}`);

    // Opened again, it is the same groups in one another; saved again, it is the same condition.
    const before = await (await page.request.get(`${draft}/demarche.yaml`)).text();
    await enter(page.getByRole('link', { name: 'Modifier la condition' }));
    await expectStep(page, 'Condition du champ');
    expect(spaced(await page.getByRole('main').innerText())).toContain(words);
    expect(await levelOf(page, 3).getByRole('group', { name: /^De l/ }).count()).toBe(2);
    await enter(button(page, 'Enregistrer'));
    await page.waitForURL(`**${field}`);
    expect(await (await page.request.get(`${draft}/demarche.yaml`)).text()).toBe(before);

    // The file that is exported says it too: read again, it gives the same words.
    await page.goto('/agents/editeur/importer');
    await page.getByLabel('Fichier de la démarche').setInputFiles({
      name: 'buvette.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(before.replace('Qui surveille la salle ?', 'Qui tient la porte ?')),
    });
    await enter(button(page, 'Importer'));
    await expectStep(page, 'Remplacer le brouillon ?');
    await enter(button(page, 'Remplacer le brouillon'));
    await page.getByText('Le brouillon qui existait est remplacé').waitFor();
    await page.goto(field);
    await expectStep(page, 'Qui tient la porte ?');
    expect(spaced(await page.getByRole('main').innerText())).toContain(`Champ montré si ${words}`);

    // And it decides what residents are asked: a meal with music, even for ten.
    await page.goto(`${draft}/essai`);
    const asked = page.getByLabel('Qui tient la porte ?');
    const answer = (question: string, value: string) =>
      page.getByRole('group', { name: question }).locator('label').getByText(value, { exact: true }).click();
    await answer('Pour une association ?', 'Oui');
    await page.getByLabel('Nombre de personnes').fill('10');
    await answer('Un repas ?', 'Oui');
    await answer('De la musique ?', 'Non');
    await answer('De l’alcool ?', 'Non');
    await asked.waitFor({ state: 'hidden' });
    await answer('De l’alcool ?', 'Oui');
    await asked.waitFor({ state: 'visible' });
    await answer('Pour une association ?', 'Non');
    await asked.waitFor({ state: 'hidden' });
    await expectStep(page, 'Essayer la démarche');
    await context.close();
  },
);
