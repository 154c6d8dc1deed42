import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { Table } from '#ui/components/table.tsx';
import { plainMessage } from '../domain/plain-message.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { isUuid } from '../domain/uuid.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { DossierNotFoundError } from '../errors.ts';
import { dossierHref } from '../web/agent/inbox-address.ts';
import { namedDossier, showDossier } from '../web/agent/show-dossier.tsx';
import { addTask, setTaskDone } from './change-task.ts';
import { type DeskTask, listDeskTasks } from './dossier-tasks.ts';
import { taskWords as say } from './messages.ts';
import { TaskTag } from './task-panel.tsx';

export const tasksHref = '/agents/taches';

export function taskRoutes(parts: DossiersParts): Route[] {
  const path = '/agents/dossiers/:authority/:dossier/taches';
  return [
    agentRoute('agent-dossiers.add-task', 'POST', path, (context, agent) => add(context, parts, agent)),
    agentRoute('agent-dossiers.set-task', 'POST', `${path}/:task`, (context, agent) => set(context, parts, agent)),
    agentRoute('agent-dossiers.tasks', 'GET', tasksHref, (context, agent) => showTasks(context, parts, agent)),
  ];
}

async function add(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, body, now } = context;
  const title = plainMessage(single(body, 'tache')).replace(/\s+/g, ' ');
  const due = single(body, 'echeance').trim();
  const whom = single(body, 'pour');
  const dueOn = due === '' ? null : dayOf(due);
  if (title === '' || dueOn === undefined) {
    return showDossier(context, parts, agent, {
      form: 'task',
      message: say(locale, title === '' ? 'whatMissing' : 'dueWrong'),
      typed: title,
      task: {
        title,
        due,
        assignee: whom,
        titleError: title === '' ? say(locale, 'whatMissing') : undefined,
        dueError: dueOn === undefined ? say(locale, 'dueWrong') : undefined,
      },
    });
  }
  if (whom !== 'service' && !isUuid(whom)) throw new DossierNotFoundError();
  const key = single(body, '_idempotency');
  await parts.platform.database.transaction(agent.scope, (tx) =>
    addTask(tx, parts, {
      agent,
      authorityId: authority.id,
      dossierId,
      title,
      dueOn,
      assigneeId: whom === 'service' ? null : whom,
      key: /^[\w-]{1,64}$/.test(key) ? key : '',
      now,
    }),
  );
  context.setFlash(say(locale, 'added'));
  return redirect(`${base}#taches`);
}

function dayOf(text: string): string | undefined {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

async function set(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const taskId = context.params.task ?? '';
  if (!isUuid(taskId)) throw new DossierNotFoundError();
  const done = single(context.body, 'faite') !== 'non';
  await parts.platform.database.transaction(agent.scope, (tx) =>
    setTaskDone(tx, { agent, authorityId: authority.id, dossierId, taskId, done, now: context.now }),
  );
  context.setFlash(say(context.locale, done ? 'finished' : 'reopened'));
  return redirect(single(context.body, 'retour') === tasksHref ? tasksHref : `${base}#taches`);
}

/** GET /agents/taches: what waits for the agent, or with `?qui=service` for anybody of the agent's teams. */
async function showTasks(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const whose = context.query.qui === 'service' ? 'team' : 'mine';
  const today = civilDate(instantOf(context.now)).toString();
  const tasks = await parts.platform.database.read(agent.scope, (tx) => listDeskTasks(tx, agent, whose));
  const lines = await Promise.all(
    tasks.map(async (task) => ({
      task,
      href: dossierHref((await parts.directory.getAuthority(task.authority_id)).slug, task.dossier_id),
      procedure: localize((await parts.catalogue.getVersionOf(task)).procedure.title, locale),
    })),
  );
  const title = say(locale, 'desk.title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'tasks',
    children: (
      <>
        <PageHeading title={title} />
        <SubNavigation
          ariaLabel={title}
          items={[
            { href: tasksHref, label: say(locale, 'desk.mine'), current: whose === 'mine' },
            { href: `${tasksHref}?qui=service`, label: say(locale, 'desk.team'), current: whose === 'team' },
          ]}
        />
        {lines.length === 0 ? (
          <EmptyState title={say(locale, 'desk.none')}>{say(locale, 'desk.noneHint')}</EmptyState>
        ) : (
          <Table
            caption={title}
            captionHidden
            rows={lines}
            rowKey={(line) => line.task.id}
            columns={[
              {
                label: say(locale, 'desk.task'),
                rowHeader: true,
                cell: ({ task }) => (
                  <>
                    {task.title} <TaskTag task={task} today={today} locale={locale} />
                  </>
                ),
              },
              {
                label: say(locale, 'desk.dossier'),
                cell: ({ task, href, procedure }) => (
                  <a class="govuk-link" href={`${href}#taches`}>
                    {formatTrackingCode(task.code)} – {procedure}
                    {task.applicant_name !== '' && ` – ${task.applicant_name}`}
                  </a>
                ),
              },
              {
                label: say(locale, 'desk.due'),
                cell: ({ task }) => (task.due_on === null ? say(locale, 'noDue') : formatDate(task.due_on, locale)),
              },
              { label: say(locale, 'desk.by'), cell: ({ task }) => task.created_by_name },
              {
                label: say(locale, 'desk.act'),
                cell: ({ task, href }) => <FinishForm task={task} href={href} context={context} />,
              },
            ]}
          />
        )}
      </>
    ),
  });
  return page(document);
}

function FinishForm({ task, href, context }: { task: DeskTask; href: string; context: RequestContext }) {
  return (
    <Form action={`${href}/taches/${task.id}`} csrf={context.csrfToken()}>
      <input type="hidden" name="retour" value={tasksHref} />
      <Button tone="link" name="faite" value="oui">
        {say(context.locale, 'finish')}
        <span class="govuk-visually-hidden"> : {task.title}</span>
      </Button>
    </Form>
  );
}
