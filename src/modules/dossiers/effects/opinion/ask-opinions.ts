import type { Directory } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { endOfDelay } from '../../domain/delays.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type CapabilityEvent, recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { opinionWords as say } from './messages.ts';
import { sendOpinionMail } from './opinion-mail.ts';
import type { Recipient } from './recipients.ts';

export interface AskDeps {
  readonly platform: Pick<Platform, 'jobs' | 'clock'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
  readonly documents: Pick<Documents, 'listOfDossier'>;
}

export interface OpinionQuestionAsked {
  readonly dossier: DossierRow;
  readonly recipients: readonly Recipient[];
  readonly question: string;
  readonly summary: string;
  /** Ids of the documents to show; those of other dossiers are left out. */
  readonly shown: readonly string[];
  /** `15d`, `1m` */
  readonly within: string;
  /** Of the procedure, in French. */
  readonly title: string;
  /** Asked by an agent besides the workflow. */
  readonly besides: boolean;
  readonly actor: CapabilityEvent['actor'];
  readonly origin: string;
  readonly now: Date;
  /** Made by the page: the same form sent twice asks once. */
  readonly key?: string;
}

/** Asks each recipient for an opinion, all of one round. The caller holds the dossier's lock. @returns the last day, YYYY-MM-DD */
export async function askOpinions(tx: Tx, deps: AskDeps, asked: OpinionQuestionAsked): Promise<string> {
  const { dossier, now } = asked;
  const shown = new Set(asked.shown);
  const documents = await deps.documents.listOfDossier(tx, dossier.authority_id, dossier.id);
  const dueOn = endOfDelay(civilDate(instantOf(now)), asked.within).toString();
  const round = newId(now.getTime());
  for (const recipient of asked.recipients) {
    const row = {
      authority_id: dossier.authority_id,
      id: newId(now.getTime()),
      dossier_id: dossier.id,
      question: asked.question,
      email: recipient.email ?? null,
      team_id: recipient.teamId ?? null,
      due_on: dueOn,
    };
    await tx
      .insertInto('opinion_requests')
      .values({
        ...row,
        round,
        team_name: recipient.teamId === undefined ? '' : recipient.teamName,
        summary: asked.summary,
        document_ids: documents.filter((document) => shown.has(document.id)).map((document) => document.id),
        state: 'asked',
        asked_by: asked.actor.id ?? null,
        asked_by_name: asked.actor.name,
        asked_at: now,
        besides: asked.besides,
      })
      .execute();
    await sendOpinionMail(tx, deps, row, { title: asked.title, origin: asked.origin, reminder: false });
    const whom = recipient.email ?? recipient.teamName;
    await recordCapabilityEvent(tx, dossier, {
      at: now,
      kind: 'opinion',
      actor: asked.actor,
      visibility: 'internal',
      words: {
        fr: say('fr', 'history.asked', { whom, date: formatDate(dueOn, 'fr') }),
        en: say('en', 'history.asked', { whom, date: formatDate(dueOn, 'en') }),
      },
      data: { opinionId: row.id, ...(asked.key === undefined ? {} : { key: asked.key }) },
    });
  }
  return dueOn;
}
