import { type Selectable, sql } from 'kysely';
import { UnknownLetterError } from '#modules/catalogue/index.ts';
import {
  findLetterhead,
  findTemplate,
  findUsedLetter,
  type UsedLetter,
  underLetterhead,
  usedLetter,
} from '#modules/correspondence/index.ts';
import { type PdfDocument, renderPdf } from '#modules/documents/index.ts';
import { canProcess } from '#modules/identity/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { conditionsOf } from '../../usecases/act-scope.ts';
import { type DossierRow, dossierColumns, lockDossier } from '../../usecases/lock-dossier.ts';
import { processedDossier, touchDossier } from '../../usecases/lock-for-agent.ts';
import { produceLetter } from '../../usecases/produce-letter.ts';
import { recordEvent } from '../../usecases/record-event.ts';
import { applicantAddressLines, dossierLink, transitionVariables } from '../../usecases/transition-variables.ts';
import { withLogo } from '../signature/frozen-letter.ts';
import { batchWords as say } from './batch-messages.ts';
import { findLetterChoice, type LetterChoice, type LetterWay, postalLines, wayOfLetters } from './letter-choice.ts';
import { letterScope } from './used-letter.ts';

export const writeLetterBatchKind: JobKind<{ authorityId: string; batchId: string }> = { name: 'write-letter-batch' };

/** Letters of one batch, and how many of them are written while the agent waits. */
export const mostLetters = 500;
export const writtenAtOnce = 10;

export type Batch = Selectable<Tables['letter_batches']>;
export type BatchLine = Selectable<Tables['letter_batch_lines']>;

type Parts = Pick<DossiersParts, 'platform' | 'directory' | 'catalogue' | 'documents'>;

export class BatchNotFoundError extends NotFoundError {
  constructor() {
    super('letter-batch-not-found');
  }
}

/** The dossiers of an authority that an agent may write to, oldest first. */
export async function listRecipients(
  tx: Tx,
  agent: AgentPrincipal,
  authorityId: string,
  search: { readonly procedureId: string; readonly state: string } | { readonly ids: readonly string[] },
): Promise<DossierRow[]> {
  let query = tx.selectFrom('dossiers').select(dossierColumns).where('authority_id', '=', authorityId);
  if ('ids' in search) {
    if (search.ids.length === 0) return [];
    query = query.where('id', 'in', [...search.ids]);
  } else {
    query = query.where('procedure_id', '=', search.procedureId);
    if (search.state !== '') query = query.where('state', '=', search.state);
    query = query.where('closed_at', 'is', null);
  }
  const rows = await query
    .orderBy('submitted_at')
    .orderBy('id')
    .limit(mostLetters + 1)
    .execute();
  return rows.filter((row) => canProcess(agent, processedDossier(row)));
}

/**
 * The same letter for many: the rows are written at once, the letters by a job. Sent twice with the same key it is one batch.
 * @param key a UUID made by the page
 */
export async function startBatch(
  tx: Tx,
  parts: Pick<Parts, 'platform'>,
  act: {
    readonly agent: AgentPrincipal;
    readonly authorityId: string;
    readonly key: string;
    readonly letterId: string;
    readonly title: string;
    readonly sending: 'chosen' | 'paper';
    readonly dossiers: readonly DossierRow[];
    readonly origin: string;
    readonly now: Date;
  },
): Promise<string> {
  const { agent, authorityId, key, dossiers } = act;
  const inserted = await tx
    .insertInto('letter_batches')
    .values({
      authority_id: authorityId,
      id: key,
      letter_id: act.letterId,
      title: act.title,
      sending: act.sending,
      origin: act.origin,
      made_by: agent.agentId,
      made_by_name: agent.name,
      made_at: act.now,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'id']).doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) return key;
  await tx
    .insertInto('letter_batch_lines')
    .values(
      dossiers.map((dossier, index) => ({
        authority_id: authorityId,
        batch_id: key,
        dossier_id: dossier.id,
        position: index + 1,
        code: dossier.code,
      })),
    )
    .execute();
  await parts.platform.jobs.enqueue(tx, writeLetterBatchKind, { authorityId, batchId: key });
  return key;
}

