import {
  AgentBusyError,
  type Appointment,
  AppointmentNotFoundError,
  appointmentMessages,
  chosenSlot,
  listAppointments,
  mayCancel,
  mayConclude,
  mayPropose,
  momentOf,
  problemsOf,
  slotWords,
} from '#modules/appointments/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { getProcessedDossier } from '../../queries/get-dossier-for-agent.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { lockForAgent } from '../../usecases/lock-for-agent.ts';
import { type NamedDossier, namedDossier } from '../../web/agent/show-dossier.tsx';
import type { CapabilityParts } from '../capability-parts.ts';
import { agentRoute } from '../shared/agent-route.ts';
import { appointmentTone } from './appointment-panels.tsx';
import { appointmentWords as say } from './messages.ts';

const path = '/agents/dossiers/:authority/:dossier/rendez-vous/:appointment';
const lines = 5;
const longestReason = 300;
const longestPlace = 200;

/** Offering hours, cancelling, and saying who came. */
export function agentAppointmentRoutes(parts: CapabilityParts): Route[] {
  return [
    agentRoute('agent-dossiers.appointment', 'GET', path, (context, agent) => showAppointment(context, parts, agent)),
    agentRoute('agent-dossiers.propose-appointment', 'POST', `${path}/creneaux`, (context, agent) =>
      propose(context, parts, agent),
    ),
    agentRoute('agent-dossiers.cancel-appointment', 'POST', `${path}/annuler`, (context, agent) =>
      cancel(context, parts, agent),
    ),
    agentRoute('agent-dossiers.conclude-appointment', 'POST', `${path}/issue`, (context, agent) =>
      conclude(context, parts, agent),
    ),
  ];
}

interface Typed {
  readonly errors: readonly { readonly fieldId: string; readonly message: string }[];
  readonly values: Readonly<Record<string, string>>;
}

async function showAppointment(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  typed: Typed = { errors: [], values: {} },
): Promise<Result> {
  const { locale, now } = context;
  const { named, dossier, appointment } = await openAppointmentPage(context, parts, agent);
  const title = say(locale, 'choose.title', { title: appointment.title });
  const wrong = typed.errors.length > 0;
  const common = { context, named, appointment, typed };
  return page(
    await agentPage(context, parts.site, {
      title: wrong ? say(locale, 'errorTitle', { title }) : title,
      current: 'inbox',
      children: (
        <>
          <BackLink href={named.base} label={say(locale, 'back')} />
          <ErrorSummary errors={typed.errors} />
          <PageHeading title={title} caption={`${formatTrackingCode(dossier.code)} · ${dossier.applicant_name}`} />
          <AppointmentSummary appointment={appointment} locale={locale} />
          {mayConclude(appointment, now) && <ConcludeForm {...common} />}
          {mayPropose(appointment) && (
            <ProposeForm {...common} place={appointment.place === '' ? addressOf(named) : appointment.place} />
          )}
          {mayCancel(appointment) && <CancelForm {...common} />}
        </>
      ),
    }),
    { status: wrong ? 422 : 200 },
  );
}

function addressOf({ authority }: NamedDossier): string {
  return `${authority.name}, ${authority.contact.street}, ${authority.contact.postcode} ${authority.contact.city}`;
}

function AppointmentSummary({ appointment, locale }: { appointment: Appointment; locale: Locale }) {
  const slot = chosenSlot(appointment);
  const offered = appointment.slots.filter((one) => one.state === 'offered');
  return (
    <SummaryList
      rows={[
        {
          term: say(locale, 'fact.state'),
          value: (
            <Tag tone={appointmentTone[appointment.state]}>
              {appointmentMessages(locale, `state.${appointment.state}`)}
            </Tag>
          ),
        },
        ...(slot === undefined ? [] : [{ term: say(locale, 'fact.when'), value: slotWords(slot, locale) }]),
        ...(offered.length === 0
          ? []
          : [
              {
                term: say(locale, 'fact.when'),
                value: (
                  <ul class="govuk-list">
                    {offered.map((one) => (
                      <li key={one.id}>{slotWords(one, locale)}</li>
                    ))}
                  </ul>
                ),
              },
            ]),
        ...(appointment.agentName === '' ? [] : [{ term: say(locale, 'fact.with'), value: appointment.agentName }]),
        { term: say(locale, 'fact.minutes'), value: say(locale, 'minutes', { minutes: appointment.minutes }) },
        ...(appointment.declinedReason === null
          ? []
          : [{ term: say(locale, 'choose.noneReason'), value: appointment.declinedReason }]),
        ...(appointment.cancelledReason === null
          ? []
          : [{ term: say(locale, 'fact.reason'), value: appointment.cancelledReason }]),
      ]}
    />
  );
}

