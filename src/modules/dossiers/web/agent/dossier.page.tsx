import type { ComponentChildren } from 'preact';
import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { isCorrectable, type SummarySection } from '#modules/forms/index.ts';
import type { CompiledTransition } from '#modules/workflow/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Columns } from '#ui/components/columns.tsx';
import { Details } from '#ui/components/details.tsx';
import { ErrorSummary, type FormError } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { IdentityBar } from '#ui/components/identity-bar.tsx';
import { MessageThread } from '#ui/components/message-thread.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { ChecklistPanel } from '../../checklist/checklist-panel.tsx';
import { checklistOf, marksCompleteness, type RequestedRow } from '../../checklist/read-checklist.ts';
import { refusedToTell } from '../../checklist/tell-refused.ts';
import { tickChoiceOf } from '../../checklist/tick-requested.ts';
import { mayCorrect } from '../../corrections/correct-answers.ts';
import { listCorrections } from '../../corrections/list-corrections.ts';
import { goesOnElsewhere } from '../../domain/goes-on-elsewhere.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { ForwardLink } from '../../effects/transfer/forward-link.tsx';
import { handedOverState } from '../../effects/transfer/handed-over.tsx';
import type { EventFamily } from '../../looks/event-family.ts';
import { type DossierNews, noNews } from '../../looks/list-news.ts';
import { countWords, lookWords } from '../../looks/messages.ts';
import { mentionWords } from '../../mentions/messages.ts';
import type { AgentDossier, DossierEvent } from '../../queries/get-dossier-for-agent.ts';
import type { DossierTask } from '../../tasks/dossier-tasks.ts';
import { TaskPanel, type TaskProblem } from '../../tasks/task-panel.tsx';
import { maxTextLength } from '../../usecases/add-note.ts';
import type { TeamMember } from '../../usecases/assign-dossier.ts';
import type { UndoableAct } from '../../usecases/undo-transition.ts';
import { delayWords } from './delay-words.ts';
import { Assignment, DossierActs, UndoBanner } from './dossier-acts.tsx';
import { DossierAnswers } from './dossier-answers.tsx';
import { DossierDocuments } from './dossier-documents.tsx';
import { DossierMessages } from './dossier-messages.tsx';
import { JumpLinks, NewsBand } from './dossier-news.tsx';
import { ApplicantContact, DelaySection, OtherDossiers, type OtherLine } from './dossier-side.tsx';
import { actorWords, DossierTimeline, Lines } from './dossier-timeline.tsx';
import { phaseTone, stateLabel } from './state-tag.tsx';

/** What was typed in one of the page's forms and did not do. */
export type DossierProblem = { readonly status?: number } & (
  | { readonly form: 'note' | 'message' | 'upload' | 'link'; readonly message: string; readonly typed: string }
  | { readonly form: 'task'; readonly message: string; readonly typed: string; readonly task: TaskProblem }
  | { readonly form: 'review'; readonly documentId: string; readonly message: string; readonly typed: string }
);

export interface DossierPageProps {
  locale: Locale;
  found: AgentDossier;
  version: ProcedureVersion;
  authority: { readonly slug: string; readonly name: string };
  sections: readonly SummarySection[];
  transitions: readonly CompiledTransition[];
  undoable: UndoableAct | undefined;
  team: readonly TeamMember[];
  /** What the effects of the workflow brought in: payments, appointments… */
  panels: ComponentChildren;
  /** Why the date of the dossier is what it is. */
  clock?: ComponentChildren;
  others: readonly OtherLine[];
  agentId: string;
  today: string;
  base: string;
  csrf: string;
  /** Makes a note or a message sent twice be taken once. */
  key_: string;
  /** The list from which the dossier was opened, and its neighbours there. */
  list: string | undefined;
  neighbours: { readonly back?: string; readonly previous?: string; readonly next?: string };
  problem?: DossierProblem | undefined;
  /** What others did since the agent's last visit. */
  news: DossierNews | undefined;
  tasks: readonly DossierTask[];
  requested: readonly RequestedRow[];
  /** What comes before everything else: that it was joined to another, or resembles one. */
  notices: ComponentChildren;
  /** Of the history: one kind of events, and older days unfolded. */
  family: EventFamily | undefined;
  all: boolean;
}

