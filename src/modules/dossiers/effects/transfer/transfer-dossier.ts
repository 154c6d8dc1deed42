import { findBodyOfDossier, linkBodyDossier } from '#modules/bodies/index.ts';
import type { AdoptedProcedure, ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import type { StoredDocument } from '#modules/documents/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { formContextOf } from '../../domain/form-surroundings.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { findAcknowledgement } from '../../usecases/acknowledge-dossier.ts';
import { applySystemEvent } from '../../usecases/apply-transition.ts';
import type { ReceivedAt } from '../../usecases/attach-documents.ts';
import { type DossierRow, dossierColumns, lockDossier } from '../../usecases/lock-dossier.ts';
import { agentActor, touchDossier } from '../../usecases/lock-for-agent.ts';
import { submitDossier, withFreshCode } from '../../usecases/submit-dossier.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { tellApplicant } from '../shared/tell-applicant.ts';
import { dueAfterTransfer } from './clock-after-transfer.ts';
import { transferWords as say } from './messages.ts';
import type { TransferDossierData } from './transfer-kind.ts';
import { transferNews } from './transfer-news.ts';

/** What a transfer needs of the house: pages, jobs and tests hand in more. */
export type TransferParts = Pick<
  DossiersParts,
  'platform' | 'directory' | 'catalogue' | 'documents' | 'identity' | 'seals' | 'communes' | 'territory'
>;

/** The agent who sent it on from the desk. */
export interface TransferredBy {
  readonly agent: AgentPrincipal;
  readonly reason: string;
}

interface Owner {
  readonly id: string;
  /** Writes the dossier in the index of the account or of the body. */
  readonly link: Identity['linkDossier'];
}

/** What is read of the dossier before it is sent on. */
interface Source {
  readonly dossier: DossierRow;
  readonly authority: Authority;
  readonly documents: readonly StoredDocument[];
  /** The account or the body that it belongs to. */
  readonly owner: Owner | undefined;
  readonly firstSubmittedAt: Date;
  /** As it was filed: answers that the other authority's form does not ask can still be read in its acknowledgement. */
  readonly version: ProcedureVersion;
}

/** A document of the first authority, encrypted anew under the key of the other one. */
interface Copied {
  readonly from: StoredDocument;
  readonly to: ReceivedAt;
}

/** What is ready outside the transaction: the files are encrypted anew, which takes the time it takes. */
export interface PreparedTransfer {
  readonly source: Source;
  readonly offered: AdoptedProcedure;
  readonly copies: readonly Copied[];
}

export interface TransferredDossier {
  /** At the competent authority. */
  readonly there: DossierRow;
  readonly authority: Authority;
}

/**
 * Makes the dossier at the competent authority, with its answers and documents, and closes the circle: both histories, the
 * applicant's account, the message that tells the new contact, the workflow's event `transferred`. Done again it does
 * nothing: the first dossier's id is the submission key of the second one.
 */
export async function transferDossier(parts: CapabilityParts, data: TransferDossierData): Promise<void> {
  const prepared = await prepareTransfer(parts, data);
  if (prepared === undefined) return;
  await withFreshCode(() =>
    parts.platform.database.transaction([data.authorityId, data.targetId], async (tx) => {
      const sent = await writeTransfer(tx, parts, data, prepared);
      if (sent === undefined) return;
      await applySystemEvent(tx, parts, {
        authorityId: data.authorityId,
        dossierId: data.dossierId,
        on: 'transferred',
        channel: 'web',
        origin: data.origin,
        data: { authority: sent.authority.name },
      });
    }),
  );
}

/**
 * Reads the dossier and copies its files under the key of the other authority.
 * @returns undefined when the dossier is gone, or was sent on before
 */
export async function prepareTransfer(
  parts: TransferParts,
  data: TransferDossierData,
): Promise<PreparedTransfer | undefined> {
  const source = await readSource(parts, data);
  if (source === undefined) return undefined;
  const offered = await parts.catalogue.findAdopted(data.targetId, source.dossier.procedure_id, { agents: true });
  if (offered === undefined) throw new Error('The authority no longer offers the procedure that is handed over to it');
  const copies: Copied[] = [];
  for (const document of source.documents) copies.push(await copyDocument(parts, data, document));
  return { source, offered, copies };
}

/** Undefined when the dossier is gone, or was sent on before. */
async function readSource(parts: TransferParts, data: TransferDossierData): Promise<Source | undefined> {
  const { authorityId, dossierId } = data;
  const read = await parts.platform.database.read([authorityId], async (tx) => {
    const dossier = await tx
      .selectFrom('dossiers')
      .select(dossierColumns)
      .where('authority_id', '=', authorityId)
      .where('id', '=', dossierId)
      .executeTakeFirst();
    if (dossier === undefined || (await wasSent(tx, authorityId, dossierId))) return undefined;
    const all = await parts.documents.listOfDossier(tx, authorityId, dossierId);
    const acknowledgement = await findAcknowledgement(tx, authorityId, dossierId);
    const received = await tx
      .selectFrom('dossier_transfers')
      .select('first_submitted_at')
      .where('authority_id', '=', authorityId)
      .where('dossier_id', '=', dossierId)
      .where('direction', '=', 'received')
      .executeTakeFirst();
    return {
      dossier,
      documents: all.filter((one) => one.origin === 'applicant' || one.id === acknowledgement),
      firstSubmittedAt: received?.first_submitted_at ?? dossier.submitted_at,
    };
  });
  if (read === undefined) return undefined;
  return {
    ...read,
    owner: await findOwner(parts, data),
    authority: await parts.directory.getAuthority(authorityId),
    version: await parts.catalogue.getVersionOf(read.dossier),
  };
}

async function findOwner(parts: TransferParts, data: TransferDossierData): Promise<Owner | undefined> {
  const { open } = parts.platform.database;
  const bodyId = await findBodyOfDossier(open, data);
  if (bodyId !== undefined) return { id: bodyId, link: linkBodyDossier };
  const link = await open
    .selectFrom('account_dossiers')
    .select('account_id')
    .where('authority_id', '=', data.authorityId)
    .where('dossier_id', '=', data.dossierId)
    .executeTakeFirst();
  return link && { id: link.account_id, link: parts.identity.linkDossier };
}

async function wasSent(tx: Tx, authorityId: string, dossierId: string): Promise<boolean> {
  const sent = await tx
    .selectFrom('dossier_transfers')
    .select('other_dossier_id')
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('direction', '=', 'sent')
    .executeTakeFirst();
  return sent !== undefined;
}

async function copyDocument(
  parts: TransferParts,
  { authorityId, targetId }: TransferDossierData,
  document: StoredDocument,
): Promise<Copied> {
  const stream = await parts.documents.open(authorityId, document);
  const file = await parts.documents.receive(
    targetId,
    { filename: document.name, stream },
    { maxSize: Math.max(document.size, 1), accept: ['pdf', 'image', 'office'] },
  );
  return { from: document, to: { field: document.fieldId ?? '', file } };
}

/**
 * Writes both sides, in a transaction in the scope of both authorities.
 * @param by who did it and why, in words for the applicant; the system, without a reason, when not given
 * @returns undefined when it was sent on meanwhile: nothing is written then
 */
export async function writeTransfer(
  tx: Tx,
  parts: TransferParts,
  data: TransferDossierData,
  { source, offered, copies }: PreparedTransfer,
  by?: TransferredBy,
): Promise<TransferredDossier | undefined> {
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  const first = await lockDossier(tx, data.authorityId, data.dossierId);
  if (await wasSent(tx, data.authorityId, data.dossierId)) return undefined;
  const { dossierId } = await fileThere(tx, parts, source, offered, data.origin, now);
  const answers = await recordCopies(tx, parts, data.targetId, dossierId, first.answers as Answers, copies);
  const { procedure } = offered;
  await tx
    .updateTable('dossiers')
    .set({
      answers: JSON.stringify(answers),
      due_on: dueAfterTransfer(
        procedure.silence,
        source.firstSubmittedAt,
        now,
        holidayRegionOf(offered.authority.communeCode),
      ),
      applicant_name: first.applicant_name,
      applicant_phone: first.applicant_phone,
    })
    .where('authority_id', '=', data.targetId)
    .where('id', '=', dossierId)
    .execute();
  const there = await lockDossier(tx, data.targetId, dossierId);
  await recordBothSides(tx, source, first, there, offered.authority, now, by);
  await tellApplicant(tx, parts, first, {
    ...transferNews({
      locale: first.locale,
      code: first.code,
      newCode: formatTrackingCode(there.code),
      from: source.authority,
      to: offered.authority,
      title: source.version.procedure.title,
      ...(by === undefined ? {} : { reason: by.reason }),
    }),
    origin: data.origin,
  });
  return { there, authority: offered.authority };
}

/** With the version it was filed with: the very questions that were answered. */
async function fileThere(
  tx: Tx,
  parts: TransferParts,
  { dossier, owner }: Source,
  offered: AdoptedProcedure,
  origin: string,
  now: Date,
): Promise<{ dossierId: string }> {
  const { authority } = offered;
  const version = await parts.catalogue.getVersion(dossier.procedure_id, dossier.procedure_version);
  const deps = owner === undefined ? parts : { ...parts, identity: { linkDossier: owner.link } };
  return submitDossier(tx, deps, {
    ...version,
    authority,
    procedureVersion: dossier.procedure_version,
    overridesRevision: 0,
    teamAuthorityId: offered.teamAuthorityId,
    teamId: offered.teamId,
    answers: dossier.answers as Answers,
    context: formContextOf(parts, authority, now),
    submissionKey: dossier.id,
    visitorHash: dossier.visitor_hash ?? undefined,
    account:
      owner === undefined
        ? undefined
        : {
            id: owner.id,
            pseudonym: parts.identity.pseudonymOf(owner.id, authority.id),
            verifiedEmail: dossier.applicant_email ?? undefined,
          },
    channel: dossier.channel,
    locale: dossier.locale,
    origin,
    now,
  });
}

/** The documents join the new dossier, and the answers name them by their new identifiers. */
async function recordCopies(
  tx: Tx,
  parts: TransferParts,
  targetId: string,
  dossierId: string,
  answers: Answers,
  copies: readonly Copied[],
): Promise<Answers> {
  let text = JSON.stringify(answers);
  for (const { from, to } of copies) {
    const recorded = await parts.documents.record(tx, targetId, to.file, {
      origin: 'applicant',
      dossierId,
      ...(from.fieldId === null ? {} : { fieldId: from.fieldId }),
    });
    // Identifiers of documents are random: nothing else of the answers can be the same text.
    text = text.replaceAll(from.id, recorded.id);
  }
  return JSON.parse(text) as Answers;
}

async function recordBothSides(
  tx: Tx,
  source: Source,
  first: DossierRow,
  there: DossierRow,
  target: Authority,
  now: Date,
  by: TransferredBy | undefined,
): Promise<void> {
  const common = { first_submitted_at: source.firstSubmittedAt, at: now };
  const from = { authority_id: first.authority_id, dossier_id: first.id };
  const to = { authority_id: there.authority_id, dossier_id: there.id };
  const side = (own: typeof from, other: typeof from, direction: 'sent' | 'received', code: string) => ({
    ...own,
    ...common,
    direction,
    other_authority_id: other.authority_id,
    other_dossier_id: other.dossier_id,
    other_code: code,
  });
  await tx
    .insertInto('dossier_transfers')
    .values([side(from, to, 'sent', there.code), side(to, from, 'received', first.code)])
    .execute();
  const event = {
    at: now,
    kind: 'transfer' as const,
    actor: { kind: 'system' as const, name: '' },
    visibility: 'public' as const,
  };
  const sent = { authority: target.name, code: formatTrackingCode(there.code) };
  await touchDossier(tx, first, now);
  await recordCapabilityEvent(tx, first, {
    ...event,
    ...(by === undefined ? {} : { actor: agentActor(by.agent), data: { reason: by.reason } }),
    words: { fr: say('fr', 'history.sent', sent), en: say('en', 'history.sent', sent) },
  });
  const words = (locale: 'fr' | 'en') =>
    say(locale, 'history.received', {
      authority: source.authority.name,
      code: formatTrackingCode(first.code),
      date: formatDate(source.firstSubmittedAt, locale),
    });
  await recordCapabilityEvent(tx, there, { ...event, words: { fr: words('fr'), en: words('en') } });
}
