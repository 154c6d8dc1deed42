/** `to-propose`: no hour is on offer, either not yet or because none suited. */
export type AppointmentState = 'to-propose' | 'proposed' | 'booked' | 'held' | 'missed' | 'cancelled';

/** A meeting with an agent about something that appointments know by its kind and identifier only. */
export interface Appointment {
  readonly authorityId: string;
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What it is about, in the applicant's words. */
  readonly title: string;
  readonly place: string;
  readonly minutes: number;
  readonly state: AppointmentState;
  /** Why no hour suited. */
  readonly declinedReason: string | null;
  readonly cancelledReason: string | null;
  readonly agentId: string | null;
  readonly agentName: string;
  /** Those on offer, or the one that was chosen; in the order of time. */
  readonly slots: readonly Slot[];
  readonly createdAt: Date;
}

export interface Slot {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: 'offered' | 'chosen' | 'released';
}

/** Hours can be offered until the meeting has taken place. Offering again moves a meeting that was booked. */
export function mayPropose(appointment: Pick<Appointment, 'state'>): boolean {
  return appointment.state !== 'held';
}

/**
 * Whether these very hours are on offer already, or one of them was taken since: who sends them again, having heard nothing,
 * moves nothing and tells nobody twice.
 */
export function isProposed(
  appointment: Pick<Appointment, 'state' | 'slots' | 'agentId' | 'minutes' | 'place'>,
  proposal: {
    readonly agent: { readonly id: string };
    readonly starts: readonly Date[];
    readonly minutes: number;
    readonly place: string;
  },
): boolean {
  const { state, slots, agentId, minutes, place } = appointment;
  if (agentId !== proposal.agent.id || minutes !== proposal.minutes || place !== proposal.place) return false;
  const asked = new Set(proposal.starts.map((start) => start.getTime()));
  const known = slots.filter((slot) => slot.state !== 'released').map(({ startsAt }) => startsAt.getTime());
  if (known.length === 0 || !known.every((start) => asked.has(start))) return false;
  return state === 'booked' || (state === 'proposed' && known.length === asked.size);
}

/** An hour on offer that is still to come. */
export function mayChoose(appointment: Pick<Appointment, 'state'>, slot: Slot, now: Date): boolean {
  return appointment.state === 'proposed' && slot.state === 'offered' && slot.startsAt > now;
}

export function mayCancel(appointment: Pick<Appointment, 'state'>): boolean {
  return appointment.state === 'to-propose' || appointment.state === 'proposed' || appointment.state === 'booked';
}

/** Whether somebody came is known once the hour has begun. */
export function mayConclude(appointment: Pick<Appointment, 'state' | 'slots'>, now: Date): boolean {
  const chosen = chosenSlot(appointment);
  return appointment.state === 'booked' && chosen !== undefined && chosen.startsAt <= now;
}

export function chosenSlot(appointment: Pick<Appointment, 'slots'>): Slot | undefined {
  return appointment.slots.find((slot) => slot.state === 'chosen');
}

/** An agent offers a few hours, not a whole calendar. */
export const mostSlots = 10;

/** Further ahead, a typing mistake in the year is likelier. */
export const furthestDays = 400;

export type SlotProblem = 'unreadable' | 'past' | 'too-far' | 'overlap';

/**
 * The moment of a civil date and time in Paris; undefined when it does not exist: 31 February, or the hour that is
 * skipped in spring. The hour that comes twice in autumn is the first one.
 */
export function momentOf(date: string, time: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  try {
    const plain = Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' });
    const zoned = plain.toZonedDateTime('Europe/Paris', { disambiguation: 'earlier' });
    return zoned.toPlainDateTime().equals(plain) ? new Date(zoned.epochMilliseconds) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What is wrong with hours as they were typed, by their place in the list. */
export function problemsOf(
  starts: readonly (Date | undefined)[],
  minutes: number,
  now: Date,
): ReadonlyMap<number, SlotProblem> {
  const problems = new Map<number, SlotProblem>();
  starts.forEach((start, index) => {
    if (start === undefined) problems.set(index, 'unreadable');
    else if (start <= now) problems.set(index, 'past');
    else if (start.getTime() - now.getTime() > furthestDays * 86_400_000) problems.set(index, 'too-far');
    else if (starts.slice(0, index).some((other) => other !== undefined && overlaps(start, other, minutes)))
      problems.set(index, 'overlap');
  });
  return problems;
}

function overlaps(a: Date, b: Date, minutes: number): boolean {
  return Math.abs(a.getTime() - b.getTime()) < minutes * 60_000;
}
