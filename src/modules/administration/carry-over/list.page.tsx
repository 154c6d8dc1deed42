import { agentPage } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { administeredAuthority, privatePage } from '../adoption/surroundings.ts';
import { type FormerVersion, listFormerVersions } from './former-versions.ts';
import { say } from './messages.ts';

export const carryOverPath = '/agents/administration/versions';

/** The procedures that have dossiers under way on a former version. */
export async function showVersions(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { locale } = context;
  const versions = await listFormerVersions(parts, administeredAuthority(context));
  const title = say(locale, 'title');
  const titleOf = ({ adoption }: FormerVersion) => localize(adoption.own.procedure.title, locale);
  const document = await agentPage(context, parts.site, {
    title,
    current: 'carry-over',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {versions.length === 0 ? (
          <p class="govuk-body">{say(locale, 'empty')}</p>
        ) : (
          <Table
            caption={say(locale, 'caption')}
            captionHidden
            rows={versions}
            rowKey={({ adoption, from }) => `${adoption.procedureId} ${from}`}
            columns={[
              { label: say(locale, 'procedure'), rowHeader: true, cell: titleOf },
              { label: say(locale, 'from'), numeric: true, cell: ({ from }) => from },
              { label: say(locale, 'to'), numeric: true, cell: ({ to }) => to },
              { label: say(locale, 'dossiers'), numeric: true, cell: ({ dossiers }) => dossiers },
              {
                label: say(locale, 'look'),
                labelHidden: true,
                cell: (version) => (
                  <a
                    class="govuk-link"
                    href={`${carryOverPath}/${version.adoption.procedureId}/${version.from}`}
                    aria-label={say(locale, 'look.one', { title: titleOf(version), version: version.from })}
                  >
                    {say(locale, 'look')}
                  </a>
                ),
              },
            ]}
          />
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}
