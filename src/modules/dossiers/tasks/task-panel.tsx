import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { TeamMember } from '../usecases/assign-dossier.ts';
import { longestTask } from './change-task.ts';
import { type DossierTask, isLate } from './dossier-tasks.ts';
import { taskWords as say } from './messages.ts';

export interface TaskProblem {
  readonly title: string;
  readonly due: string;
  readonly assignee: string;
  readonly titleError?: string | undefined;
  readonly dueError?: string | undefined;
}

interface TaskPanelProps {
  tasks: readonly DossierTask[];
  team: readonly TeamMember[];
  agentId: string;
  today: string;
  base: string;
  csrf: string;
  key_: string;
  problem?: TaskProblem | undefined;
  locale: Locale;
}

/** What there is to do about a dossier, by whom and until when. */
export function TaskPanel({ tasks, team, agentId, today, base, csrf, key_, problem, locale }: TaskPanelProps) {
  const open = tasks.filter((task) => task.done_at === null);
  const done = tasks.filter((task) => task.done_at !== null);
  const line = (task: DossierTask) => <TaskLine key={task.id} {...{ task, today, base, csrf, locale }} />;
  return (
    <section aria-labelledby="taches">
      <h2 class="govuk-heading-m" id="taches">
        {say(locale, 'title')}
      </h2>
      {tasks.length === 0 && <p class="pv-muted">{say(locale, 'none')}</p>}
      {open.length > 0 && <ul class="govuk-list govuk-list--spaced">{open.map(line)}</ul>}
      {done.length > 0 && (
        <Details summary={say(locale, 'doneList', { count: done.length })}>
          <ul class="govuk-list govuk-list--spaced">{done.map(line)}</ul>
        </Details>
      )}
      <Details summary={say(locale, 'addSummary')} open={problem !== undefined}>
        <Form action={`${base}/taches`} csrf={csrf} idempotencyKey={key_}>
          <TextInput
            id="tache"
            label={say(locale, 'what')}
            maxLength={longestTask}
            value={problem?.title}
            error={problem?.titleError}
          />
          <TextInput
            id="echeance"
            type="date"
            label={say(locale, 'dueLabel')}
            optional
            value={problem?.due}
            error={problem?.dueError}
          />
          <Select
            id="pour"
            label={say(locale, 'whom')}
            placeholder={false}
            value={problem?.assignee ?? agentId}
            options={[
              ...team.map((member) => ({ value: member.id, label: member.name })),
              { value: 'service', label: say(locale, 'whomTeam') },
            ]}
          />
          <Button tone="secondary">{say(locale, 'add')}</Button>
        </Form>
      </Details>
    </section>
  );
}

function TaskLine({
  task,
  today,
  base,
  csrf,
  locale,
}: {
  task: DossierTask;
  today: string;
  base: string;
  csrf: string;
  locale: Locale;
}) {
  const isDone = task.done_at !== null;
  return (
    <li>
      <strong>{task.title}</strong> <TaskTag task={task} today={today} locale={locale} />
      <br />
      <span class="pv-muted">{factsOf(task, locale)}</span>
      <Form action={`${base}/taches/${task.id}`} csrf={csrf}>
        <Button tone="link" name="faite" value={isDone ? 'non' : 'oui'}>
          {say(locale, isDone ? 'reopen' : 'finish')}
          <span class="govuk-visually-hidden"> : {task.title}</span>
        </Button>
      </Form>
    </li>
  );
}

export function TaskTag({ task, today, locale }: { task: DossierTask; today: string; locale: Locale }) {
  if (task.done_at !== null) return <Tag tone="done">{say(locale, 'done')}</Tag>;
  if (isLate(task, today)) return <Tag tone="refused">{say(locale, 'late')}</Tag>;
  return <Tag tone="waiting">{say(locale, 'open')}</Tag>;
}

function factsOf(task: DossierTask, locale: Locale): string {
  if (task.done_at !== null)
    return say(locale, 'doneBy', { name: task.done_by_name, date: formatDate(task.done_at, locale) });
  const due =
    task.due_on === null ? say(locale, 'noDue') : say(locale, 'due', { date: formatDate(task.due_on, locale) });
  const whom = task.agent_id === null ? say(locale, 'forTeam') : say(locale, 'for', { name: task.agent_name });
  return `${due}, ${whom}`;
}
