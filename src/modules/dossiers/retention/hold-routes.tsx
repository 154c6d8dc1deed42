import { agentPage } from '#modules/identity/index.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { DossierNotFoundError } from '../errors.ts';
import { getProcessedDossier } from '../queries/get-dossier-for-agent.ts';
import { namedDossier } from '../web/agent/show-dossier.tsx';
import { ending, HoldNotice } from './hold-panels.tsx';
import { findHold, liftHold, maxHoldReason, mayHold, placeHold } from './holds.ts';
import { holdWords as say } from './messages.ts';

/** Suspending the purge of a dossier, for a litigation, and letting it go on. */
export function holdRoutes(parts: DossiersParts): Route[] {
  const path = `/agents/dossiers/:authority/:dossier/${ending}`;
  return [
    agentRoute('agent-dossiers.hold', 'GET', path, (context, agent) => showHold(context, parts, agent)),
    agentRoute('agent-dossiers.do-hold', 'POST', path, (context, agent) => submitHold(context, parts, agent)),
  ];
}

interface Problem {
  readonly message: string;
  readonly typed: string;
}

async function showHold(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  problem?: Problem,
): Promise<Result> {
  const { locale } = context;
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { dossier, hold } = await parts.platform.database.read(agent.scope, async (tx) => ({
    dossier: await getProcessedDossier(tx, agent, authority.id, dossierId),
    hold: await findHold(tx, authority.id, dossierId),
  }));
  // Whoever may not is told nothing more than of a page that is not there.
  if (!mayHold(agent, dossier)) throw new DossierNotFoundError();
  const verb = hold === undefined ? 'place' : 'lift';
  const title = say(locale, `${verb}.title`);
  const document = await agentPage(context, parts.site, {
    title: problem === undefined ? title : say(locale, 'error', { title }),
    current: 'inbox',
    children: (
      <>
        <BackLink href={base} />
        <ErrorSummary errors={problem === undefined ? [] : [{ fieldId: 'motif', message: problem.message }]} />
        <PageHeading title={title} caption={formatTrackingCode(dossier.code)} intro={say(locale, `${verb}.intro`)} />
        <HoldNotice hold={hold} locale={locale} />
        <Form action={`${base}/${ending}`} csrf={context.csrfToken()}>
          <input type="hidden" name="acte" value={verb} />
          <Textarea
            id="motif"
            label={say(locale, 'reason')}
            hint={say(locale, 'reason.hint')}
            rows={3}
            maxLength={maxHoldReason}
            value={problem?.typed ?? ''}
            error={problem?.message}
          />
          <Button>{say(locale, `${verb}.button`)}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problem === undefined ? 200 : 422 });
}

async function submitHold(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale, now } = context;
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const typed = single(context.body, 'motif').trim();
  if (typed === '') return showHold(context, parts, agent, { message: say(locale, 'reason.missing'), typed });
  if (typed.length > maxHoldReason)
    return showHold(context, parts, agent, { message: say(locale, 'reason.long', { max: maxHoldReason }), typed });
  const verb = single(context.body, 'acte') === 'lift' ? 'lift' : 'place';
  const act = { agent, authorityId: authority.id, dossierId, reason: typed, now };
  try {
    await parts.platform.database.transaction(agent.scope, async (tx) => {
      if (!mayHold(agent, await getProcessedDossier(tx, agent, authority.id, dossierId)))
        throw new DossierNotFoundError();
      await (verb === 'lift' ? liftHold(tx, act) : placeHold(tx, act));
    });
    context.setFlash(say(locale, `${verb}.done`));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    context.setFlash(say(locale, 'changed'));
  }
  return redirect(base);
}
