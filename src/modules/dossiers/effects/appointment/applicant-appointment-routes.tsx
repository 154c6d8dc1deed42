import {
  type Appointment,
  AppointmentNotFoundError,
  AppointmentStateError,
  chosenSlot,
  listAppointments,
  mayCancel,
  mayChoose,
  slotWords,
} from '#modules/appointments/index.ts';
import { type Authority, citizenPage } from '#modules/directory/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { actorOf, getOwnDossier } from '../../queries/get-own-dossier.ts';
import { type DossierRow, lockDossier } from '../../usecases/lock-dossier.ts';
import { dossierPath } from '../../web/citizen/counter.ts';
import { openDossier, withDossier } from '../../web/citizen/own-dossier.tsx';
import { followerOf } from '../../web/citizen/visitor.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { appointmentWords as say } from './messages.ts';

const path = '/:authority/dossiers/:dossier/rendez-vous/:appointment';
const longestReason = 300;

/** Choosing an hour, or giving it up, on the applicant's side. */
export function applicantAppointmentRoutes(parts: CapabilityParts): Route[] {
  const on =
    (handler: (context: RequestContext, parts: CapabilityParts) => Promise<Result>) => (context: RequestContext) =>
      withDossier((asked) => handler(asked, parts))(context, parts);
  return [
    { id: 'dossiers.appointment', method: 'GET', path, access: 'visitor', handle: on((c, p) => showChoice(c, p)) },
    {
      id: 'dossiers.choose-appointment',
      method: 'POST',
      path,
      access: 'visitor',
      perMinute: 20,
      handle: on(sendChoice),
    },
    {
      id: 'dossiers.cancel-appointment',
      method: 'POST',
      path: `${path}/annuler`,
      access: 'visitor',
      perMinute: 20,
      handle: on(sendCancel),
    },
  ];
}

interface Problem {
  readonly fieldId: 'creneau' | 'disponibilites' | 'motif';
  readonly message: string;
  readonly slot?: string;
  readonly text?: string;
  readonly status?: number;
}

async function showChoice(context: RequestContext, parts: CapabilityParts, problem?: Problem): Promise<Result> {
  const { locale } = context;
  const { authority, dossier, appointment } = await openOwn(context, parts);
  const title = say(locale, 'choose.title', { title: appointment.title });
  const slot = chosenSlot(appointment);
  const document = await citizenPage(context, parts.site, {
    title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
    authority,
    current: 'follow',
    noIndex: true,
    backLink: <BackLink href={dossierPath(authority, dossier.id)} label={say(locale, 'backOwn')} />,
    children: (
      <>
        <ErrorSummary errors={problem === undefined ? [] : [problem]} />
        <PageHeading title={title} caption={authority.name} />
        <SummaryList
          rows={[
            ...(slot === undefined ? [] : [{ term: say(locale, 'fact.when'), value: slotWords(slot, locale) }]),
            ...(appointment.place === '' ? [] : [{ term: say(locale, 'fact.where'), value: appointment.place }]),
            ...(appointment.agentName === '' ? [] : [{ term: say(locale, 'fact.with'), value: appointment.agentName }]),
            { term: say(locale, 'fact.minutes'), value: say(locale, 'minutes', { minutes: appointment.minutes }) },
          ]}
        />
        {appointment.state === 'proposed' && <ChoiceForm {...{ context, appointment, problem }} />}
        {appointment.state === 'booked' && mayGiveUp(appointment, context.now) && (
          <GiveUpForm {...{ context, authority, dossier, appointment, problem }} />
        )}
        {appointment.state !== 'proposed' && appointment.state !== 'booked' && (
          <p class="govuk-body">{say(locale, 'choose.nothing')}</p>
        )}
      </>
    ),
  });
  return page(document, { status: problem === undefined ? 200 : (problem.status ?? 422) });
}

interface FormProps {
  context: RequestContext;
  appointment: Appointment;
  problem: Problem | undefined;
}

function ChoiceForm({ context, appointment, problem }: FormProps) {
  const { locale, now } = context;
  return (
    <Form csrf={context.csrfToken()}>
      <Radios
        id="creneau"
        label={say(locale, 'choose.question')}
        labelSize="m"
        value={problem?.slot}
        error={problem?.fieldId === 'creneau' ? problem.message : undefined}
        options={[
          ...appointment.slots
            .filter((slot) => mayChoose(appointment, slot, now))
            .map((slot) => ({ value: slot.id, label: slotWords(slot, locale) })),
          {
            value: 'aucun',
            label: say(locale, 'choose.none'),
            conditional: (
              <TextInput
                id="disponibilites"
                label={say(locale, 'choose.noneReason')}
                value={problem?.text}
                error={problem?.fieldId === 'disponibilites' ? problem.message : undefined}
              />
            ),
          },
        ]}
      />
      <Button>{say(locale, 'choose.button')}</Button>
    </Form>
  );
}

