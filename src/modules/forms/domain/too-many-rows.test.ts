import { expect, test } from 'vitest';
import { compileForm } from './compile-form.ts';
import { formSchema } from './form-schema.ts';
import { parsePage } from './parse-page.ts';
import { validateAll } from './validate.ts';

const form = compileForm(
  formSchema.parse({
    pages: [
      {
        id: 'family',
        title: { fr: 'Famille' },
        fields: [
          {
            id: 'children',
            type: 'group',
            label: { fr: 'Enfants' },
            max: 3,
            rowLabel: { fr: 'Enfant {n}' },
            addLabel: { fr: 'Ajouter' },
            fields: [{ id: 'name', type: 'text', label: { fr: 'Prénom' } }],
          },
        ],
      },
    ],
  }),
);
const context = {
  today: '2026-11-23',
  authority: { code: '27681', kind: 'commune', name: 'Vernon' },
  actor: 'applicant',
} as const;
const names = ['Ana', 'Bob', 'Cléo', 'Dan', 'Eva', 'Fadi'];

test('rows above the maximum are refused in words, with all of them still there', () => {
  const body = Object.fromEntries(names.map((name, row) => [`children.${row}.name`, name]));
  for (const count of ['6', '']) {
    const parsed = parsePage(form, 'family', { ...body, 'children-rows': count }, { ...context, answers: {} });
    expect(parsed.errors.map((error) => error.code)).toEqual(['groupMax']);
    expect(parsed.answers.children).toHaveLength(6);
    expect(parsed.raw?.['children.5.name']).toBe('Fadi');
  }
});

test('rows kept above a maximum are told before the request is sent, not cut', () => {
  const answers = { children: names.map((name) => ({ name })) };
  expect(validateAll(form, answers, context).map((error) => error.code)).toEqual(['groupMax']);
});
