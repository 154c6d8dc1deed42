import { localize } from '#platform/i18n/text.ts';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { candidatesOf, isSearched } from '../../domain/field-types/choice.ts';
import { listCountries } from '../../domain/field-types/country.ts';
import type { FieldOf } from '../../domain/form-schema.ts';
import { say } from '../../messages.ts';
import type { FieldViewProps } from '../field-view.ts';
import { isRadios } from '../page-arrangement.ts';

export function YesNoView(view: FieldViewProps<FieldOf<'yes-no'>>) {
  const { locale } = view.page;
  const options = (['yes', 'no'] as const).map((value) => ({
    value,
    label: say(locale, value),
    conditional: view.conditional(value),
  }));
  const inline = options.every((option) => !option.conditional);
  return <Radios {...common(view)} value={view.value()} options={options} inline={inline} />;
}

export function ChoiceView(view: FieldViewProps<FieldOf<'choice'>>) {
  const { locale } = view.page;
  if (isSearched(view.field)) return <SearchedChoice {...view} />;
  if (isRadios(view.field)) return <Radios {...common(view)} value={view.value()} options={optionsOf(view)} />;
  const options = view.field.options.map(({ value, label }) => ({ value, label: localize(label, locale) }));
  return <Select {...common(view)} value={view.value()} options={options} />;
}

/** A long list: suggestions while one types, or what was found to choose among when the page comes back. */
function SearchedChoice(view: FieldViewProps<FieldOf<'choice'>>) {
  const { locale } = view.page;
  const typed = view.value();
  const hint = view.hint || say(locale, 'listHint');
  const isUnclear = view.errors.some((error) => error.code === 'listSeveral' || error.code === 'listMany');
  if (!isUnclear) {
    const suggest = {
      url: `/api/listes/${view.field.list}?langue=${locale}`,
      valueName: `${view.name}-value`,
      value: view.value('-value'),
    };
    return <TextInput {...common(view)} hint={hint} value={typed} suggest={suggest} />;
  }
  const found = candidatesOf(view.field, typed).map(({ value, label }) => ({ value, label: localize(label, locale) }));
  return (
    <>
      <TextInput {...common(view)} hint={hint} value={typed} />
      <Radios
        id={`${view.id}-value`}
        name={`${view.name}-value`}
        label={say(locale, 'listFound', { typed })}
        labelSize="s"
        value={view.value('-value')}
        options={found}
      />
    </>
  );
}

export function ChoicesView(view: FieldViewProps<FieldOf<'choices'>>) {
  return <Checkboxes {...common(view)} values={view.values()} options={optionsOf(view)} />;
}

export function CountryView(view: FieldViewProps<FieldOf<'country'>>) {
  const autocomplete = view.autocomplete ? 'country' : undefined;
  return (
    <Select
      {...common(view)}
      value={view.value()}
      options={listCountries(view.page.locale)}
      autocomplete={autocomplete}
    />
  );
}

/** The very text agreed to is what is ticked; a longer one, with parts or links, stands before its box. */
export function ConsentView(view: FieldViewProps<FieldOf<'consent'>>) {
  const text = localize(view.field.text, view.page.locale);
  const isSentence = !/\n|\*\*|\]\(/.test(text);
  const option = { value: 'yes', label: isSentence ? text : say(view.page.locale, 'agree') };
  return (
    <>
      {!isSentence && <RichText text={text} headingLevel={3} />}
      <Checkboxes {...common(view)} values={view.values()} options={[option]} />
    </>
  );
}

function common(view: FieldViewProps) {
  return {
    id: view.id,
    name: view.name,
    label: view.label,
    labelSize: 's',
    hint: view.hint,
    optional: view.optional,
    error: view.error,
  } as const;
}

function optionsOf(view: FieldViewProps<FieldOf<'choice'>> | FieldViewProps<FieldOf<'choices'>>) {
  const { locale } = view.page;
  return view.field.options.map(({ value, label, help }) => {
    const note = view.optionNote(value);
    const hint = [help === undefined ? '' : localize(help, locale), note ?? ''].filter((text) => text !== '').join(' ');
    return {
      value,
      label: localize(label, locale),
      hint: hint === '' ? undefined : hint,
      conditional: view.conditional(value),
    };
  });
}
