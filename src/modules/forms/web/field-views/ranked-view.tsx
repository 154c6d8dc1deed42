import { localize } from '#platform/i18n/text.ts';
import { ErrorMessage, Hint, LabelText } from '#ui/components/field.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Select } from '#ui/components/select.tsx';
import { rankCount } from '../../domain/field-types/ranked.ts';
import type { FieldOf } from '../../domain/form-schema.ts';
import { say } from '../../messages.ts';
import { errorAt, type FieldViewProps } from '../field-view.ts';

/** One list to open for each rank. */
export function RankedView(view: FieldViewProps<FieldOf<'ranked'>>) {
  const { locale } = view.page;
  const options = view.field.options.map(({ value, label }) => ({ value, label: localize(label, locale) }));
  const ranks = Array.from({ length: rankCount(view.field) }, (_, index) => index + 1);
  const ownIds = new Set(ranks.map((rank) => `${view.id}-${rank}`));
  const whole = view.errors.find((error) => !ownIds.has(error.inputId))?.message[locale];
  return (
    <div class="govuk-form-group">
      <Fieldset
        legend={<LabelText label={view.label} optional={view.optional} />}
        legendSize="s"
        describedBy={`${view.id}-hint`}
      >
        <Hint id={view.id}>
          {view.hint} {say(locale, 'rankHint')}
        </Hint>
        <ErrorMessage id={view.id} message={whole} />
        <div class="pv-ranks">
          {ranks.map((rank) => (
            <Select
              key={rank}
              id={`${view.id}-${rank}`}
              name={`${view.name}-${rank}`}
              label={say(locale, 'rankNth', { rank })}
              value={view.value(`-${rank}`)}
              options={options}
              error={errorAt(view.errors, `${view.id}-${rank}`, locale)}
            />
          ))}
        </div>
      </Fieldset>
    </div>
  );
}