/** Writes what waits of a batch, each letter by itself: what cannot be written is said on its line and keeps none waiting. */
export async function writeBatch(
  parts: Parts,
  { authorityId, batchId }: { authorityId: string; batchId: string },
  most = mostLetters,
): Promise<void> {
  const { database, clock } = parts.platform;
  for (let written = 0; written < most; written += 1) {
    const now = new Date(clock.now().epochMilliseconds);
    const more = await database.transaction([authorityId], (tx) => writeNext(tx, parts, authorityId, batchId, now));
    if (!more) return;
  }
}

async function writeNext(tx: Tx, parts: Parts, authorityId: string, batchId: string, now: Date): Promise<boolean> {
  const batch = await findBatch(tx, authorityId, batchId);
  if (batch === undefined) return false;
  const line = await tx
    .selectFrom('letter_batch_lines')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('batch_id', '=', batchId)
    .where('state', '=', 'waiting')
    .orderBy('position')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (line === undefined) {
    await tx
      .updateTable('letter_batches')
      .set({ state: 'done' })
      .where('authority_id', '=', authorityId)
      .where('id', '=', batchId)
      .execute();
    return false;
  }
  const outcome = await writeLine(tx, parts, batch, line, now);
  await tx
    .updateTable('letter_batch_lines')
    .set(outcome)
    .where('authority_id', '=', authorityId)
    .where('batch_id', '=', batchId)
    .where('dossier_id', '=', line.dossier_id)
    .execute();
  return true;
}

type Outcome =
  | { state: 'refused'; reason: string }
  | { state: 'written'; way: LetterWay; document_id: string; content: string };

async function writeLine(tx: Tx, parts: Parts, batch: Batch, line: BatchLine, now: Date): Promise<Outcome> {
  const dossier = await lockDossier(tx, line.authority_id, line.dossier_id);
  // The dossier may have gone to another team or authority since it was chosen.
  const rights = await mayStillProcess(tx, batch.made_by, dossier);
  if (!rights) return { state: 'refused', reason: say('fr', 'refused.gone') };
  const { procedure, form } = await parts.catalogue.getVersionOf(dossier);
  const authority = await parts.directory.getAuthority(dossier.authority_id);
  const choice = await findLetterChoice(tx, line.authority_id, line.dossier_id);
  const subject = {
    dossier,
    authority,
    procedure,
    form,
    actorName: batch.made_by_name,
    now,
    origin: batch.origin,
    postalLines: postalLines(choice),
  };
  const scope = letterScope(conditionsOf(dossier, form, authority, now).scope, subject);
  const letter = await findBatchLetter(tx, parts, dossier.authority_id, batch.letter_id, scope);
  if (letter === undefined) return { state: 'refused', reason: say('fr', 'refused.letter') };
  // A decision without its act would have a number in the register and leave the dossier undecided.
  if (letter.decision !== undefined) return { state: 'refused', reason: say('fr', 'refused.decision') };
  const address = applicantAddressLines(subject);
  const way = wayOf(batch, dossier, choice);
  if (way === 'paper' && address.length === 0) return { state: 'refused', reason: say('fr', 'refused.address') };
  const { locale } = dossier;
  const letterhead = await findLetterhead(tx, dossier.authority_id);
  let drawn: PdfDocument | undefined;
  const variables = transitionVariables(subject, {}, locale);
  const produced = await produceLetter(tx, parts.documents, letter, subject, variables, locale, async (document) => {
    drawn = underLetterhead(document, letterhead);
    return renderPdf(withLogo(drawn, letterhead));
  });
  if (drawn === undefined) throw new Error('The letter was not drawn');
  await recordEvent(tx, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    at: now,
    kind: 'letter',
    actor: { kind: 'agent', id: batch.made_by, name: batch.made_by_name },
    channel: 'web',
    visibility: 'public',
    data: { documentId: produced.document.id, name: produced.document.name, number: produced.number },
  });
  if (way !== 'paper' && dossier.applicant_email !== null) {
    const code = formatTrackingCode(dossier.code);
    await queueMessage(parts.platform, tx, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      medium: 'email',
      recipient: dossier.applicant_email,
      subject: `${produced.title} – ${code}`,
      body: composeEmail({
        locale,
        paragraphs: [say(locale, way === 'email' ? 'mail.body' : 'mail.space', { title: produced.title, code })],
        action: { label: say(locale, 'mail.action'), href: dossierLink(batch.origin, authority, dossier.id) },
        authority: { name: authority.name },
      }),
      attachments: way === 'email' ? [{ documentId: produced.document.id, name: produced.document.name }] : [],
    });
  }
  await touchDossier(tx, dossier, now);
  const { logo: _logo, ...head } = drawn.letterhead;
  return {
    state: 'written',
    way,
    document_id: produced.document.id,
    content: JSON.stringify({ ...drawn, letterhead: head }),
  };
}

