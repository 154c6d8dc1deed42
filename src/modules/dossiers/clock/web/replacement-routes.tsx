import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, type Route } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierHref } from '../../web/agent/inbox-address.ts';
import { listReplaced } from '../queries/replaced-dossiers.ts';
import { replacementWords as say } from '../replacement-messages.ts';

export const replacementsPath = '/agents/remplacements';

/** What waits on the dossiers of colleagues who are away. */
export function replacementRoutes(parts: DossiersParts): Route[] {
  return [
    {
      id: 'clock.replacements',
      method: 'GET',
      path: replacementsPath,
      access: 'agent',
      handle: (context) => showReplacements(context, parts),
    },
  ];
}

async function showReplacements(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { agent, locale } = context;
  if (agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  const today = civilDate(instantOf(context.now)).toString();
  const found = await parts.platform.database.read(agent.scope, (tx) => listReplaced(tx, agent, today));
  const rows = await Promise.all(
    found.map(async (row) => ({
      row,
      title: localize((await parts.catalogue.getVersionOf(row)).procedure.title, locale),
      href: dossierHref((await parts.directory.getAuthority(row.authority_id)).slug, row.id),
    })),
  );
  const title = say(locale, 'title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'replacements',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {rows.length === 0 ? (
          <EmptyState title={say(locale, 'empty')}>{say(locale, 'emptyBody')}</EmptyState>
        ) : (
          <Table
            caption={say(locale, 'caption')}
            rows={rows}
            rowKey={({ row }) => row.id}
            narrow="stack-early"
            emphasised={({ row }) => row.answered}
            columns={[
              {
                label: say(locale, 'dossier'),
                rowHeader: true,
                cell: ({ row, title: name, href }) => (
                  <a class="govuk-link" href={href}>
                    {name} ({formatTrackingCode(row.code)})
                  </a>
                ),
              },
              { label: say(locale, 'applicant'), cell: ({ row }) => row.applicant_name },
              {
                label: say(locale, 'absent'),
                cell: ({ row }) =>
                  say(locale, 'until', { name: row.absent_name, date: formatDate(row.absent_until, locale) }),
              },
              {
                label: say(locale, 'due'),
                cell: ({ row }) => (row.due_on === null ? say(locale, 'noDate') : formatDate(row.due_on, locale)),
              },
              {
                label: say(locale, 'news'),
                cell: ({ row }) =>
                  row.answered ? <Tag tone="waiting">{say(locale, 'answered')}</Tag> : say(locale, 'nothing'),
              },
            ]}
          />
        )}
      </>
    ),
  });
  return page(document);
}
