/** Meetings with agents: hours offered, chosen, held or missed. They know no dossier. */
export type {
  AppointmentAct,
  AppointmentActor,
  AppointmentEvent,
  AppointmentListener,
  Appointments,
} from './appointments.ts';
export { createAppointments } from './create-appointments.ts';
export {
  type Appointment,
  type AppointmentState,
  chosenSlot,
  mayCancel,
  mayChoose,
  mayConclude,
  mayPropose,
  momentOf,
  mostSlots,
  problemsOf,
  type Slot,
} from './domain/appointment.ts';
export { slotWords } from './domain/slot-words.ts';
export { AgentBusyError, AppointmentNotFoundError, AppointmentStateError } from './errors.ts';
export { appointmentMessages } from './messages.ts';
export { type AppointmentSubjectId, listAppointments } from './queries/appointment-rows.ts';
export { openAppointment } from './usecases/open-appointment.ts';
