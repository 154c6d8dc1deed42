import type { ComponentChildren } from 'preact';
import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import { formatDate, formatDateTime, formatMonth } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { Timeline, type TimelineEvent } from '#ui/components/timeline.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { contactWords } from '../../contact-ratings/messages.ts';
import type { AnswerChange } from '../../corrections/correction-changes.ts';
import { type EventFamily, eventFamilies } from '../../looks/event-family.ts';
import {
  countsOfDays,
  foldTimeline,
  stretchesOf,
  type TimelineDay,
  type TimelineEntry,
} from '../../looks/fold-timeline.ts';
import { countWords, lookWords } from '../../looks/messages.ts';
import type { DossierEvent } from '../../queries/get-dossier-for-agent.ts';
import { answerTexts } from '../../usecases/transition-variables.ts';
import { phaseTone, stateLabel } from './state-tag.tsx';

interface EventWords {
  readonly title: string;
  readonly tone?: Tone;
  readonly body?: TimelineEvent['body'];
  readonly documents?: readonly string[];
}

interface DossierTimelineProps {
  events: readonly DossierEvent[];
  version: ProcedureVersion;
  documentHref: (documentId: string) => string;
  /** The path of the page, its filters apart. */
  base: string;
  /** The list that the dossier was opened from: it stays one step away. */
  list: string | undefined;
  family: EventFamily | undefined;
  all: boolean;
  newSeqs: ReadonlySet<number>;
  locale: Locale;
}

/**
 * Everything that happened, newest first, what agents alone see marked as such. Older days are one line each, until they
 * are unfolded or everything is asked for.
 */
export function DossierTimeline(props: DossierTimelineProps) {
  const { events, locale } = props;
  const days = foldTimeline(events, props);
  const isFolded = days.some((day) => !day.open);
  return (
    <>
      <TimelineFilter {...props} />
      {days.length === 0 && <p class="pv-muted">{lookWords(locale, 'timeline.none')}</p>}
      {stretchesOf(days).map(({ month, days: some }) =>
        month === undefined ? (
          some.map((one) => <DayOfTimeline key={one.day} day={one} {...props} />)
        ) : (
          <Folded key={month} title={formatMonth(month, locale)} counts={countsOfDays(some)} locale={locale}>
            {some.map((one) => (
              <DayOfTimeline key={one.day} day={{ ...one, open: true }} {...props} />
            ))}
          </Folded>
        ),
      )}
      {(isFolded || props.all) && (
        <p>
          <a class="govuk-link" href={timelineHref(props, props.family, !props.all)}>
            {props.all
              ? lookWords(locale, 'timeline.less')
              : lookWords(locale, 'timeline.all', {
                  count: days.reduce((sum, day) => sum + day.entries.length, 0),
                })}
          </a>
        </p>
      )}
    </>
  );
}

/** A day of the history: all of it, or one line that unfolds. */
function DayOfTimeline({
  day: { day, entries, counts, open },
  version,
  documentHref,
  newSeqs,
  locale,
}: DossierTimelineProps & { day: TimelineDay }) {
  const list = (
    <Timeline
      level={4}
      ariaLabel={formatDate(day, locale)}
      events={entries.map((entry) => timelineEntry(entry, version, documentHref, newSeqs, locale))}
    />
  );
  return open ? (
    <section>
      <h3 class="govuk-heading-s">{formatDate(day, locale)}</h3>
      {list}
    </section>
  ) : (
    <Folded title={formatDate(day, locale)} counts={counts} locale={locale}>
      {list}
    </Folded>
  );
}

/** One line that says how many events of each kind it unfolds. */
function Folded({
  title,
  counts,
  locale,
  children,
}: {
  title: string;
  counts: TimelineDay['counts'];
  locale: Locale;
  children: ComponentChildren;
}) {
  const told = eventFamilies.flatMap((family) =>
    counts[family] === undefined ? [] : [countWords(locale, `day.${family}`, counts[family])],
  );
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {title}
          {'\u00a0: '}
          {told.join(', ')}
        </span>
      </summary>
      {children}
    </details>
  );
}

/** Events of another dossier, newest first, with identifiers of their own. */
export function EventList({
  events,
  version,
  documentHref,
  idPrefix,
  locale,
}: Pick<DossierTimelineProps, 'events' | 'version' | 'documentHref' | 'locale'> & { idPrefix: string }) {
  return (
    <Timeline
      level={3}
      events={[...events].reverse().map((event) => ({
        ...timelineEvent(event, version, documentHref, locale),
        id: `${idPrefix}-${event.seq}`,
      }))}
    />
  );
}

