import { delegatedRole } from '#modules/correspondence/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { documentResult } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { SealUnusableError } from '#modules/signatures/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { plainMessage } from '../../domain/plain-message.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { type DossierRow, dossierColumns } from '../../usecases/lock-dossier.ts';
import { lockForAgent, processedDossier } from '../../usecases/lock-for-agent.ts';
import { namedDossier } from '../../web/agent/show-dossier.tsx';
import type { CapabilityParts } from '../capability-parts.ts';
import { agentRoute } from '../shared/agent-route.ts';
import {
  type Circuit,
  currentStep,
  findCircuit,
  listToSign,
  maySign,
  roleOf,
  type SigningRight,
  type Step,
  signingMeans,
} from './circuit.ts';
import { CircuitSteps, FrozenText } from './circuit-content.tsx';
import {
  cancelCircuit,
  decideSignature,
  noteSignatureFailure,
  SignatureClosedError,
  SignatureContentError,
} from './decide-signature.ts';
import { whyUnusable } from './draw-letter.ts';
import type { FrozenLetter } from './frozen-letter.ts';
import { signatureWords as say } from './messages.ts';
import { severalRoutes } from './sign-several.tsx';

const path = '/agents/a-signer/:authority/:circuit';
const longestRemark = 1000;

/** What waits for one's signature, and signing it. */
export function signatureRoutes(parts: CapabilityParts): Route[] {
  return [
    agentRoute('agent-dossiers.to-sign', 'GET', '/agents/a-signer', (context, agent) =>
      showList(context, parts, agent),
    ),
    ...severalRoutes(parts),
    agentRoute('agent-dossiers.signature', 'GET', path, (context, agent) => showCircuit(context, parts, agent)),
    agentRoute('agent-dossiers.decide-signature', 'POST', path, (context, agent) => decide(context, parts, agent)),
    agentRoute('agent-dossiers.signature-document', 'GET', `${path}/document`, (context, agent) =>
      openDocument(context, parts, agent),
    ),
    agentRoute(
      'agent-dossiers.cancel-signature',
      'POST',
      '/agents/dossiers/:authority/:dossier/signatures/:circuit/retirer',
      (context, agent) => cancel(context, parts, agent),
    ),
  ];
}

async function showList(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const waiting = await parts.platform.database.read(agent.scope, (tx) => listToSign(tx, agent, context.now));
  const lines = await Promise.all(
    waiting.map(async (line) => ({
      ...line,
      authority: await parts.directory.getAuthority(line.circuit.authority_id),
    })),
  );
  const title = say(locale, 'desk.title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'to-sign',
      children: (
        <>
          <PageHeading title={title} />
          {lines.length === 0 ? (
            <EmptyState title={say(locale, 'desk.none')} />
          ) : (
            <Form action="/agents/a-signer/ensemble" csrf={context.csrfToken()}>
              <Table
                caption={title}
                captionHidden
                rows={lines}
                rowKey={(line) => line.circuit.id}
                columns={[
                  {
                    label: say(locale, 'several.choose'),
                    cell: ({ circuit, dossier, authority }) => (
                      <Checkbox
                        id={`choix-${circuit.id}`}
                        name="document"
                        value={`${authority.slug}/${circuit.id}`}
                        label={say(locale, 'several.chooseOne', {
                          title: circuit.title,
                          code: formatTrackingCode(dossier.code),
                        })}
                        labelHidden
                        small
                      />
                    ),
                  },
                  {
                    label: say(locale, 'desk.document'),
                    rowHeader: true,
                    cell: ({ circuit, authority }) => (
                      <a class="govuk-link" href={`/agents/a-signer/${authority.slug}/${circuit.id}`}>
                        {circuit.title}
                      </a>
                    ),
                  },
                  {
                    label: say(locale, 'desk.dossier'),
                    cell: ({ dossier }) => `${formatTrackingCode(dossier.code)} ${dossier.applicantName}`,
                  },
                  { label: say(locale, 'desk.from'), cell: ({ circuit }) => circuit.started_by_name },
                  { label: say(locale, 'desk.since'), cell: ({ circuit }) => formatDate(circuit.started_at, locale) },
                  {
                    label: say(locale, 'desk.as'),
                    cell: ({ step, right }) =>
                      right.delegation === undefined ? roleOf(step, locale) : delegatedRole(right.delegation),
                  },
                ]}
              />
              <Button tone="secondary">{say(locale, 'several.read')}</Button>
            </Form>
          )}
        </>
      ),
    }),
  );
}

