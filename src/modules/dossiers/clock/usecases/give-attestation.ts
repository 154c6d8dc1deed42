import { renderPdf } from '#modules/documents/index.ts';
import { SealUnusableError } from '#modules/signatures/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { type DossierRow, lockDossier } from '../../usecases/lock-dossier.ts';
import { recordEvent } from '../../usecases/record-event.ts';
import { attestationFileName, attestationPdf, type TacitAcceptance } from '../domain/attestation.ts';
import { silenceOf } from '../domain/silence.ts';
import { clockWords } from '../messages.ts';

/** Silence has accepted nothing: there is a decision, the delay runs, or silence rejects. */
export class NoTacitAcceptanceError extends ConflictError {
  constructor() {
    super('no-tacit-acceptance');
  }
}

export interface AskedAttestation {
  readonly authorityId: string;
  readonly dossierId: string;
  /** Who asks, as the history says it. */
  readonly actor: { readonly kind: 'applicant' | 'agent'; readonly id?: string; readonly name: string };
  /** What else the history keeps of whoever acts for the applicant. */
  readonly by?: Readonly<Record<string, unknown>>;
  readonly origin: string;
  readonly now: Date;
  /** Refuses by throwing, once the row is locked. */
  readonly mayAsk: (dossier: DossierRow) => void;
}

/**
 * Gives the attestation of a tacit acceptance (CRPA L232-3): made at the first asking, kept in the dossier, the same one
 * afterwards. Sealed when the authority has a seal.
 * @returns the id of the document
 * @throws {NoTacitAcceptanceError}
 */
export async function giveAttestation(
  tx: Tx,
  parts: Pick<DossiersParts, 'directory' | 'catalogue' | 'documents' | 'seals'>,
  asked: AskedAttestation,
): Promise<string> {
  const { authorityId, dossierId, now } = asked;
  const dossier = await lockDossier(tx, authorityId, dossierId);
  asked.mayAsk(dossier);
  const authority = await parts.directory.getAuthority(authorityId);
  const region = holidayRegionOf(authority.communeCode ?? dossier.commune_code ?? undefined);
  const silence = silenceOf(dossier, civilDate(instantOf(now)).toString(), region);
  if (silence.kind !== 'accepted') throw new NoTacitAcceptanceError();
  const known = await findAttestation(tx, authorityId, dossierId, silence.on);
  if (known !== undefined) return known;
  const { procedure } = await parts.catalogue.getVersionOf(dossier);
  const acceptance: TacitAcceptance = {
    code: dossier.code,
    applicantName: dossier.applicant_name,
    headline: dossier.headline,
    submittedAt: dossier.submitted_at,
    acceptedOn: silence.on,
    wasCompleted: await wasSuspended(tx, authorityId, dossierId),
    authority,
    procedure,
    locale: dossier.locale,
    at: now,
  };
  const name = attestationFileName(acceptance);
  const stored = await parts.documents.storeGenerated(tx, authorityId, {
    name,
    mediaType: 'application/pdf',
    content: await draw(tx, parts, acceptance, asked.origin),
    dossierId,
  });
  await recordEvent(tx, {
    authorityId,
    dossierId,
    at: now,
    kind: 'attestation',
    actor: asked.actor,
    channel: 'web',
    visibility: 'public',
    data: {
      documentId: stored.id,
      name,
      on: silence.on,
      ...asked.by,
      words: { fr: clockWords('fr', 'attestation.event'), en: clockWords('en', 'attestation.event') },
    },
  });
  return stored.id;
}

/** A right of the applicant does not wait for a seal to be renewed: without one the paper is the same, unsealed. */
async function draw(
  tx: Tx,
  { seals }: Pick<DossiersParts, 'seals'>,
  acceptance: TacitAcceptance,
  origin: string,
): Promise<Buffer> {
  const document = attestationPdf(acceptance);
  const { authority, at } = acceptance;
  try {
    return (await seals.render(tx, document, { authority, reason: document.title, at, origin })).content;
  } catch (error) {
    if (error instanceof SealUnusableError) return renderPdf(document);
    throw error;
  }
}

async function findAttestation(
  tx: Tx,
  authorityId: string,
  dossierId: string,
  acceptedOn: string,
): Promise<string | undefined> {
  const events = await tx
    .selectFrom('dossier_events')
    .select('data')
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('kind', '=', 'attestation')
    .execute();
  const same = events.find(({ data }) => data.on === acceptedOn);
  return typeof same?.data.documentId === 'string' ? same.data.documentId : undefined;
}

async function wasSuspended(tx: Tx, authorityId: string, dossierId: string): Promise<boolean> {
  const events = await tx
    .selectFrom('dossier_events')
    .select(['seq', 'kind', 'data'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('kind', 'in', ['transition', 'undone'])
    .execute();
  const undone = new Set(events.filter(({ kind }) => kind === 'undone').map(({ data }) => data.seq));
  return events.some(({ seq, data }) => !undone.has(seq) && data.suspension !== undefined);
}
