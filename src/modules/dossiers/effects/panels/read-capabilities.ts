import { type Appointment, listAppointments } from '#modules/appointments/index.ts';
import { listPayments, type Payment } from '#modules/payments/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { findLetterChoice, type LetterChoice } from '../letter/letter-choice.ts';
import { listOpinionRequests, type OpinionRequest } from '../opinion/opinion-request.ts';
import { type Circuit, listCircuits } from '../signature/circuit.ts';
import { type LinkedDossier, listLinked, listTransfers, type Transfer } from './related-dossiers.ts';

/** What the effects of a dossier's workflow brought in that its applicant sees. */
export interface ApplicantCapabilities {
  readonly payments: readonly Payment[];
  readonly appointments: readonly Appointment[];
  readonly linked: readonly LinkedDossier[];
  readonly transfers: readonly Transfer[];
  /** Undefined when the applicant has chosen nothing. */
  readonly letters: LetterChoice | undefined;
}

/** What those who process it see besides. */
export interface AgentCapabilities extends ApplicantCapabilities {
  readonly opinions: readonly OpinionRequest[];
  readonly circuits: readonly Circuit[];
}

export async function readAgentCapabilities(
  tx: Tx,
  authorityId: string,
  dossierId: string,
): Promise<AgentCapabilities> {
  const [shared, opinions, circuits] = await Promise.all([
    readApplicantCapabilities(tx, authorityId, dossierId),
    listOpinionRequests(tx, authorityId, dossierId),
    listCircuits(tx, authorityId, dossierId),
  ]);
  return { ...shared, opinions, circuits };
}

export async function readApplicantCapabilities(
  tx: Tx,
  authorityId: string,
  dossierId: string,
): Promise<ApplicantCapabilities> {
  const subject = { kind: 'dossier', id: dossierId };
  const [payments, appointments, linked, transfers, letters] = await Promise.all([
    listPayments(tx, authorityId, subject),
    listAppointments(tx, authorityId, subject),
    listLinked(tx, authorityId, dossierId),
    listTransfers(tx, authorityId, dossierId),
    findLetterChoice(tx, authorityId, dossierId),
  ]);
  return { payments, appointments, linked, transfers, letters };
}
