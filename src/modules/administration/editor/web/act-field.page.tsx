import type { VNode } from 'preact';
import { z } from 'zod';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { editActForm } from '../domain/act-form.ts';
import { transitionsOf } from '../domain/draft-content.ts';
import { fieldSettings, fieldTypeSchema, keptOfField } from '../domain/field-types.ts';
import { withOptionValues } from '../domain/identifiers.ts';
import { type JsonObject, objectsOf, shownText, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import type { Setting } from '../domain/settings/setting.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { actFormMessages as say } from '../messages/act-form-messages.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { actFieldPath, actPath, type OpenAct, openAct } from './act-form.tsx';
import { actCrumbs } from './act-form-acts.tsx';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { listOptions } from './library-options.ts';
import { RowList } from './row-list.tsx';
import { SettingFields } from './setting-fields.tsx';
import { differencesOf, readPosted } from './settings-page.ts';

interface OpenActField extends OpenAct {
  readonly field: JsonObject;
  readonly usual: readonly Setting[];
  readonly rare: readonly Setting[];
}

/** Whoever acts types the answer: nothing comes from elsewhere. */
const notInActs = new Set(['prefill', 'prefillFrom']);

async function openActField(context: RequestContext, parts: EditorParts): Promise<OpenActField> {
  const open = await openAct(context, parts);
  const field = fieldIn(open.act, context.params.field ?? '');
  if (field === undefined) throw new NotFoundError('editor.field-not-found');
  const { usual, rare } = fieldSettings(textOf(field.type));
  return { ...open, field, usual, rare: rare.filter((setting) => !notInActs.has(setting.key)) };
}

function fieldIn(act: JsonObject | undefined, id: string): JsonObject | undefined {
  return objectsOf(act?.form).find((one) => one.id === id);
}

export async function showActField(context: RequestContext, parts: EditorParts): Promise<Result> {
  const open = await openActField(context, parts);
  return page(await fieldPage(context, parts, open, open.field, []), { headers: privatePage });
}

/** A question of an act: its settings. */
export async function submitActField(context: RequestContext, parts: EditorParts): Promise<Result> {
  const open = await openActField(context, parts);
  const { draft, act, id, field } = open;
  const schema = fieldTypeSchema(textOf(field.type)) ?? z.unknown();
  const posted = readPosted(context, [...open.usual, ...open.rare], schema, (values) => completed(field, values));
  if (posted.kind !== 'right') {
    const problems = posted.kind === 'wrong' ? posted.problems : [];
    const document = await fieldPage(context, parts, open, posted.values, problems);
    return page(document, { status: posted.kind === 'wrong' ? 422 : 200, headers: privatePage });
  }
  const changed = posted.values;
  const item = editActForm(act, { do: 'change', id: textOf(field.id), field: changed });
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'change-item', list: 'transitions', id, item },
    {
      to: actPath(draft, id),
      again: (refusal) => fieldPage(context, parts, open, changed, [], refusal),
    },
  );
}

/** What is not on the page stays; a choice without a value gets one made of its label. */
function completed(field: JsonObject, values: JsonObject): JsonObject {
  const options = withOptionValues(objectsOf(values.options));
  const columns = objectsOf(values.columns).map((column) =>
    column.options === undefined ? column : { ...column, options: withOptionValues(objectsOf(column.options)) },
  );
  return {
    ...values,
    id: textOf(values.id) || textOf(field.id),
    type: field.type ?? '',
    ...keptOfField(field),
    ...(options.length > 0 ? { options } : {}),
    ...(columns.length > 0 ? { columns } : {}),
  };
}

function fieldPage(
  context: RequestContext,
  parts: EditorParts,
  open: OpenActField,
  values: JsonObject,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const { draft, act, id, field, usual, rare } = open;
  const scope = `field.${textOf(field.type)}`;
  const isStale = refusal instanceof StaleEditError;
  const theirs = isStale
    ? fieldIn(
        transitionsOf(refusal.current.workflow).find((one) => one.id === id),
        textOf(field.id),
      )
    : field;
  const common = {
    values,
    problems,
    locale,
    scope,
    choices: (key: string) => (key === 'list' ? listOptions() : undefined),
  };
  return editorPage(context, parts, {
    title: shownText(field.label, locale) || textOf(field.id),
    caption: say(locale, 'caption', { act: shownText(act.label, locale) || id }),
    draft,
    step: 'workflow',
    crumbs: actCrumbs(context, open),
    problems,
    notice: refusal && (
      <RefusalNotice
        locale={locale}
        refusal={refusal}
        differences={differencesOf(context, [...usual, ...rare], scope, theirs ?? {}, values)}
      />
    ),
    children: (
      <>
        <Form action={actFieldPath(draft, id, textOf(field.id))} csrf={context.csrfToken()}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={isStale ? refusal.revision : draft.revision} />
          <SettingFields {...common} settings={usual} />
          {rare.length > 0 && (
            <Details
              summary={editorMessages(locale, 'moreSettings')}
              open={problems.some((one) => rare.some(({ key }) => one.fieldId?.startsWith(`s-${key}`) === true))}
            >
              <SettingFields {...common} settings={rare} />
            </Details>
          )}
          <Button>{editorMessages(locale, 'save')}</Button>
        </Form>
        {field.type !== 'info' && (
          <RowList
            locale={locale}
            csrf={context.csrfToken()}
            draft={draft}
            revision={draft.revision}
            of={{ on: 'act-rule', transition: id, field: textOf(field.id), index: 0 }}
          />
        )}
      </>
    ),
  });
}
