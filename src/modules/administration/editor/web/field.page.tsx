import type { VNode } from 'preact';
import { z } from 'zod';
import { blockUseSchema } from '#modules/forms/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page as pageResult, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { checkContent } from '../domain/check-content.ts';
import type { ConditionTarget } from '../domain/condition-target.ts';
import { entriesOf, findEntry, isBlock, pagesOf } from '../domain/draft-content.ts';
import { fieldSettings, fieldTypeSchema, keptOfField } from '../domain/field-types.ts';
import { withOptionValues } from '../domain/identifiers.ts';
import { isObject, type JsonObject, objectsOf, shownText, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { type Setting, settingsOf } from '../domain/settings/setting.ts';
import type { ValueTarget } from '../domain/values/value-target.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { builderMessages } from '../messages/builder-messages.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import { ConditionBlock, ConditionWords } from './condition-block.tsx';
import { conditionPath } from './condition-target.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftPath, editorPage, fieldPath, pagePath, RevisionField } from './editor-frame.tsx';
import { entryLabel } from './entry-name.tsx';
import { AddField, FieldList } from './field-list.tsx';
import { withFrames } from './frame-headers.ts';
import { PlaceProblems } from './home.page.tsx';
import { fieldOptions, listOptions } from './library-options.ts';
import { type OpenPage, openPage } from './page.page.tsx';
import { PreviewFrames } from './preview.tsx';
import { RowList } from './row-list.tsx';
import { SettingFields } from './setting-fields.tsx';
import { differencesOf, readPosted } from './settings-page.ts';
import { ValueBlock } from './value-block.tsx';

interface OpenField extends OpenPage {
  readonly key: string;
  readonly entry: JsonObject;
  readonly usual: readonly Setting[];
  readonly rare: readonly Setting[];
  readonly schema: z.ZodType;
}

const blockSettings = settingsOf(blockUseSchema as z.ZodObject).filter(({ key }) => key !== 'use' && key !== 'when');

async function openField(context: RequestContext, parts: EditorParts): Promise<OpenField> {
  const open = await openPage(context, parts);
  const key = context.params.field ?? '';
  const entry = findEntry(open.draft.content.source, open.pageId, key)?.entry;
  if (entry === undefined) throw new NotFoundError('editor.field-not-found');
  if (isBlock(entry)) return { ...open, key, entry, usual: blockSettings, rare: [], schema: blockUseSchema };
  const type = textOf(entry.type);
  return { ...open, key, entry, ...fieldSettings(type), schema: fieldTypeSchema(type) ?? z.unknown() };
}

export async function showField(context: RequestContext, parts: EditorParts): Promise<Result> {
  const open = await openField(context, parts);
  return pageResult(await fieldPage(context, parts, open, open.entry, []), { headers: withFrames(parts) });
}

export async function submitField(context: RequestContext, parts: EditorParts): Promise<Result> {
  const open = await openField(context, parts);
  const { draft, pageId, key, entry } = open;
  const settings = [...open.usual, ...open.rare];
  const posted = readPosted(context, settings, open.schema, (values) => completed(entry, values));
  if (posted.kind !== 'right') {
    const problems = posted.kind === 'wrong' ? posted.problems : [];
    const document = await fieldPage(context, parts, open, posted.values, problems);
    return pageResult(document, { status: posted.kind === 'wrong' ? 422 : 200, headers: withFrames(parts) });
  }
  const changed = posted.values;
  const [group] = key.includes('.') ? key.split('.') : [];
  const id = isBlock(entry) ? key : group === undefined ? textOf(changed.id) : `${group}.${textOf(changed.id)}`;
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'change-field', page: pageId, field: key, entry: changed },
    {
      to: fieldPath(draft, pageId, id),
      again: (refusal) => fieldPage(context, parts, open, changed, [], refusal),
    },
  );
}

/** What is not on the page stays; a choice without a value gets one made of its label. */
function completed(entry: JsonObject, values: JsonObject): JsonObject {
  if (isBlock(entry))
    return { use: entry.use ?? '', ...(entry.when === undefined ? {} : { when: entry.when }), ...values };
  const options = withOptionValues(objectsOf(values.options));
  const columns = objectsOf(values.columns).map((column) =>
    column.options === undefined ? column : { ...column, options: withOptionValues(objectsOf(column.options)) },
  );
  return {
    ...values,
    id: textOf(values.id) || textOf(entry.id),
    type: entry.type ?? '',
    ...keptOfField(entry),
    ...(entry.type === 'group' ? { fields: entry.fields ?? [] } : {}),
    ...(options.length > 0 ? { options } : {}),
    ...(columns.length > 0 ? { columns } : {}),
  };
}

