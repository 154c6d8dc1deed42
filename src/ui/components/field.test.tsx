import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { WordsProvider } from '#ui/words.tsx';
import { Checkbox, Checkboxes } from './checkboxes.tsx';
import { DateInput } from './date-input.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FileUpload } from './file-upload.tsx';
import { Radios } from './radios.tsx';
import { Select } from './select.tsx';
import { TextInput } from './text-input.tsx';
import { Textarea } from './textarea.tsx';

const common = { id: 'f', label: 'Nom', hint: 'Aide', error: 'Manque' };
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B', hint: 'b' },
];
const everyField: [string, VNode][] = [
  ['TextInput', <TextInput {...common} />],
  ['Textarea', <Textarea {...common} maxLength={10} />],
  ['Select', <Select {...common} options={options} />],
  ['Radios', <Radios {...common} options={options} />],
  ['Checkboxes', <Checkboxes {...common} options={options} />],
  ['Checkbox', <Checkbox {...common} />],
  ['DateInput', <DateInput {...common} />],
  ['FileUpload', <FileUpload {...common} files={[{ id: '1', name: 'a.pdf' }]} uploadUrl="/u" />],
];

/** Opening tags, with their attributes. */
function tags(html: string): Record<string, string>[] {
  return [...html.matchAll(/<([a-z0-9]+)((?: [a-z-]+(?:="[^"]*")?)*) ?\/?>/g)].map(([, tag, attributes]) => ({
    tag: tag ?? '',
    ...Object.fromEntries(
      [...(attributes ?? '').matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value ?? '']),
    ),
  }));
}

test.each(everyField)('%s: the error summary can point at {id}, and everything referred to exists once', (_, field) => {
  const all = tags(renderToString(field));
  const ids = all.flatMap((tag) => tag.id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('f');
  expect(ids).toContain('f-error');
  for (const tag of all) {
    for (const reference of (tag['aria-describedby'] ?? '').split(' ').filter(Boolean))
      expect(ids).toContain(reference);
    if (tag.for) expect(ids).toContain(tag.for);
  }
  expect(all.some((tag) => tag['aria-describedby']?.includes('f-error'))).toBe(true);
});

test('an input without hint or error describes nothing', () => {
  const html = renderToString(<TextInput id="f" label="Nom" />);
  expect(html).not.toContain('aria-describedby');
  expect(html).not.toContain('aria-invalid');
});

test('what was typed is given back, escaped', () => {
  expect(renderToString(<TextInput id="f" label="Nom" value={'"><script>'} />)).toContain('value="&quot;>&lt;script>"');
  expect(renderToString(<Textarea id="f" label="Nom" value={'</textarea><b>'} />)).toContain('&lt;/textarea>&lt;b>');
});

test('a date marks only the wrong part', () => {
  const inputs = tags(renderToString(<DateInput {...common} errorParts={['year']} value={{ day: '31' }} />)).filter(
    (tag) => tag.tag === 'input',
  );
  expect(inputs.map((input) => [input.name, input.value, input['aria-invalid']])).toEqual([
    ['f-day', '31', undefined],
    ['f-month', undefined, undefined],
    ['f-year', undefined, 'true'],
  ]);
});

test('fixed words follow the language', () => {
  const page = (
    <WordsProvider locale="en">
      <TextInput id="f" label="Name" optional error="Missing" />
      <ErrorSummary errors={[{ fieldId: 'f', message: 'Missing' }]} />
    </WordsProvider>
  );
  const html = renderToString(page);
  expect(html).toContain('(optional)');
  expect(html).toContain('Error: ');
  expect(html).toContain('There is a problem');
  expect(html).toContain('href="#f"');
});

test('no component writes a style attribute or a script', () => {
  for (const [, field] of everyField) expect(renderToString(field)).not.toMatch(/ style=|<script| on[a-z]+=/);
});
