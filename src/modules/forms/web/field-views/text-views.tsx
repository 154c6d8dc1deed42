import { localize } from '#platform/i18n/text.ts';
import { TextInput, type TextInputProps } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { suggestEmail } from '../../domain/field-types/email.ts';
import type { FieldOf, FieldType } from '../../domain/form-schema.ts';
import { say } from '../../messages.ts';
import type { FieldViewProps } from '../field-view.ts';
import { OwnContacts } from './own-contacts.tsx';

const widths = { short: 10, medium: 20, full: undefined } as const;

/** One input, as each of these types wants it. */
function line(view: FieldViewProps, settings: Partial<TextInputProps>) {
  return (
    <TextInput
      id={view.id}
      name={view.name}
      label={view.label}
      labelSize="s"
      hint={view.hint}
      optional={view.optional}
      error={view.error}
      value={view.value()}
      {...settings}
      autocomplete={view.autocomplete ? settings.autocomplete : undefined}
    />
  );
}

export function TextView(view: FieldViewProps<FieldOf<'text'>>) {
  return line(view, { autocomplete: view.field.autocomplete, width: widths[view.field.width] });
}

export function LongTextView(view: FieldViewProps<FieldOf<'long-text'>>) {
  return (
    <Textarea
      id={view.id}
      name={view.name}
      label={view.label}
      labelSize="s"
      hint={view.hint}
      optional={view.optional}
      error={view.error}
      value={view.value()}
      rows={view.field.rows}
      maxLength={view.field.maxLength}
    />
  );
}

export function NumberView(view: FieldViewProps<FieldOf<'number'>>) {
  const { unit, integer } = view.field;
  const suffix = unit === undefined ? undefined : localize(unit, view.page.locale);
  return line(view, { inputmode: integer ? 'numeric' : 'decimal', width: 10, suffix });
}

export function MoneyView(view: FieldViewProps<FieldOf<'money'>>) {
  return line(view, { inputmode: 'decimal', width: 10, suffix: '€' });
}

export function EmailView(view: FieldViewProps<FieldOf<'email'>>) {
  const suggestion = view.error === undefined ? suggestEmail(view.value()) : undefined;
  const hint = suggestion === undefined ? view.hint : say(view.page.locale, 'emailSuggestion', { suggestion });
  return line(view, { hint, type: 'email', inputmode: 'email', autocomplete: 'email', spellcheck: false });
}

export function PhoneView(view: FieldViewProps<FieldOf<'phone'>>) {
  return (
    <>
      <OwnContacts view={view} />
      {line(view, { type: 'tel', inputmode: 'tel', autocomplete: 'tel', width: 20 })}
    </>
  );
}

export function TimeView(view: FieldViewProps<FieldOf<'time'>>) {
  return line(view, { type: 'time', width: 10 });
}

/** Numbers and codes that no browser should correct. */
const codes: Partial<Record<FieldType, Partial<TextInputProps>>> = {
  company: { inputmode: 'numeric', width: 20 },
  association: { width: 20 },
  iban: { width: 30 },
  plate: { width: 10 },
  'tax-reference': { width: 20 },
  'family-allowance': { width: 20 },
};

export function CodeView(view: FieldViewProps) {
  return line(view, { spellcheck: false, autocomplete: 'off', ...codes[view.field.type] });
}

/** The text that allows the number to be asked stands beside it. */
export function NirView(view: FieldViewProps<FieldOf<'nir'>>) {
  const law = say(view.page.locale, 'nirLaw', { law: localize(view.field.law, view.page.locale) });
  const hint = (
    <>
      {view.hint} {law}
    </>
  );
  return line(view, { hint, spellcheck: false, autocomplete: 'off', width: 30 });
}

export function CommuneView(view: FieldViewProps<FieldOf<'commune'>>) {
  const url = view.page.suggestUrls?.commune;
  const suggest = url === undefined ? undefined : { url, valueName: `${view.name}-code`, value: view.value('-code') };
  return line(view, { suggest, spellcheck: false });
}
