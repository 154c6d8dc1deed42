import type { Page } from 'playwright-core';
import { readLibrary } from '#modules/catalogue/usecases/read-library.ts';
import { type Answers, compileForm, visibleFields } from '#modules/forms/index.ts';
import { codeOfReceipt } from '#tests/support/journey.ts';
import { inputsOf } from '../library/filing/file-over-http.ts';
import { findAnswers } from '../library/filing/find-answers.ts';
import { ownSample } from '../library/filing/own-samples.ts';
import { fillPage } from './fill-page.ts';

const vernon = { code: '27681', kind: 'commune', name: 'Vernon' } as const;

/** Files a procedure of Vernon with plausible answers, `own` before them: a request for agents to work on. Answers its code. */
export async function fileSample(page: Page, id: string, own: Answers): Promise<string> {
  const procedure = readLibrary().procedures.get(id)?.procedure;
  if (procedure === undefined) throw new Error(`No procedure ${id}`);
  const form = compileForm(procedure.form, { fees: procedure.fees });
  const context = { today: new Date().toISOString().slice(0, 10), authority: vernon };
  const around = { context, home: { code: vernon.code, name: vernon.name, postcode: '27200' } };
  const answers: Answers = { ...findAnswers(form, around, await ownSample(id)).answers, ...own };
  await page.goto(`/vernon/demarches/${procedure.slug}/commencer`);
  for (let steps = 0; steps <= form.pages.length; steps += 1) {
    const at = new URL(page.url()).pathname;
    if (at.endsWith('/recu')) break;
    const current = form.pagesById.get(at.split('/').at(-1) ?? '') ?? form.pages[0];
    if (!at.endsWith('/verifier') && current !== undefined) {
      const visible = new Set(visibleFields(form, current.id, answers, context).map((field) => field.id));
      const { inputs, files } = inputsOf(current, answers, visible);
      await fillPage(page, inputs, files);
    }
    await page.getByRole('button', { name: /^(Continuer|Envoyer)/ }).click();
    await page.waitForLoadState();
  }
  await page.getByRole('heading', { level: 1, name: 'Votre demande est envoyée' }).waitFor();
  return codeOfReceipt(page);
}
