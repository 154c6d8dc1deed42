import type { VNode } from 'preact';
import type { z } from 'zod';
import { messageTemplateSchema, ownLetterSchema, stateSchema, transitionSchema } from '#modules/workflow/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { inWords } from '../../letters/variable-words.ts';
import { checkContent } from '../domain/check-content.ts';
import type { WorkflowList } from '../domain/command.ts';
import { CommandRefusedError } from '../domain/command-refused.ts';
import { transitionsOf } from '../domain/draft-content.ts';
import { notePlaces, textPlaces } from '../domain/insert-variable.ts';
import { asJson, type JsonObject, objectsOf, shownText } from '../domain/json.ts';
import { readSettings } from '../domain/settings/read-settings.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { type Setting, settingsOf } from '../domain/settings/setting.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { ActForm } from './act-form.tsx';
import { ConditionBlock } from './condition-block.tsx';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { effectCondition, withStartingAmounts, workflowChoices } from './effect-fields.tsx';
import { filingPath } from './filing.page.tsx';
import { PlaceProblems } from './home.page.tsx';
import { InsertVariable, insertAct, nothingInserted, withInsertion } from './insert-variable.tsx';
import { itemPath } from './item-path.ts';
import { procedureOptions } from './library-options.ts';
import { LetterHelp, MessageHelp, noteVariables, variablesFor } from './message-preview.tsx';
import { SettingFields } from './setting-fields.tsx';
import { differencesOf, readPosted } from './settings-page.ts';

interface ItemKind {
  readonly list: WorkflowList;
  readonly step: 'workflow' | 'messages';
  readonly scope: string;
  readonly schema: z.ZodObject;
  readonly settings: readonly Setting[];
}

/** Edited by their own means: conditions by their builder, the questions of an act one by one. */
const elsewhere = new Set(['id', 'when', 'form']);

function kindOf(list: WorkflowList, schema: z.ZodType, scope: string): ItemKind {
  const object = schema as z.ZodObject;
  const settings = settingsOf(object).filter(({ key }) => !elsewhere.has(key));
  return {
    list,
    step: list === 'messages' || list === 'letters' ? 'messages' : 'workflow',
    scope,
    schema: object,
    settings,
  };
}

const kinds: Readonly<Record<WorkflowList, ItemKind>> = {
  states: kindOf('states', stateSchema, 'state'),
  transitions: kindOf('transitions', transitionSchema, 'transition'),
  messages: kindOf('messages', messageTemplateSchema, 'message'),
  letters: kindOf('letters', ownLetterSchema, 'letter'),
};

interface OpenItem {
  readonly draft: ProcedureDraft;
  readonly kind: ItemKind;
  readonly id: string;
  readonly item: JsonObject;
  /** A letter of the library that the procedure has not written in its own words yet. */
  readonly isLibrarys: boolean;
}

async function openItem(context: RequestContext, parts: EditorParts, list: WorkflowList): Promise<OpenItem> {
  const draft = await draftOf(context, parts);
  const id = context.params.item ?? '';
  const own = objectsOf(draft.content.workflow[list]).find((one) => one.id === id);
  const item = own ?? (list === 'letters' ? libraryLetter(id) : undefined);
  if (item === undefined) throw new NotFoundError('editor.item-not-found');
  return { draft, kind: kinds[list], id, item, isLibrarys: own === undefined };
}

/** A letter of the library as the procedure would write it itself. */
function libraryLetter(id: string): JsonObject | undefined {
  const letter = editorLibrary().kit.texts.letters.get(id);
  if (letter === undefined) return undefined;
  const { title, paragraphs, signatory } = letter;
  return asJson({ id, title, paragraphs, signatory }) as JsonObject;
}

export async function showItem(context: RequestContext, parts: EditorParts, list: WorkflowList): Promise<Result> {
  const open = await openItem(context, parts, list);
  return page(await itemPage(context, parts, open, open.item, []), { headers: privatePage });
}

/** A state, an act or a message: its settings, or its end. */
export async function submitItem(context: RequestContext, parts: EditorParts, list: WorkflowList): Promise<Result> {
  const open = await openItem(context, parts, list);
  const { draft, kind, id, item } = open;
  if (single(context.body, 'act') === 'remove') {
    const knowingly = single(context.body, 'knowingly') === 'yes';
    return saveEdit(
      context,
      parts,
      draft,
      { do: 'remove-item', list, id, knowingly },
      {
        to: draftPath(draft, kind.step),
        again: (refusal) => itemPage(context, parts, open, item, [], refusal),
      },
    );
  }
  const kept: JsonObject = { id };
  for (const key of ['when', 'form']) if (item[key] !== undefined) kept[key] = item[key];
  if (single(context.body, 'act') === insertAct && list !== 'states')
    return page(await insertedPage(context, parts, open, kept), { headers: privatePage });
  const posted = readPosted(context, kind.settings, kind.schema, (values) => ({
    ...withStartingAmounts(values, 'effects'),
    ...kept,
  }));
  if (posted.kind !== 'right') {
    const problems = posted.kind === 'wrong' ? posted.problems : [];
    const document = await itemPage(context, parts, open, posted.values, problems);
    return page(document, { status: posted.kind === 'wrong' ? 422 : 200, headers: privatePage });
  }
  return saveEdit(
    context,
    parts,
    draft,
    open.isLibrarys
      ? { do: 'add-item', list, item: posted.values }
      : { do: 'change-item', list, id, item: posted.values },
    {
      to: itemPath(draft, list, id),
      again: (refusal) => itemPage(context, parts, open, posted.values, [], refusal),
    },
  );
}

