import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { WorkflowDiagram } from '../../workflow-diagram/index.ts';
import { checkContent } from '../domain/check-content.ts';
import type { Command } from '../domain/command.ts';
import { messagesOf, statesOf, transitionsOf } from '../domain/draft-content.ts';
import { dashedIdFrom } from '../domain/identifiers.ts';
import { type JsonObject, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { getStartingWorkflow, listStartingWorkflows, startOfWorkflow } from '../queries/list-starts.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { stateOptions } from './effect-fields.tsx';
import { filingPath } from './filing.page.tsx';
import { PlaceProblems } from './home.page.tsx';
import { itemPath } from './item-path.ts';
import { problemAt } from './problem-at.ts';
import { WorkflowChoice } from './workflow-choice.tsx';
import { WorkflowPaths } from './workflow-paths.tsx';
import { effectNames, type ListProps, StateTable, TransitionTable } from './workflow-tables.tsx';

export async function showWorkflow(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  return page(await workflowPage(context, parts, draft, []), { headers: privatePage });
}

/** Adds and moves states and acts; changes the first state; starts from another workflow. */
export async function submitWorkflow(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const command =
    single(context.body, 'act') === 'use'
      ? ({
          do: 'use-workflow',
          workflow: await getStartingWorkflow(parts, agentOf(context), single(context.body, 'workflow')),
        } as const)
      : readCommand(context, draft);
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

async function workflowPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const { workflow } = draft.content;
  const workflows = await listStartingWorkflows(parts, agentOf(context), locale);
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
        <h2 class="govuk-heading-m">{say(locale, 'filing')}</h2>
        <p class="govuk-body">
          {effectNames(workflow.onSubmission, locale) || say(locale, 'filing.nothing')}{' '}
          <a class="govuk-link" href={filingPath(draft)}>
            {say(locale, 'filing.change')}
          </a>
        </p>
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
            <WorkflowChoice
              locale={locale}
              starts={workflows}
              value={startOfWorkflow(workflow)}
              label={say(locale, 'other')}
              hint={say(locale, 'otherBody')}
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

export function newMessage(workflow: JsonObject, name: string): JsonObject {
  return {
    id: dashedIdFrom(name, idsIn(messagesOf(workflow)), 'message'),
    subject: { fr: name },
    body: { fr: 'Bonjour {{applicant.name}},\n\n\n\n{{authority.name}}' },
  };
}
