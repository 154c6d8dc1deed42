import {
  delegatedRole,
  findLetterhead,
  type HeldDelegation,
  isDecisionKind,
  joinDocument,
} from '#modules/correspondence/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import { sameDigest } from '#platform/crypto/digests.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { applySystemEvent, type TransitionDeps } from '../../usecases/apply-transition.ts';
import { type DossierRow, lockDossier } from '../../usecases/lock-dossier.ts';
import { agentActor, processedDossier, touchDossier } from '../../usecases/lock-for-agent.ts';
import { letterFileName, numberLabel, numberLetter } from '../../usecases/produce-letter.ts';
import { recordEvent } from '../../usecases/record-event.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { tellApplicant } from '../shared/tell-applicant.ts';
import {
  type Circuit,
  currentStep,
  findCircuit,
  maySign,
  roleOf,
  type Step,
  signedRole,
  signingMeans,
} from './circuit.ts';
import { type FrozenLetter, hashOfLetter, signedDocument, withLogo } from './frozen-letter.ts';
import { signatureWords as say } from './messages.ts';
import { announceTurn } from './signature-mail.ts';
import { tellSealFailure } from './tell-seal-failure.ts';

export interface SignatureDecision {
  readonly agent: AgentPrincipal;
  readonly authorityId: string;
  readonly circuitId: string;
  readonly decision: 'sign' | 'refuse';
  /** A remark, or the reason of a refusal. */
  readonly remark: string;
  /** Of the text that was on the page, in hexadecimal. */
  readonly seenHash: string;
  readonly origin: string;
  readonly now: Date;
}

/** It was signed, refused or withdrawn meanwhile, or it is not the agent's turn. */
export class SignatureClosedError extends ConflictError {
  constructor() {
    super('signature-closed');
  }
}

/** The kept text is not the one that was frozen, or not the one that the signer read. */
export class SignatureContentError extends ConflictError {
  constructor() {
    super('signature-content');
  }
}

type Deps = TransitionDeps & { readonly documents: Documents };

/**
 * One step of a circuit. The last signature makes the letter final: numbered, shown and sent to the applicant. A refusal
 * ends the circuit. Sent twice by the same agent, it counts once.
 * @throws {NotFoundError} for whoever has no step in it, whether it exists or not
 * @throws {SignatureClosedError} @throws {SignatureContentError}
 * @throws {SealUnusableError} at the last signature, when the seal of the authority cannot seal: nothing is signed then
 */
export async function decideSignature(tx: Tx, deps: Deps, act: SignatureDecision): Promise<void> {
  const found = await findCircuit(tx, act.authorityId, act.circuitId);
  if (found === undefined) throw new NotFoundError('signature-not-found');
  const dossier = await lockDossier(tx, act.authorityId, found.dossier_id);
  const circuit = await findCircuit(tx, act.authorityId, act.circuitId, { lock: true });
  if (circuit === undefined) throw new NotFoundError('signature-not-found');
  const means = await signingMeans(tx, act.agent, act.now);
  const rightTo = (step: Step) => maySign(act.agent, step, processedDossier(dossier), means);
  if (!circuit.steps.some((one) => rightTo(one) !== undefined || one.signer_id === act.agent.agentId))
    throw new NotFoundError('signature-not-found');
  const step = currentStep(circuit);
  const right = step === undefined ? undefined : rightTo(step);
  if (step === undefined || right === undefined) {
    if (wasJustDone(circuit, act)) return;
    throw new SignatureClosedError();
  }
  requireSameText(circuit, act.seenHash);
  await writeStep(tx, act, step, circuit.content_hash, right.delegation);
  await touchDossier(tx, dossier, act.now);
  await recordStep(tx, dossier, circuit, step, act, right.delegation);
  if (act.decision === 'refuse') return refuse(tx, deps, dossier, act);
  const next = circuit.steps.find((one) => one.position === step.position + 1);
  if (next === undefined) return finish(tx, deps, dossier, act);
  await announceTurn(tx, deps, circuit, next, dossier, act.origin);
}

/** A second click finds the step signed by the first one. */
function wasJustDone(circuit: Circuit, { agent, decision, now }: SignatureDecision): boolean {
  const last = circuit.steps.filter((step) => step.state !== 'waiting').at(-1);
  return (
    last?.signer_id === agent.agentId &&
    last.state === (decision === 'sign' ? 'signed' : 'refused') &&
    last.acted_at !== null &&
    now.getTime() - last.acted_at.getTime() < 60_000
  );
}

