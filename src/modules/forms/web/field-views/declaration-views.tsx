import { localize } from '#platform/i18n/text.ts';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { RichText } from '#ui/rich-text.tsx';
import type { FieldOf } from '../../domain/form-schema.ts';
import { say } from '../../messages.ts';
import type { FieldViewProps } from '../field-view.ts';

/** The very text declared is what is ticked; a longer one, with parts or links, stands before its box. */
export function DeclarationView(view: FieldViewProps<FieldOf<'declaration'>>) {
  const { locale } = view.page;
  const text = localize(view.field.text, locale);
  const { law } = view.field;
  const isSentence = !/\n|\*\*|\]\(/.test(text);
  return (
    <>
      {!isSentence && <RichText text={text} headingLevel={3} />}
      <Checkboxes
        id={view.id}
        name={view.name}
        label={view.label}
        labelSize="s"
        hint={
          <>
            {view.hint} {law !== undefined && `${say(locale, 'declarationLaw', { law: localize(law, locale) })}. `}
            {say(locale, 'declarationPenalty')}
          </>
        }
        optional={view.optional}
        error={view.error}
        values={view.values()}
        options={[{ value: 'yes', label: isSentence ? text : say(locale, 'declare') }]}
      />
    </>
  );
}

/** What the server worked out, as it stands. */
export function ComputedView(view: FieldViewProps<FieldOf<'computed'>>) {
  const { locale } = view.page;
  const told = view.told.join(', ');
  return (
    <div class="pv-computed govuk-form-group" id={view.id} tabIndex={-1}>
      <p class="pv-computed__label">{view.label}</p>
      <p class="pv-computed__value">{told === '' ? '–' : told}</p>
      <p class="govuk-hint">
        {view.hint} {say(locale, told === '' ? 'computedUnknown' : 'computedNote')}
      </p>
    </div>
  );
}
