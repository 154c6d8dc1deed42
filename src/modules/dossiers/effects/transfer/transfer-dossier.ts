import type { AdoptedProcedure, ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import type { StoredDocument } from '#modules/documents/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import type { Tx } from '#platform/database/database.ts';
import { localize } from '#platform/i18n/text.ts';
import { formContextOf } from '../../domain/form-surroundings.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { findAcknowledgement } from '../../usecases/acknowledge-dossier.ts';
import { applySystemEvent } from '../../usecases/apply-transition.ts';
import type { ReceivedAt } from '../../usecases/attach-documents.ts';
import { type DossierRow, dossierColumns, lockDossier } from '../../usecases/lock-dossier.ts';
import { touchDossier } from '../../usecases/lock-for-agent.ts';
import { submitDossier, withFreshCode } from '../../usecases/submit-dossier.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { tellApplicant } from '../shared/tell-applicant.ts';
import { dueAfterTransfer } from './clock-after-transfer.ts';
import { transferWords as say } from './messages.ts';
import type { TransferDossierData } from './transfer-kind.ts';

/** What is read of the dossier before it is sent on. */
interface Source {
  readonly dossier: DossierRow;
  readonly authority: Authority;
  readonly documents: readonly StoredDocument[];
  readonly accountId: string | undefined;
  readonly firstSubmittedAt: Date;
  /** As it was filed: answers that the other authority's form does not ask can still be read in its acknowledgement. */
  readonly version: ProcedureVersion;
}

/** A document of the first authority, encrypted anew under the key of the other one. */
interface Copied {
  readonly from: StoredDocument;
  readonly to: ReceivedAt;
}

/**
 * Makes the dossier at the competent authority, with its answers and documents, and closes the circle: both histories, the
 * applicant's account, the message that tells the new contact, the workflow's event `transferred`. Done again it does
 * nothing: the first dossier's id is the submission key of the second one.
 */
export async function transferDossier(parts: CapabilityParts, data: TransferDossierData): Promise<void> {
  const source = await readSource(parts, data);
  if (source === undefined) return;
  const offered = await parts.catalogue.findAdopted(data.targetId, source.dossier.procedure_id, { agents: true });
  if (offered === undefined) throw new Error('The authority no longer offers the procedure that is handed over to it');
  const copies: Copied[] = [];
  for (const document of source.documents) copies.push(await copyDocument(parts, data, document));
  await withFreshCode(() =>
    parts.platform.database.transaction([data.authorityId, data.targetId], (tx) =>
      writeTransfer(tx, parts, data, source, offered, copies),
    ),
  );
}

/** Undefined when the dossier is gone, or was sent on before. */
async function readSource(parts: CapabilityParts, data: TransferDossierData): Promise<Source | undefined> {
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
  const link = await parts.platform.database.open
    .selectFrom('account_dossiers')
    .select('account_id')
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst();
  return {
    ...read,
    accountId: link?.account_id,
    authority: await parts.directory.getAuthority(authorityId),
    version: await parts.catalogue.getVersionOf(read.dossier),
  };
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
  parts: CapabilityParts,
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

async function writeTransfer(
  tx: Tx,
  parts: CapabilityParts,
  data: TransferDossierData,
  source: Source,
  offered: AdoptedProcedure,
  copies: readonly Copied[],
): Promise<void> {
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  const first = await lockDossier(tx, data.authorityId, data.dossierId);
  if (await wasSent(tx, data.authorityId, data.dossierId)) return;
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
  await recordBothSides(tx, source, first, there, offered.authority, now);
  await tellNewContact(tx, parts, source, first, there, offered.authority, data.origin);
  await applySystemEvent(tx, parts, {
    authorityId: data.authorityId,
    dossierId: data.dossierId,
    on: 'transferred',
    channel: 'web',
    origin: data.origin,
    data: { authority: offered.authority.name },
  });
}

/** With the version it was filed with: the very questions that were answered. */
async function fileThere(
  tx: Tx,
  parts: CapabilityParts,
  { dossier, accountId }: Source,
  offered: AdoptedProcedure,
  origin: string,
  now: Date,
): Promise<{ dossierId: string }> {
  const { authority } = offered;
  const version = await parts.catalogue.getVersion(dossier.procedure_id, dossier.procedure_version);
  return submitDossier(tx, parts, {
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
      accountId === undefined
        ? undefined
        : {
            id: accountId,
            pseudonym: parts.identity.pseudonymOf(accountId, authority.id),
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
  parts: CapabilityParts,
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

async function tellNewContact(
  tx: Tx,
  parts: CapabilityParts,
  source: Source,
  first: DossierRow,
  there: DossierRow,
  target: Authority,
  origin: string,
): Promise<void> {
  const { locale } = first;
  const values = {
    authority: target.name,
    from: source.authority.name,
    title: localize(source.version.procedure.title, locale),
    code: formatTrackingCode(first.code),
  };
  await tellApplicant(tx, parts, first, {
    subject: say(locale, 'mail.sent.subject', values),
    paragraphs: [say(locale, 'mail.sent.body', values), say(locale, 'mail.sent.nothing')],
    facts: [
      [say(locale, 'fact.newCode'), formatTrackingCode(there.code)],
      [say(locale, 'fact.authority'), target.name],
      [say(locale, 'fact.phone'), target.contact.phone],
      [say(locale, 'fact.email'), target.contact.email],
    ],
    actionLabel: say(locale, 'mail.action'),
    origin,
  });
}
