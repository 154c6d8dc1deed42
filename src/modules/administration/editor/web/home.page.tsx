import { listWithdrawals } from '#modules/catalogue/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { type Task, TaskList } from '#ui/components/task-list.tsx';
import type { ContentProblem, ProblemPlace } from '../domain/check-content.ts';
import { entriesOf, pagesOf, statesOf, transitionsOf } from '../domain/draft-content.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { momentInWords, editorMessages as say } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { undoEdit } from '../usecases/edit-draft.ts';
import { checkDraft, deleteDraft } from '../usecases/publish-draft.ts';
import {
  draftOf,
  draftPath,
  draftTitle,
  editorPage,
  editorPath,
  fieldPath,
  pagePath,
  privatePage,
  type Step,
} from './editor-frame.tsx';
import { placeInWords } from './place-words.ts';

/** Where a procedure stands: what is missing, and the way to each part of it. */
export async function showHome(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const { locale } = context;
  const [{ problems }, withdrawals] = await Promise.all([
    checkDraft(parts, draft, locale),
    listWithdrawals(parts.platform.database.open),
  ]);
  const csrf = context.csrfToken();
  const document = await editorPage(context, parts, {
    title: draftTitle(draft, locale),
    caption: say(locale, 'home.caption'),
    draft,
    step: 'home',
    actions: (
      <Form action={`${draftPath(draft)}/annuler`} csrf={csrf}>
        <Button tone="secondary">{say(locale, 'home.undo')}</Button>
      </Form>
    ),
    children: (
      <>
        <Missing locale={locale} draft={draft} problems={problems} />
        <h2 class="govuk-heading-m">{say(locale, 'home.steps')}</h2>
        <TaskList tasks={tasksOf(draft, problems, locale)} />
        <h2 class="govuk-heading-m">{say(locale, 'home.about')}</h2>
        <SummaryList
          rows={[
            { term: say(locale, 'home.state'), value: stateInWords(draft, withdrawals.get(draft.procedureId), locale) },
            {
              term: say(locale, 'home.changed'),
              value: `${momentInWords(locale, draft.updatedAt)}, ${draft.updatedBy}`,
              actions: [{ href: `${draftPath(draft)}/historique`, label: say(locale, 'home.history') }],
            },
            ...(draft.origin === undefined
              ? []
              : [
                  {
                    term: say(locale, 'home.origin'),
                    value: say(locale, 'home.originVersion', {
                      procedure: draft.origin.procedureId,
                      version: draft.origin.version,
                    }),
                    actions: [
                      { href: `${draftPath(draft, 'compare')}?avec=origine`, label: say(locale, 'home.compare') },
                    ],
                  },
                ]),
          ]}
        />
        <p class="govuk-body">
          <a class="govuk-link" href={`${draftPath(draft)}/demarche.yaml`} download>
            {say(locale, 'home.export')}
          </a>
          {' · '}
          <a class="govuk-link" href={`${draftPath(draft)}/suivi.yaml`} download>
            {say(locale, 'home.exportWorkflow')}
          </a>
        </p>
        <Details summary={say(locale, 'home.delete')}>
          <p class="govuk-body">{say(locale, 'home.deleteBody')}</p>
          <Form action={`${draftPath(draft)}/supprimer`} csrf={csrf}>
            <input type="hidden" name="confirm" value="yes" />
            <Button tone="warning">{say(locale, 'home.deleteConfirm')}</Button>
          </Form>
        </Details>
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

/** What prevents the publication, each with the way to where it is mended. */
export function Missing(props: { locale: Locale; draft: ProcedureDraft; problems: readonly ContentProblem[] }) {
  const { locale, draft, problems } = props;
  if (problems.length === 0) {
    return (
      <Notification tone="success" title={say(locale, 'missing.nothing')}>
        <p class="govuk-body">
          <LinkButton href={draftPath(draft, 'trial')} tone="secondary">
            {say(locale, 'missing.try')}
          </LinkButton>
        </p>
      </Notification>
    );
  }
  return (
    <Notification
      tone="warning"
      title={say(locale, problems.length === 1 ? 'missing.one' : 'missing.some', { count: problems.length })}
    >
      <ul class="govuk-list govuk-list--bullet">
        {problems.slice(0, 30).map((problem, index) => (
          <li key={index}>
            <a class="govuk-link" href={placePath(draft, problem.place)}>
              {placeInWords(problem.place, draft.content, locale)}
            </a>
            {'\u00a0: '}
            {problem.message}
          </li>
        ))}
      </ul>
    </Notification>
  );
}

/** The problems of one place, on its own page. */
export function PlaceProblems(props: { locale: Locale; problems: readonly ContentProblem[] }) {
  const { locale, problems } = props;
  if (problems.length === 0) return null;
  return (
    <Notification tone="warning" title={say(locale, 'missing.here')}>
      <ul class="govuk-list govuk-list--bullet">
        {problems.map((problem, index) => (
          <li key={index}>{problem.message}</li>
        ))}
      </ul>
    </Notification>
  );
}

export function placePath(draft: ProcedureDraft, place: ProblemPlace): string {
  switch (place.in) {
    case 'page':
      return pagePath(draft, place.page);
    case 'field':
      return fieldPath(draft, place.page, place.field);
    case 'states':
      return `${draftPath(draft, 'workflow')}/etats/${encodeURIComponent(place.id)}`;
    case 'transitions':
      return `${draftPath(draft, 'workflow')}/actions/${encodeURIComponent(place.id)}`;
    case 'messages':
      return `${draftPath(draft, 'messages')}/${encodeURIComponent(place.id)}`;
    case 'letters':
      return `${draftPath(draft, 'messages')}/courriers/${encodeURIComponent(place.id)}/texte`;
    default:
      return draftPath(draft, place.in);
  }
}

function tasksOf(draft: ProcedureDraft, problems: readonly ContentProblem[], locale: Locale): Task[] {
  const { source, workflow } = draft.content;
  const task = (step: Step, hint: string, isWrong: (place: ProblemPlace) => boolean): Task => {
    const count = problems.filter((problem) => isWrong(problem.place)).length;
    return {
      id: `step-${step}`,
      title: say(locale, `step.${step}`),
      href: draftPath(draft, step),
      hint,
      status:
        count === 0
          ? { label: say(locale, 'home.complete'), tone: 'done' }
          : { label: say(locale, 'home.toMend', { count }), tone: 'waiting' },
    };
  };
  const fields = pagesOf(source).reduce((sum, one) => sum + entriesOf(one).length, 0);
  return [
    task('texts', say(locale, 'hint.texts'), (place) => place.in === 'texts'),
    task('form', say(locale, 'hint.form', { pages: pagesOf(source).length, fields }), (place) =>
      ['form', 'page', 'field'].includes(place.in),
    ),
    task(
      'workflow',
      say(locale, 'hint.workflow', { states: statesOf(workflow).length, acts: transitionsOf(workflow).length }),
      (place) => ['workflow', 'states', 'transitions'].includes(place.in),
    ),
    task('messages', say(locale, 'hint.messages'), (place) => place.in === 'messages' || place.in === 'letters'),
    task('legal', say(locale, 'hint.legal'), (place) => place.in === 'legal'),
    task('fees', say(locale, 'hint.fees'), (place) => place.in === 'fees'),
  ];
}

function stateInWords(draft: ProcedureDraft, withdrawnAt: Date | undefined, locale: Locale): string {
  const said = [
    draft.published === undefined
      ? say(locale, 'home.notPublished')
      : say(locale, draft.published.revision === draft.revision ? 'home.isPublished' : 'home.wasPublished', {
          version: draft.published.version,
          when: momentInWords(locale, draft.published.at),
        }),
  ];
  if (draft.scheduledFor !== undefined)
    said.push(say(locale, 'home.isScheduled', { when: momentInWords(locale, draft.scheduledFor) }));
  if (withdrawnAt !== undefined)
    said.push(say(locale, 'home.isWithdrawn', { when: momentInWords(locale, withdrawnAt) }));
  return said.join(' ');
}

export async function submitUndo(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const undone = await undoEdit(parts, agentOf(context), draft.id);
  context.setFlash(
    undone === undefined
      ? say(context.locale, 'undo.nothing')
      : say(context.locale, 'undo.done', { subject: undone.subject }),
  );
  return redirect(draftPath(draft));
}

export async function submitDelete(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  if (single(context.body, 'confirm') !== 'yes') return redirect(draftPath(draft));
  await deleteDraft(parts, agentOf(context), draft.id);
  context.setFlash(say(context.locale, 'deleted'));
  return redirect(editorPath);
}