/** The page again with the variable in the text that was chosen; nothing is saved. */
async function insertedPage(
  context: RequestContext,
  parts: EditorParts,
  open: OpenItem,
  kept: JsonObject,
): Promise<VNode> {
  const values = { ...readSettings(open.kind.settings, context.body, { keepEmptyRows: true }).values, ...kept };
  const { places, variables } = insertionOf(open, values, context.locale);
  const after = withInsertion(context, values, places, variables);
  return itemPage(context, parts, open, after ?? values, after === undefined ? [nothingInserted(context)] : []);
}

/** The texts that variables may be put into, and which: those of a message or a letter, the internal notes of an act. */
function insertionOf({ draft, kind, id, item }: OpenItem, values: JsonObject, locale: Locale) {
  if (kind.list === 'states') return { places: [], variables: [] };
  if (kind.list === 'transitions')
    return {
      places: notePlaces(values, 'effects'),
      variables: noteVariables(draft, { effects: values.effects, form: item.form }, locale),
    };
  return { places: textPlaces(values, keysOf(kind)), variables: variablesFor(draft, kind.list, id, locale) };
}

function keysOf(kind: ItemKind): ReadonlySet<string> {
  return new Set(kind.settings.map(({ key }) => key));
}

async function itemPage(
  context: RequestContext,
  parts: EditorParts,
  open: OpenItem,
  values: JsonObject,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const { draft, kind, id, item } = open;
  const written = shownText(item.label, locale) || shownText(item.subject, locale) || shownText(item.title, locale);
  const name = inWords(written, locale) || id;
  const found = checkContent(draft.content, editorLibrary().kit, locale).problems;
  const here = found.filter((one) => one.place.in === kind.list && one.place.id === id);
  const current =
    refusal instanceof StaleEditError
      ? (objectsOf(refusal.current.workflow[kind.list]).find((one) => one.id === id) ?? {})
      : item;
  const action = itemPath(draft, kind.list, id);
  const revision = refusal instanceof StaleEditError ? refusal.revision : draft.revision;
  const csrf = context.csrfToken();
  const insertion = insertionOf(open, values, locale);
  const procedures = kind.list === 'transitions' ? await procedureOptions(context, parts) : [];
  const title = {
    states: 'stateTitle',
    transitions: 'transitionTitle',
    messages: 'messageTitle',
    letters: 'letter.title',
  } as const;
  return editorPage(context, parts, {
    title: say(locale, title[kind.list], { name }),
    draft,
    step: kind.step,
    crumbs: [{ href: draftPath(draft, kind.step), label: editorMessages(locale, `step.${kind.step}`) }],
    problems,
    notice: refusal && (
      <RefusalNotice
        locale={locale}
        refusal={refusal}
        differences={differencesOf(context, kind.settings, kind.scope, current, values)}
        nameOf={(reference) => <ReferringAct draft={draft} id={reference.id ?? ''} locale={locale} />}
      />
    ),
    children: (
      <>
        <PlaceProblems locale={locale} problems={here} />
        <Form action={action} csrf={csrf}>
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true" />
          <RevisionField revision={revision} />
          <SettingFields
            settings={kind.settings}
            values={values}
            problems={problems}
            locale={locale}
            scope={kind.scope}
            choices={(key, scope) => workflowChoices(draft, key, scope, locale, procedures)}
            expression={
              kind.list === 'transitions'
                ? effectCondition(draft, (index) => ({ on: 'effect', transition: id, index }), values.effects, locale)
                : undefined
            }
          />
          {insertion.places.length > 0 && (
            <InsertVariable
              context={context}
              scope={kind.scope}
              {...insertion}
              problems={problems}
              chosen={single(context.body, 'insert-into') || (kind.list === 'messages' ? 'body.fr' : '')}
            />
          )}
          <Button>{editorMessages(locale, 'save')}</Button>
        </Form>
        {kind.list === 'transitions' && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'when')}</h2>
            <ConditionBlock locale={locale} draft={draft} target={{ on: 'transition', transition: id }} />
            <ActForm context={context} open={{ draft, act: item, id }} revision={revision} />
          </>
        )}
        {kind.list === 'messages' && <MessageHelp context={context} draft={draft} message={values} id={id} />}
        {kind.list === 'letters' && <LetterHelp context={context} draft={draft} id={id} />}
        {!open.isLibrarys && (
          <Details
            summary={say(locale, kind.list === 'letters' ? 'letter.giveUp' : 'remove')}
            open={refusal instanceof CommandRefusedError}
          >
            <Form action={action} csrf={csrf}>
              <RevisionField revision={revision} />
              {refusal instanceof CommandRefusedError && <input type="hidden" name="knowingly" value="yes" />}
              <Button tone="warning" name="act" value="remove">
                {refusal instanceof CommandRefusedError
                  ? editorMessages(locale, 'refused.anyway')
                  : say(locale, kind.list === 'letters' ? 'letter.giveUp' : 'remove')}
              </Button>
            </Form>
          </Details>
        )}
      </>
    ),
  });
}

/** An act that uses the state or sends the message, with the way to it. */
function ReferringAct({ draft, id, locale }: { draft: ProcedureDraft; id: string; locale: 'fr' | 'en' }) {
  const act = transitionsOf(draft.content.workflow).find((one) => one.id === id);
  if (id === '')
    return (
      <a class="govuk-link" href={filingPath(draft)}>
        {say(locale, 'filing')}
      </a>
    );
  return (
    <a class="govuk-link" href={itemPath(draft, 'transitions', id)}>
      {say(locale, 'transitionTitle', { name: shownText(act?.label, locale) || id })}
    </a>
  );
}
