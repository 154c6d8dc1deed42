import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AppointmentSubjectId } from '../queries/appointment-rows.ts';

export interface NewAppointment {
  readonly authorityId: string;
  readonly subject: AppointmentSubjectId;
  /** The same key opens one. */
  readonly requestKey: string;
  readonly title: string;
  readonly minutes: number;
  readonly place: string;
  readonly now: Date;
}

/** An appointment to be made: an agent offers hours next. Asked twice, it is opened once. */
export async function openAppointment(tx: Tx, asked: NewAppointment): Promise<void> {
  await tx
    .insertInto('appointments')
    .values({
      authority_id: asked.authorityId,
      id: newId(asked.now.getTime()),
      subject_kind: asked.subject.kind,
      subject_id: asked.subject.id,
      request_key: asked.requestKey,
      title: asked.title,
      place: asked.place,
      minutes: asked.minutes,
      state: 'to-propose',
      created_at: asked.now,
      updated_at: asked.now,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'request_key']).doNothing())
    .execute();
}