/** Everything that an agent needs of a dossier, on one page. */
export function DossierContent(props: DossierPageProps) {
  const { locale, found, version, base, csrf, problem } = props;
  const { dossier, events } = found;
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  const newSeqs = props.news?.seqs ?? noNews;
  const documentHref = (id: string) => `${base}/pieces/${id}`;
  const undone = props.undoable && version.workflow.transitionsById.get(props.undoable.transition);
  return (
    <>
      <ErrorSummary errors={problemErrors(problem)} />
      <Neighbours {...props} />
      {props.undoable && undone && (
        <UndoBanner
          act={props.undoable}
          label={localize(undone.label, locale)}
          base={base}
          csrf={csrf}
          locale={locale}
        />
      )}
      <DossierIdentity {...props} />
      {props.notices}
      <NewsBand news={props.news} version={version} locale={locale} />
      <JumpLinks found={found} locale={locale} />
      <Columns
        main={
          <>
            <section aria-labelledby="actes">
              <h2 class="govuk-heading-m" id="actes">
                {say('actsTitle')}
              </h2>
              <DossierActs
                transitions={props.transitions}
                base={base}
                csrf={csrf}
                revision={dossier.revision}
                seq={events.at(-1)?.seq ?? 0}
                list={props.list}
                locale={locale}
              />
              {mayCorrect(dossier) && !version.procedure.agentsOnly && <ForwardLink base={base} locale={locale} />}
            </section>
            {props.panels}
            <DossierAnswers
              sections={props.sections}
              documentHref={documentHref}
              correctHref={(id) => correctionHref(props, id)}
              corrections={listCorrections(events)}
              newSeqs={newSeqs}
              locale={locale}
            />
            <DossierDocuments
              documents={found.documents}
              newDocuments={newDocumentsIn(events, newSeqs)}
              labels={fileLabels(props.sections)}
              base={base}
              documentHref={documentHref}
              csrf={csrf}
              revision={dossier.revision}
              problem={problem?.form === 'review' ? problem : undefined}
              tickChoice={tickChoiceOf(props.requested, found.documents)}
              uploadError={problem?.form === 'upload' ? problem.message : undefined}
              locale={locale}
            />
            <DossierMessages
              events={events}
              newSeqs={newSeqs}
              agentId={props.agentId}
              base={base}
              documentHref={documentHref}
              csrf={csrf}
              key_={props.key_}
              reachable={dossier.applicant_email !== null}
              typed={problem?.form === 'message' ? problem.typed : undefined}
              error={problem?.form === 'message' ? problem.message : undefined}
              locale={locale}
            />
            <Notes {...props} newSeqs={newSeqs} />
            <TaskPanel
              tasks={props.tasks}
              team={props.team}
              agentId={props.agentId}
              today={props.today}
              base={base}
              csrf={csrf}
              key_={props.key_}
              problem={problem?.form === 'task' ? problem.task : undefined}
              locale={locale}
            />
            <section aria-labelledby="historique">
              <h2 class="govuk-heading-m" id="historique">
                {say('timelineTitle')}
              </h2>
              <DossierTimeline
                events={events}
                version={version}
                documentHref={documentHref}
                base={base}
                list={props.list}
                family={props.family}
                all={props.all}
                newSeqs={newSeqs}
                locale={locale}
              />
            </section>
          </>
        }
        asideLabel={say('asideLabel')}
        aside={
          <>
            <DelaySection dossier={dossier} version={version} today={props.today} locale={locale}>
              {props.clock}
            </DelaySection>
            <Assignment
              assigneeId={dossier.assignee_id}
              agentId={props.agentId}
              team={withAssignee(props.team, dossier.assignee_id, found.assigneeName)}
              base={base}
              csrf={csrf}
              locale={locale}
            />
            <ChecklistPanel
              items={checklistOf(version, props.sections, found.documents, props.requested, events, locale)}
              complete={dossier.complete}
              marked={marksCompleteness(version)}
              toTell={goesOnElsewhere(dossier) ? 0 : refusedToTell(found.documents, events).length}
              base={base}
              csrf={csrf}
              locale={locale}
            />
            <ApplicantContact
              dossier={dossier}
              version={version}
              authoritySlug={props.authority.slug}
              locale={locale}
            />
            <OtherDossiers others={props.others} authoritySlug={props.authority.slug} locale={locale} />
          </>
        }
      />
    </>
  );
}

function newDocumentsIn(events: readonly DossierEvent[], newSeqs: ReadonlySet<number>): ReadonlySet<string> {
  return new Set(
    events.flatMap(({ seq, data }) =>
      newSeqs.has(seq) && typeof data.documentId === 'string' ? [data.documentId] : [],
    ),
  );
}

function correctionHref({ found, version, base }: DossierPageProps, fieldId: string): string | undefined {
  const entry = version.form.fieldsById.get(fieldId);
  if (entry === undefined || !isCorrectable(entry) || !mayCorrect(found.dossier)) return undefined;
  return `${base}/corriger/${fieldId}`;
}

/** Whoever has the dossier stays in the list even after leaving the team. */
function withAssignee(team: readonly TeamMember[], id: string | null, name: string | undefined): readonly TeamMember[] {
  if (id === null || name === undefined || team.some((member) => member.id === id)) return team;
  return [...team, { id, name }];
}