function requireSameText(circuit: Circuit, seenHash: string): void {
  const kept = hashOfLetter(circuit.content);
  if (!sameDigest(kept, circuit.content_hash)) throw new SignatureContentError();
  if (!sameDigest(kept, Buffer.from(seenHash, 'hex'))) throw new SignatureContentError();
}

async function writeStep(
  tx: Tx,
  act: SignatureDecision,
  step: Step,
  hash: Buffer,
  delegation: HeldDelegation | undefined,
): Promise<void> {
  await tx
    .updateTable('signature_steps')
    .set({
      state: act.decision === 'sign' ? 'signed' : 'refused',
      signer_id: act.agent.agentId,
      signer_name: act.agent.name,
      signer_role: delegation === undefined ? roleOf(step, 'fr') : delegatedRole(delegation),
      on_behalf_of: delegation?.delegatorName ?? null,
      delegation_reference: delegation?.orderReference ?? null,
      remark: act.remark === '' ? null : act.remark,
      seen_hash: hash,
      acted_at: act.now,
    })
    .where('authority_id', '=', act.authorityId)
    .where('circuit_id', '=', act.circuitId)
    .where('position', '=', step.position)
    .execute();
}

async function recordStep(
  tx: Tx,
  dossier: DossierRow,
  circuit: Circuit,
  step: Step,
  act: SignatureDecision,
  delegation: HeldDelegation | undefined,
): Promise<void> {
  const words = (locale: 'fr' | 'en') =>
    say(locale, act.decision === 'sign' ? 'history.signed' : 'history.refused', {
      name: act.agent.name,
      role: delegation === undefined ? roleOf(step, locale) : delegatedRole(delegation),
      title: circuit.title,
      reason: act.remark,
    });
  await recordCapabilityEvent(tx, dossier, {
    at: act.now,
    kind: 'signature',
    actor: agentActor(act.agent),
    visibility: 'internal',
    words: { fr: words('fr'), en: words('en') },
    data: { circuitId: circuit.id, hash: circuit.content_hash.toString('hex') },
  });
}

async function refuse(tx: Tx, deps: Deps, dossier: DossierRow, act: SignatureDecision): Promise<void> {
  await closeCircuit(tx, act, { state: 'refused' });
  await applySystemEvent(tx, deps, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    on: 'signature-refused',
    channel: 'web',
    origin: act.origin,
    data: { reason: act.remark, by: act.agent.name },
  });
}

/** All have signed: the letter gets its number and its last page, joins the dossier and leaves for the applicant. */
async function finish(tx: Tx, deps: Deps, dossier: DossierRow, act: SignatureDecision): Promise<void> {
  const circuit = await findCircuit(tx, act.authorityId, act.circuitId);
  if (circuit === undefined) throw new NotFoundError('signature-not-found');
  // Written by the effect, and its hash has just been checked.
  const letter = circuit.content as unknown as FrozenLetter;
  const authority = await deps.directory.getAuthority(act.authorityId);
  const { procedure } = await deps.catalogue.getVersionOf(dossier);
  const decision = isDecisionKind(circuit.decision_kind) ? circuit.decision_kind : undefined;
  const subject = { authority, procedure, dossier, now: act.now };
  const { number, entered } = await numberLetter(tx, { decision }, subject, signersInWords(circuit.steps));
  const signatures = circuit.steps.map((step) => ({
    name: step.signer_name,
    role: signedRole(step, letter.locale),
    at: step.acted_at ?? act.now,
  }));
  const last = circuit.steps.at(-1);
  const { content, sealed } = await deps.seals.render(
    tx,
    withLogo(
      signedDocument(
        letter,
        [numberLabel(decision, letter.locale), number],
        signatures,
        circuit.content_hash,
        act.now,
        {
          ...(last === undefined || last.on_behalf_of === null ? {} : { formula: `${last.signer_role},` }),
        },
      ),
      await findLetterhead(tx, act.authorityId),
    ),
    {
      authority,
      reason: say(letter.locale, 'seal.reason', { title: circuit.title, number }),
      at: act.now,
      origin: act.origin,
    },
  );
  const document = await deps.documents.storeGenerated(tx, act.authorityId, {
    name: letterFileName(circuit.title),
    mediaType: 'application/pdf',
    content,
    dossierId: dossier.id,
  });
  if (entered !== undefined) await joinDocument(tx, act.authorityId, entered, document.id);
  await closeCircuit(tx, act, { state: 'signed', final_document_id: document.id, number });
  await recordEvent(tx, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    at: act.now,
    kind: 'letter',
    actor: { kind: 'agent', id: act.agent.agentId, name: act.agent.name },
    channel: 'web',
    visibility: 'public',
    data: { documentId: document.id, name: document.name, number },
  });
  if (sealed) await recordSeal(tx, dossier, circuit, number, act);
  const moved = await applySystemEvent(tx, deps, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    on: 'signed',
    channel: 'web',
    origin: act.origin,
    data: { number, title: circuit.title },
  });
  // A workflow that says it in its own words says it once.
  if ((moved?.queuedMessages ?? 0) > 0) return;
  const values = { title: circuit.title, code: formatTrackingCode(dossier.code), number };
  await tellApplicant(tx, deps, dossier, {
    subject: say(dossier.locale, 'mail.signed.subject', values),
    paragraphs: [say(dossier.locale, 'mail.signed.body', values)],
    actionLabel: say(dossier.locale, 'mail.action'),
    attachments: [{ documentId: document.id, name: document.name }],
    origin: act.origin,
  });
}

