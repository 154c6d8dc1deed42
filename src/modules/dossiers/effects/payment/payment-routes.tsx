import { agentPage } from '#modules/identity/index.ts';
import {
  type DeskMethod,
  deskMethods,
  formatAmount,
  isOwed,
  listPayments,
  mayBounce,
  type Payment,
  PaymentNotFoundError,
  paymentMessages,
} from '#modules/payments/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
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
import { paymentWords as say } from './messages.ts';
import { paymentTone } from './payment-panels.tsx';

const path = '/agents/dossiers/:authority/:dossier/paiements/:payment';
const longestReference = 60;
const longestReason = 300;

/** Receiving and cancelling payments at the desk. */
export function paymentRoutes(parts: CapabilityParts): Route[] {
  return [
    agentRoute('agent-dossiers.payment', 'GET', path, (context, agent) => showPayment(context, parts, agent)),
    agentRoute('agent-dossiers.record-payment', 'POST', `${path}/encaisser`, (context, agent) =>
      recordPayment(context, parts, agent),
    ),
    agentRoute('agent-dossiers.cancel-payment', 'POST', `${path}/annuler`, (context, agent) =>
      closePayment(context, parts, agent, 'cancel'),
    ),
    agentRoute('agent-dossiers.refuse-payment', 'POST', `${path}/rejeter`, (context, agent) =>
      closePayment(context, parts, agent, 'refuse'),
    ),
  ];
}

interface Typed {
  readonly fieldId: 'moyen' | 'reference' | 'motif';
  readonly message: string;
  readonly method?: string;
  readonly text?: string;
}

async function showPayment(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  problem?: Typed,
): Promise<Result> {
  const { locale } = context;
  const { named, dossier, payment } = await openPayment(context, parts, agent);
  const title = say(locale, 'page.title', { label: payment.label });
  return page(
    await agentPage(context, parts.site, {
      title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'inbox',
      children: (
        <>
          <BackLink href={named.base} label={say(locale, 'back')} />
          <ErrorSummary errors={problem === undefined ? [] : [problem]} />
          <PageHeading title={title} caption={`${formatTrackingCode(dossier.code)} · ${dossier.applicant_name}`} />
          <PaymentSummary payment={payment} base={named.base} locale={locale} />
          {isOwed(payment) && <RecordForm {...{ context, named, payment, problem }} />}
          {isOwed(payment) && <ReasonForm {...{ context, named, payment, problem, act: 'cancel' as const }} />}
          {mayBounce(payment) && <ReasonForm {...{ context, named, payment, problem, act: 'refuse' as const }} />}
        </>
      ),
    }),
    { status: problem === undefined ? 200 : 422 },
  );
}

function PaymentSummary({ payment, base, locale }: { payment: Payment; base: string; locale: Locale }) {
  const row = (key: Parameters<typeof say>[1], value: string | null) =>
    value === null || value === '' ? [] : [{ term: say(locale, key), value }];
  return (
    <SummaryList
      rows={[
        {
          term: say(locale, 'page.state'),
          value: <Tag tone={paymentTone[payment.state]}>{paymentMessages(locale, `state.${payment.state}`)}</Tag>,
        },
        ...row('amount', formatAmount(payment.amountCents, locale)),
        ...row('page.payer', payment.payerName),
        ...row('page.due', payment.dueOn === null ? null : formatDate(payment.dueOn, locale)),
        ...row('page.paidOn', payment.paidAt === null ? null : formatDateTime(payment.paidAt, locale)),
        ...row('page.method', payment.method === null ? null : paymentMessages(locale, `method.${payment.method}`)),
        ...row('page.reference', payment.reference),
        ...row('page.by', payment.settledByName),
        ...row('page.reason', payment.closedReason),
        ...(payment.receiptDocumentId === null
          ? []
          : [
              {
                term: say(locale, 'page.receipt'),
                value: (
                  <a class="govuk-link" href={`${base}/pieces/${payment.receiptDocumentId}`}>
                    {say(locale, 'panel.receipt', { number: payment.receiptNumber ?? '' })}
                  </a>
                ),
              },
            ]),
      ]}
    />
  );
}

interface FormProps {
  context: RequestContext;
  named: NamedDossier;
  payment: Payment;
  problem: Typed | undefined;
}

function RecordForm({ context, named, payment, problem }: FormProps) {
  const { locale } = context;
  const errorAt = (id: Typed['fieldId']) => (problem?.fieldId === id ? problem.message : undefined);
  return (
    <section aria-labelledby="encaisser">
      <h2 class="govuk-heading-m" id="encaisser">
        {say(locale, 'record.title')}
      </h2>
      <Form action={`${named.base}/paiements/${payment.id}/encaisser`} csrf={context.csrfToken()}>
        <Radios
          id="moyen"
          label={say(locale, 'record.method')}
          value={problem?.method}
          error={errorAt('moyen')}
          options={deskMethods.map((value) => ({ value, label: paymentMessages(locale, `method.${value}`) }))}
        />
        <TextInput
          id="reference"
          label={say(locale, 'record.reference')}
          hint={say(locale, 'record.referenceHint')}
          optional
          value={problem?.method === undefined ? undefined : problem.text}
          error={errorAt('reference')}
        />
        <p class="govuk-body pv-muted">{say(locale, 'record.next')}</p>
        <Button>{say(locale, 'record.button', { amount: formatAmount(payment.amountCents, locale) })}</Button>
      </Form>
    </section>
  );
}