interface FormProps {
  context: RequestContext;
  named: NamedDossier;
  appointment: Appointment;
  typed: Typed;
}

function ProposeForm({ context, named, appointment, typed, place }: FormProps & { place: string }) {
  const { locale } = context;
  const field = (id: string) => ({
    id,
    value: typed.values[id],
    error: typed.errors.find((error) => error.fieldId === id)?.message,
  });
  return (
    <section aria-labelledby="creneaux">
      <h2 class="govuk-heading-m" id="creneaux">
        {say(locale, appointment.state === 'to-propose' ? 'propose.title' : 'propose.again')}
      </h2>
      <p class="govuk-body">{say(locale, 'propose.intro')}</p>
      <Form action={`${named.base}/rendez-vous/${appointment.id}/creneaux`} csrf={context.csrfToken()}>
        {Array.from({ length: lines }, (_line, index) => (
          <div class="govuk-grid-row" key={index}>
            <div class="govuk-grid-column-one-half">
              <TextInput
                {...field(`jour-${index}`)}
                type="date"
                label={say(locale, 'propose.date', { n: index + 1 })}
                optional={index > 0}
              />
            </div>
            <div class="govuk-grid-column-one-half">
              <TextInput
                {...field(`heure-${index}`)}
                type="time"
                label={say(locale, 'propose.time', { n: index + 1 })}
                optional={index > 0}
              />
            </div>
          </div>
        ))}
        <TextInput
          {...field('duree')}
          label={say(locale, 'propose.minutes')}
          inputmode="numeric"
          width={4}
          value={typed.values.duree ?? String(appointment.minutes)}
        />
        <TextInput {...field('lieu')} label={say(locale, 'propose.place')} value={typed.values.lieu ?? place} />
        <Button>{say(locale, 'propose.button')}</Button>
      </Form>
    </section>
  );
}

function CancelForm({ context, named, appointment, typed }: FormProps) {
  const { locale } = context;
  return (
    <section aria-labelledby="annuler">
      <h2 class="govuk-heading-m" id="annuler">
        {say(locale, 'cancel.title')}
      </h2>
      <Form action={`${named.base}/rendez-vous/${appointment.id}/annuler`} csrf={context.csrfToken()}>
        <TextInput
          id="motif"
          label={say(locale, 'cancel.reason')}
          hint={say(locale, 'cancel.reasonHint')}
          value={typed.values.motif}
          error={typed.errors.find((error) => error.fieldId === 'motif')?.message}
        />
        <Button tone="warning">{say(locale, 'cancel.button')}</Button>
      </Form>
    </section>
  );
}

function ConcludeForm({ context, named, appointment }: FormProps) {
  const { locale } = context;
  return (
    <section aria-labelledby="issue">
      <h2 class="govuk-heading-m" id="issue">
        {say(locale, 'conclude.title')}
      </h2>
      <Form action={`${named.base}/rendez-vous/${appointment.id}/issue`} csrf={context.csrfToken()}>
        <ButtonGroup>
          <Button name="issue" value="held">
            {say(locale, 'conclude.held')}
          </Button>
          <Button tone="secondary" name="issue" value="missed">
            {say(locale, 'conclude.missed')}
          </Button>
        </ButtonGroup>
      </Form>
    </section>
  );
}

async function propose(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale, now, body } = context;
  const { named } = await openAppointmentPage(context, parts, agent);
  const values = Object.fromEntries(
    [
      'duree',
      'lieu',
      ...Array.from({ length: lines }, (_line, index) => [`jour-${index}`, `heure-${index}`]).flat(),
    ].map((name) => [name, single(body, name).trim()]),
  );
  const asked = readProposal(values, now, locale);
  if (asked.errors.length > 0) return showAppointment(context, parts, agent, { errors: asked.errors, values });
  try {
    await act(context, parts, agent, named, (tx, common) =>
      parts.appointments.propose(tx, {
        ...common,
        agent: { id: agent.agentId, name: agent.name },
        starts: asked.starts,
        minutes: asked.minutes,
        place: asked.place,
      }),
    );
  } catch (error) {
    if (!(error instanceof AgentBusyError)) throw error;
    const errors = [{ fieldId: 'jour-0', message: say(locale, 'propose.busy') }];
    return showAppointment(context, parts, agent, { errors, values });
  }
  context.setFlash(say(locale, 'propose.done'));
  return redirect(named.base);
}

