import type { ComponentChildren } from 'preact';
import type { Locale } from '#platform/i18n/text.ts';
import { Checkbox, Checkboxes } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Select, type SelectOption } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { isObject, type Json, type JsonObject, localOf, textOf } from '../domain/json.ts';
import { yamlOf } from '../domain/settings/read-settings.ts';
import { type SettingProblem, settingId } from '../domain/settings/schema-problems.ts';
import type { Setting } from '../domain/settings/setting.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { choiceLabel, settingHint, settingLabel } from '../messages/setting-messages.ts';
import { DelayInput } from './delay-input.tsx';
import { problemAt } from './problem-at.ts';
import { GroupError, Rows } from './setting-rows.tsx';

export interface SettingFieldsProps {
  readonly settings: readonly Setting[];
  readonly values: JsonObject;
  readonly problems: readonly SettingProblem[];
  readonly locale: Locale;
  /** Which words come first: `field.choice`, `state`, `effect.payment`. */
  readonly scope: string;
  readonly prefix?: string;
  /** What stands instead of the input of an expression: its words and the way to its builder. By the input's name. */
  readonly expression?: ((name: string, value: string) => ComponentChildren) | undefined;
  /** What may be chosen where the schema only says "a text": states, messages, fields. By key, the scope before it. */
  choices?(key: string, scope: string): readonly SelectOption[] | undefined;
}

/** Texts that take several lines. */
const longTexts = new Set([
  'description',
  'body',
  'paragraphs',
  'text',
  'intro',
  'explanation',
  'next',
  'holderRule',
  'purpose',
  'basis',
  'recipients',
  'consequence',
  'remedies',
]);
/** What few change within a row: folded away. */
const rareInRows: Readonly<Record<string, ReadonlySet<string>>> = {
  options: new Set(['value', 'help', 'when']),
};

/** The inputs of some settings, one after the other; see `readSettings` for the names that they post. */
export function SettingFields(props: SettingFieldsProps) {
  return (
    <>
      {props.settings.map((setting) => (
        <SettingField key={setting.key} {...props} setting={setting} />
      ))}
    </>
  );
}

interface OneSettingProps extends SettingFieldsProps {
  readonly setting: Setting;
}

function SettingField(props: OneSettingProps) {
  const { setting, values, locale, scope, prefix = '' } = props;
  const name = prefix + setting.key;
  const id = settingId(name);
  const value = values[setting.key];
  const label = settingLabel(locale, scope, setting.key);
  const hint = settingHint(locale, scope, setting.key);
  const error = problemAt(props.problems, id);
  const optional = !setting.required && setting.fallback === undefined;
  const options = props.choices?.(setting.key, scope);
  const common = { id, name, label, hint, error, optional };
  switch (setting.kind) {
    case 'local':
      return <LocalText {...props} name={name} label={label} hint={hint} value={value} optional={optional} />;
    case 'line':
      if (options !== undefined)
        return <Select {...common} value={textOf(value)} options={withUnknown(options, textOf(value))} />;
      return <TextInput {...common} value={textOf(value)} autocomplete="off" spellcheck={false} />;
    case 'delay':
      return <DelayInput {...common} value={textOf(value)} locale={locale} />;
    case 'expression': {
      const built = props.expression?.(name, textOf(value));
      if (built !== undefined)
        return (
          <>
            <input type="hidden" name={name} value={textOf(value)} />
            {built}
          </>
        );
      return <Textarea {...common} value={textOf(value)} rows={2} spellcheck={false} />;
    }
    case 'number':
      return (
        <TextInput
          {...common}
          value={textOf(value ?? setting.fallback)}
          inputmode="decimal"
          width={10}
          autocomplete="off"
        />
      );
    case 'boolean':
      return (
        <Checkbox
          id={id}
          name={name}
          label={label}
          hint={hint}
          error={error}
          checked={(value ?? setting.fallback) === true}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          value={textOf(value ?? setting.fallback)}
          placeholder={setting.fallback === undefined ? undefined : false}
          options={(setting.choices ?? []).map((choice) => ({
            value: choice,
            label: choiceLabel(locale, setting.key, choice),
          }))}
        />
      );
    case 'several':
      return (
        <Checkboxes
          {...common}
          small
          values={textsOf(value ?? setting.fallback)}
          options={(setting.choices ?? []).map((choice) => ({
            value: choice,
            label: choiceLabel(locale, setting.key, choice),
          }))}
        />
      );
    case 'lines':
      if (options !== undefined) return <Checkboxes {...common} small values={textsOf(value)} options={options} />;
      return <Textarea {...common} value={textsOf(value).join('\n')} rows={Math.max(3, textsOf(value).length + 1)} />;
    case 'group':
      return (
        <div id={settingId(`${name}-group`)} tabIndex={-1}>
          <Fieldset legend={label} legendSize="s">
            <GroupError message={problemAt(props.problems, settingId(`${name}-group`))} />
            <SettingFields
              {...props}
              settings={setting.inner ?? []}
              values={isObject(value) ? value : {}}
              prefix={`${name}.`}
              scope={setting.key}
            />
          </Fieldset>
        </div>
      );
    case 'locals':
      return (
        <Rows {...props} name={name} label={label} hint={hint}>
          {(row, index) => (
            <LocalText
              {...props}
              name={`${name}.${index}`}
              label={say(locale, 'row.text', { number: index + 1 })}
              value={row}
              optional={false}
            />
          )}
        </Rows>
      );
    case 'rows':
      return (
        <Rows {...props} name={name} label={label} hint={hint}>
          {(row, index) => <RowFields {...props} row={isObject(row) ? row : {}} prefix={`${name}.${index}.`} />}
        </Rows>
      );
    case 'yaml': {
      const built = props.expression?.(name, yamlOf(value));
      if (built !== undefined)
        return (
          <>
            <input type="hidden" name={name} value={yamlOf(value)} />
            {built}
          </>
        );
      return (
        <Textarea
          {...common}
          value={yamlOf(value)}
          rows={Math.min(14, yamlOf(value).split('\n').length + 1)}
          spellcheck={false}
        />
      );
    }
  }
}

