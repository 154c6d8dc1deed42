import { expect, test } from 'vitest';
import type { ConditionScope } from './conditions/known-fields.ts';
import { templateToCel } from './templates.ts';

const scope: ConditionScope = {
  fields: new Map([
    ['nom', { id: 'nom', kind: 'text', options: [] }],
    ['autre', { id: 'autre', kind: 'text', options: [] }],
    ['nb', { id: 'nb', kind: 'number', options: [] }],
    ['oui', { id: 'oui', kind: 'boolean', options: [] }],
    ['genre', { id: 'genre', kind: 'choice', options: [{ value: 'a', raw: 'a', label: 'A' }] }],
  ]),
  settings: new Map([['cout', 3]]),
  fieldsAreComplete: true,
  guarded: true,
  assume: () => undefined,
};

test.each([
  ['{{ form_var_nb|multiply:form_option_cout }}', '(nb * 3)', true],
  ['{{ form_var_nom }}', '(nom != null ? nom : "")', false],
  ['M. {{ form_var_nom }} !', '"M. " + (nom != null ? nom : "") + " !"', false],
  ['{% if form_var_oui %}a{% else %}b{% endif %}', '((oui == true) ? "a" : ("b"))', false],
  ['{% if form_option_cout == 3 %}a{% elif form_var_oui %}b{% endif %}', '("a")', false],
  ['{% firstof form_var_nom form_var_autre %}', '(nom != null ? nom : (autre != null ? autre : ""))', false],
  ['{{ form_var_genre }}', 'label(genre)', false],
  ['', '""', false],
])('%s', (template, cel, isNumber) => {
  expect(templateToCel(template, scope)).toEqual({ cel, isNumber });
});

test.each(['{% for x in y %}{{ x }}{% endfor %}', '{{ webservice.a }}', '{% inconnu %}'])(
  '%s has no equivalent',
  (template) => {
    expect(() => templateToCel(template, scope)).toThrow(/condition-/);
  },
);
