import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { type Factor, numberPattern, type Outcome, type Sum } from '../domain/values/value.ts';
import { valueMessages as say } from '../messages/value-messages.ts';
import { clauseId } from './clause-id.ts';
import { ConditionBuilder } from './condition-builder.tsx';
import { mostFactors, outcomePrefix } from './posted-value.ts';
import { type BuilderProps, type OutcomeProps, optionsOf } from './value-options.ts';
import { WordsInputs } from './words-builder.tsx';

/** A value as it is built: cases that depend on the answers, then what holds in all others. */
export function ValueBuilder(props: BuilderProps) {
  const { value, kind, fields, locale } = props;
  const { cases, otherwise } = value;
  const choices = [...fields.values()].filter((field) => field.kind === 'choice' && field.options.length > 0);
  const title = say(locale, cases.length === 0 ? 'always' : 'otherwise');
  return (
    <div id="value" tabIndex={-1}>
      <input type="hidden" name="cases" value={String(cases.length)} />
      {cases.map(({ condition, outcome }, index) => {
        const prefix = outcomePrefix(index);
        return (
          <fieldset class="pv-rows__row" key={prefix}>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
              {say(locale, 'case', { number: index + 1 })}
            </legend>
            <ConditionBuilder
              condition={condition}
              fields={fields}
              locale={locale}
              reading="condition"
              problems={props.problems}
              prefix={prefix}
            />
            <Fieldset legend={say(locale, 'case.value')} legendSize="s">
              <OutcomeInputs {...props} outcome={outcome} prefix={prefix} />
            </Fieldset>
            <Button tone="link" name={`__case-remove:${index}`} value="1">
              {say(locale, 'removeCase')}
            </Button>
          </fieldset>
        );
      })}
      <Fieldset legend={title} legendSize="m">
        <OutcomeInputs {...props} outcome={otherwise} prefix={outcomePrefix(undefined)} />
      </Fieldset>
      {kind !== 'yes-no' && fields.size > 0 && (
        <Fieldset legend={say(locale, 'cases')} legendSize="s">
          <div class="govuk-hint">{say(locale, 'cases.hint')}</div>
          {choices.length > 0 && (
            <div class="pv-inline-form">
              <Select
                id="table-field"
                label={say(locale, 'table')}
                options={choices.map((field) => ({ value: field.id, label: field.label[locale] }))}
              />
              <Button tone="secondary" name="__table" value="1">
                {say(locale, 'makeTable')}
              </Button>
            </div>
          )}
          <p class="govuk-body">
            <Button tone="secondary" name="__case-add" value="1">
              {say(locale, 'addCase')}
            </Button>
          </p>
        </Fieldset>
      )}
    </div>
  );
}

function OutcomeInputs(props: OutcomeProps & { outcome: Outcome }) {
  const { outcome, prefix, sources, locale, problems } = props;
  const error = problems.find((one) => one.fieldId === outcomeId(prefix))?.message;
  return (
    <div id={outcomeId(prefix)} tabIndex={-1}>
      {error !== undefined && <p class="govuk-error-message">{error}</p>}
      {outcome.kind === 'sum' && <SumInputs {...props} sum={outcome} />}
      {outcome.kind === 'words' && <WordsInputs {...props} pieces={outcome.pieces} />}
      {outcome.kind === 'taken' && (
        <Select
          id={`${prefix}taken`}
          label={say(locale, 'taken')}
          value={outcome.source}
          options={optionsOf(sources, locale, ['date'])}
        />
      )}
      {outcome.kind === 'judged' && (
        <ConditionBuilder
          condition={outcome.condition}
          fields={props.fields}
          locale={locale}
          reading="condition"
          problems={problems}
          prefix={`${prefix}j-`}
        />
      )}
    </div>
  );
}

/** Where what is wrong with an outcome is said. */
export function outcomeId(prefix: string): string {
  return `${prefix}outcome`;
}

