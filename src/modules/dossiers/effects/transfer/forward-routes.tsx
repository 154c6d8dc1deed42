import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { mayCorrect } from '../../corrections/correct-answers.ts';
import { plainMessage } from '../../domain/plain-message.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DossierChangedError } from '../../errors.ts';
import { getProcessedDossier } from '../../queries/get-dossier-for-agent.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type NamedDossier, namedDossier } from '../../web/agent/show-dossier.tsx';
import { listTransfers } from '../panels/related-dossiers.ts';
import { agentRoute } from '../shared/agent-route.ts';
import { ForwardChoice, ForwardPreview, type ForwardProblem } from './forward.page.tsx';
import {
  type Forwarded,
  ForwardImpossibleError,
  type ForwardObstacle,
  findForwardObstacle,
  forwardDossier,
  referDossier,
} from './forward-dossier.ts';
import { type ForwardTarget, listForwardChoices, readForwardTarget } from './forward-targets.ts';
import { transferWords as say } from './messages.ts';

const longestReason = 1000;

/** From any open dossier, whatever its workflow: sent on to whoever is competent (CRPA L114-2). */
export function forwardRoutes(parts: DossiersParts): Route[] {
  const path = '/agents/dossiers/:authority/:dossier/transmettre';
  return [
    agentRoute('agent-dossiers.forward', 'GET', path, (context, agent) => showForward(context, parts, agent)),
    agentRoute('agent-dossiers.do-forward', 'POST', path, (context, agent) => forward(context, parts, agent)),
  ];
}

interface View {
  readonly named: NamedDossier;
  readonly dossier: DossierRow;
  readonly version: ProcedureVersion;
  /** When the first authority that was asked received it. */
  readonly firstSubmittedAt: Date;
  readonly stopped: 'over' | 'internal' | ForwardObstacle | undefined;
}

async function readView(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<View> {
  const named = await namedDossier(context, parts, agent);
  const { authority, dossierId } = named;
  const read = await parts.platform.database.read(agent.scope, async (tx) => {
    const dossier = await getProcessedDossier(tx, agent, authority.id, dossierId);
    const received = (await listTransfers(tx, authority.id, dossierId)).find((one) => one.direction === 'received');
    return {
      dossier,
      firstSubmittedAt: received?.first_submitted_at ?? dossier.submitted_at,
      stopped: mayCorrect(dossier) ? await findForwardObstacle(tx, dossier) : ('over' as const),
    };
  });
  const version = await parts.catalogue.getVersionOf(read.dossier);
  return { named, ...read, version, stopped: version.procedure.agentsOnly ? 'internal' : read.stopped };
}

function filedOf({ named, dossier, version }: View) {
  return {
    authority: named.authority,
    procedureId: dossier.procedure_id,
    competence: version.procedure.competence,
    communeCode: dossier.commune_code,
  };
}

async function showForward(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const view = await readView(context, parts, agent);
  if (view.dossier.handed_over !== null) return already(context, view.named);
  return choicePage(context, parts, view, {});
}

async function choicePage(
  context: RequestContext,
  parts: DossiersParts,
  view: View,
  shown: {
    readonly errors?: readonly ForwardProblem[];
    readonly status?: number;
    readonly changed?: boolean;
    readonly stopped?: View['stopped'];
  },
): Promise<Result> {
  const { locale, body } = context;
  const stopped = shown.stopped ?? view.stopped;
  const sought = (single(body, 'commune') || context.query.commune || '').trim().slice(0, 100);
  const errors = shown.errors ?? [];
  const title = say(locale, 'forward.title');
  return page(
    await agentPage(context, parts.site, {
      title: errors.length > 0 ? say(locale, 'forward.errorTitle', { title }) : title,
      current: 'inbox',
      children: (
        <ForwardChoice
          locale={locale}
          base={view.named.base}
          caption={formatTrackingCode(view.dossier.code)}
          choices={await listForwardChoices(parts, filedOf(view), sought)}
          sought={sought}
          typed={{
            whom: single(body, 'destinataire'),
            authority: single(body, 'collectivite'),
            relay: single(body, 'relais'),
            reason: single(body, 'motif').slice(0, longestReason),
          }}
          errors={errors}
          stopped={stopped}
          changed={shown.changed === true}
          revision={view.dossier.revision}
          csrf={context.csrfToken()}
        />
      ),
    }),
    { status: shown.status ?? 200 },
  );
}

async function forward(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const view = await readView(context, parts, agent);
  const { named, dossier } = view;
  const { locale, body } = context;
  if (dossier.handed_over !== null) return already(context, named);
  if (view.stopped !== undefined) return choicePage(context, parts, view, { status: 409 });
  if (single(body, 'etape') === 'modifier') return choicePage(context, parts, view, {});
  const reason = plainMessage(single(body, 'motif')).slice(0, longestReason);
  const target = await readForwardTarget(parts, filedOf(view), body);
  const errors: ForwardProblem[] = [
    ...(typeof target === 'string'
      ? [
          {
            fieldId: 'destinataire' as const,
            message: say(locale, target === 'missing' ? 'forward.whomMissing' : 'forward.whomWrong'),
          },
        ]
      : []),
    ...(reason === '' ? [{ fieldId: 'motif' as const, message: say(locale, 'forward.reasonMissing') }] : []),
  ];
  if (typeof target === 'string' || errors.length > 0) return choicePage(context, parts, view, { errors, status: 422 });
  const revision = Number(single(body, 'revision'));
  if (revision !== dossier.revision) return choicePage(context, parts, view, { changed: true, status: 409 });
  if (single(body, 'etape') !== 'transmettre') return previewPage(context, parts, view, target, reason);
  const act = {
    agent,
    authorityId: named.authority.id,
    dossierId: named.dossierId,
    expectedRevision: revision,
    reason,
    origin: context.origin,
    now: context.now,
  };
  let done: Forwarded;
  try {
    done =
      target.kind === 'authority'
        ? await forwardDossier(parts, { ...act, targetId: target.authority.id })
        : await referDossier(parts, { ...act, relay: target.relay });
  } catch (error) {
    if (error instanceof ForwardImpossibleError)
      return choicePage(context, parts, view, { stopped: error.why, status: 409 });
    if (!(error instanceof DossierChangedError)) throw error;
    return choicePage(context, parts, await readView(context, parts, agent), { changed: true, status: 409 });
  }
  if (done === 'already') return already(context, named);
  context.setFlash(
    target.kind === 'authority'
      ? say(locale, 'forward.done', { authority: target.authority.name })
      : say(locale, 'forward.doneOutside'),
  );
  return redirect(named.base);
}

async function previewPage(
  context: RequestContext,
  parts: DossiersParts,
  view: View,
  target: ForwardTarget,
  reason: string,
): Promise<Result> {
  const { locale } = context;
  const offered =
    target.kind === 'authority'
      ? await parts.catalogue.findAdopted(target.authority.id, view.dossier.procedure_id, { agents: true })
      : undefined;
  return page(
    await agentPage(context, parts.site, {
      title: say(locale, 'forward.previewTitle'),
      current: 'inbox',
      children: (
        <ForwardPreview
          locale={locale}
          named={view.named}
          dossier={view.dossier}
          title={view.version.procedure.title}
          target={target}
          silence={offered?.procedure.silence}
          firstSubmittedAt={view.firstSubmittedAt}
          now={context.now}
          reason={reason}
          csrf={context.csrfToken()}
        />
      ),
    }),
  );
}

function already(context: RequestContext, { base }: NamedDossier): Result {
  context.setFlash(say(context.locale, 'forward.already'));
  return redirect(base);
}