const familyWords: Readonly<Record<EventFamily, string>> = {
  exchange: 'echanges',
  act: 'actes',
  document: 'documents',
  internal: 'interne',
};

/** The filter that an address asks for; what is not understood shows everything. */
export function familyOfAddress(word: string | undefined): EventFamily | undefined {
  return eventFamilies.find((family) => familyWords[family] === word);
}

function timelineHref(
  { base, list }: Pick<DossierTimelineProps, 'base' | 'list'>,
  family: EventFamily | undefined,
  all: boolean,
): string {
  const query = new URLSearchParams({
    ...(list === undefined ? {} : { liste: list }),
    ...(family === undefined ? {} : { historique: familyWords[family] }),
    ...(all ? { tout: 'oui' } : {}),
  }).toString();
  return `${base}${query === '' ? '' : `?${query}`}#historique`;
}

function TimelineFilter(props: DossierTimelineProps) {
  const { family, all, locale } = props;
  return (
    <SubNavigation
      ariaLabel={lookWords(locale, 'filter.label')}
      items={[undefined, ...eventFamilies].map((one) => ({
        href: timelineHref(props, one, all),
        label: lookWords(locale, `filter.${one ?? 'all'}`),
        current: one === family,
      }))}
    />
  );
}

function timelineEntry(
  entry: TimelineEntry,
  version: ProcedureVersion,
  documentHref: (documentId: string) => string,
  newSeqs: ReadonlySet<number>,
  locale: Locale,
): TimelineEvent {
  const { event } = entry;
  const shown = timelineEvent(event, version, documentHref, locale);
  if (entry.kind === 'event') return newSeqs.has(event.seq) ? { ...shown, title: marked(shown.title, locale) } : shown;
  const { actor: _actor, ...views } = shown;
  if (entry.names.length === 0) return views;
  return { ...views, title: lookWords(locale, 'timeline.viewedBy', { names: entry.names.join(', ') }) };
}

function marked(title: TimelineEvent['title'], locale: Locale) {
  return (
    <>
      {title} <Tag tone="waiting">{lookWords(locale, 'new')}</Tag>
    </>
  );
}

function timelineEvent(
  event: DossierEvent,
  version: ProcedureVersion,
  documentHref: (documentId: string) => string,
  locale: Locale,
): TimelineEvent {
  const words = eventWords(event, version, locale);
  return {
    id: `evenement-${event.seq}`,
    title: words.title,
    dateTime: event.at.toISOString(),
    date: formatDateTime(event.at, locale),
    actor:
      event.data.helped === true
        ? agentMessages(locale, 'actorHelped', { name: actorWords(event, locale) })
        : actorWords(event, locale),
    ...(event.channel === 'web' ? {} : { channel: channelWords(event.channel, locale) }),
    ...(words.tone === undefined ? {} : { tone: words.tone }),
    ...(words.body === undefined ? {} : { body: words.body }),
    ...(event.visibility === 'internal' ? { internal: agentMessages(locale, 'internal') } : {}),
    documents: documentsOf(event).map(({ id, name }) => ({ href: documentHref(id), label: name })),
  };
}

export function actorWords(event: Pick<DossierEvent, 'actor_kind' | 'actor_name'>, locale: Locale): string {
  if (event.actor_kind === 'system') return agentMessages(locale, 'actorSystem');
  if (event.actor_name !== '') return event.actor_name;
  return agentMessages(locale, event.actor_kind === 'agent' ? 'actorAgent' : 'actorApplicant');
}

const channels = ['web', 'counter', 'phone', 'letter', 'email', 'sms'] as const;

export function channelWords(channel: string, locale: Locale): string {
  const known = channels.find((one) => one === channel);
  return known === undefined ? channel : agentMessages(locale, `channel-${known}`);
}

/** One sentence for an event: also what a colleague is told when the dossier changed under their hands. */
export function eventTitle(event: DossierEvent, version: ProcedureVersion, locale: Locale): string {
  return eventWords(event, version, locale).title;
}

