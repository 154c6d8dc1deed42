import type { VNode } from 'preact';
import type { z } from 'zod';
import {
  messageTemplateSchema,
  ownLetterSchema,
  renderTemplate,
  stateSchema,
  transitionSchema,
} from '#modules/workflow/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Table } from '#ui/components/table.tsx';
import { checkContent } from '../domain/check-content.ts';
import type { WorkflowList } from '../domain/command.ts';
import { CommandRefusedError } from '../domain/command-refused.ts';
import { messagesOf, transitionsOf } from '../domain/draft-content.ts';
import { exampleVariables, variableTree } from '../domain/example-variables.ts';
import { asJson, type JsonObject, localOf, objectsOf, shownText, textOf } from '../domain/json.ts';
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
import { PlaceProblems } from './home.page.tsx';
import { fieldOptions, letterOptions } from './library-options.ts';
import { SettingFields } from './setting-fields.tsx';
import { differencesOf, readPosted } from './settings-page.ts';
import { itemPath, sendersOf, stateOptions } from './workflow.page.tsx';

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
  const posted = readPosted(context, kind.settings, kind.schema, (values) => ({ ...values, ...kept }));
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

function itemPage(
  context: RequestContext,
  parts: EditorParts,
  open: OpenItem,
  values: JsonObject,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const { draft, kind, id, item } = open;
  const name = shownText(item.label, locale) || shownText(item.subject, locale) || shownText(item.title, locale) || id;
  const found = checkContent(draft.content, editorLibrary().kit, locale).problems;
  const here = found.filter((one) => one.place.in === kind.list && one.place.id === id);
  const current =
    refusal instanceof StaleEditError
      ? (objectsOf(refusal.current.workflow[kind.list]).find((one) => one.id === id) ?? {})
      : item;
  const action = itemPath(draft, kind.list, id);
  const revision = refusal instanceof StaleEditError ? refusal.revision : draft.revision;
  const csrf = context.csrfToken();
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
            choices={(key, scope) => choicesOf(draft, key, scope, locale)}
          />
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
  return (
    <a class="govuk-link" href={itemPath(draft, 'transitions', id)}>
      {say(locale, 'transitionTitle', { name: shownText(act?.label, locale) || id })}
    </a>
  );
}

/** What may be chosen where the schema says "a text". */
function choicesOf(draft: ProcedureDraft, key: string, scope: string, locale: 'fr' | 'en') {
  const { source, workflow } = draft.content;
  if (scope === 'transition' && (key === 'from' || key === 'to')) return stateOptions(workflow, locale);
  if (scope === 'transition' && key === 'since') return sinceOptions(draft, locale);
  if (key === 'message')
    return messagesOf(workflow).map((one) => ({
      value: textOf(one.id),
      label: shownText(one.subject, locale) || textOf(one.id),
    }));
  if (key === 'template') return letterOptions(locale);
  if (scope.startsWith('effect.') && (key === 'fields' || key === 'keep')) return fieldOptions(source, locale);
  return undefined;
}

/** From when a delay is counted: moments of every request, dates that the form or an act asks for. */
function sinceOptions(draft: ProcedureDraft, locale: 'fr' | 'en') {
  const { source, workflow } = draft.content;
  const asked = transitionsOf(workflow)
    .flatMap((act) => objectsOf(act.form))
    .filter((field) => field.type === 'date')
    .map((field) => ({ value: textOf(field.id), label: shownText(field.label, locale) || textOf(field.id) }));
  const dates = [...fieldOptions(source, locale, (field) => field.type === 'date'), ...asked];
  const own = dates.filter((one, index) => dates.findIndex(({ value }) => value === one.value) === index);
  const moments = ['state', 'submitted', 'complete'] as const;
  return [...moments.map((moment) => ({ value: moment, label: say(locale, `since.${moment}`) })), ...own];
}

/** The variables that exist there, and the message as an example applicant reads it. */
function MessageHelp(props: { context: RequestContext; draft: ProcedureDraft; message: JsonObject; id: string }) {
  const { context, draft, message, id } = props;
  const { locale } = context;
  const { source, workflow } = draft.content;
  const sent = sendersOf(workflow, id);
  const variables = exampleVariables(
    source,
    sent.length === 0 ? transitionsOf(workflow) : sent,
    editorLibrary().blockFields,
    locale,
  );
  const tree = variableTree(variables);
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'preview')}</h2>
      <div class="pv-letter">
        <p class="govuk-body govuk-!-font-weight-bold">{renderTemplate(localOf(message.subject, 'fr'), tree)}</p>
        <p class="govuk-body pv-pre">{renderTemplate(localOf(message.body, 'fr'), tree)}</p>
      </div>
      <VariableTable context={context} variables={variables} />
    </>
  );
}

/** The letter as kept, with an example dossier, and the variables that may be written in it. */
function LetterHelp({ context, draft, id }: { context: RequestContext; draft: ProcedureDraft; id: string }) {
  const { locale } = context;
  const { source, workflow } = draft.content;
  const variables = exampleVariables(source, transitionsOf(workflow), editorLibrary().blockFields, locale);
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={`${draftPath(draft, 'messages')}/courriers/${encodeURIComponent(id)}`}>
          {say(locale, 'preview')}
        </a>
      </p>
      <VariableTable context={context} variables={variables} />
    </>
  );
}

export function VariableTable(props: {
  context: RequestContext;
  variables: readonly { readonly path: string; readonly value: string }[];
}) {
  const { locale } = props.context;
  return (
    <Details summary={say(locale, 'variables')}>
      <Table
        caption={say(locale, 'variables')}
        captionHidden
        rows={props.variables}
        rowKey={(one) => one.path}
        columns={[
          {
            label: say(locale, 'variable'),
            rowHeader: true,
            cell: (one) => (
              <>
                <code class="pv-code">{`{{${one.path}}}`}</code>{' '}
                <Button tone="link" action={{ copy: `{{${one.path}}}` }}>
                  {editorMessages(locale, 'copy')}
                </Button>
              </>
            ),
          },
          { label: say(locale, 'meaning'), cell: (one) => one.value },
        ]}
      />
    </Details>
  );
}
