import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { type Documents, renderPdf, type StoredDocument } from '#modules/documents/index.ts';
import { type Answers, summarize } from '#modules/forms/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import { localize } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import {
  type AcknowledgedDossier,
  acknowledgementFileName,
  acknowledgementPdf,
  filedByRow,
  firstRow,
  legalSentences,
  serviceRows,
} from '../domain/acknowledgement.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { AcknowledgeDossierData } from '../jobs/job-kinds.ts';
import { dossierMessages as say } from '../messages.ts';
import { type DossierRow, dossierColumns, lockDossier } from './lock-dossier.ts';
import { recordEvent } from './record-event.ts';
import { dossierLink } from './transition-variables.ts';

export interface AcknowledgeDeps {
  readonly platform: Pick<Platform, 'database' | 'jobs' | 'clock'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
  readonly catalogue: Pick<Catalogue, 'getVersionOf' | 'findAdopted'>;
  readonly documents: Documents;
}

/**
 * Makes the acknowledgement, keeps it in the dossier and sends it when the applicant can be written to. The law gives a
 * working day; the job runs at once. Doing it again does nothing.
 */
export async function acknowledgeDossier(deps: AcknowledgeDeps, data: AcknowledgeDossierData): Promise<void> {
  const { authorityId, dossierId } = data;
  const dossier = await deps.platform.database.transaction([authorityId], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(dossierColumns)
      .where('authority_id', '=', authorityId)
      .where('id', '=', dossierId)
      .executeTakeFirst(),
  );
  // Purged or never committed: nobody to acknowledge to.
  if (dossier === undefined) return;
  const { filedBy, received } = await deps.platform.database.transaction([authorityId], async (tx) => ({
    filedBy: await findFiler(tx, dossier),
    received: await findFirstReceipt(tx, dossier),
  }));
  const first =
    received === undefined
      ? undefined
      : {
          receivedAt: received.receivedAt,
          authorityName: (await deps.directory.getAuthority(received.authorityId)).name,
        };
  const acknowledged = { ...(await describeDossier(deps, dossier)), filedBy, first };
  const content = await renderAcknowledgement(deps, dossier, acknowledged);
  await deps.platform.database.transaction([authorityId], async (tx) => {
    await lockDossier(tx, authorityId, dossierId);
    if ((await findAcknowledgement(tx, authorityId, dossierId)) !== undefined) return;
    const name = acknowledgementFileName(acknowledged);
    const stored = await deps.documents.storeGenerated(tx, authorityId, {
      name,
      mediaType: 'application/pdf',
      content,
      dossierId,
    });
    const messageId = await sendAcknowledgement(tx, deps, dossier, acknowledged, stored, data.origin);
    await recordEvent(tx, {
      authorityId,
      dossierId,
      at: new Date(deps.platform.clock.now().epochMilliseconds),
      kind: 'acknowledged',
      actor: { kind: 'system' },
      channel: 'web',
      visibility: 'public',
      data: { documentId: stored.id, name, ...(messageId === undefined ? {} : { messageId }) },
    });
  });
}

/** The document id of the acknowledgement, once it has been made. */
export async function findAcknowledgement(tx: Tx, authorityId: string, dossierId: string): Promise<string | undefined> {
  const event = await tx
    .selectFrom('dossier_events')
    .select('data')
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('kind', '=', 'acknowledged')
    .limit(1)
    .executeTakeFirst();
  return typeof event?.data.documentId === 'string' ? event.data.documentId : undefined;
}

/** Who filed it for the applicant, from the first line of its history. */
export async function findFiler(
  tx: Tx,
  dossier: Pick<DossierRow, 'authority_id' | 'id'>,
): Promise<AcknowledgedDossier['filedBy']> {
  const first = await tx
    .selectFrom('dossier_events')
    .select(['channel', 'data'])
    .where('authority_id', '=', dossier.authority_id)
    .where('dossier_id', '=', dossier.id)
    .where('seq', '=', 1)
    .executeTakeFirst();
  if (first?.data.helped === true) return { name: '', channel: 'aidants-connect' };
  const name = first?.data.onBehalf;
  return first === undefined || typeof name !== 'string' ? undefined : { name, channel: first.channel };
}

