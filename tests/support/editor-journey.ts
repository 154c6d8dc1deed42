import type { Locator, Page } from 'playwright-core';
import { expectStep } from './journey.ts';

/** A title that no other test uses. */
export const nameOf = (what: string): string => `${what} ${Date.now().toString(36)}`;

export const button = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });

/** Presses a button or follows a link with the keyboard. */
export async function enter(control: Locator): Promise<void> {
  await control.focus();
  await control.page().keyboard.press('Enter');
}

/** Replaces what a field holds, with the keyboard. */
export async function type(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.press('Control+A');
  await field.page().keyboard.type(text);
}

/** Makes a procedure from nothing, with the keyboard. Answers the path of its draft. */
export async function createProcedure(page: Page, title: string): Promise<string> {
  await page.goto('/agents/editeur/nouvelle');
  await type(page.getByLabel('Nom de la démarche'), title);
  await page.getByLabel('Thème').selectOption({ index: 2 });
  await page.getByLabel('Compétence').selectOption({ index: 2 });
  await page.getByLabel('Une décision').focus();
  await page.keyboard.press('Space');
  await enter(button(page, 'Créer la démarche'));
  await expectStep(page, title);
  return new URL(page.url()).pathname;
}

/** Adds a field to the page « Votre demande », with the keyboard; its own page is then open. */
export async function addField(page: Page, draft: string, label: string, kind: string): Promise<void> {
  await page.goto(`${draft}/formulaire/request`);
  await type(page.getByLabel('Intitulé du champ'), label);
  await page.getByLabel('Type de réponse').selectOption({ label: kind });
  await enter(button(page, 'Ajouter un champ'));
  await expectStep(page, label);
}

/** Publishes what the draft holds as the version of that number. */
export async function publish(page: Page, draft: string, version: number): Promise<void> {
  await page.goto(`${draft}/publier`);
  await enter(button(page, 'Publier cette version'));
  await page.getByText(`La version ${version} est publiée.`).waitFor();
}

/** The last part of the address of a procedure, made from its title. */
export function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
}
