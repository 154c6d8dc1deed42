import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { ContentProblem } from '../domain/check-content.ts';
import { entryKey, isBlock } from '../domain/draft-content.ts';
import { fieldTypeNames, rowFieldTypeNames } from '../domain/field-types.ts';
import type { JsonObject } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { pagePath, RevisionField } from './editor-frame.tsx';
import { EntryName, entryLabel } from './entry-name.tsx';
import { problemAt } from './problem-at.ts';

/** The fields of a page or of a group, each with its buttons. */
export function FieldList(props: {
  locale: Locale;
  csrf: string;
  draft: ProcedureDraft;
  page: string;
  group?: string;
  entries: readonly JsonObject[];
  problems: readonly ContentProblem[];
  revision: number;
}) {
  const { locale, draft, page, group, entries } = props;
  if (entries.length === 0) return <p class="govuk-body">{say(locale, 'page.noField')}</p>;
  return (
    <ol class="pv-fields">
      {entries.map((entry, index) => {
        const key = group === undefined ? entryKey(entry) : `${group}.${entryKey(entry)}`;
        const label = entryLabel(entry, locale);
        const count = props.problems.filter(
          (one) => one.place.in === 'field' && one.place.page === page && one.place.field === key,
        ).length;
        const button = (act: 'up' | 'down' | 'duplicate' | 'remove', words: string) => (
          <Button tone="link" name="act" value={act} ariaLabel={`${words}\u00a0: ${label}`}>
            {words}
          </Button>
        );
        return (
          <li class="pv-fields__field" key={key}>
            <div>
              <EntryName
                draft={draft}
                page={page}
                entry={entry}
                locale={locale}
                {...(group === undefined ? {} : { group })}
              />
              {count > 0 && <p class="govuk-error-message">{say(locale, 'home.toMend', { count })}</p>}
            </div>
            <Form action={`${pagePath(draft, page)}/champs`} csrf={props.csrf}>
              <RevisionField revision={props.revision} />
              <input type="hidden" name="field" value={key} />
              <div class="pv-rows__buttons">
                {index > 0 && button('up', say(locale, 'row.up'))}
                {index < entries.length - 1 && button('down', say(locale, 'row.down'))}
                {!isBlock(entry) && group === undefined && button('duplicate', say(locale, 'row.duplicate'))}
                {button('remove', say(locale, 'row.remove'))}
              </div>
            </Form>
          </li>
        );
      })}
    </ol>
  );
}

/** What was typed to add a field. */
export interface TypedField {
  readonly label: string;
  readonly type: string;
}

export function AddField(props: {
  locale: Locale;
  csrf: string;
  action: string;
  revision: number;
  group?: string;
  typed?: TypedField | undefined;
  problems: readonly SettingProblem[];
}) {
  const { locale, typed, problems, group } = props;
  const types = group === undefined ? fieldTypeNames : rowFieldTypeNames;
  return (
    <Form action={props.action} csrf={props.csrf}>
      <RevisionField revision={props.revision} />
      {group !== undefined && <input type="hidden" name="group" value={group} />}
      <h2 class="govuk-heading-m">{say(locale, 'field.add')}</h2>
      <TextInput
        id="new-label"
        name="label"
        label={say(locale, 'field.label')}
        hint={say(locale, 'field.labelHint')}
        value={typed?.label}
        error={problemAt(problems, 'new-label')}
        autocomplete="off"
      />
      <Select
        id="new-type"
        name="type"
        label={say(locale, 'field.type')}
        value={typed?.type}
        error={problemAt(problems, 'new-type')}
        options={types
          .map((type) => ({ value: type, label: choiceLabel(locale, 'type', type) }))
          .sort((a, b) => a.label.localeCompare(b.label, locale))}
      />
      <Button tone="secondary" name="act" value="add">
        {say(locale, 'field.add')}
      </Button>
    </Form>
  );
}