function readProposal(values: Readonly<Record<string, string>>, now: Date, locale: Locale) {
  const errors: { fieldId: string; message: string }[] = [];
  const minutes = /^\d{1,3}$/.test(values.duree ?? '') ? Number(values.duree) : 0;
  if (minutes < 5 || minutes > 480) errors.push({ fieldId: 'duree', message: say(locale, 'propose.minutesWrong') });
  const place = values.lieu ?? '';
  if (place === '') errors.push({ fieldId: 'lieu', message: say(locale, 'propose.placeMissing') });
  if (place.length > longestPlace) errors.push({ fieldId: 'lieu', message: say(locale, 'propose.placeLong') });
  const filled = Array.from({ length: lines }, (_line, index) => index).filter(
    (index) => values[`jour-${index}`] !== '' || values[`heure-${index}`] !== '',
  );
  const starts = filled.map((index) => momentOf(values[`jour-${index}`] ?? '', values[`heure-${index}`] ?? ''));
  for (const [place_, problem] of problemsOf(starts, Math.max(minutes, 5), now)) {
    errors.push({ fieldId: `jour-${filled[place_] ?? 0}`, message: appointmentMessages(locale, `problem.${problem}`) });
  }
  if (filled.length === 0) errors.push({ fieldId: 'jour-0', message: say(locale, 'propose.missing') });
  return { errors, minutes, place, starts: starts.filter((start) => start !== undefined) };
}

async function cancel(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { named } = await openAppointmentPage(context, parts, agent);
  const reason = single(context.body, 'motif').replace(/\s+/g, ' ').trim();
  if (reason === '' || reason.length > longestReason) {
    const message = say(locale, reason === '' ? 'cancel.reasonMissing' : 'choose.reasonLong');
    return showAppointment(context, parts, agent, {
      errors: [{ fieldId: 'motif', message }],
      values: { motif: reason },
    });
  }
  await act(context, parts, agent, named, (tx, common) => parts.appointments.cancel(tx, { ...common, reason }));
  context.setFlash(say(locale, 'cancel.done'));
  return redirect(named.base);
}

async function conclude(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { named } = await openAppointmentPage(context, parts, agent);
  const outcome = single(context.body, 'issue') === 'missed' ? 'missed' : 'held';
  await act(context, parts, agent, named, (tx, common) => parts.appointments.conclude(tx, { ...common, outcome }));
  context.setFlash(say(context.locale, 'conclude.done'));
  return redirect(named.base);
}

/** The policy of the dossier on its locked row, then the act. */
async function act<T>(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  named: NamedDossier,
  work: (tx: Tx, common: Omit<Parameters<CapabilityParts['appointments']['cancel']>[1], 'reason'>) => Promise<T>,
): Promise<T> {
  return parts.platform.database.transaction(agent.scope, async (tx) => {
    await lockForAgent(tx, { agent, authorityId: named.authority.id, dossierId: named.dossierId, now: context.now });
    return work(tx, {
      authorityId: named.authority.id,
      appointmentId: context.params.appointment ?? '',
      by: { kind: 'agent', id: agent.agentId, name: agent.name },
      origin: context.origin,
      now: context.now,
    });
  });
}

/** @throws {DossierNotFoundError} @throws {AppointmentNotFoundError} when it is another dossier's */
async function openAppointmentPage(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
): Promise<{ named: NamedDossier; dossier: DossierRow; appointment: Appointment }> {
  const named = await namedDossier(context, parts, agent);
  const { authority, dossierId } = named;
  return parts.platform.database.read(agent.scope, async (tx) => {
    const dossier = await getProcessedDossier(tx, agent, authority.id, dossierId);
    const found = await listAppointments(tx, authority.id, { kind: 'dossier', id: dossierId });
    const appointment = found.find((one) => one.id === context.params.appointment);
    if (appointment === undefined) throw new AppointmentNotFoundError();
    return { named, dossier, appointment };
  });
}
