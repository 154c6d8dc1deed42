import type { Tx } from '#platform/database/database.ts';
import type { Appointment } from './domain/appointment.ts';

export interface AppointmentEvent {
  readonly kind:
    | 'appointment-proposed'
    | 'appointment-booked'
    | 'appointment-declined'
    | 'appointment-cancelled'
    | 'appointment-held'
    | 'appointment-missed';
  readonly appointment: Appointment;
  /** The hour that was given up: a meeting moved or cancelled after it had been booked. */
  readonly formerStart?: Date | undefined;
  readonly by: AppointmentActor;
  /** `https://guichet.example.fr`, for the links of messages. */
  readonly origin: string;
  readonly now: Date;
}

export interface AppointmentActor {
  readonly kind: 'agent' | 'applicant';
  readonly id?: string | undefined;
  readonly name: string;
}

export interface AppointmentAct {
  readonly authorityId: string;
  readonly appointmentId: string;
  readonly by: AppointmentActor;
  readonly origin: string;
  readonly now: Date;
}

/** In the transaction of the act, which it may undo by throwing. */
export type AppointmentListener = (tx: Tx, event: AppointmentEvent) => Promise<void>;

/** Meetings with agents. Who may do what is the policy of the subject, asked by the caller. */
export interface Appointments {
  /** Said once, in `app`, by the module that owns the subject. */
  subscribe(subjectKind: string, listener: AppointmentListener): void;
  /**
   * Offers hours in place of those offered before. Done twice, it is done once: nobody is told again, nor moved.
   * @throws {AgentBusyError} when the agent keeps one of them for somebody else: the transaction is lost
   * @throws {AppointmentStateError} once it has been held
   */
  propose(
    tx: Tx,
    act: AppointmentAct & {
      readonly agent: { readonly id: string; readonly name: string };
      readonly starts: readonly Date[];
      readonly minutes: number;
      readonly place: string;
    },
  ): Promise<Appointment>;
  /** The applicant takes an hour; the others are free again. Done twice, it is done once. @throws {AppointmentStateError} */
  choose(tx: Tx, act: AppointmentAct & { readonly slotId: string }): Promise<Appointment>;
  /** None suits. @throws {AppointmentStateError} */
  decline(tx: Tx, act: AppointmentAct & { readonly reason: string }): Promise<Appointment>;
  /** @throws {AppointmentStateError} */
  cancel(tx: Tx, act: AppointmentAct & { readonly reason: string }): Promise<Appointment>;
  /** Whether the person came. @throws {AppointmentStateError} before its hour */
  conclude(tx: Tx, act: AppointmentAct & { readonly outcome: 'held' | 'missed' }): Promise<Appointment>;
}
