import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answersTo, bodyFor, randomForm } from '../testing/random-forms.ts';
import { context } from '../testing/sample-form.ts';
import type { Answers } from './answers.ts';
import { compileForm } from './compile-form.ts';
import { isGroup } from './compiled-form.ts';
import { walkForm } from './form-walk.ts';
import { firstIncompletePage, nextPage } from './navigation.ts';
import { parsePage } from './parse-page.ts';
import { summarize } from './summary.ts';
import { validateAll, validatePage } from './validate.ts';
import { answerScope, keepShownAnswers, visibleFields, visiblePages } from './visibility.ts';

const formAndAnswers = randomForm.chain((definition) =>
  answersTo(definition).map((answers) => ({ definition, form: compileForm(definition), answers })),
);

/** Ids of the fields that these answers show to an applicant, and of those for agents whose conditions hold. */
function shownIds(form: ReturnType<typeof compileForm>, answers: Answers): Set<string> {
  const ids = form.pages.flatMap((page) => visibleFields(form, page.id, answers, context).map((field) => field.id));
  const asAgent = { ...context, actor: 'agent' } as const;
  const withAgents = form.pages.flatMap((page) => visibleFields(form, page.id, answers, asAgent).map(({ id }) => id));
  return new Set([...ids, ...withAgents]);
}

/** All that a walk decides, and the values that it lends to expressions. */
function wayOf(form: ReturnType<typeof compileForm>, answers: Answers) {
  const { pages, scope } = walkForm(form, answers, context);
  return {
    pages: pages.map(({ page, shown, entries }) => [page.id, shown, [...entries.keys()]]),
    values: [...form.fieldsById.keys()].map((id) => scope.get(id)),
  };
}

test('what is hidden is never kept, and what is unknown neither', () => {
  fc.assert(
    fc.property(formAndAnswers, ({ form, answers }) => {
      const kept = keepShownAnswers(form, answers, context);
      const shown = shownIds(form, answers);
      for (const id of Object.keys(kept)) expect(shown.has(id)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('what is hidden is never required, nor is what is for agents', () => {
  fc.assert(
    fc.property(formAndAnswers, ({ form, answers }) => {
      for (const error of validateAll(form, answers, context)) {
        const top = error.path.split('[')[0] ?? '';
        const page = form.pageOfField.get(top);
        const shown = page === undefined ? [] : visibleFields(form, page.id, answers, context);
        expect(shown.some((field) => field.id === top)).toBe(true);
        expect(form.fieldsById.get(top)?.definition.agentOnly).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test('what is shown is a fixed point: keeping the shown answers shows the same, and keeps the same', () => {
  fc.assert(
    fc.property(formAndAnswers, ({ form, answers }) => {
      // A copy, whose way nobody remembers.
      const kept = { ...keepShownAnswers(form, answers, context) };
      expect(keepShownAnswers(form, kept, context)).toEqual(kept);
      expect(shownIds(form, kept)).toEqual(shownIds(form, answers));
      expect(visiblePages(form, kept, context).map(({ id }) => id)).toEqual(
        visiblePages(form, answers, context).map(({ id }) => id),
      );
    }),
    { numRuns: 300 },
  );
});

test('the whole is as right as its pages, one by one', () => {
  fc.assert(
    fc.property(formAndAnswers, ({ form, answers }) => {
      const byPage = form.pages.flatMap((page) => validatePage(form, page.id, answers, context));
      expect(validateAll(form, answers, context)).toEqual(byPage);
      const first = firstIncompletePage(form, answers, context);
      expect(first === undefined).toBe(byPage.length === 0);
    }),
    { numRuns: 200 },
  );
});

test('computed values come from the answers alone: whatever is stored in their place, they are the same', () => {
  fc.assert(
    fc.property(formAndAnswers, fc.constantFrom<unknown>(99, 'x', null), ({ form, answers }, forged) => {
      const computed = [...form.fieldsById.values()].filter((field) => field.definition.type === 'computed');
      const kept = keepShownAnswers(form, answers, context);
      const tampered = { ...kept } as Record<string, unknown>;
      for (const { id } of computed) tampered[id] = forged;
      expect(keepShownAnswers(form, tampered as Answers, context)).toEqual(kept);
      for (const { id } of computed) {
        const value = answerScope(form, kept, context).get(id) ?? null;
        expect(value).toEqual(id in kept ? kept[id] : null);
      }
    }),
    { numRuns: 200 },
  );
});

test('going from page to page whatever is typed ends, keeps only what is shown, and agrees with the whole', () => {
  const filling = randomForm.chain((definition) =>
    fc.tuple(...definition.pages.map(bodyFor)).map((bodies) => ({ definition, bodies })),
  );
  fc.assert(
    fc.property(filling, ({ definition, bodies }) => {
      const form = compileForm(definition);
      let answers: Answers = {};
      let page = visiblePages(form, answers, context)[0];
      const errors: string[] = [];
      for (let steps = 0; page !== undefined; steps += 1) {
        expect(steps).toBeLessThan(form.pages.length);
        const parsed = parsePage(form, page.id, bodies[page.index], { ...context, answers });
        answers = parsed.answers;
        expect(wayOf(form, answers)).toEqual(wayOf(form, { ...answers }));
        errors.push(...parsed.errors.map((error) => `${error.path} ${error.code}`));
        page = nextPage(form, page.id, answers, context);
      }
      expect(keepShownAnswers(form, { ...answers }, context)).toEqual(answers);
      if (errors.length === 0) expect(validateAll(form, { ...answers }, context)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a page never writes what agents fill in, and telling the answers never shows it to applicants', () => {
  fc.assert(
    fc.property(formAndAnswers, ({ form, answers }) => {
      const stored = walkForm(form, answers, context).answers;
      for (const page of form.pages) {
        const forAgents = page.fields.filter((field) => field.definition.agentOnly);
        const body = Object.fromEntries(forAgents.map((field) => [field.id, 'forged']));
        const after = parsePage(form, page.id, body, { ...context, answers: stored }).answers;
        for (const { id } of forAgents) if (id in after) expect(after[id]).toEqual(stored[id]);
      }
      const told = summarize(form, stored, 'fr').flatMap((section) => section.rows.map((row) => row.fieldId));
      for (const id of told) {
        const entry = form.fieldsById.get(id);
        expect(entry === undefined || isGroup(entry) || !entry.definition.agentOnly).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
