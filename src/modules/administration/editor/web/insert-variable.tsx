import { type RequestContext, single } from '#platform/http/context.ts';
import { Button } from '#ui/components/button.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Select } from '#ui/components/select.tsx';
import type { ExampleVariable } from '../domain/example-variables.ts';
import { insertVariable, type TextPlace } from '../domain/insert-variable.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { settingLabel } from '../messages/setting-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import { problemAt } from './problem-at.ts';

/** The button that inserts: see `withInsertion`. */
export const insertAct = 'insert';

/**
 * The values with the variable where it was asked for; nothing when what is posted is no such text or no such variable.
 */
export function withInsertion(
  context: RequestContext,
  values: JsonObject,
  places: readonly TextPlace[],
  variables: readonly ExampleVariable[],
): JsonObject | undefined {
  const place = places.find((one) => one.place === single(context.body, 'insert-into'));
  const variable = variables.find(({ path }) => path === single(context.body, 'insert-variable'));
  return place === undefined || variable === undefined ? undefined : insertVariable(values, place, variable.path);
}

/** What is said when there was nothing to insert. */
export function nothingInserted(context: RequestContext): SettingProblem {
  return { fieldId: 'insert-variable', message: say(context.locale, 'insert.missing') };
}

/** Puts a variable, chosen by its name and with its example, at the end of one of the texts; nothing is saved. */
export function InsertVariable(props: {
  context: RequestContext;
  scope: string;
  places: readonly TextPlace[];
  variables: readonly ExampleVariable[];
  problems: readonly SettingProblem[];
  chosen: string;
}) {
  const { context, scope, places, variables, problems, chosen } = props;
  const { locale } = context;
  const labelOf = ({ key, number, language }: TextPlace) => {
    if (key === 'note')
      return number === undefined ? say(locale, 'insert.note') : say(locale, 'insert.notes', { number });
    const text = settingLabel(locale, scope, key);
    const numbered = number === undefined ? text : say(locale, 'insert.paragraph', { number });
    return say(locale, `insert.in.${language}`, { text: numbered });
  };
  return (
    <Fieldset legend={say(locale, 'insert')} legendSize="m">
      <p class="govuk-hint">{say(locale, 'insert.hint')}</p>
      <Select
        id="insert-variable"
        label={say(locale, 'insert.what')}
        value=""
        options={variables.map(({ path, name, value }) => ({
          value: path,
          label: say(locale, 'insert.option', { name, example: value.length > 60 ? `${value.slice(0, 59)}…` : value }),
        }))}
        error={problemAt(problems, 'insert-variable')}
      />
      <Select
        id="insert-into"
        label={say(locale, 'insert.where')}
        value={chosen}
        placeholder={false}
        options={places.map((one) => ({ value: one.place, label: labelOf(one) }))}
      />
      <Button tone="secondary" name="act" value={insertAct}>
        {say(locale, 'insert.button')}
      </Button>
    </Fieldset>
  );
}
