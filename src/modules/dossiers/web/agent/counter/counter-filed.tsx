import { documentResult } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, page, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { Panel } from '#ui/components/panel.tsx';
import { acknowledgementFileName } from '../../../domain/acknowledgement.ts';
import { mayProcess } from '../../../domain/agent-policies.ts';
import { formatTrackingCode } from '../../../domain/tracking-code.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { DossierNotFoundError } from '../../../errors.ts';
import {
  describeDossier,
  findAcknowledgement,
  findFiler,
  renderAcknowledgement,
} from '../../../usecases/acknowledge-dossier.ts';
import { type DossierRow, dossierColumns } from '../../../usecases/lock-dossier.ts';
import { processedDossier } from '../../../usecases/lock-for-agent.ts';
import { counterFiledHref, counterHref, findFiledByAgent, getServed } from './counter-desk.tsx';
import { counterWords as say } from './messages.ts';

/** A dossier that this agent filed at the counter. @throws {DossierNotFoundError} for any other */
async function openFiled(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal) {
  const authority = await getServed(context, parts, agent);
  const dossier = await parts.platform.database.read([authority.id], async (tx): Promise<DossierRow | undefined> => {
    const id = await findFiledByAgent(tx, authority.id, { id: context.params.dossier ?? '' }, agent.agentId);
    if (id === undefined) return undefined;
    return tx
      .selectFrom('dossiers')
      .select(dossierColumns)
      .where('authority_id', '=', authority.id)
      .where('id', '=', id)
      .where('channel', 'in', ['counter', 'phone'])
      .executeTakeFirst();
  });
  if (dossier === undefined) throw new DossierNotFoundError();
  return { authority, dossier };
}

/** GET /agents/guichet/deposees/:authority/:dossier: what to tell the person, and the paper to give them. */
export async function showFiled(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { authority, dossier } = await openFiled(context, parts, agent);
  const { procedure } = await describeDossier(parts, dossier);
  const title = say(locale, 'filedTitle');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'counter',
      children: (
        <>
          <Panel title={title} code={formatTrackingCode(dossier.code)}>
            {localize(procedure.title, locale)}
          </Panel>
          <p class="govuk-body">
            <strong>{say(locale, 'filedCode')}</strong>
          </p>
          <p class="govuk-body">
            {dossier.applicant_email !== null
              ? say(locale, 'filedMail', { email: dossier.applicant_email })
              : dossier.applicant_phone !== null
                ? say(locale, 'filedSms', { phone: dossier.applicant_phone })
                : say(locale, 'filedPrint')}
          </p>
          <p class="govuk-body">{say(locale, 'filedClaim')}</p>
          <ul class="govuk-list">
            <li>
              <a class="govuk-link" href={counterFiledHref(authority.slug, dossier.id, 'accuse.pdf')}>
                {say(locale, 'filedPdf')}
              </a>
            </li>
            {mayProcess(agent, processedDossier(dossier)) && (
              <li>
                <a class="govuk-link" href={`/agents/dossiers/${authority.slug}/${dossier.id}`}>
                  {say(locale, 'filedOpen')}
                </a>
              </li>
            )}
          </ul>
          <LinkButton href={counterHref}>{say(locale, 'filedNext')}</LinkButton>
        </>
      ),
    }),
  );
}

/** GET …/accuse.pdf: the acknowledgement that was kept, or the same made now while the job has not come to it. */
export async function showFiledAcknowledgement(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, dossier } = await openFiled(context, parts, agent);
  return acknowledgementResult(parts, authority.id, dossier);
}

/** The acknowledgement of a dossier, for whoever may have it. */
export async function acknowledgementResult(
  parts: DossiersParts,
  authorityId: string,
  dossier: DossierRow,
): Promise<Result> {
  const { kept, filedBy } = await parts.platform.database.read([authorityId], async (tx) => {
    const id = await findAcknowledgement(tx, authorityId, dossier.id);
    return {
      kept: id === undefined ? undefined : await parts.documents.find(tx, authorityId, id),
      filedBy: await findFiler(tx, dossier),
    };
  });
  if (kept !== undefined) return documentResult(kept, await parts.documents.open(authorityId, kept), { inline: true });
  const filed = { ...(await describeDossier(parts, dossier)), filedBy };
  return content(await renderAcknowledgement(parts, dossier, filed), {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${acknowledgementFileName(filed)}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}
