import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { DraftExistsError } from '../errors.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import {
  getStart,
  getStartingWorkflow,
  listStartingWorkflows,
  listStarts,
  type Start,
} from '../queries/list-starts.ts';
import { createFromNothing, createFromStart } from '../usecases/create-draft.ts';
import { draftPath, editorPage, editorPath, privatePage } from './editor-frame.tsx';
import { competenceOptions, themeOptions } from './library-options.ts';
import { problemAt } from './problem-at.ts';
import { WorkflowChoice } from './workflow-choice.tsx';

interface Typed {
  readonly title: string;
  readonly theme: string;
  readonly competence: string;
  readonly nature: string;
  /** What it is a copy of; '' for nothing. */
  readonly start: string;
  /** The workflow that it follows; '' for the usual one. */
  readonly workflow: string;
}

export async function showNew(context: RequestContext, parts: EditorParts): Promise<Result> {
  const empty = { title: '', theme: '', competence: '', nature: '', start: '', workflow: '' };
  return page(await newPage(context, parts, empty, []), { headers: privatePage });
}

export async function submitNew(context: RequestContext, parts: EditorParts): Promise<Result> {
  const { body, locale } = context;
  const { kit } = editorLibrary();
  const typed: Typed = {
    title: single(body, 'title').replaceAll(/\s+/g, ' ').trim().slice(0, 120),
    theme: single(body, 'theme'),
    competence: single(body, 'competence'),
    nature: single(body, 'nature'),
    start: single(body, 'start'),
    workflow: single(body, 'workflow'),
  };
  const isCopy = typed.start !== '';
  const problems: SettingProblem[] = [];
  if (typed.title === '') problems.push({ fieldId: 'title', message: say(locale, 'new.titleMissing') });
  if (!(kit.names.themes.has(typed.theme) || (isCopy && typed.theme === '')))
    problems.push({ fieldId: 'theme', message: say(locale, 'new.themeMissing') });
  if (!(kit.names.competences.has(typed.competence) || (isCopy && typed.competence === '')))
    problems.push({ fieldId: 'competence', message: say(locale, 'new.competenceMissing') });
  if (!isCopy && typed.nature !== 'decision' && typed.nature !== 'answer')
    problems.push({ fieldId: 'nature', message: say(locale, 'new.natureMissing') });
  const again = async (found: readonly SettingProblem[]) =>
    page(await newPage(context, parts, typed, found), { status: 422, headers: privatePage });
  if (problems.length > 0) return again(problems);
  try {
    const agent = agentOf(context);
    const workflow = typed.workflow === '' ? undefined : await getStartingWorkflow(parts, agent, typed.workflow);
    const { title } = typed;
    const id = isCopy
      ? await createFromStart(parts, agent, {
          title,
          theme: typed.theme || undefined,
          competence: typed.competence || undefined,
          workflow,
          start: await getStart(parts, agent, typed.start),
        })
      : await createFromNothing(parts, agent, {
          title,
          theme: typed.theme,
          competence: typed.competence,
          decision: typed.nature === 'decision',
          workflow,
        });
    context.setFlash(say(locale, isCopy ? 'created.copy' : 'created.new'));
    return redirect(draftPath({ id }));
  } catch (error) {
    if (!(error instanceof DraftExistsError)) throw error;
    return again([{ fieldId: 'title', message: say(locale, 'new.titleTaken') }]);
  }
}

async function newPage(
  context: RequestContext,
  parts: EditorParts,
  typed: Typed,
  problems: readonly SettingProblem[],
): Promise<VNode> {
  const { locale } = context;
  const agent = agentOf(context);
  const [starts, workflows] = await Promise.all([
    listStarts(parts, agent, locale),
    listStartingWorkflows(parts, agent, locale),
  ]);
  return editorPage(context, parts, {
    title: say(locale, 'new.title'),
    intro: say(locale, 'new.intro'),
    problems,
    children: (
      <div class="pv-prose">
        <Form action={`${editorPath}/nouvelle`} csrf={context.csrfToken()}>
          <TextInput
            id="title"
            label={say(locale, 'new.name')}
            hint={say(locale, 'new.nameHint')}
            value={typed.title}
            error={problemAt(problems, 'title')}
            autocomplete="off"
            required
          />
          <Select
            id="start"
            label={say(locale, 'new.start')}
            hint={say(locale, 'new.startHint')}
            placeholder={say(locale, 'new.startNothing')}
            options={startOptions(starts, locale)}
            value={typed.start}
          />
          <Select
            id="theme"
            label={say(locale, 'new.theme')}
            options={themeOptions(locale)}
            value={typed.theme}
            error={problemAt(problems, 'theme')}
          />
          <Select
            id="competence"
            label={say(locale, 'new.competence')}
            hint={say(locale, 'new.competenceHint')}
            options={competenceOptions(locale)}
            value={typed.competence}
            error={problemAt(problems, 'competence')}
          />
          <Radios
            id="nature"
            label={say(locale, 'new.nature')}
            value={typed.nature}
            error={problemAt(problems, 'nature')}
            options={[
              { value: 'decision', label: say(locale, 'new.decision'), hint: say(locale, 'new.decisionHint') },
              { value: 'answer', label: say(locale, 'new.answer'), hint: say(locale, 'new.answerHint') },
            ]}
          />
          <WorkflowChoice
            locale={locale}
            starts={workflows}
            value={typed.workflow}
            label={say(locale, 'new.workflow')}
            hint={say(locale, 'new.workflowHint')}
            none={say(locale, 'new.workflowUsual')}
          />
          <Button>{say(locale, 'new.create')}</Button>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={editorPath}>
            {say(locale, 'new.fromLibrary')}
          </a>
        </p>
      </div>
    ),
  });
}

/** What may be begun with, told by where it comes from. */
function startOptions(starts: readonly Start[], locale: 'fr' | 'en') {
  return starts.map(({ value, title, from }) => ({ value, label: say(locale, `start.${from}`, { title }) }));
}
