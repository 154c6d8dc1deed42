import type { Locale } from '#platform/i18n/text.ts';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { delayMessages as say } from '../messages/delay-messages.ts';

const units = ['d', 'wd', 'm', 'y'] as const;

/** A delay as people say it: a number, and days, working days, months or years. */
export function DelayInput(props: {
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  /** `10d`; what is no delay is shown as it was typed. */
  value: string;
  error?: string | undefined;
  optional: boolean;
  locale: Locale;
}) {
  const { id, name, value, locale } = props;
  const parts = /^(\d+)(d|wd|m|y)$/.exec(value);
  return (
    <Fieldset legend={props.optional ? say(locale, 'optional', { label: props.label }) : props.label} legendSize="s">
      {props.hint !== undefined && <div class="govuk-hint">{props.hint}</div>}
      <div class="pv-inline-form">
        <TextInput
          id={id}
          name={name}
          label={say(locale, 'count')}
          value={parts?.[1] ?? value}
          error={props.error}
          inputmode="numeric"
          width={3}
          autocomplete="off"
        />
        <Select
          id={`${id}-unit`}
          name={`${name}-unit`}
          label={say(locale, 'unit')}
          placeholder={false}
          value={parts?.[2] ?? 'd'}
          options={units.map((unit) => ({ value: unit, label: say(locale, unit) }))}
        />
      </div>
    </Fieldset>
  );
}