function SumInputs(props: OutcomeProps & { sum: Sum }) {
  const { sum, prefix, kind, locale } = props;
  const limit = (key: 'atLeast' | 'atMost') => (
    <TextInput
      id={`${prefix}${key}`}
      label={say(locale, key)}
      optional
      value={shownNumber(sum[key] ?? '', kind === 'money', locale)}
      inputmode="decimal"
      width={10}
      suffix={kind === 'money' ? '€' : undefined}
      autocomplete="off"
    />
  );
  return (
    <>
      <input type="hidden" name={`${prefix}terms`} value={String(sum.terms.length)} />
      {sum.terms.map(({ sign, factors }, index) => {
        const name = `${prefix}t.${index}`;
        const slots = Math.min(mostFactors, Math.max(2, factors.length + 1));
        return (
          <fieldset class="pv-rows__row" key={name}>
            <legend class={sum.terms.length === 1 ? 'govuk-visually-hidden' : 'govuk-fieldset__legend'}>
              {say(locale, 'term', { number: index + 1 })}
            </legend>
            {(index > 0 || sign === '-') && (
              <Select
                id={`${clauseId(name)}-sign`}
                name={`${name}.sign`}
                label={say(locale, 'sign')}
                placeholder={false}
                value={sign}
                options={(['+', '-'] as const).map((one) => ({ value: one, label: say(locale, `sign.${one}`) }))}
              />
            )}
            {Array.from({ length: slots }, (_, at) => (
              <FactorInputs
                {...props}
                key={`${name}.f.${at}`}
                name={`${name}.f.${at}`}
                factor={factors[at]}
                isFirst={at === 0}
              />
            ))}
            {sum.terms.length > 1 && (
              <Button tone="link" name={`${prefix}__term-remove:${index}`} value="1">
                {say(locale, 'removeTerm', { number: index + 1 })}
              </Button>
            )}
          </fieldset>
        );
      })}
      <p class="govuk-body">
        <Button tone="link" name={`${prefix}__term-add`} value="1">
          {say(locale, 'addTerm')}
        </Button>
      </p>
      <Details summary={say(locale, 'limits')} open={sum.atLeast !== undefined || sum.atMost !== undefined}>
        <div class="pv-clause__inputs">
          {limit('atLeast')}
          {limit('atMost')}
        </div>
      </Details>
    </>
  );
}

function FactorInputs(props: OutcomeProps & { name: string; factor: Factor | undefined; isFirst: boolean }) {
  const { name, factor, isFirst, sources, kind, locale } = props;
  const id = clauseId(name);
  const isGuarded = factor?.source !== undefined && sources.get(factor.source)?.guard !== '';
  const written = [
    ...(kind === 'money' ? [{ value: '#amount', label: say(locale, 'amount') }] : []),
    { value: '#number', label: say(locale, 'number') },
  ];
  const what = factor === undefined ? '' : (factor.source ?? (factor.isAmount ? '#amount' : '#number'));
  return (
    <div class="pv-clause__inputs">
      {!isFirst && (
        <Select
          id={`${id}-by`}
          name={`${name}.by`}
          label={say(locale, 'by')}
          placeholder={false}
          value={factor?.by ?? '*'}
          options={(['*', '/'] as const).map((one) => ({ value: one, label: say(locale, `by.${one}`) }))}
        />
      )}
      <Select
        id={`${id}-what`}
        name={`${name}.what`}
        label={say(locale, isFirst ? 'factor.1' : 'factor.next')}
        placeholder={isFirst ? undefined : say(locale, 'nothing')}
        value={what}
        options={[...written, ...optionsOf(sources, locale, ['number', 'money'])]}
      />
      <TextInput
        id={`${id}-literal`}
        name={`${name}.literal`}
        label={say(locale, 'literal')}
        optional
        value={shownNumber(factor?.literal ?? '', factor?.isAmount === true, locale)}
        inputmode="decimal"
        width={10}
        autocomplete="off"
      />
      {isGuarded && (
        <Checkbox
          id={`${id}-zero`}
          name={`${name}.zero`}
          label={say(locale, 'orZero')}
          checked={factor?.orZero === true}
        />
      )}
    </div>
  );
}

function shownNumber(value: string, isMoney: boolean, locale: Locale): string {
  if (!numberPattern.test(value)) return value;
  const number = isMoney ? Number(value) / 100 : Number(value);
  return String(number).replace('.', locale === 'fr' ? ',' : '.');
}