function GiveUpForm({
  context,
  authority,
  dossier,
  appointment,
  problem,
}: FormProps & { authority: Authority; dossier: DossierRow }) {
  const { locale } = context;
  return (
    <section aria-labelledby="annuler">
      <h2 class="govuk-heading-m" id="annuler">
        {say(locale, 'cancel.title')}
      </h2>
      <Form
        action={dossierPath(authority, dossier.id, `rendez-vous/${appointment.id}/annuler`)}
        csrf={context.csrfToken()}
      >
        <TextInput
          id="motif"
          label={say(locale, 'cancel.reason')}
          hint={say(locale, 'cancel.reasonHint')}
          value={problem?.fieldId === 'motif' ? problem.text : undefined}
          error={problem?.fieldId === 'motif' ? problem.message : undefined}
        />
        <Button tone="warning">{say(locale, 'cancel.button')}</Button>
      </Form>
    </section>
  );
}

async function sendChoice(context: RequestContext, parts: CapabilityParts): Promise<Result> {
  const { locale } = context;
  const { authority, dossier, appointment } = await openOwn(context, parts);
  const slot = single(context.body, 'creneau');
  const reason = plain(single(context.body, 'disponibilites'));
  if (slot === '') {
    return showChoice(context, parts, { fieldId: 'creneau', message: say(locale, 'choose.missing'), text: reason });
  }
  if (slot === 'aucun' && (reason === '' || reason.length > longestReason)) {
    const message = say(locale, reason === '' ? 'choose.reasonMissing' : 'choose.reasonLong');
    return showChoice(context, parts, { fieldId: 'disponibilites', message, slot, text: reason });
  }
  try {
    const chosen = await act(context, parts, authority, dossier, (tx, common) =>
      slot === 'aucun'
        ? parts.appointments.decline(tx, { ...common, appointmentId: appointment.id, reason })
        : parts.appointments.choose(tx, { ...common, appointmentId: appointment.id, slotId: slot }),
    );
    const booked = chosenSlot(chosen);
    context.setFlash(
      booked === undefined
        ? say(locale, 'choose.declined')
        : say(locale, 'choose.booked', { slot: slotWords(booked, locale) }),
    );
  } catch (error) {
    if (!(error instanceof AppointmentStateError)) throw error;
    return showChoice(context, parts, { fieldId: 'creneau', message: say(locale, 'choose.gone'), status: 409 });
  }
  return redirect(dossierPath(authority, dossier.id));
}

async function sendCancel(context: RequestContext, parts: CapabilityParts): Promise<Result> {
  const { locale } = context;
  const { authority, dossier, appointment } = await openOwn(context, parts);
  const reason = plain(single(context.body, 'motif'));
  const problem = (message: string, status?: number): Promise<Result> =>
    showChoice(context, parts, {
      fieldId: 'motif',
      message,
      text: reason,
      ...(status === undefined ? {} : { status }),
    });
  if (reason === '') return problem(say(locale, 'cancel.reasonMissing'));
  if (reason.length > longestReason) return problem(say(locale, 'choose.reasonLong'));
  if (appointment.state !== 'cancelled' && !mayGiveUp(appointment, context.now)) {
    return problem(say(locale, 'cancel.tooLate'), 409);
  }
  await act(context, parts, authority, dossier, (tx, common) =>
    parts.appointments.cancel(tx, { ...common, appointmentId: appointment.id, reason }),
  );
  context.setFlash(say(locale, 'cancel.done'));
  return redirect(dossierPath(authority, dossier.id));
}

/** Before its hour; afterwards it was held or missed. */
function mayGiveUp(appointment: Appointment, now: Date): boolean {
  const slot = chosenSlot(appointment);
  return mayCancel(appointment) && slot !== undefined && slot.startsAt > now;
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The policy again in the transaction of the act; then the dossier is locked, as every act on it does first. */
async function act<T>(
  context: RequestContext,
  parts: CapabilityParts,
  authority: Authority,
  dossier: DossierRow,
  work: (
    tx: Tx,
    common: Omit<Parameters<CapabilityParts['appointments']['choose']>[1], 'slotId' | 'appointmentId'>,
  ) => Promise<T>,
): Promise<T> {
  return parts.platform.database.transaction([authority.id], async (tx) => {
    const follower = followerOf(context, parts, authority.id);
    await getOwnDossier(tx, { authorityId: authority.id, dossierId: dossier.id, follower });
    await lockDossier(tx, authority.id, dossier.id);
    return work(tx, {
      authorityId: authority.id,
      by: { kind: 'applicant', name: actorOf(dossier, follower).name },
      origin: context.origin,
      now: context.now,
    });
  });
}

/** @throws {DossierNotFoundError} @throws {AppointmentNotFoundError} when it is another dossier's */
async function openOwn(
  context: RequestContext,
  parts: CapabilityParts,
): Promise<{ authority: Authority; dossier: DossierRow; appointment: Appointment }> {
  const { authority, dossier } = await openDossier(context, parts);
  const found = await parts.platform.database.read([authority.id], (tx) =>
    listAppointments(tx, authority.id, { kind: 'dossier', id: dossier.id }),
  );
  const appointment = found.find((one) => one.id === context.params.appointment);
  if (appointment === undefined) throw new AppointmentNotFoundError();
  return { authority, dossier, appointment };
}
