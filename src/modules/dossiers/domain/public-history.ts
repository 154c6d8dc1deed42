import { type CompiledWorkflow, getState } from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { contactWords } from '../contact-ratings/messages.ts';
import { dossierMessages as say } from '../messages.ts';
import type { PublicEvent } from '../queries/list-public-events.ts';

export interface NamedDocument {
  readonly documentId: string;
  readonly name: string;
}

/** One line of the history, in the applicant's words. */
export interface HistoryEntry {
  readonly seq: number;
  readonly at: Date;
  readonly title: string;
  readonly actor: string;
  readonly body: string | undefined;
  readonly documents: readonly NamedDocument[];
  readonly phase: string | undefined;
}

/** One message of the exchange. */
export interface ThreadEntry {
  readonly seq: number;
  readonly at: Date;
  readonly mine: boolean;
  readonly author: string;
  readonly subject: string | undefined;
  readonly body: string;
  /** What the message repeated of those before it. */
  readonly quoted: string | undefined;
  readonly documents: readonly NamedDocument[];
}

/** What happened, newest first. Messages have their own place; an act that was undone is not told. */
export function historyOf(
  events: readonly PublicEvent[],
  workflow: CompiledWorkflow,
  authorityName: string,
  locale: Locale,
): HistoryEntry[] {
  const undone = new Set(events.filter((event) => event.kind === 'undone').map((event) => event.data.seq));
  return events
    .filter((event) => event.kind !== 'message' && event.kind !== 'undone' && !undone.has(event.seq))
    .map((event) => entryOf(event, workflow, authorityName, locale))
    .reverse();
}

function entryOf(event: PublicEvent, workflow: CompiledWorkflow, authorityName: string, locale: Locale): HistoryEntry {
  const state = event.kind === 'transition' ? stateOf(workflow, event.data.to) : undefined;
  const form = isRecord(event.data.form) ? event.data.form : {};
  return {
    seq: event.seq,
    at: event.at,
    title: state === undefined ? titleOf(event, locale) : localize(state.label, locale),
    actor: actorOf(event, authorityName, locale),
    body: typeof form.request === 'string' ? form.request : reasonOf(event),
    documents: documentsIn(event),
    phase: state?.phase,
  };
}

/** Why answers were corrected, or the request sent on. */
function reasonOf({ kind, data }: PublicEvent): string | undefined {
  return (kind === 'corrected' || kind === 'transfer') && typeof data.reason === 'string' ? data.reason : undefined;
}

function actorOf(event: PublicEvent, authorityName: string, locale: Locale): string {
  const { onBehalf } = event.data;
  if (typeof onBehalf === 'string') {
    const channel = event.channel === 'counter' || event.channel === 'phone' ? event.channel : 'web';
    return say(locale, `history.forYou.${channel}`, { name: onBehalf });
  }
  // Several people act for an association or a company: each is named.
  const person = typeof event.data.by === 'string' ? event.data.by : undefined;
  if (event.data.helped === true) return say(locale, 'history.helped', { name: person ?? say(locale, 'history.you') });
  if (person !== undefined) return person;
  return event.actorKind === 'applicant' ? say(locale, 'history.you') : authorityName;
}

function titleOf(event: PublicEvent, locale: Locale): string {
  const name = typeof event.data.name === 'string' ? event.data.name : '';
  switch (event.kind) {
    case 'submitted':
      return say(locale, 'history.submitted');
    case 'acknowledged':
      return say(locale, event.data.messageId === undefined ? 'history.acknowledged' : 'history.acknowledgedByMail');
    case 'document-added':
      return say(locale, 'history.document', { name });
    case 'letter':
      return say(locale, 'history.letter', { name });
    case 'rated':
      return event.data.contact === undefined
        ? say(locale, 'history.rated', { mark: Number(event.data.rating) })
        : contactWords(locale, 'event', { mark: Number(event.data.rating) });
    default:
      // What happened outside the workflow's own acts is kept as it was said.
      return isWords(event.data.words) ? event.data.words[locale] : say(locale, 'history.other');
  }
}

/** The messages of both sides, oldest first. */
export function threadOf(events: readonly PublicEvent[], authorityName: string): ThreadEntry[] {
  return events
    .filter((event) => event.kind === 'message')
    .map((event) => {
      const { from, subject, body, quoted } = event.data;
      return {
        seq: event.seq,
        at: event.at,
        mine: from === 'applicant' && (event.actorKind === 'applicant' || typeof event.data.onBehalf === 'string'),
        author: authorOf(event, authorityName),
        subject: typeof subject === 'string' && subject !== '' ? subject : undefined,
        body: typeof body === 'string' ? body : '',
        quoted: typeof quoted === 'string' && quoted !== '' ? quoted : undefined,
        documents: documentsIn(event),
      };
    });
}

function authorOf({ data: { from, onBehalf } }: PublicEvent, authorityName: string): string {
  if (typeof onBehalf === 'string') return onBehalf;
  return typeof from === 'string' && from !== 'applicant' ? from : authorityName;
}

/** Documents that the history names: those that the applicant may open, besides the ones that they gave. */
export function documentsNamed(events: readonly PublicEvent[]): Set<string> {
  return new Set(events.flatMap(documentsIn).map((document) => document.documentId));
}

function documentsIn(event: PublicEvent): NamedDocument[] {
  const listed = Array.isArray(event.data.attachments) ? event.data.attachments : [];
  return [event.data, ...listed].filter(isNamedDocument).map(({ documentId, name }) => ({ documentId, name }));
}

function isNamedDocument(value: unknown): value is NamedDocument {
  return isRecord(value) && typeof value.documentId === 'string' && typeof value.name === 'string';
}

function isWords(value: unknown): value is Readonly<Record<Locale, string>> {
  return isRecord(value) && typeof value.fr === 'string' && typeof value.en === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function stateOf(workflow: CompiledWorkflow, id: unknown) {
  return typeof id === 'string' && workflow.statesById.has(id) ? getState(workflow, id) : undefined;
}
