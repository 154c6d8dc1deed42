import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AppointmentAct, AppointmentEvent, AppointmentListener, Appointments } from './appointments.ts';
import {
  type Appointment,
  type AppointmentState,
  chosenSlot,
  isProposed,
  mayCancel,
  mayChoose,
  mayConclude,
  mayPropose,
} from './domain/appointment.ts';
import { AgentBusyError, AppointmentStateError } from './errors.ts';
import { lockAppointment } from './queries/appointment-rows.ts';

/** Made once, in `app`. */
export function createAppointments(): Appointments {
  const listeners = new Map<string, AppointmentListener>();

  const announce = async (
    tx: Tx,
    act: AppointmentAct,
    kind: AppointmentEvent['kind'],
    before: Appointment,
  ): Promise<Appointment> => {
    const listener = listeners.get(before.subjectKind);
    if (listener === undefined) throw new Error(`Nobody answers for appointments of ${before.subjectKind}`);
    const appointment = await lockAppointment(tx, act.authorityId, act.appointmentId);
    const formerStart = before.state === 'booked' ? chosenSlot(before)?.startsAt : undefined;
    const { by, origin, now } = act;
    await listener(tx, {
      kind,
      appointment,
      by,
      origin,
      now,
      ...(formerStart === undefined || kind === 'appointment-held' || kind === 'appointment-missed'
        ? {}
        : { formerStart }),
    });
    return appointment;
  };

  return {
    subscribe: (kind, listener) => void listeners.set(kind, listener),
    propose: async (tx, act) => {
      const before = await lockAppointment(tx, act.authorityId, act.appointmentId);
      if (!mayPropose(before)) throw new AppointmentStateError();
      if (isProposed(before, act)) return before;
      await releaseSlots(tx, act);
      await offerSlots(tx, act);
      await write(tx, act, 'proposed', {
        agent_id: act.agent.id,
        agent_name: act.agent.name,
        minutes: act.minutes,
        place: act.place,
        declined_reason: null,
        cancelled_reason: null,
      });
      return announce(tx, act, 'appointment-proposed', before);
    },
    choose: async (tx, act) => {
      const before = await lockAppointment(tx, act.authorityId, act.appointmentId);
      if (before.state === 'booked' && chosenSlot(before)?.id === act.slotId) return before;
      const slot = before.slots.find((one) => one.id === act.slotId);
      if (slot === undefined || !mayChoose(before, slot, act.now)) throw new AppointmentStateError();
      await releaseSlots(tx, act, slot.id);
      await tx
        .updateTable('appointment_slots')
        .set({ state: 'chosen' })
        .where('authority_id', '=', act.authorityId)
        .where('id', '=', slot.id)
        .execute();
      await write(tx, act, 'booked', {});
      return announce(tx, act, 'appointment-booked', before);
    },
    decline: async (tx, act) => {
      const before = await lockAppointment(tx, act.authorityId, act.appointmentId);
      if (before.state === 'to-propose' && before.declinedReason !== null) return before;
      if (before.state !== 'proposed') throw new AppointmentStateError();
      await releaseSlots(tx, act);
      await write(tx, act, 'to-propose', { declined_reason: act.reason });
      return announce(tx, act, 'appointment-declined', before);
    },
    cancel: async (tx, act) => {
      const before = await lockAppointment(tx, act.authorityId, act.appointmentId);
      if (before.state === 'cancelled') return before;
      if (!mayCancel(before)) throw new AppointmentStateError();
      await releaseSlots(tx, act);
      await write(tx, act, 'cancelled', { cancelled_reason: act.reason });
      return announce(tx, act, 'appointment-cancelled', before);
    },
    conclude: async (tx, act) => {
      const before = await lockAppointment(tx, act.authorityId, act.appointmentId);
      if (before.state === act.outcome) return before;
      if (!mayConclude(before, act.now)) throw new AppointmentStateError();
      await write(tx, act, act.outcome, {});
      return announce(tx, act, `appointment-${act.outcome}`, before);
    },
  };
}

async function offerSlots(
  tx: Tx,
  act: AppointmentAct & {
    readonly agent: { readonly id: string };
    readonly starts: readonly Date[];
    readonly minutes: number;
  },
): Promise<void> {
  try {
    await tx
      .insertInto('appointment_slots')
      .values(
        act.starts.map((start) => ({
          authority_id: act.authorityId,
          id: newId(act.now.getTime()),
          appointment_id: act.appointmentId,
          agent_id: act.agent.id,
          starts_at: start,
          ends_at: new Date(start.getTime() + act.minutes * 60_000),
          state: 'offered' as const,
        })),
      )
      .execute();
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'appointment_slots_agent_once') throw new AgentBusyError();
    throw error;
  }
}

async function releaseSlots(tx: Tx, act: AppointmentAct, except?: string): Promise<void> {
  let query = tx
    .updateTable('appointment_slots')
    .set({ state: 'released' })
    .where('authority_id', '=', act.authorityId)
    .where('appointment_id', '=', act.appointmentId)
    .where('state', '!=', 'released');
  if (except !== undefined) query = query.where('id', '!=', except);
  await query.execute();
}

async function write(
  tx: Tx,
  act: AppointmentAct,
  state: AppointmentState,
  columns: {
    agent_id?: string;
    agent_name?: string;
    minutes?: number;
    place?: string;
    declined_reason?: string | null;
    cancelled_reason?: string | null;
  },
): Promise<void> {
  await tx
    .updateTable('appointments')
    .set({ ...columns, state, updated_at: act.now })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.appointmentId)
    .execute();
}
