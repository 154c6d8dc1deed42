import type { ComponentChildren } from 'preact';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Select } from '#ui/components/select.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { isObject, type Json, type JsonObject, shownText, textOf } from '../domain/json.ts';
import { mostChoices, pastedName, takesPasted } from '../domain/settings/pasted-choices.ts';
import { rowActionName } from '../domain/settings/row-actions.ts';
import { type SettingProblem, settingId } from '../domain/settings/schema-problems.ts';
import type { Setting } from '../domain/settings/setting.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import { problemAt } from './problem-at.ts';

/** A list of rows with their buttons: added, taken away, moved before anything is saved. */
export function Rows(props: {
  setting: Setting;
  values: JsonObject;
  problems: readonly SettingProblem[];
  locale: Locale;
  name: string;
  label: string;
  hint?: string | undefined;
  children: (row: Json, index: number) => ComponentChildren;
}) {
  const { setting, name, label, locale, values } = props;
  const value = values[setting.key];
  const rows = Array.isArray(value) ? value : [];
  const id = settingId(`${name}-rows`);
  const { variants } = setting;
  return (
    <div class="govuk-form-group" id={id} tabIndex={-1}>
      <Fieldset legend={label} legendSize="s">
        {props.hint !== undefined && <div class="govuk-hint">{props.hint}</div>}
        <GroupError message={problemAt(props.problems, id)} />
        <input type="hidden" name={`${name}-rows`} value={String(rows.length)} />
        {rows.map((row, index) => {
          const title = rowTitle(row, index, locale);
          const button = (act: 'up' | 'down' | 'remove') => (
            <Button
              tone="link"
              name={rowActionName(act, name, index)}
              value="1"
              ariaLabel={`${say(locale, `row.${act}`)} ${title}`}
            >
              {say(locale, `row.${act}`)}
            </Button>
          );
          return (
            <fieldset class="pv-rows__row" key={index}>
              <legend class="govuk-visually-hidden">{title}</legend>
              {props.children(row, index)}
              <div class="pv-rows__buttons">
                {index > 0 && button('up')}
                {index < rows.length - 1 && button('down')}
                {button('remove')}
              </div>
            </fieldset>
          );
        })}
        <div class="pv-inline-form">
          {variants !== undefined && (
            <Select
              id={settingId(`${name}-new`)}
              name={`${name}-new`}
              label={say(locale, 'row.kind')}
              options={[...variants.settings.keys()].map((key) => ({
                value: key,
                label: choiceLabel(locale, variants.by, key),
              }))}
            />
          )}
          <Button tone="secondary" name={rowActionName('add', name)} value="1">
            {say(locale, 'row.add')}
            <span class="govuk-visually-hidden"> : {label}</span>
          </Button>
        </div>
        {takesPasted(setting) && <PasteChoices {...props} />}
      </Fieldset>
    </div>
  );
}

/** Many choices at once. They become rows, to be seen and put right before anything is saved; saving takes them too. */
function PasteChoices(props: {
  name: string;
  setting: Setting;
  values: JsonObject;
  problems: readonly SettingProblem[];
  locale: Locale;
}) {
  const { name, locale } = props;
  const box = pastedName(name);
  const error = problemAt(props.problems, settingId(box));
  return (
    <Details summary={say(locale, 'row.paste')} open={error !== undefined}>
      <Textarea
        id={settingId(box)}
        name={box}
        label={say(locale, 'row.pasteLabel')}
        hint={say(locale, 'row.pasteHint', { most: mostChoices })}
        value={textOf(props.values[pastedName(props.setting.key)])}
        rows={8}
        error={error}
        spellcheck={false}
        optional
      />
      <div class="govuk-form-group">
        <Button tone="secondary" name={rowActionName('paste', name)} value="1">
          {say(locale, 'row.pasteButton')}
        </Button>
      </div>
    </Details>
  );
}

function rowTitle(row: Json, index: number, locale: Locale): string {
  const said = isObject(row)
    ? shownText(row.label, locale) || shownText(row.message, locale) || shownText(row, locale)
    : '';
  return said === '' ? say(locale, 'row.number', { number: index + 1 }) : said;
}

/** What is wrong with a group of settings as a whole. */
export function GroupError({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return <p class="govuk-error-message">{message}</p>;
}