export function DossierIdentity({
  found,
  version,
  authority,
  locale,
  today,
}: Pick<DossierPageProps, 'found' | 'version' | 'authority' | 'locale' | 'today'>) {
  const { dossier } = found;
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  return (
    <IdentityBar
      code={formatTrackingCode(dossier.code)}
      procedure={localize(version.procedure.title, locale)}
      applicant={dossier.applicant_name === '' ? say('applicantUnnamed') : dossier.applicant_name}
      state={{
        tone: phaseTone(dossier.phase),
        label: handedOverState(dossier, locale)?.label ?? stateLabel(version.workflow, dossier.state, locale),
      }}
      delay={delayWords(dossier, today, locale)}
      facts={[
        ...(dossier.headline === '' ? [] : [{ term: say('factHeadline'), value: dossier.headline }]),
        ...(dossier.urgent ? [{ term: say('factPriority'), value: <strong>{say('urgent')}</strong> }] : []),
        { term: say('factSubmitted'), value: formatDate(dossier.submitted_at, locale) },
        { term: say('factAuthority'), value: authority.name },
        ...(found.teamName === undefined ? [] : [{ term: say('factTeam'), value: found.teamName }]),
        { term: say('factAssignee'), value: found.assigneeName ?? say('assigneeNobody') },
      ]}
    />
  );
}

function Neighbours({ neighbours, locale }: DossierPageProps) {
  const { back, previous, next } = neighbours;
  if (back === undefined) return null;
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  return (
    <nav class="govuk-pagination" aria-label={say('neighboursLabel')}>
      {previous !== undefined && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={previous} rel="prev">
            ← {say('neighbourPrevious')}
          </a>
        </div>
      )}
      <div class="govuk-pagination__item">
        <a class="govuk-link" href={back}>
          {say('backToList')}
        </a>
      </div>
      {next !== undefined && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={next} rel="next">
            {say('neighbourNext')} →
          </a>
        </div>
      )}
    </nav>
  );
}

/** The last notes that agents wrote to one another; those before unfold. */
const shownNotes = 5;

function Notes(props: DossierPageProps & { newSeqs: ReadonlySet<number> }) {
  const { base, csrf, key_, problem, team, agentId, locale, newSeqs } = props;
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  const own = problem?.form === 'note' ? problem : undefined;
  const colleagues = team.filter((member) => member.id !== agentId);
  const notes = props.found.events
    .filter((event) => event.kind === 'note')
    .map((event) => ({
      id: `note-${event.seq}`,
      author: actorWords(event, locale),
      mine: event.actor_id === agentId,
      dateTime: event.at.toISOString(),
      date: formatDateTime(event.at, locale),
      ...(newSeqs.has(event.seq) ? { unread: lookWords(locale, 'new') } : {}),
      body: <Lines text={String(event.data.body ?? '')} note={toldWords(event, locale)} />,
    }));
  const older = notes.slice(0, -shownNotes);
  return (
    <section aria-labelledby="notes">
      <h2 class="govuk-heading-m" id="notes">
        {say('notesTitle')}
      </h2>
      {older.length > 0 && (
        <Details summary={countWords(locale, 'notes.older', older.length)}>
          <MessageThread ariaLabel={countWords(locale, 'notes.older', older.length)} messages={older} />
        </Details>
      )}
      {notes.length > 0 && <MessageThread ariaLabel={say('notesTitle')} messages={notes.slice(-shownNotes)} />}
      <Form action={`${base}/notes`} csrf={csrf} idempotencyKey={key_}>
        <Textarea
          id="note"
          label={say('noteLabel')}
          hint={mentionWords(locale, 'hint')}
          rows={3}
          maxLength={maxTextLength}
          value={own?.typed}
          error={own?.message}
        />
        {colleagues.length > 0 && (
          <Details summary={mentionWords(locale, 'pick')}>
            <Checkboxes
              id="prevenir"
              label={mentionWords(locale, 'pickLabel')}
              small
              options={colleagues.map((member) => ({ value: member.id, label: member.name }))}
            />
          </Details>
        )}
        <Button tone="secondary">{say('noteButton')}</Button>
      </Form>
    </section>
  );
}

function toldWords(event: DossierEvent, locale: Locale): string | undefined {
  const { told } = event.data as { told?: string[] };
  return told === undefined ? undefined : mentionWords(locale, 'told', { names: told.join(', ') });
}

const problemFields = { note: 'note', message: 'message', upload: 'piece', task: 'tache', link: 'lien' } as const;

function problemErrors(problem: DossierProblem | undefined): FormError[] {
  if (problem === undefined) return [];
  const fieldId = problem.form === 'review' ? `motif-${problem.documentId}` : problemFields[problem.form];
  return [{ fieldId, message: problem.message }];
}

function fileLabels(sections: readonly SummarySection[]): ReadonlyMap<string, string> {
  const rows = sections.flatMap((section) => [
    ...section.rows,
    ...section.groups.flatMap((group) => group.rows.flatMap((row) => row.rows)),
  ]);
  return new Map(rows.filter((row) => row.type === 'file').map((row) => [row.fieldId, row.label]));
}