interface OpenCircuit {
  readonly authority: Authority;
  readonly circuit: Circuit;
  readonly dossier: DossierRow;
  /** The step that waits for this agent now. */
  readonly turn: Step | undefined;
  readonly right: SigningRight | undefined;
}

/** For those who sign one of its steps. @throws {NotFoundError} for anybody else, whether it exists or not */
async function openCircuit(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
): Promise<OpenCircuit> {
  const authority = await parts.directory.findAuthorityBySlug(context.params.authority ?? '');
  if (authority === undefined || !agent.scope.includes(authority.id)) throw new NotFoundError('signature-not-found');
  return parts.platform.database.read(agent.scope, async (tx) => {
    const circuit = await findCircuit(tx, authority.id, context.params.circuit ?? '');
    if (circuit === undefined) throw new NotFoundError('signature-not-found');
    const dossier = await readDossier(tx, circuit);
    const means = await signingMeans(tx, agent, context.now);
    const rightTo = (step: Step) => maySign(agent, step, processedDossier(dossier), means);
    if (!circuit.steps.some((step) => rightTo(step) !== undefined || step.signer_id === agent.agentId))
      throw new NotFoundError('signature-not-found');
    const step = currentStep(circuit);
    const right = step === undefined ? undefined : rightTo(step);
    return { authority, circuit, dossier, turn: right === undefined ? undefined : step, right };
  });
}

function readDossier(tx: Tx, circuit: Circuit): Promise<DossierRow> {
  return tx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('authority_id', '=', circuit.authority_id)
    .where('id', '=', circuit.dossier_id)
    .executeTakeFirstOrThrow();
}

interface Problem {
  readonly fieldId: 'decision' | 'observation';
  readonly message: string;
  readonly decision: string;
  readonly remark: string;
  readonly status?: number;
}

async function showCircuit(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  problem?: Problem,
): Promise<Result> {
  const { locale } = context;
  const { authority, circuit, dossier, turn, right } = await openCircuit(context, parts, agent);
  const { procedure } = await parts.catalogue.getVersionOf(dossier);
  const title = say(locale, turn === undefined ? 'page.titleSeen' : 'page.title', { title: circuit.title });
  // Written by the effect; its hash is checked when it is signed.
  const letter = circuit.content as unknown as FrozenLetter;
  return page(
    await agentPage(context, parts.site, {
      title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'to-sign',
      children: (
        <>
          <BackLink href="/agents/a-signer" label={say(locale, 'backToList')} />
          <ErrorSummary errors={problem === undefined ? [] : [problem]} />
          <PageHeading title={title} caption={authority.name} />
          <SummaryList
            rows={[
              { term: say(locale, 'page.dossier'), value: formatTrackingCode(dossier.code) },
              { term: say(locale, 'page.procedure'), value: localize(procedure.title, locale) },
              { term: say(locale, 'page.applicant'), value: dossier.applicant_name },
              {
                term: say(locale, 'page.from'),
                value: [circuit.started_by_name, formatDateTime(circuit.started_at, locale)].filter(Boolean).join(', '),
              },
            ]}
          />
          <FrozenText letter={letter} locale={locale} />
          <p class="govuk-body">
            <a class="govuk-link" href={`/agents/a-signer/${authority.slug}/${circuit.id}/document`}>
              {say(locale, 'page.read')}
            </a>
          </p>
          <CircuitSteps circuit={circuit} locale={locale} />
          {right?.delegation !== undefined && (
            <p class="govuk-body">
              {say(locale, 'page.asDelegate', {
                role: delegatedRole(right.delegation),
                reference: right.delegation.orderReference,
                date: formatDate(right.delegation.orderDate, locale),
              })}
            </p>
          )}
          {turn !== undefined && <DecisionForm context={context} circuit={circuit} problem={problem} />}
        </>
      ),
    }),
    { status: problem === undefined ? 200 : (problem.status ?? 422) },
  );
}

