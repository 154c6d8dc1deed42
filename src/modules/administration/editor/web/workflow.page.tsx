import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { WorkflowDiagram } from '../../workflow-diagram/index.ts';
import { checkContent } from '../domain/check-content.ts';
import type { Command, WorkflowList } from '../domain/command.ts';
import { messagesOf, statesOf, transitionsOf } from '../domain/draft-content.ts';
import { dashedIdFrom } from '../domain/identifiers.ts';
import { type JsonObject, objectsOf, shownText, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { tidyWorkflow } from '../domain/tidy-source.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { PlaceProblems } from './home.page.tsx';
import { problemAt } from './setting-fields.tsx';
import { whoDoes } from './trial-walk.tsx';
import { WorkflowPaths } from './workflow-paths.tsx';

export async function showWorkflow(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  return page(await workflowPage(context, parts, draft, []), { headers: privatePage });
}

/** Adds and moves states and acts; changes the first state; starts from another workflow. */
export async function submitWorkflow(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const command = readCommand(context, draft);
  if (command === 'nameless') {
    const fieldId = single(context.body, 'act') === 'add-states' ? 'new-state' : 'new-transition';
    const problems = [{ fieldId, message: say(context.locale, 'nameMissing') }];
    return page(await workflowPage(context, parts, draft, problems), { status: 422, headers: privatePage });
  }
  return saveEdit(context, parts, draft, command, {
    to:
      command.do === 'add-item' ? itemPath(draft, command.list, textOf(command.item.id)) : draftPath(draft, 'workflow'),
    again: (refusal) => workflowPage(context, parts, draft, [], refusal),
  });
}

export function itemPath(draft: Pick<ProcedureDraft, 'id'>, list: WorkflowList, id: string): string {
  const name = encodeURIComponent(id);
  if (list === 'messages') return `${draftPath(draft, 'messages')}/${name}`;
  if (list === 'letters') return `${draftPath(draft, 'messages')}/courriers/${name}/texte`;
  return `${draftPath(draft, 'workflow')}/${list === 'states' ? 'etats' : 'actions'}/${name}`;
}

function readCommand({ body, locale }: RequestContext, draft: ProcedureDraft): Command | 'nameless' {
  const { workflow } = draft.content;
  const name = single(body, 'name').trim().slice(0, 200);
  const list = single(body, 'list') === 'transitions' ? 'transitions' : 'states';
  const id = single(body, 'id');
  switch (single(body, 'act')) {
    case 'up':
      return { do: 'move-item', list, id, by: -1 };
    case 'down':
      return { do: 'move-item', list, id, by: 1 };
    case 'initial':
      return { do: 'change-workflow', values: { initial: single(body, 'initial') } };
    case 'use': {
      const other = editorLibrary().findWorkflow(single(body, 'workflow'));
      if (other === undefined) throw new NotFoundError('editor.workflow-not-found');
      return { do: 'use-workflow', workflow: tidyWorkflow(other) };
    }
    case 'add-states':
      return name === '' ? 'nameless' : { do: 'add-item', list: 'states', item: newState(workflow, name, locale) };
    case 'add-transitions':
      return name === '' ? 'nameless' : { do: 'add-item', list: 'transitions', item: newTransition(workflow, name) };
    default:
      throw new NotFoundError('editor.act-not-found');
  }
}

const idsIn = (list: readonly JsonObject[]) => new Set(list.map((one) => textOf(one.id)));

function newState(workflow: JsonObject, name: string, locale: 'fr' | 'en'): JsonObject {
  return {
    id: dashedIdFrom(name, idsIn(statesOf(workflow)), 'etat'),
    phase: 'in-progress',
    label: { fr: name },
    explanation: { fr: say(locale, 'newState') },
  };
}

function newTransition(workflow: JsonObject, name: string): JsonObject {
  const states = statesOf(workflow);
  return {
    id: dashedIdFrom(name, idsIn(transitionsOf(workflow)), 'action'),
    from: [textOf(workflow.initial)],
    to: textOf(states.at(-1)?.id),
    by: ['agent'],
    label: { fr: name },
  };
}

function workflowPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const { workflow } = draft.content;
  const checked = checkContent(draft.content, editorLibrary().kit, locale);
  const here = checked.problems.filter((one) => ['workflow', 'states', 'transitions'].includes(one.place.in));
  return editorPage(context, parts, {
    title: editorMessages(locale, 'step.workflow'),
    draft,
    step: 'workflow',
    intro: say(locale, 'intro'),
    problems,
    notice: refusal && <RefusalNotice locale={locale} refusal={refusal} />,
    children: (
      <>
        <PlaceProblems locale={locale} problems={here} />
        <h2 class="govuk-heading-m">{say(locale, 'diagram')}</h2>
        {checked.workflow === undefined ? (
          <p class="govuk-body">{say(locale, 'noDiagram')}</p>
        ) : (
          <WorkflowDiagram definition={checked.workflow} locale={locale} />
        )}
        <StateTable context={context} draft={draft} />
        <AddItem context={context} draft={draft} list="states" problems={problems} />
        <TransitionTable context={context} draft={draft} />
        <AddItem context={context} draft={draft} list="transitions" problems={problems} />
        {checked.workflow !== undefined && (
          <WorkflowPaths definition={checked.workflow} draft={draft} locale={locale} />
        )}
        <Details summary={say(locale, 'settings')}>
          <Form action={draftPath(draft, 'workflow')} csrf={context.csrfToken()}>
            <RevisionField revision={draft.revision} />
            <Select
              id="initial"
              label={say(locale, 'initial')}
              placeholder={false}
              value={textOf(workflow.initial)}
              options={stateOptions(workflow, locale)}
            />
            <Button tone="secondary" name="act" value="initial">
              {editorMessages(locale, 'save')}
            </Button>
          </Form>
          <Form action={draftPath(draft, 'workflow')} csrf={context.csrfToken()}>
            <RevisionField revision={draft.revision} />
            <Select
              id="workflow"
              label={say(locale, 'other')}
              hint={say(locale, 'otherBody')}
              placeholder={false}
              value={textOf(workflow.workflow)}
              options={[...editorLibrary().kit.workflows.values()].map((one) => ({
                value: one.workflow,
                label: localize(one.title, locale),
              }))}
            />
            <Button tone="secondary" name="act" value="use">
              {say(locale, 'use')}
            </Button>
          </Form>
        </Details>
      </>
    ),
  });
}

