import type { Answers, FieldError, FormContext, RawInputs } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { agentMessages } from '../../agent-messages.ts';
import { formContextOf } from '../../domain/form-surroundings.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DossierChangedError } from '../../errors.ts';
import { getProcessedDossier } from '../../queries/get-dossier-for-agent.ts';
import { completeDossier } from '../../usecases/complete-dossier.ts';
import { CompleteContent } from './complete.page.tsx';
import { namedDossier } from './show-dossier.tsx';

interface TypedFields {
  readonly answers?: Answers;
  readonly raw?: RawInputs;
  readonly errors?: readonly FieldError[];
  readonly isChanged?: boolean;
  readonly status?: number;
}

/** GET …/completer */
export async function showComplete(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  typed: TypedFields = {},
): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const dossier = await parts.platform.database.read(agent.scope, (tx) =>
    getProcessedDossier(tx, agent, authority.id, dossierId),
  );
  const { form } = await parts.catalogue.getVersionOf(dossier);
  const inputs = contextFor(context, parts, authority);
  const answers = typed.answers ?? (dossier.answers as Answers);
  const code = formatTrackingCode(dossier.code);
  const document = await agentPage(context, parts.site, {
    title: `${agentMessages(context.locale, 'completeTitle')} – ${code}`,
    current: 'inbox',
    children: (
      <CompleteContent
        locale={context.locale}
        form={form}
        answers={answers}
        context={inputs}
        code={code}
        revision={dossier.revision}
        base={base}
        csrf={context.csrfToken()}
        scriptHref={parts.site.assets.islands['form-page']}
        raw={typed.raw}
        errors={typed.errors ?? []}
        isChanged={typed.isChanged ?? false}
      />
    ),
  });
  return page(document, { status: typed.status ?? 200 });
}

/** POST …/completer */
export async function complete(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const seen = single(context.body, 'revision');
  try {
    const parsed = await parts.platform.database.transaction(agent.scope, async (tx) => {
      const dossier = await getProcessedDossier(tx, agent, authority.id, dossierId);
      const { form } = await parts.catalogue.getVersionOf(dossier);
      return completeDossier(tx, {
        agent,
        authorityId: authority.id,
        dossierId,
        ...(seen === '' ? {} : { expectedRevision: /^\d{1,9}$/.test(seen) ? Number(seen) : -1 }),
        now: context.now,
        form,
        context: contextFor(context, parts, authority),
        body: context.body,
      });
    });
    if (parsed.isShownAgain) return showComplete(context, parts, agent, parsed);
    if (parsed.errors.length > 0) return showComplete(context, parts, agent, { ...parsed, status: 422 });
  } catch (error) {
    if (!(error instanceof DossierChangedError)) throw error;
    return showComplete(context, parts, agent, { isChanged: true, status: 409 });
  }
  context.setFlash(agentMessages(context.locale, 'completeDone'));
  return redirect(base);
}

function contextFor(
  context: RequestContext,
  parts: DossiersParts,
  authority: Parameters<typeof formContextOf>[1],
): FormContext {
  return { ...formContextOf(parts, authority, context.now), actor: 'agent' };
}
