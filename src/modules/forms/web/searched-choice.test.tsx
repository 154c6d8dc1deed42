import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { WordsProvider } from '#ui/words.tsx';
import { choiceListSchema } from '../domain/choice-lists.ts';
import { compileForm } from '../domain/compile-form.ts';
import { parsePage } from '../domain/parse-page.ts';
import { context, definitionOf } from '../testing/sample-form.ts';
import { FormPageFields } from './form-page.tsx';
import type { FormPageFieldsProps } from './form-page-props.ts';

const list = choiceListSchema.parse({
  list: 'trades',
  title: 'Métiers',
  options: Array.from({ length: 1000 }, (_, index) => ({
    value: `t${index}`,
    label: ['Boulangerie', 'Boulangerie-pâtisserie', 'Menuiserie'][index] ?? `Métier ${index}`,
  })),
});
const form = compileForm(
  definitionOf(
    'pages: [{ id: p, title: P, fields: [{ id: trade, type: choice, label: Métier, list: trades }, { id: more, type: text, label: Plus, optional: true, when: trade == "t2" }] }]',
  ),
  { lists: new Map([['trades', list]]) },
);

function html(props: Partial<FormPageFieldsProps> = {}): string {
  const [page] = form.pages;
  if (page === undefined) throw new Error('a page is expected');
  return render(
    <WordsProvider locale="fr">
      <FormPageFields form={form} page={page} answers={{}} context={context} locale="fr" {...props} />
    </WordsProvider>,
  );
}

test('a long list is searched: it is not poured into the page', () => {
  const page = html();
  expect(page).toContain('data-suggest-url="/api/listes/trades?langue=fr"');
  expect(page).not.toContain('Menuiserie');
  expect(page.length).toBeLessThan(4000);
  expect(html({ answers: { trade: 't2' } })).toContain('value="Menuiserie"');
});

test('what may mean several is shown to choose among', () => {
  const body = { trade: 'boulang' };
  const { raw, errors } = parsePage(form, 'p', body, { ...context, answers: {} });
  const page = html({ raw, errors });
  expect(page).toMatch(/type="radio"[^>]*value="t0"/);
  expect(page).toMatch(/type="radio"[^>]*value="t1"/);
  expect(page).not.toMatch(/type="radio"[^>]*value="t2"/);
  expect(page).toContain('Plusieurs réponses correspondent');
  expect(page).toContain('value="boulang"');
  const chosen = parsePage(form, 'p', { ...body, 'trade-value': 't1' }, { ...context, answers: {} });
  expect(chosen.answers).toEqual({ trade: 't1' });
});