export function stateOptions(workflow: JsonObject, locale: 'fr' | 'en') {
  return statesOf(workflow).map((state) => ({ value: textOf(state.id), label: stateName(state, locale) }));
}

function stateName(state: JsonObject | undefined, locale: 'fr' | 'en'): string {
  return shownText(state?.agentLabel, locale) || shownText(state?.label, locale) || textOf(state?.id);
}

interface ListProps {
  readonly context: RequestContext;
  readonly draft: ProcedureDraft;
}

function StateTable({ context, draft }: ListProps) {
  const { locale } = context;
  const { workflow } = draft.content;
  return (
    <Table
      caption={say(locale, 'states')}
      rows={statesOf(workflow)}
      columns={[
        {
          label: say(locale, 'state'),
          rowHeader: true,
          cell: (state) => (
            <a class="govuk-link" href={itemPath(draft, 'states', textOf(state.id))}>
              {stateName(state, locale)}
            </a>
          ),
        },
        {
          label: say(locale, 'phase'),
          cell: (state) =>
            choiceLabel(locale, 'phase', textOf(state.phase)) +
            (state.id === workflow.initial ? ` (${say(locale, 'first')})` : ''),
        },
        {
          label: say(locale, 'actions'),
          cell: (state) => <MoveButtons context={context} draft={draft} list="states" item={state} />,
        },
      ]}
    />
  );
}

