import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Appointment, Slot } from '../domain/appointment.ts';
import { AppointmentNotFoundError } from '../errors.ts';

export interface AppointmentSubjectId {
  readonly kind: string;
  readonly id: string;
}

/** The appointments about something, the oldest first, with the hours on offer or chosen. */
export async function listAppointments(
  tx: Tx,
  authorityId: string,
  subject: AppointmentSubjectId,
): Promise<Appointment[]> {
  const rows = await tx
    .selectFrom('appointments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const found: Appointment[] = [];
  for (const row of rows) found.push(appointmentOf(row, await slotsOf(tx, authorityId, row.id)));
  return found;
}

/** The row, locked until the end of the transaction. @throws {AppointmentNotFoundError} */
export async function lockAppointment(tx: Tx, authorityId: string, id: string): Promise<Appointment> {
  const row = await tx
    .selectFrom('appointments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppointmentNotFoundError();
  return appointmentOf(row, await slotsOf(tx, authorityId, id));
}

async function slotsOf(tx: Tx, authorityId: string, appointmentId: string): Promise<Slot[]> {
  const rows = await tx
    .selectFrom('appointment_slots')
    .select(['id', 'starts_at', 'ends_at', 'state'])
    .where('authority_id', '=', authorityId)
    .where('appointment_id', '=', appointmentId)
    .where('state', '!=', 'released')
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => ({ id: row.id, startsAt: row.starts_at, endsAt: row.ends_at, state: row.state }));
}

function appointmentOf(row: Selectable<Tables['appointments']>, slots: readonly Slot[]): Appointment {
  return {
    authorityId: row.authority_id,
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    title: row.title,
    place: row.place,
    minutes: row.minutes,
    state: row.state,
    declinedReason: row.declined_reason,
    cancelledReason: row.cancelled_reason,
    agentId: row.agent_id,
    agentName: row.agent_name,
    slots,
    createdAt: row.created_at,
  };
}