function LocalText(
  props: Pick<OneSettingProps, 'setting' | 'locale' | 'problems'> & {
    name: string;
    label: string;
    hint?: string | undefined;
    value: Json | undefined;
    optional: boolean;
  },
) {
  const { name, locale } = props;
  const Input = longTexts.has(props.setting.key) ? LongInput : TextInput;
  const input = (language: 'fr' | 'en') => (
    <Input
      id={settingId(`${name}-${language}`)}
      name={`${name}-${language}`}
      label={language === 'fr' ? props.label : say(locale, 'inEnglish', { label: props.label })}
      hint={language === 'fr' ? props.hint : undefined}
      optional={language === 'en' || props.optional}
      value={localOf(props.value, language)}
      error={problemAt(props.problems, settingId(`${name}-${language}`))}
      autocomplete="off"
    />
  );
  return (
    <div class="pv-pair">
      {input('fr')}
      {input('en')}
    </div>
  );
}

function LongInput(props: Parameters<typeof Textarea>[0]) {
  return <Textarea {...props} rows={Math.max(3, Math.min(14, Math.ceil((props.value ?? '').length / 60) + 1))} />;
}

function RowFields(props: OneSettingProps & { row: JsonObject; prefix: string }) {
  const { setting, row, locale } = props;
  const variant = setting.variants === undefined ? undefined : textOf(row[setting.variants.by]);
  const inner = variant === undefined ? (setting.inner ?? []) : (setting.variants?.settings.get(variant) ?? []);
  const rare = rareInRows[setting.key];
  const scope = variant === undefined ? setting.key : `effect.${variant}`;
  const fields = (settings: readonly Setting[]) => (
    <SettingFields {...props} settings={settings} values={row} prefix={props.prefix} scope={scope} />
  );
  const folded = inner.filter((one) => rare?.has(one.key));
  const isSet = folded.some((one) => row[one.key] !== undefined && one.key !== 'value');
  return (
    <>
      {variant !== undefined && (
        <>
          <input type="hidden" name={`${props.prefix}${setting.variants?.by}`} value={variant} />
          <p class="govuk-body govuk-!-font-weight-bold">{choiceLabel(locale, setting.variants?.by ?? '', variant)}</p>
        </>
      )}
      {fields(inner.filter((one) => rare?.has(one.key) !== true))}
      {folded.length > 0 && (
        <Details summary={say(locale, 'moreSettings')} open={isSet}>
          {fields(folded)}
        </Details>
      )}
    </>
  );
}

function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map((one) => textOf(one)).filter((one) => one !== '') : [];
}

/** What is set and is not among the choices stays, to be seen and changed. */
function withUnknown(options: readonly SelectOption[], value: string): readonly SelectOption[] {
  return value === '' || options.some((option) => option.value === value)
    ? options
    : [...options, { value, label: value }];
}
