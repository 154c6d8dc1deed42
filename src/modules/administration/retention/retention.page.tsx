import { dossierHref, formatTrackingCode, listHeld, listPurges, planPurge } from '#modules/dossiers/index.ts';
import { agentPage, canProcess } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { administeredAuthority, privatePage } from '../adoption/surroundings.ts';
import { say } from './messages.ts';

export const retentionPath = '/agents/administration/conservation';

const mostLines = 100;

/** GET: what the coming night purges, what is held, what was purged; nothing is done from here. */
export async function showRetention(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { locale } = context;
  const authorityId = administeredAuthority(context);
  // The job runs in the night that begins with this day's end.
  const tonight = civilDate(instantOf(context.now)).add({ days: 1 }).toString();
  const { plan, held, purges } = await parts.platform.database.read([authorityId], async (tx) => ({
    plan: await planPurge(tx, authorityId, tonight),
    held: await listHeld(tx, authorityId, mostLines),
    purges: await listPurges(tx, authorityId, mostLines),
  }));
  const { slug } = await parts.directory.getAuthority(authorityId);
  const titles = new Map(
    (await parts.catalogue.listProcedures({ agents: true })).map(({ procedure, title }) => [
      procedure,
      localize(title, locale),
    ]),
  );
  const procedure = { label: say(locale, 'procedure'), rowHeader: true } as const;
  const nameOf = (id: string) => titles.get(id) ?? id;
  const title = say(locale, 'title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'retention',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'intro')} />
        <h2 class="govuk-heading-m">{say(locale, 'plan')}</h2>
        {plan.length === 0 ? (
          <p class="govuk-body">{say(locale, 'plan.none')}</p>
        ) : (
          <Table
            caption={say(locale, 'plan')}
            captionHidden
            rows={plan}
            rowKey={(line) => line.procedureId}
            columns={[
              { ...procedure, cell: (line) => nameOf(line.procedureId) },
              { label: say(locale, 'due'), numeric: true, cell: (line) => String(line.due) },
              { label: say(locale, 'documents'), numeric: true, cell: (line) => String(line.documents) },
              { label: say(locale, 'held'), numeric: true, cell: (line) => String(line.held) },
              { label: say(locale, 'soon'), numeric: true, cell: (line) => String(line.soon) },
            ]}
          />
        )}
        <h2 class="govuk-heading-m">{say(locale, 'holds.title')}</h2>
        <p class="govuk-body">{say(locale, held.length === 0 ? 'holds.none' : 'holds.hint')}</p>
        {held.length > 0 && (
          <Table
            caption={say(locale, 'holds.title')}
            captionHidden
            narrow="stack-early"
            rows={held}
            rowKey={(line) => line.code}
            columns={[
              {
                label: say(locale, 'code'),
                rowHeader: true,
                oneLine: true,
                cell: (line) => {
                  const code = formatTrackingCode(line.code);
                  // An administrator outside the team reads that it is held, and opens nothing.
                  if (context.agent === undefined || !canProcess(context.agent, { authorityId, ...line })) return code;
                  return (
                    <a class="govuk-link" href={dossierHref(slug, line.dossierId)}>
                      {code}
                    </a>
                  );
                },
              },
              { label: say(locale, 'procedure'), cell: (line) => nameOf(line.procedureId) },
              { label: say(locale, 'reason'), cell: (line) => line.reason },
              {
                label: say(locale, 'since'),
                cell: (line) =>
                  say(locale, 'since.by', { date: formatDate(line.placedAt, locale), name: line.placedByName }),
              },
              {
                label: say(locale, 'term'),
                cell: (line) => (line.purgeOn === null ? say(locale, 'term.none') : formatDate(line.purgeOn, locale)),
              },
            ]}
          />
        )}
        <h2 class="govuk-heading-m">{say(locale, 'purges')}</h2>
        <p class="govuk-body">{say(locale, purges.length === 0 ? 'purges.none' : 'purges.hint')}</p>
        {purges.length > 0 && (
          <Table
            caption={say(locale, 'purges')}
            captionHidden
            rows={purges}
            rowKey={(line) => `${line.day} ${line.procedureId} ${line.months}`}
            columns={[
              { label: say(locale, 'day'), rowHeader: true, cell: (line) => formatDate(line.day, locale) },
              { label: say(locale, 'procedure'), cell: (line) => nameOf(line.procedureId) },
              {
                label: say(locale, 'rule'),
                cell: (line) =>
                  line.months === null
                    ? say(locale, 'rule.unknown')
                    : say(locale, 'rule.months', { months: line.months }),
              },
              { label: say(locale, 'dossiers'), numeric: true, cell: (line) => String(line.dossiers) },
              { label: say(locale, 'documents'), numeric: true, cell: (line) => String(line.documents) },
            ]}
          />
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}
