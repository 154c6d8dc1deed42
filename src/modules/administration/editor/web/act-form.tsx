import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { fitsAct, missingActFields } from '../domain/act-form.ts';
import { transitionsOf } from '../domain/draft-content.ts';
import { fieldTypeNames } from '../domain/field-types.ts';
import { type JsonObject, objectsOf, shownText, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import type { EditorParts } from '../editor-parts.ts';
import { actFormMessages as say } from '../messages/act-form-messages.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftOf, draftPath, RevisionField } from './editor-frame.tsx';
import { problemAt } from './problem-at.ts';

/** An act that is open in the editor. */
export interface OpenAct {
  readonly draft: ProcedureDraft;
  readonly act: JsonObject;
  readonly id: string;
}

/** The act that the address names. @throws {NotFoundError} */
export async function openAct(context: RequestContext, parts: EditorParts): Promise<OpenAct> {
  const draft = await draftOf(context, parts);
  const id = context.params.item ?? '';
  const act = transitionsOf(draft.content.workflow).find((one) => one.id === id);
  if (act === undefined) throw new NotFoundError('editor.item-not-found');
  return { draft, act, id };
}

export function actPath(draft: Pick<ProcedureDraft, 'id'>, act: string): string {
  return `${draftPath(draft, 'workflow')}/actions/${encodeURIComponent(act)}`;
}

export function actFieldPath(draft: Pick<ProcedureDraft, 'id'>, act: string, field: string): string {
  return `${actPath(draft, act)}/champs/${encodeURIComponent(field)}`;
}

export interface ActFormProps {
  readonly context: RequestContext;
  readonly open: OpenAct;
  readonly revision: number;
  readonly problems?: readonly SettingProblem[];
  readonly typed?: { readonly label: string; readonly type: string };
}

/** The questions of an act, each with its buttons, and the way to add one. */
export function ActForm({ context, open, revision, problems = [], typed }: ActFormProps) {
  const { locale } = context;
  const { draft, act, id } = open;
  const action = `${actPath(draft, id)}/champs`;
  const fields = objectsOf(act.form);
  const csrf = context.csrfToken();
  return (
    <section aria-labelledby="act-form">
      <h2 class="govuk-heading-m" id="act-form">
        {say(locale, 'title')}
      </h2>
      <p class="govuk-body">{say(locale, 'intro')}</p>
      {fields.length === 0 && <p class="govuk-body">{say(locale, 'none')}</p>}
      {fields.length > 0 && (
        <ol class="pv-fields">
          {fields.map((field, index) => {
            const name = textOf(field.id);
            const label = shownText(field.label, locale) || name;
            const button = (does: 'up' | 'down' | 'remove') => (
              <Button
                tone="link"
                name="act"
                value={does}
                ariaLabel={`${editorMessages(locale, `row.${does}`)}\u00a0: ${label}`}
              >
                {editorMessages(locale, `row.${does}`)}
              </Button>
            );
            return (
              <li class="pv-fields__field" key={name}>
                <div>
                  <a class="govuk-link" href={actFieldPath(draft, id, name)}>
                    {label}
                  </a>
                  <br />
                  <span class="pv-muted">
                    {choiceLabel(locale, 'type', textOf(field.type))}
                    {' · '}
                    {say(locale, 'variable', { variable: `{{form.${name}}}` })}
                  </span>
                </div>
                <Form action={action} csrf={csrf}>
                  <RevisionField revision={revision} />
                  <input type="hidden" name="field" value={name} />
                  <div class="pv-rows__buttons">
                    {index > 0 && button('up')}
                    {index < fields.length - 1 && button('down')}
                    {button('remove')}
                  </div>
                </Form>
              </li>
            );
          })}
        </ol>
      )}
      {missingActFields(act).map((field) => (
        <Form action={action} csrf={csrf} key={textOf(field.id)}>
          <RevisionField revision={revision} />
          <input type="hidden" name="field" value={textOf(field.id)} />
          <p class="govuk-body">{say(locale, 'needed', { label: shownText(field.label, locale) })}</p>
          <Button tone="secondary" name="act" value="add-needed">
            {say(locale, 'addNeeded')}
          </Button>
        </Form>
      ))}
      <Form action={action} csrf={csrf} ariaLabel={say(locale, 'add')}>
        <RevisionField revision={revision} />
        <div class="pv-inline-form">
          <TextInput
            id="new-label"
            name="label"
            label={say(locale, 'label')}
            value={typed?.label}
            error={problemAt(problems, 'new-label')}
            autocomplete="off"
          />
          <Select
            id="new-type"
            name="type"
            label={say(locale, 'type')}
            value={typed?.type}
            error={problemAt(problems, 'new-type')}
            options={fieldTypeNames
              .filter(fitsAct)
              .map((type) => ({ value: type, label: choiceLabel(locale, 'type', type) }))
              .sort((a, b) => a.label.localeCompare(b.label, locale))}
          />
          <Button tone="secondary" name="act" value="add">
            {say(locale, 'add')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