/** When and by which authority the request was first received, if another one sent it on. */
async function findFirstReceipt(
  tx: Tx,
  dossier: Pick<DossierRow, 'authority_id' | 'id'>,
): Promise<{ receivedAt: Date; authorityId: string } | undefined> {
  const transfer = await tx
    .selectFrom('dossier_transfers')
    .select(['first_submitted_at', 'other_authority_id'])
    .where('authority_id', '=', dossier.authority_id)
    .where('dossier_id', '=', dossier.id)
    .where('direction', '=', 'received')
    .executeTakeFirst();
  return transfer && { receivedAt: transfer.first_submitted_at, authorityId: transfer.other_authority_id };
}

/** The dossier with the names behind its identifiers. */
export async function describeDossier(
  deps: Pick<AcknowledgeDeps, 'directory' | 'catalogue'>,
  dossier: DossierRow,
): Promise<AcknowledgedDossier> {
  const [authority, handler, { procedure }] = await Promise.all([
    deps.directory.getAuthority(dossier.authority_id),
    deps.directory.getAuthority(dossier.team_authority_id),
    deps.catalogue.getVersionOf(dossier),
  ]);
  return {
    code: dossier.code,
    submittedAt: dossier.submitted_at,
    applicantName: dossier.applicant_name,
    locale: dossier.locale,
    authority,
    handler,
    procedure,
  };
}

export async function renderAcknowledgement(
  deps: Pick<AcknowledgeDeps, 'catalogue'>,
  dossier: DossierRow,
  acknowledged: AcknowledgedDossier,
): Promise<Buffer> {
  const { form } = await deps.catalogue.getVersionOf(dossier);
  const sections = summarize(form, dossier.answers as Answers, dossier.locale);
  return renderPdf(acknowledgementPdf(acknowledged, sections));
}

/** How the applicant wants it, when an agent asked them. */
async function findWantedWay(tx: Tx, dossier: Pick<DossierRow, 'authority_id' | 'id'>): Promise<unknown> {
  const first = await tx
    .selectFrom('dossier_events')
    .select('data')
    .where('authority_id', '=', dossier.authority_id)
    .where('dossier_id', '=', dossier.id)
    .where('seq', '=', 1)
    .executeTakeFirst();
  return first?.data.acknowledgeBy;
}

async function sendAcknowledgement(
  tx: Tx,
  deps: AcknowledgeDeps,
  dossier: DossierRow,
  acknowledged: AcknowledgedDossier,
  stored: StoredDocument,
  origin: string,
): Promise<string | undefined> {
  const { locale, authority, procedure } = acknowledged;
  const code = formatTrackingCode(dossier.code);
  const wanted = await findWantedWay(tx, dossier);
  if (wanted === 'paper') return undefined;
  if (dossier.applicant_email === null || (wanted === 'sms' && dossier.applicant_phone !== null)) {
    // Who came to the counter or called has no page with the code before them.
    if (acknowledged.filedBy === undefined || dossier.applicant_phone === null) return undefined;
    return queueMessage(deps.platform, tx, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      medium: 'sms',
      recipient: dossier.applicant_phone,
      body: say(locale, 'ack.sms', {
        name: authority.name,
        title: localize(procedure.title, locale),
        code,
        href: `${origin}/suivi`,
      }),
    });
  }
  return queueMessage(deps.platform, tx, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    medium: 'email',
    recipient: dossier.applicant_email,
    subject: say(locale, 'mail.ack.subject', { code }),
    body: composeEmail({
      locale,
      greeting: say(locale, dossier.applicant_name === '' ? 'mail.hello' : 'mail.helloName', {
        name: dossier.applicant_name,
      }),
      paragraphs: [
        say(locale, 'mail.ack.body', {
          title: localize(procedure.title, locale),
          date: formatDateTime(dossier.submitted_at, locale),
        }),
        localize(procedure.next, locale),
        ...legalSentences(acknowledged),
      ],
      facts: [
        [say(locale, 'ack.code'), code],
        ...firstRow(acknowledged),
        ...filedByRow(acknowledged),
        ...serviceRows(acknowledged),
      ],
      action: { label: say(locale, 'mail.ack.action'), href: dossierLink(origin, authority, dossier.id) },
      authority,
    }),
    attachments: [{ documentId: stored.id, name: stored.name }],
  });
}