function eventWords(event: DossierEvent, version: ProcedureVersion, locale: Locale): EventWords {
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  const text = (name: string): string => {
    const value = event.data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  switch (event.kind) {
    case 'submitted':
      return { title: say('eventSubmitted'), tone: 'info' };
    case 'acknowledged':
      return { title: say('eventAcknowledged') };
    case 'transition':
      return transitionWords(event, version, locale);
    case 'undone':
      return { title: say('eventUndone', { state: stateLabel(version.workflow, text('to'), locale) }) };
    case 'message':
      return {
        title: say(event.data.from === 'applicant' ? 'eventMessageFromApplicant' : 'eventMessageToApplicant'),
        tone: event.data.from === 'applicant' ? 'waiting' : 'info',
        body: <Lines text={text('body')} note={event.data.unsent === true ? say('messageUnsent') : undefined} />,
      };
    case 'note':
      return { title: say('eventNote'), body: <Lines text={text('body')} /> };
    case 'assigned':
      return { title: text('name') === '' ? say('eventUnassigned') : say('eventAssigned', { name: text('name') }) };
    case 'document-added':
      return { title: say('eventDocumentAdded', { name: text('name') }) };
    case 'document-reviewed':
      return {
        title: say(text('verdict') === 'accepted' ? 'eventDocumentAccepted' : 'eventDocumentRefused', {
          name: text('name'),
        }),
        tone: text('verdict') === 'accepted' ? 'done' : 'refused',
        ...(text('reason') === '' ? {} : { body: <Lines text={text('reason')} /> }),
      };
    case 'letter':
      return { title: say('eventLetter', { number: text('number') }), tone: 'info' };
    case 'rated':
      return {
        title:
          event.data.contact === undefined
            ? say('eventRated', { rating: text('rating') })
            : contactWords(locale, 'event', { mark: text('rating') }),
        ...(text('comment') === '' ? {} : { body: <Lines text={text('comment')} /> }),
      };
    case 'answers-supplied':
      return { title: say('eventAnswersSupplied'), tone: 'waiting' };
    case 'corrected':
      return { title: wordsIn(event, locale) ?? event.kind, tone: 'waiting', body: <Corrections event={event} /> };
    case 'viewed':
      return { title: say('eventViewed') };
    default:
      return { title: wordsIn(event, locale) ?? event.kind };
  }
}

/** Old and new answers, and why. */
function Corrections({ event }: { event: DossierEvent }) {
  const { changes, reason } = event.data as { changes?: AnswerChange[]; reason?: string };
  return (
    <>
      <ul class="govuk-list">
        {(changes ?? []).map((change) => (
          <li key={change.field}>
            <del>{change.before}</del> → <ins>{change.after}</ins>
          </li>
        ))}
      </ul>
      {reason !== undefined && <Lines text={reason} />}
    </>
  );
}

/** What happened outside the workflow's own acts is kept as it was said. */
function wordsIn({ data }: DossierEvent, locale: Locale): string | undefined {
  const words = data.words as Partial<Record<Locale, unknown>> | undefined;
  const text = words?.[locale];
  return typeof text === 'string' ? text : undefined;
}

function transitionWords(event: DossierEvent, version: ProcedureVersion, locale: Locale): EventWords {
  const {
    transition: id,
    to,
    form,
    assignedTo,
  } = event.data as { transition?: string; to?: string; form?: Answers; assignedTo?: string };
  const transition = version.workflow.transitionsById.get(id ?? '');
  const state = version.workflow.statesById.get(to ?? '');
  const label = transition === undefined ? (id ?? '') : localize(transition.label, locale);
  const texts = answerTexts(transition?.compiledForm, form ?? {}, locale);
  const rows = (transition?.form ?? [])
    .filter((field) => (texts[field.id] ?? '') !== '')
    .map((field) => ({ term: localize(field.label, locale), value: <Lines text={texts[field.id] ?? ''} /> }));
  const assigned =
    typeof assignedTo === 'string' ? <p>{agentMessages(locale, 'eventAssigned', { name: assignedTo })}</p> : null;
  return {
    title:
      state === undefined
        ? label
        : agentMessages(locale, 'eventTransition', {
            act: label,
            state: stateLabel(version.workflow, state.id, locale),
          }),
    ...(state === undefined ? {} : { tone: phaseTone(state.phase) }),
    body:
      rows.length === 0 ? (
        assigned
      ) : (
        <>
          {assigned}
          <SummaryList rows={rows} plain />
        </>
      ),
  };
}

function documentsOf(event: DossierEvent): { id: string; name: string }[] {
  const { documentId, name, attachments } = event.data as {
    documentId?: unknown;
    name?: unknown;
    attachments?: { documentId: string; name: string }[];
  };
  if (typeof documentId === 'string') return [{ id: documentId, name: typeof name === 'string' ? name : documentId }];
  return (attachments ?? []).map((attachment) => ({ id: attachment.documentId, name: attachment.name }));
}

/** A text that a person typed: paragraphs and line ends as typed. */
export function Lines({ text, note }: { text: string; note?: string | undefined }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>
          {paragraph.split('\n').map((line, index) => (
            <>
              {index > 0 && <br />}
              {line}
            </>
          ))}
        </p>
      ))}
      {note !== undefined && <p class="pv-muted">{note}</p>}
    </>
  );
}
