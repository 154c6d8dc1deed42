import { agentPage } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { mayProcess } from '../domain/agent-policies.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';
import { dossierHref } from '../web/agent/inbox-address.ts';
import { mentionWords as say } from './messages.ts';

export const mentionsHref = '/agents/mentions';

export function mentionRoutes(parts: DossiersParts): Route[] {
  return [
    agentRoute('agent-dossiers.mentions', 'GET', mentionsHref, (context, agent) => showMentions(context, parts, agent)),
  ];
}

const mostShown = 100;

/** Unread first, then the latest; those of dossiers that the agent no longer processes are left out. */
async function listMentions(tx: Tx, agent: AgentPrincipal) {
  const rows = await tx
    .selectFrom('dossier_mentions as m')
    .innerJoin('dossiers as d', (join) =>
      join.onRef('d.authority_id', '=', 'm.authority_id').onRef('d.id', '=', 'm.dossier_id'),
    )
    .selectAll('m')
    .select([
      'd.code',
      'd.procedure_id',
      'd.procedure_version',
      'd.overrides_revision',
      'd.team_authority_id',
      'd.team_id',
    ])
    .where('m.authority_id', 'in', [...agent.scope])
    .where('m.agent_id', '=', agent.agentId)
    .orderBy((eb) => eb('m.read_at', 'is', null), 'desc')
    .orderBy('m.at', 'desc')
    .limit(mostShown)
    .execute();
  return rows.filter((row) => mayProcess(agent, processedDossier(row)));
}

async function showMentions(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const mentions = await parts.platform.database.read(agent.scope, (tx) => listMentions(tx, agent));
  const lines = await Promise.all(
    mentions.map(async (mention) => ({
      mention,
      href: `${dossierHref((await parts.directory.getAuthority(mention.authority_id)).slug, mention.dossier_id)}#evenement-${mention.seq}`,
      procedure: localize((await parts.catalogue.getVersionOf(mention)).procedure.title, locale),
    })),
  );
  const title = say(locale, 'desk.title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'mentions',
    children: (
      <>
        <PageHeading title={title} />
        {lines.length === 0 ? (
          <EmptyState title={say(locale, 'desk.none')}>{say(locale, 'desk.noneHint')}</EmptyState>
        ) : (
          <Table
            caption={title}
            captionHidden
            rows={lines}
            rowKey={({ mention }) => `${mention.dossier_id}-${mention.seq}`}
            columns={[
              {
                label: say(locale, 'desk.note'),
                rowHeader: true,
                cell: ({ mention, href }) => (
                  <>
                    <a class="govuk-link" href={href}>
                      {mention.excerpt}
                    </a>{' '}
                    {mention.read_at === null && <Tag tone="waiting">{say(locale, 'desk.unread')}</Tag>}
                  </>
                ),
              },
              { label: say(locale, 'desk.by'), cell: ({ mention }) => mention.by_name },
              {
                label: say(locale, 'desk.dossier'),
                cell: ({ mention, procedure }) => `${formatTrackingCode(mention.code)} – ${procedure}`,
              },
              { label: say(locale, 'desk.at'), cell: ({ mention }) => formatDateTime(mention.at, locale) },
            ]}
          />
        )}
      </>
    ),
  });
  return page(document);
}