function ReasonForm({ context, named, payment, problem, act }: FormProps & { act: 'cancel' | 'refuse' }) {
  const { locale } = context;
  const own = problem?.fieldId === 'motif' ? problem : undefined;
  return (
    <section aria-labelledby={act}>
      <h2 class="govuk-heading-m" id={act}>
        {say(locale, `${act}.title`)}
      </h2>
      <Form
        action={`${named.base}/paiements/${payment.id}/${act === 'cancel' ? 'annuler' : 'rejeter'}`}
        csrf={context.csrfToken()}
      >
        <TextInput
          id="motif"
          label={say(locale, `${act}.reason`)}
          hint={say(locale, 'cancel.reasonHint')}
          value={own?.text}
          error={own?.message}
        />
        <Button tone="warning">{say(locale, `${act}.button`)}</Button>
      </Form>
    </section>
  );
}

async function recordPayment(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { named } = await openPayment(context, parts, agent);
  const method = deskMethods.find((one) => one === single(context.body, 'moyen'));
  const reference = single(context.body, 'reference').trim();
  const typed = { method: method ?? '', text: reference };
  if (method === undefined) {
    return showPayment(context, parts, agent, {
      fieldId: 'moyen',
      message: say(locale, 'record.methodMissing'),
      ...typed,
    });
  }
  const problem = referenceProblem(reference, locale);
  if (problem !== undefined) {
    return showPayment(context, parts, agent, { fieldId: 'reference', message: problem, ...typed });
  }
  const { payment } = await act(context, parts, agent, named, (tx, settlement) =>
    parts.payments.record(tx, { ...settlement, method: method satisfies DeskMethod, reference }),
  );
  context.setFlash(say(locale, 'record.done', { number: payment.receiptNumber ?? '' }));
  return redirect(named.base);
}

function referenceProblem(reference: string, locale: Locale): string | undefined {
  if (reference.length > longestReference) return say(locale, 'record.referenceLong');
  // A card number must not be kept: sixteen digits or so, whatever stands between them.
  if (/(?:\d[ .-]?){15,19}/.test(reference)) return say(locale, 'record.referenceCard');
  return undefined;
}

async function closePayment(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  kind: 'cancel' | 'refuse',
): Promise<Result> {
  const { locale } = context;
  const { named } = await openPayment(context, parts, agent);
  const reason = single(context.body, 'motif').replace(/\s+/g, ' ').trim();
  if (reason === '' || reason.length > longestReason) {
    const message = say(locale, reason === '' ? 'cancel.reasonMissing' : 'cancel.reasonLong');
    return showPayment(context, parts, agent, { fieldId: 'motif', message, text: reason });
  }
  await act(context, parts, agent, named, (tx, settlement) => parts.payments[kind](tx, { ...settlement, reason }));
  context.setFlash(say(locale, `${kind}.done`));
  return redirect(named.base);
}

/** The policy of the dossier on its locked row, then the act. */
async function act<T>(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  named: NamedDossier,
  work: (
    tx: Parameters<CapabilityParts['payments']['record']>[0],
    settlement: Omit<Parameters<CapabilityParts['payments']['record']>[1], 'method' | 'reference'>,
  ) => Promise<T>,
): Promise<T> {
  return parts.platform.database.transaction(agent.scope, async (tx) => {
    await lockForAgent(tx, { agent, authorityId: named.authority.id, dossierId: named.dossierId, now: context.now });
    return work(tx, {
      authorityId: named.authority.id,
      paymentId: context.params.payment ?? '',
      by: { id: agent.agentId, name: agent.name },
      origin: context.origin,
      now: context.now,
    });
  });
}

/** @throws {DossierNotFoundError} @throws {PaymentNotFoundError} when it is another dossier's */
async function openPayment(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
): Promise<{ named: NamedDossier; dossier: DossierRow; payment: Payment }> {
  const named = await namedDossier(context, parts, agent);
  const { authority, dossierId } = named;
  const [dossier, payments] = await parts.platform.database.read(agent.scope, (tx) =>
    Promise.all([
      getProcessedDossier(tx, agent, authority.id, dossierId),
      listPayments(tx, authority.id, { kind: 'dossier', id: dossierId }),
    ]),
  );
  const payment = payments.find((one) => one.id === context.params.payment);
  if (payment === undefined) throw new PaymentNotFoundError();
  return { named, dossier, payment };
}
