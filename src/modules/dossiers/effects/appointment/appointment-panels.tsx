import { type Appointment, appointmentMessages, chosenSlot, slotWords } from '#modules/appointments/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { appointmentWords as say } from './messages.ts';

export const appointmentTone: Readonly<Record<Appointment['state'], Tone>> = {
  'to-propose': 'waiting',
  proposed: 'waiting',
  booked: 'info',
  held: 'done',
  missed: 'refused',
  cancelled: 'neutral',
};

interface AppointmentPanelProps {
  appointments: readonly Appointment[];
  locale: Locale;
  /** The path of the dossier's page. */
  base: string;
}

/** The applicant's appointments: to be chosen first. */
export function ApplicantAppointments({ appointments, locale, base }: AppointmentPanelProps) {
  if (appointments.length === 0) return null;
  return (
    <section aria-labelledby="rendez-vous">
      <h2 class="govuk-heading-m" id="rendez-vous">
        {say(locale, 'panel.title')}
      </h2>
      {appointments.map((appointment) =>
        appointment.state === 'proposed' ? (
          <Notification key={appointment.id} tone="important" level={3} title={say(locale, 'panel.choose')}>
            <p class="govuk-body">{appointment.title}</p>
            <a class="govuk-link" href={`${base}/rendez-vous/${appointment.id}`}>
              {say(locale, 'panel.chooseLink')}
            </a>
          </Notification>
        ) : (
          <p class="govuk-body" key={appointment.id}>
            <AppointmentLine appointment={appointment} locale={locale} />{' '}
            {appointment.state === 'to-propose' && say(locale, 'panel.waiting')}
            {appointment.state === 'booked' && (
              <a class="govuk-link" href={`${base}/rendez-vous/${appointment.id}`}>
                {say(locale, 'panel.see')}
                <span class="govuk-visually-hidden"> ({appointment.title})</span>
              </a>
            )}
          </p>
        ),
      )}
    </section>
  );
}

/** The appointments of a dossier, each with the page where hours are offered. */
export function AgentAppointments({ appointments, locale, base }: AppointmentPanelProps) {
  if (appointments.length === 0) return null;
  return (
    <section aria-labelledby="rendez-vous">
      <h2 class="govuk-heading-m" id="rendez-vous">
        {say(locale, 'panel.title')}
      </h2>
      <ul class="govuk-list govuk-list--spaced">
        {appointments.map((appointment) => (
          <li key={appointment.id}>
            <AppointmentLine appointment={appointment} locale={locale} />{' '}
            <a class="govuk-link" href={`${base}/rendez-vous/${appointment.id}`}>
              {say(locale, 'panel.manage')}
              <span class="govuk-visually-hidden"> ({appointment.title})</span>
            </a>
            {appointment.state === 'to-propose' && appointment.declinedReason !== null && (
              <p class="pv-muted">{say(locale, 'panel.declined', { reason: appointment.declinedReason })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function AppointmentLine({ appointment, locale }: { appointment: Appointment; locale: Locale }) {
  const slot = chosenSlot(appointment);
  return (
    <>
      <strong>{appointment.title}</strong>{' '}
      <Tag tone={appointmentTone[appointment.state]}>{appointmentMessages(locale, `state.${appointment.state}`)}</Tag>
      {slot !== undefined && (
        <>
          {' '}
          {slotWords(slot, locale)}
          {appointment.place !== '' && `, ${appointment.place}`}.
        </>
      )}
    </>
  );
}
