import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/usecases/read-library.ts';
import { type CompiledForm, compileForm } from '#modules/forms/index.ts';
import { exploreForm } from './filing/explore-form.ts';
import { ownSample } from './filing/own-samples.ts';

const around = {
  context: { today: '2026-11-22', authority: { code: '27681', kind: 'commune', name: 'Vernon' } },
  home: { code: '27681', name: 'Vernon', postcode: '27200' },
};
const library = readLibrary();

test.each([...library.procedures.keys()])(
  '%s: every field is asked of somebody, every option can be chosen, and leads to the end or to another door',
  async (id) => {
    const procedure = library.procedures.get(id)?.procedure;
    if (procedure === undefined) throw new Error(id);
    const form = compileForm(procedure.form, { fees: procedure.fees });
    const { unreached, exits } = exploreForm(form, around, await ownSample(id));
    expect(unreached).toEqual([]);
    expect([...exits]).toEqual(expect.arrayContaining(pagesLeftByChoice(form)));
  },
);

/** Pages with an exit that depends on choices alone; those that depend on an age or a place have tests of their own. */
function pagesLeftByChoice(form: CompiledForm): string[] {
  const isChoice = (name: string) => ['choice', 'yes-no'].includes(form.fieldsById.get(name)?.definition.type ?? '');
  return form.pages
    .filter((page) => page.exits.some(({ when }) => when.variables.every(isChoice)))
    .map((page) => page.id);
}