/** "Jeanne Martin (Pour le maire et par délégation, l’adjointe)" for the register of decisions. */
function signersInWords(steps: readonly Step[]): string {
  const last = steps.at(-1);
  if (last === undefined) return '';
  return last.signer_role === '' ? last.signer_name : `${last.signer_name} (${last.signer_role})`;
}

async function recordSeal(
  tx: Tx,
  dossier: DossierRow,
  circuit: Circuit,
  number: string,
  act: SignatureDecision,
): Promise<void> {
  const words = (locale: 'fr' | 'en') => say(locale, 'history.sealed', { title: circuit.title, number });
  await recordCapabilityEvent(tx, dossier, {
    at: act.now,
    kind: 'signature',
    actor: { kind: 'system', name: '' },
    visibility: 'internal',
    words: { fr: words('fr'), en: words('en') },
    data: { circuitId: circuit.id },
  });
}

/** Whoever processes the dossier takes the letter back before it is signed by all. Done twice, it is done once. */
export async function cancelCircuit(
  tx: Tx,
  dossier: DossierRow,
  act: Pick<SignatureDecision, 'agent' | 'authorityId' | 'circuitId' | 'now'>,
): Promise<void> {
  const circuit = await findCircuit(tx, act.authorityId, act.circuitId, { lock: true });
  if (circuit === undefined || circuit.dossier_id !== dossier.id) throw new NotFoundError('signature-not-found');
  if (circuit.state === 'cancelled') return;
  if (circuit.state !== 'running') throw new SignatureClosedError();
  await closeCircuit(tx, act, { state: 'cancelled' });
  await touchDossier(tx, dossier, act.now);
  await recordCapabilityEvent(tx, dossier, {
    at: act.now,
    kind: 'signature',
    actor: agentActor(act.agent),
    visibility: 'internal',
    words: {
      fr: say('fr', 'history.cancelled', { title: circuit.title }),
      en: say('en', 'history.cancelled', { title: circuit.title }),
    },
    data: { circuitId: circuit.id },
  });
}

async function closeCircuit(
  tx: Tx,
  act: Pick<SignatureDecision, 'authorityId' | 'circuitId' | 'now'>,
  columns: { state: 'signed' | 'refused' | 'cancelled'; final_document_id?: string; number?: string },
): Promise<void> {
  await tx
    .updateTable('signature_circuits')
    .set({ ...columns, closed_at: act.now, failed_at: null, failure: null })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.circuitId)
    .execute();
}

/**
 * Notes that the last signature could not be put, and why: seen on the dossier until it succeeds, and told to the
 * administrators. It says nothing of an act that was done: nothing was. Whoever signs again does all of it anew.
 * @param failure in French
 */
export async function noteSignatureFailure(
  tx: Tx,
  deps: Pick<TransitionDeps, 'platform' | 'directory'>,
  act: Pick<SignatureDecision, 'authorityId' | 'circuitId' | 'origin' | 'now'>,
  failure: string,
): Promise<void> {
  const circuit = await tx
    .updateTable('signature_circuits')
    .set({ failed_at: act.now, failure })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.circuitId)
    .where('state', '=', 'running')
    .returning('title')
    .executeTakeFirst();
  if (circuit === undefined) return;
  const authority = await deps.directory.getAuthority(act.authorityId);
  const { origin, now } = act;
  await tellSealFailure(tx, deps.platform, { authority, why: failure, title: circuit.title, origin, now });
}
