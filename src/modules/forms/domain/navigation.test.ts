import fc from 'fast-check';
import { expect, test } from 'vitest';
import { context, formOf } from '../testing/sample-form.ts';
import type { Answers } from './answers.ts';
import { evaluate } from './expressions.ts';
import { exitFor, firstIncompletePage, nextPage, previousPage } from './navigation.ts';
import { validateAll, validatePage } from './validate.ts';
import { answerScope, keepShownAnswers, visibleFields, visiblePages } from './visibility.ts';

const form = formOf(`
pages:
  - id: who
    title: Qui
    fields:
      - { id: for_self, type: yes-no, label: Pour vous ? }
      - { id: minor, type: yes-no, label: Mineur ?, when: for_self == false }
    exits:
      - { when: minor == true && for_self == false, title: Pas ici, body: Voir ailleurs, link: { relay: state, label: Y aller } }
  - id: other
    title: L’autre
    when: for_self == false
    fields:
      - { id: name, type: text, label: Nom }
      - { id: link, type: choice, label: Lien, options: [{ value: parent, label: Parent }, { value: friend, label: Ami }] }
      - { id: proof, type: text, label: Preuve, when: link == "friend" }
  - id: proof
    title: Détails
    when: proof != null
    fields: [{ id: detail, type: text, label: Détail }]
  - id: empty
    title: Vide
    fields: [{ id: never, type: text, label: Jamais, when: name == "personne" }]
  - id: end
    title: Fin
    fields: [{ id: agree, type: consent, label: J’accepte, text: Tout }]
`);

const ids = (pages: readonly { id: string }[]) => pages.map((page) => page.id);

test('pages follow the answers; a page with nothing to ask is passed over', () => {
  expect(ids(visiblePages(form, {}, context))).toEqual(['who', 'end']);
  const friend: Answers = { for_self: false, minor: false, name: 'Zoé', link: 'friend', proof: 'Oui' };
  expect(ids(visiblePages(form, friend, context))).toEqual(['who', 'other', 'proof', 'end']);
  expect(ids(visibleFields(form, 'other', friend, context))).toEqual(['name', 'link', 'proof']);
  expect(nextPage(form, 'who', friend, context)?.id).toBe('other');
  expect(nextPage(form, 'who', { for_self: true }, context)?.id).toBe('end');
  expect(nextPage(form, 'end', {}, context)).toBeUndefined();
  expect(previousPage(form, 'end', friend, context)?.id).toBe('proof');
  expect(previousPage(form, 'who', friend, context)).toBeUndefined();
});

test('what a hidden field says no longer counts: pages that hang on it go too', () => {
  const changed: Answers = { for_self: true, minor: true, name: 'Zoé', link: 'friend', proof: 'Oui', detail: 'D' };
  expect(keepShownAnswers(form, changed, context)).toEqual({ for_self: true });
  expect(ids(visiblePages(form, changed, context))).toEqual(['who', 'end']);
});

test('an exit is told as soon as its answers are given', () => {
  expect(exitFor(form, 'who', { for_self: false, minor: true }, context)?.link).toEqual({
    relay: 'state',
    label: { fr: 'Y aller' },
  });
  expect(exitFor(form, 'who', { for_self: true, minor: true }, context)).toBeUndefined();
  expect(exitFor(form, 'end', { for_self: false, minor: true }, context)).toBeUndefined();
});

test('the first page to complete', () => {
  expect(firstIncompletePage(form, {}, context)?.id).toBe('who');
  expect(firstIncompletePage(form, { for_self: false, minor: false }, context)?.id).toBe('other');
  expect(firstIncompletePage(form, { for_self: true }, context)?.id).toBe('end');
  expect(firstIncompletePage(form, { for_self: true, agree: true }, context)).toBeUndefined();
});

test('stored answers of another shape are told, not trusted', () => {
  const odd = { for_self: 'yes', agree: true } as unknown as Answers;
  expect(validateAll(form, odd, context).map(({ path, code }) => `${path} ${code}`)).toEqual([
    'for_self notUnderstood',
  ]);
  expect(validatePage(form, 'end', odd, context)).toEqual([]);
});

test('other expressions read the same answers', () => {
  const scope = answerScope(form, { for_self: false, minor: false, name: 'Zoé' }, context);
  expect(evaluate('name + " — " + authority.name', scope)).toBe('Zoé — Ville de Vernon');
  expect(evaluate('proof == null && today == "2026-11-22"', scope)).toBe(true);
});

const answers = fc.record(
  {
    for_self: fc.boolean(),
    minor: fc.boolean(),
    name: fc.constantFrom('Zoé', 'personne'),
    link: fc.constantFrom('parent', 'friend'),
    proof: fc.constant('Oui'),
    detail: fc.constant('D'),
    never: fc.constant('N'),
    agree: fc.constant(true),
  },
  { requiredKeys: [] },
);

test('property: hidden answers are never kept nor demanded, and pages keep their order', () => {
  fc.assert(
    fc.property(answers, (given: Answers) => {
      const kept = keepShownAnswers(form, given, context);
      expect(keepShownAnswers(form, kept, context)).toEqual(kept);
      const pages = visiblePages(form, given, context);
      const shown = new Set(pages.flatMap((page) => ids(visibleFields(form, page.id, given, context))));
      for (const id of Object.keys(kept)) expect(shown).toContain(id);
      for (const error of validateAll(form, given, context)) expect(shown).toContain(error.fieldId);
      expect(validateAll(form, kept, context)).toEqual(validateAll(form, given, context));
      const indexes = pages.map((page) => page.index);
      expect([...indexes].sort((a, b) => a - b)).toEqual(indexes);
      for (const page of pages) {
        const next = nextPage(form, page.id, given, context);
        if (next !== undefined) expect(previousPage(form, next.id, given, context)).toBe(page);
      }
    }),
  );
});