function fieldPage(
  context: RequestContext,
  parts: EditorParts,
  open: OpenField,
  values: JsonObject,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const { draft, page, pageId, key, entry, usual, rare } = open;
  const csrf = context.csrfToken();
  const label = entryLabel(entry, locale);
  const type = textOf(entry.type);
  const found = checkContent(draft.content, editorLibrary().kit, locale).problems;
  const here = found.filter((one) => one.place.in === 'field' && one.place.page === pageId && one.place.field === key);
  const revision = refusal instanceof StaleEditError ? refusal.revision : draft.revision;
  const current =
    refusal instanceof StaleEditError ? (findEntry(refusal.current.source, pageId, key)?.entry ?? {}) : entry;
  const scope = `field.${type}`;
  const target: ConditionTarget = { on: 'field', page: pageId, field: key };
  const choices = (name: string) => {
    if (name === 'prefillFrom') return fieldOptions(draft.content.source, locale, (field) => field.id !== entry.id);
    if (name === 'list') return listOptions();
    if (isBlock(entry) && (name === 'without' || name === 'optional')) return blockFieldOptions(entry, locale);
    return undefined;
  };
  const computed: ValueTarget = { on: 'computed', page: pageId, field: key };
  const common = {
    values,
    problems,
    locale,
    scope,
    choices,
    ...(type === 'computed'
      ? { expression: () => <ValueBlock locale={locale} draft={draft} target={computed} /> }
      : {}),
  };
  const isRare = (problem: SettingProblem) => rare.some((one) => problem.fieldId?.startsWith(`s-${one.key}`) === true);
  return editorPage(context, parts, {
    title: label,
    caption: isBlock(entry) ? say(locale, 'block.caption') : choiceLabel(locale, 'type', type),
    draft,
    step: 'form',
    crumbs: [
      { href: draftPath(draft, 'form'), label: say(locale, 'step.form') },
      { href: pagePath(draft, pageId), label: shownText(page.title, locale) || pageId },
    ],
    problems,
    notice: refusal && (
      <RefusalNotice
        locale={locale}
        refusal={refusal}
        differences={differencesOf(context, [...usual, ...rare], scope, current, values)}
      />
    ),
    children: (
      <>
        <PlaceProblems locale={locale} problems={here} />
        <Form action={fieldPath(draft, pageId, key)} csrf={csrf}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={revision} />
          <SettingFields {...common} settings={usual} />
          {rare.length > 0 && (
            <Details summary={say(locale, 'moreSettings')} open={problems.some(isRare)}>
              <SettingFields {...common} settings={rare} />
            </Details>
          )}
          <Button>{say(locale, 'save')}</Button>
        </Form>
        {!isBlock(entry) && (
          <>
            <h2 class="govuk-heading-m">{builderMessages(locale, 'heading.field')}</h2>
            <ConditionBlock locale={locale} draft={draft} target={target} />
            <OptionConditions context={context} open={open} />
            {type !== 'info' && type !== 'computed' && (
              <RowList {...{ locale, csrf, draft, revision }} of={{ on: 'rule', page: pageId, field: key, index: 0 }} />
            )}
          </>
        )}
        {type === 'group' && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'group.fields')}</h2>
            <FieldList
              locale={locale}
              csrf={csrf}
              draft={draft}
              page={pageId}
              group={key}
              entries={entriesOf(entry)}
              problems={found}
              revision={revision}
            />
            <AddField
              locale={locale}
              csrf={csrf}
              action={`${pagePath(draft, pageId)}/champs`}
              revision={revision}
              group={key}
              problems={[]}
            />
          </>
        )}
        <FieldMoves context={context} open={open} revision={revision} />
        <PreviewFrames locale={locale} draft={draft} page={pageId} title={shownText(page.title, locale)} />
      </>
    ),
  });
}

function blockFieldOptions(entry: JsonObject, locale: 'fr' | 'en') {
  return editorLibrary()
    .blockFields(textOf(entry.use))
    .map((field) => ({ value: textOf(field.id), label: shownText(field.label, locale) || textOf(field.id) }));
}

/** Choices that are offered only in some cases. */
function OptionConditions({ context, open }: { context: RequestContext; open: OpenField }) {
  const options = objectsOf(open.entry.options);
  if (options.length === 0) return null;
  const { locale } = context;
  return (
    <Details summary={builderMessages(locale, 'options')} open={options.some((option) => textOf(option.when) !== '')}>
      <ul class="govuk-list">
        {options.map((option) => {
          const value = textOf(option.value);
          const target = { on: 'option', page: open.pageId, field: open.key, option: value } as const;
          return (
            <li key={value}>
              <a class="govuk-link" href={conditionPath(open.draft, target)}>
                {shownText(option.label, locale) || value}
              </a>{' '}
              {textOf(option.when) !== '' && (
                <span class="pv-muted">
                  <ConditionWords locale={locale} content={open.draft.content} target={target} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Details>
  );
}

/** To another page; a block into fields of one's own. */
function FieldMoves({ context, open, revision }: { context: RequestContext; open: OpenField; revision: number }) {
  const { locale } = context;
  const { draft, pageId, key, entry } = open;
  const others = pagesOf(draft.content.source).filter((one) => one.id !== pageId && isObject(one));
  const hidden = (
    <>
      <RevisionField revision={revision} />
      <input type="hidden" name="field" value={key} />
    </>
  );
  const action = `${pagePath(draft, pageId)}/champs`;
  return (
    <>
      {others.length > 0 && !key.includes('.') && (
        <Form action={action} csrf={context.csrfToken()}>
          {hidden}
          <div class="pv-inline-form">
            <Select
              id="move-to"
              name="to"
              label={say(locale, 'field.moveTo')}
              placeholder={false}
              options={others.map((one) => ({ value: textOf(one.id), label: shownText(one.title, locale) }))}
            />
            <Button tone="secondary" name="act" value="move-to">
              {say(locale, 'field.move')}
            </Button>
          </div>
        </Form>
      )}
      {isBlock(entry) && (
        <Form action={action} csrf={context.csrfToken()}>
          {hidden}
          <p class="govuk-body">{say(locale, 'block.unfoldBody')}</p>
          <Button tone="secondary" name="act" value="unfold">
            {say(locale, 'block.unfold')}
          </Button>
        </Form>
      )}
    </>
  );
}
