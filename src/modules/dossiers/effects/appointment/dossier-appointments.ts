import { type AppointmentEvent, type AppointmentListener, chosenSlot, slotWords } from '#modules/appointments/index.ts';
import type { SystemEvent } from '#modules/workflow/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { applySystemEvent, type TransitionDeps } from '../../usecases/apply-transition.ts';
import { type DossierRow, lockDossier } from '../../usecases/lock-dossier.ts';
import { touchDossier } from '../../usecases/lock-for-agent.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { tellApplicant } from '../shared/tell-applicant.ts';
import { appointmentWords as say } from './messages.ts';

type Act = 'proposed' | 'booked' | 'declined' | 'cancelled' | 'held' | 'missed';

const followed: Partial<Record<Act, Extract<SystemEvent, `appointment-${string}`>>> = {
  booked: 'appointment-booked',
  held: 'appointment-held',
  missed: 'appointment-missed',
};

/** What dossiers do with their appointments: history, e-mail, and the workflow moves on. */
export function dossierAppointments(deps: TransitionDeps): AppointmentListener {
  return async (tx, event) => {
    const { appointment, by, now } = event;
    const dossier = await lockDossier(tx, appointment.authorityId, appointment.subjectId);
    const act = event.kind.slice('appointment-'.length) as Act;
    await touch(tx, dossier, event);
    await recordCapabilityEvent(tx, dossier, {
      at: now,
      kind: 'appointment',
      actor: by,
      visibility: 'public',
      words: { fr: historyWords(event, act, 'fr'), en: historyWords(event, act, 'en') },
      data: { appointmentId: appointment.id },
    });
    const on = followed[act];
    const moved =
      on === undefined
        ? undefined
        : await applySystemEvent(tx, deps, {
            authorityId: dossier.authority_id,
            dossierId: dossier.id,
            on,
            channel: 'web',
            origin: event.origin,
            data: { title: appointment.title },
          });
    // The workflow's own words say it once; a booking is confirmed with its hour and place all the same.
    if (act === 'booked' || (moved?.queuedMessages ?? 0) === 0) await tell(tx, deps, dossier, event, act);
  };
}

/** What the applicant did is found among the new answers. */
async function touch(tx: Tx, dossier: DossierRow, { by, now }: AppointmentEvent): Promise<void> {
  if (by.kind === 'agent') return touchDossier(tx, dossier, now);
  await tx
    .updateTable('dossiers')
    .set({ updated_at: now, last_applicant_act_at: now, revision: dossier.revision + 1 })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
}

function historyWords({ appointment }: AppointmentEvent, act: Act, locale: Locale): string {
  const slot = chosenSlot(appointment);
  return say(locale, `history.${act}`, {
    title: appointment.title,
    slot: slot === undefined ? appointment.title : `${appointment.title}, ${slotWords(slot, locale)}`,
  });
}

/** Whoever did it knows; a booking is confirmed to the applicant in writing all the same. */
async function tell(
  tx: Tx,
  deps: TransitionDeps,
  dossier: DossierRow,
  event: AppointmentEvent,
  act: Act,
): Promise<void> {
  const { appointment, by, formerStart, origin } = event;
  const { locale } = dossier;
  if (act === 'held' || act === 'declined') return;
  if (act === 'cancelled' && by.kind === 'applicant') return;
  const values = {
    title: appointment.title,
    code: formatTrackingCode(dossier.code),
    agent: appointment.agentName,
  };
  const slot = chosenSlot(appointment);
  const facts = [
    ...(slot === undefined ? [] : [[say(locale, 'fact.when'), slotWords(slot, locale)] as const]),
    ...(appointment.place === '' || act === 'cancelled'
      ? []
      : [[say(locale, 'fact.where'), appointment.place] as const]),
    ...(act === 'booked' ? [[say(locale, 'fact.with'), appointment.agentName] as const] : []),
    ...(act === 'cancelled' && appointment.cancelledReason !== null
      ? [[say(locale, 'fact.reason'), appointment.cancelledReason] as const]
      : []),
  ];
  await tellApplicant(tx, deps, dossier, {
    subject: say(locale, `mail.${act}.subject`, values),
    paragraphs: [
      ...(act === 'proposed' && formerStart !== undefined
        ? [say(locale, 'mail.moved', { former: formatDateTime(formerStart, locale) })]
        : []),
      say(locale, `mail.${act}.body`, values),
    ],
    facts,
    actionLabel: say(locale, act === 'proposed' || act === 'booked' ? `mail.${act}.action` : 'mail.action'),
    ...(act === 'proposed' || act === 'booked' ? { part: `rendez-vous/${appointment.id}` } : {}),
    origin,
  });
}