function DecisionForm({
  context,
  circuit,
  problem,
}: {
  context: RequestContext;
  circuit: Circuit;
  problem: Problem | undefined;
}) {
  const { locale } = context;
  return (
    <section aria-labelledby="decider">
      <h2 class="govuk-heading-m" id="decider">
        {say(locale, 'decide.title')}
      </h2>
      <Form csrf={context.csrfToken()}>
        <input type="hidden" name="empreinte" value={circuit.content_hash.toString('hex')} />
        <Radios
          id="decision"
          label={say(locale, 'decide.question')}
          value={problem?.decision}
          error={problem?.fieldId === 'decision' ? problem.message : undefined}
          options={[
            { value: 'sign', label: say(locale, 'decide.sign'), hint: say(locale, 'decide.signHint') },
            { value: 'refuse', label: say(locale, 'decide.refuse'), hint: say(locale, 'decide.refuseHint') },
          ]}
        />
        <Textarea
          id="observation"
          label={say(locale, 'decide.remark')}
          hint={say(locale, 'decide.remarkHint')}
          rows={3}
          maxLength={longestRemark}
          optional
          value={problem?.remark}
          error={problem?.fieldId === 'observation' ? problem.message : undefined}
        />
        <Button>{say(locale, 'decide.button')}</Button>
      </Form>
    </section>
  );
}

async function decide(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { authority, circuit } = await openCircuit(context, parts, agent);
  const decision = single(context.body, 'decision');
  const remark = plainMessage(single(context.body, 'observation'));
  const again = (fieldId: Problem['fieldId'], message: string, status?: number) =>
    showCircuit(context, parts, agent, {
      fieldId,
      message,
      decision,
      remark,
      ...(status === undefined ? {} : { status }),
    });
  if (decision !== 'sign' && decision !== 'refuse') return again('decision', say(locale, 'decide.missing'));
  if (decision === 'refuse' && remark === '') return again('observation', say(locale, 'decide.reasonMissing'));
  if (remark.length > longestRemark) return again('observation', say(locale, 'decide.remarkLong'));
  try {
    await parts.platform.database.transaction(agent.scope, (tx) =>
      decideSignature(tx, parts, {
        agent,
        authorityId: authority.id,
        circuitId: circuit.id,
        decision,
        remark,
        seenHash: single(context.body, 'empreinte'),
        origin: context.origin,
        now: context.now,
      }),
    );
  } catch (error) {
    if (error instanceof SealUnusableError) {
      const { origin, now } = context;
      const failed = { authorityId: authority.id, circuitId: circuit.id, origin, now };
      await parts.platform.database.transaction(agent.scope, (tx) =>
        noteSignatureFailure(tx, parts, failed, whyUnusable(error, 'fr')),
      );
      return again('decision', say(locale, 'seal.blocked', { why: whyUnusable(error, locale) }), 409);
    }
    if (!(error instanceof SignatureClosedError) && !(error instanceof SignatureContentError)) throw error;
    return again('decision', say(locale, 'decide.changed'), 409);
  }
  context.setFlash(say(locale, decision === 'sign' ? 'done.signed' : 'done.refused', { title: circuit.title }));
  return redirect('/agents/a-signer');
}

async function openDocument(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, circuit } = await openCircuit(context, parts, agent);
  const document = await parts.platform.database.read(agent.scope, (tx) =>
    parts.documents.find(tx, authority.id, circuit.final_document_id ?? circuit.draft_document_id),
  );
  if (document === undefined) throw new NotFoundError('document-not-found');
  return documentResult(document, await parts.documents.open(authority.id, document), { inline: true });
}

async function cancel(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const named = await namedDossier(context, parts, agent);
  const act = { agent, authorityId: named.authority.id, dossierId: named.dossierId, now: context.now };
  await parts.platform.database.transaction(agent.scope, async (tx) => {
    const dossier = await lockForAgent(tx, act);
    await cancelCircuit(tx, dossier, { ...act, circuitId: context.params.circuit ?? '' });
  });
  context.setFlash(say(context.locale, 'cancel.done'));
  return redirect(named.base);
}
