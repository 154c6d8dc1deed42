import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/usecases/read-library.ts';
import { type Answers, type CompiledForm, compileForm, visibleFields } from '#modules/forms/index.ts';
import { launchBrowser, newVisitor, type screens } from '#tests/support/browser.ts';
import { expectStep } from '#tests/support/journey.ts';
import { inputsOf } from '../library/filing/file-over-http.ts';
import { findAnswers } from '../library/filing/find-answers.ts';
import { ownSample } from '../library/filing/own-samples.ts';
import { fillPage } from './fill-page.ts';

const library = readLibrary();
const today = new Date().toISOString().slice(0, 10);
const around = {
  context: { today, authority: { code: '27681', kind: 'commune', name: 'Vernon' } },
  home: { code: '27681', name: 'Vernon', postcode: '27200' },
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** One of each kind: what it asks, who answers, how it is decided. Five have journeys of their own beside this file. */
const filings: readonly (readonly [id: string, at: string, screen: keyof typeof screens, javaScript: boolean])[] = [
  ['pacs', 'vernon', 'desk', true],
  ['school-enrolment', 'vernon', 'phone', true],
  ['leisure-centre', 'agglomeration', 'narrow', false],
  ['heatwave-register', 'ccas-vernon', 'phone', true],
  ['works-declaration', 'vernon', 'desk', true],
  ['street-occupation', 'vernon', 'phone', false],
  ['meter-reading', 'agglomeration', 'narrow', true],
  ['bulky-waste', 'agglomeration', 'phone', true],
  ['market-stall', 'vernon', 'desk', true],
  ['parking-charge-appeal', 'vernon', 'narrow', false],
  ['public-event', 'vernon', 'phone', true],
  ['administrative-document', 'mercey', 'desk', false],
];

test.each(filings)('%s is filed in the browser', async (id, at, screen, javaScript) => {
  const procedure = library.procedures.get(id)?.procedure;
  if (procedure === undefined) throw new Error(id);
  const form = compileForm(procedure.form, { fees: procedure.fees });
  const { answers } = findAnswers(form, around, await ownSample(id));
  const { context, page } = await newVisitor(browser, { screen, javaScript });
  await page.goto(`/${at}/demarches/${procedure.slug}`);
  await expectStep(page, procedure.title.fr);
  await page.getByRole('link', { name: 'Commencer' }).first().click();
  for (let steps = 0; steps <= form.pages.length; steps += 1) {
    if (/\/(verifier|recu)$/.test(new URL(page.url()).pathname)) break;
    await fillOne(page, form, answers);
  }
  if (page.url().endsWith('/verifier')) {
    await expectStep(page, 'Vérifier et envoyer');
    await page.locator('main form').last().locator('button[type=submit], button:not([type])').first().click();
  }
  await expectStep(page, 'Votre demande est envoyée');
  await context.close();
});

async function fillOne(page: Page, form: CompiledForm, answers: Answers): Promise<void> {
  const pageId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const current = form.pagesById.get(pageId) ?? form.pages[0];
  if (current === undefined) throw new Error(page.url());
  const visible = new Set(visibleFields(form, current.id, answers, around.context).map((field) => field.id));
  const { inputs, files } = inputsOf(current, answers, visible);
  await expectStep(page, current.definition.title.fr);
  await fillPage(page, inputs, files);
  const before = page.url();
  await page.getByRole('button', { name: /^(Continuer|Envoyer)/ }).click();
  await page.waitForLoadState();
  const said = await page.getByRole('alert').allInnerTexts();
  expect(page.url(), `${before}\n${said.join('\n')}`).not.toBe(before);
}
