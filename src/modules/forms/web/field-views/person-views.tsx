import { DateInput } from '#ui/components/date-input.tsx';
import { ErrorMessage, Hint, LabelText } from '#ui/components/field.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { anotherChild, childInWords, partsBeside } from '../../domain/field-types/child.ts';
import { askedParts, isMandatory } from '../../domain/field-types/person.ts';
import { type AnyPart, partChoices, partLabel } from '../../domain/field-types/person-parts.ts';
import type { Field, FieldOf } from '../../domain/form-schema.ts';
import { say } from '../../messages.ts';
import { errorAt, type FieldViewProps, wrongParts } from '../field-view.ts';

export function PersonView(view: FieldViewProps<FieldOf<'person'>>) {
  return (
    <Somebody view={view}>
      {askedParts(view.field).map((part) => (
        <PartInput key={part} view={view} part={part} optional={!isMandatory(view.field, part)} />
      ))}
    </Somebody>
  );
}

/** The children of the household first; the inputs of another one stand under their radio. */
export function ChildView(view: FieldViewProps<FieldOf<'child'>>) {
  const { field, household } = view;
  const isOptional = (part: 'birth_date' | 'sex' | 'birth_place' | 'school') => field.optionalParts.includes(part);
  const byHand = (
    <>
      <PartInput view={view} part="given_names" optional={false} />
      <PartInput view={view} part="family_name" optional={false} />
      {field.ask.includes('birth_date') && (
        <PartInput view={view} part="birth_date" optional={isOptional('birth_date')} />
      )}
    </>
  );
  return (
    <Somebody view={view}>
      {household.length === 0 ? byHand : <KnownChildren view={view} byHand={byHand} />}
      {partsBeside(field).map((part) => (
        <PartInput key={part} view={view} part={part} optional={isOptional(part)} />
      ))}
    </Somebody>
  );
}

function KnownChildren({ view, byHand }: { view: FieldViewProps<FieldOf<'child'>>; byHand: preact.JSX.Element }) {
  const { locale } = view.page;
  const who = view.value('-who');
  const known = view.household.map((child) => ({ value: child.id, label: childInWords(child, locale) }));
  const value = who === '' || known.some((child) => child.value === who) ? who : anotherChild;
  return (
    <Radios
      id={`${view.id}-who`}
      name={`${view.name}-who`}
      label={say(locale, 'childWho')}
      value={value}
      error={errorAt(view.errors, `${view.id}-who`, locale)}
      options={[...known, { value: anotherChild, label: say(locale, 'anotherChild'), conditional: byHand }]}
    />
  );
}

/** The inputs of one person together; what is wrong with them as a whole is said at the top. */
function Somebody({ view, children }: { view: FieldViewProps; children: preact.ComponentChildren }) {
  const whole = errorAt(view.errors, view.id, view.page.locale);
  return (
    <div class="govuk-form-group" id={view.id} tabIndex={-1}>
      <Fieldset
        legend={<LabelText label={view.label} optional={view.optional} />}
        legendSize="m"
        describedBy={view.hint ? `${view.id}-hint` : undefined}
      >
        <Hint id={view.id}>{view.hint}</Hint>
        <ErrorMessage id={view.id} message={whole} />
        {children}
      </Fieldset>
    </div>
  );
}

interface PartInputProps<F extends Field> {
  view: FieldViewProps<F>;
  part: AnyPart;
  optional: boolean;
}

const hints: Partial<Record<AnyPart, 'partBirthNameHint' | 'partBirthPlaceHint'>> = {
  birth_name: 'partBirthNameHint',
  birth_place: 'partBirthPlaceHint',
};

function PartInput<F extends Field>({ view, part, optional }: PartInputProps<F>) {
  const { locale } = view.page;
  const id = `${view.id}-${part}`;
  const name = `${view.name}-${part}`;
  const hint = hints[part] === undefined ? undefined : say(locale, hints[part]);
  const common = { id, name, label: partLabel(part, locale), hint, optional };
  if (part === 'birth_date') {
    const errors = view.errors.filter((error) => error.inputId === id || error.inputId.startsWith(`${id}-`));
    return (
      <DateInput
        {...common}
        error={errors[0]?.message[locale]}
        errorParts={wrongParts(errors, id)}
        value={{
          day: view.value('-birth_date-day'),
          month: view.value('-birth_date-month'),
          year: view.value('-birth_date-year'),
        }}
      />
    );
  }
  const error = errorAt(view.errors, id, locale);
  const value = view.value(`-${part}`);
  if (part === 'title' || part === 'sex') {
    const options = Object.entries(partChoices[part]).map(([option, key]) => ({
      value: option,
      label: say(locale, key),
    }));
    return <Radios {...common} error={error} value={value} options={options} inline />;
  }
  const kind = part === 'email' ? 'email' : part === 'phone' ? 'tel' : undefined;
  return (
    <TextInput
      {...common}
      error={error}
      value={value}
      type={kind}
      inputmode={kind}
      spellcheck={false}
      width={part === 'phone' ? 20 : undefined}
    />
  );
}