/** The rights of whoever made the batch, as they are when the letter is written. */
async function mayStillProcess(tx: Tx, agentId: string, dossier: DossierRow): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`SELECT EXISTS (
    SELECT 1 FROM agent_processing_rights(${agentId}::uuid) r
    WHERE r.authority_id = ${dossier.authority_id} AND r.procedure_id IN ('*', ${dossier.procedure_id})
      AND r.team_authority_id = ${dossier.team_authority_id} AND r.team_id = ${dossier.team_id}::uuid) AS may`.execute(
    tx,
  );
  return rows[0]?.may ?? false;
}

/** A letter of the library as the authority says it, or one of its own. */
export async function findBatchLetter(
  tx: Tx,
  { catalogue }: Pick<Parts, 'catalogue'>,
  authorityId: string,
  letterId: string,
  scope: Parameters<typeof usedLetter>[3],
): Promise<UsedLetter | undefined> {
  if (!letterId.startsWith('own-')) {
    try {
      return await findUsedLetter(tx, authorityId, catalogue.letter(letterId), scope);
    } catch (error) {
      if (error instanceof UnknownLetterError) return undefined;
      throw error;
    }
  }
  const own = await findTemplate(tx, authorityId, letterId);
  return own?.content === undefined ? undefined : usedLetter(letterId, own.version, own.content, scope);
}

/** By what way a letter goes: as the applicant chose, unless all go on paper. */
function wayOf(batch: Batch, dossier: DossierRow, choice: LetterChoice | undefined): LetterWay {
  return batch.sending === 'paper' ? 'paper' : wayOfLetters(dossier, choice);
}

export function findBatch(tx: Tx, authorityId: string, id: string): Promise<Batch | undefined> {
  return tx
    .selectFrom('letter_batches')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function listLines(tx: Tx, authorityId: string, id: string): Promise<BatchLine[]> {
  return tx
    .selectFrom('letter_batch_lines')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('batch_id', '=', id)
    .orderBy('position')
    .execute();
}

/**
 * The letters of a batch that go on paper, to be printed: each after a cover sheet when asked.
 * @param all also those that left by e-mail
 */
export async function printedLetters(
  tx: Tx,
  batch: Batch,
  options: { readonly all: boolean; readonly covers: boolean },
): Promise<PdfDocument[]> {
  const lines = await listLines(tx, batch.authority_id, batch.id);
  const letterhead = await findLetterhead(tx, batch.authority_id);
  return lines
    .filter((line) => line.state === 'written' && line.content !== null && (options.all || line.way === 'paper'))
    .flatMap((line) => {
      // Written by `writeLine` alone; JSON has turned its date into text.
      const kept = line.content as unknown as Omit<PdfDocument, 'createdAt'> & { readonly createdAt: string };
      const letter = withLogo({ ...kept, createdAt: new Date(kept.createdAt) }, letterhead);
      return options.covers ? [coverSheet(letter), letter] : [letter];
    });
}

/** The sheet that shows the address in the window of an envelope, before what has no address in its place. */
export function coverSheet(letter: PdfDocument): PdfDocument {
  const { locale, letterhead, recipient, references, footer } = letter;
  const title = say(locale, 'cover.title', { title: letter.title });
  return {
    title,
    locale,
    createdAt: letter.createdAt,
    letterhead,
    ...(recipient === undefined ? {} : { recipient }),
    ...(letter.placeAndDate === undefined ? {} : { placeAndDate: letter.placeAndDate }),
    subject: letter.title,
    ...(references === undefined ? {} : { references }),
    blocks: [{ kind: 'paragraph', text: say(locale, 'cover.text') }],
    ...(footer === undefined ? {} : { footer }),
  };
}