function TransitionTable({ context, draft }: ListProps) {
  const { locale } = context;
  const { workflow } = draft.content;
  const nameOf = (id: string) =>
    stateName(
      statesOf(workflow).find((state) => state.id === id),
      locale,
    ) || id;
  const transitions = transitionsOf(workflow);
  return (
    <Table
      caption={say(locale, 'transitions')}
      rows={transitions}
      narrow="stack-early"
      columns={[
        { label: say(locale, 'number'), numeric: true, cell: (one) => String(transitions.indexOf(one) + 1) },
        {
          label: say(locale, 'act'),
          rowHeader: true,
          cell: (one) => (
            <>
              <a class="govuk-link" href={itemPath(draft, 'transitions', textOf(one.id))}>
                {shownText(one.label, locale) || textOf(one.id)}
              </a>
              <EffectNames act={one} locale={locale} />
            </>
          ),
        },
        {
          label: say(locale, 'way'),
          cell: (one) =>
            say(locale, 'fromTo', { from: list(one.from).map(nameOf).join(', '), to: nameOf(textOf(one.to)) }),
        },
        {
          label: say(locale, 'by'),
          cell: (one) => whoDoes({ by: list(one.by), on: textOf(one.on), after: textOf(one.after) }, locale),
        },
        {
          label: say(locale, 'actions'),
          cell: (one) => <MoveButtons context={context} draft={draft} list="transitions" item={one} />,
        },
      ]}
    />
  );
}

const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

function EffectNames({ act, locale }: { act: JsonObject; locale: 'fr' | 'en' }) {
  const names = objectsOf(act.effects).map((effect) => choiceLabel(locale, 'effect', textOf(effect.effect)));
  if (names.length === 0) return null;
  return <div class="pv-muted govuk-!-font-weight-regular">{names.join(', ')}</div>;
}

function MoveButtons(props: ListProps & { list: 'states' | 'transitions'; item: JsonObject }) {
  const { context, draft, list, item } = props;
  const { locale } = context;
  const items = objectsOf(draft.content.workflow[list]);
  const index = items.findIndex((one) => one.id === item.id);
  const name = shownText(item.label, locale) || textOf(item.id);
  const button = (act: 'up' | 'down') => (
    <Button tone="link" name="act" value={act} ariaLabel={`${editorMessages(locale, `row.${act}`)}\u00a0: ${name}`}>
      {editorMessages(locale, `row.${act}`)}
    </Button>
  );
  return (
    <Form action={draftPath(draft, 'workflow')} csrf={context.csrfToken()}>
      <RevisionField revision={draft.revision} />
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="id" value={textOf(item.id)} />
      <div class="pv-rows__buttons">
        {index > 0 && button('up')}
        {index < items.length - 1 && button('down')}
      </div>
    </Form>
  );
}

function AddItem(props: ListProps & { list: 'states' | 'transitions'; problems: readonly SettingProblem[] }) {
  const { context, draft, list, problems } = props;
  const { locale } = context;
  const id = list === 'states' ? 'new-state' : 'new-transition';
  const title = say(locale, list === 'states' ? 'addState' : 'addTransition');
  return (
    <Form action={draftPath(draft, 'workflow')} csrf={context.csrfToken()} ariaLabel={title}>
      <RevisionField revision={draft.revision} />
      <div class="pv-inline-form">
        <TextInput
          id={id}
          name="name"
          label={`${title}\u00a0: ${say(locale, 'name').toLowerCase()}`}
          error={problemAt(problems, id)}
          autocomplete="off"
        />
        <Button tone="secondary" name="act" value={`add-${list}`}>
          {title}
        </Button>
      </div>
    </Form>
  );
}

/** The transitions that send a message. */
export function sendersOf(workflow: JsonObject, message: string): JsonObject[] {
  return transitionsOf(workflow).filter((one) => objectsOf(one.effects).some((effect) => effect.message === message));
}

export function newMessage(workflow: JsonObject, name: string): JsonObject {
  return {
    id: dashedIdFrom(name, idsIn(messagesOf(workflow)), 'message'),
    subject: { fr: name },
    body: { fr: 'Bonjour {{applicant.name}},\n\n\n\n{{authority.name}}' },
  };
}
