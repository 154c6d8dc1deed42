import { dossierHref, formatTrackingCode } from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { instantOf } from '#platform/clock/clock.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { leadsOf } from '../domain/scope.ts';
import { pilotageWords as say } from '../messages.ts';
import type { PilotageParts } from '../pilotage-parts.ts';
import {
  listContactOpinions,
  listContactSatisfaction,
  listOpinions,
  listSatisfaction,
} from '../queries/read-satisfaction.ts';
import { leaderOf } from './desk.ts';

/** From how many answers on the results of a procedure are shown to the public: fewer would tell who answered. */
const fewestPublic = 5;

/** "4,3" in French, "4.3" in English. */
function averageInWords(hundredths: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(hundredths / 100);
}

/** GET /agents/satisfaction: what applicants said, with the way to answer them. */
export async function showSatisfaction(context: RequestContext, parts: PilotageParts): Promise<Result> {
  const { locale } = context;
  const agent = leaderOf(context);
  const leads = leadsOf(agent);
  const yearAgo = instantOf(context.now).toZonedDateTimeISO('Europe/Paris').subtract({ months: 12 }).toInstant();
  const { satisfaction, opinions, contacts, contactOpinions } = await parts.platform.database.read(
    agent.scope,
    async (tx) => ({
      satisfaction: await listSatisfaction(tx, agent.authorityId),
      opinions: await listOpinions(tx, leads),
      contacts: await listContactSatisfaction(tx, leads, new Date(yearAgo.epochMilliseconds)),
      contactOpinions: await listContactOpinions(tx, leads),
    }),
  );
  const procedures = await parts.catalogue.listProcedures({ agents: true });
  const titleOf = (id: string) => {
    const found = procedures.find((one) => one.procedure === id);
    return found === undefined ? id : localize(found.title, locale);
  };
  const lines = await Promise.all(
    opinions.map(async (opinion) => ({
      opinion,
      href: dossierHref((await parts.directory.getAuthority(opinion.authority_id)).slug, opinion.id),
    })),
  );
  const contactLines = await Promise.all(
    contactOpinions.map(async (opinion) => ({
      opinion,
      href: dossierHref((await parts.directory.getAuthority(opinion.authority_id)).slug, opinion.id),
    })),
  );
  const title = say(locale, 'satisfaction.title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'satisfaction',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'satisfaction.intro')} />
        {satisfaction.length > 0 && (
          <Table
            caption={say(locale, 'satisfaction.byProcedure')}
            rows={satisfaction}
            rowKey={(row) => row.procedure_id}
            columns={[
              {
                label: say(locale, 'board.procedure'),
                rowHeader: true,
                cell: (row) => titleOf(row.procedure_id),
              },
              { label: say(locale, 'satisfaction.answers'), numeric: true, cell: (row) => row.answers },
              {
                label: say(locale, 'satisfaction.average'),
                numeric: true,
                cell: (row) => averageInWords(row.average, locale),
              },
              {
                label: say(locale, 'satisfaction.satisfied'),
                numeric: true,
                cell: (row) => say(locale, 'board.percent', { count: Math.round((100 * row.satisfied) / row.answers) }),
              },
              {
                label: say(locale, 'satisfaction.public'),
                cell: (row) => say(locale, row.answers >= fewestPublic ? 'satisfaction.yes' : 'satisfaction.no'),
              },
            ]}
          />
        )}
        {lines.length + contactLines.length === 0 && (
          <EmptyState title={say(locale, 'satisfaction.empty')}>{say(locale, 'satisfaction.emptyBody')}</EmptyState>
        )}
        {lines.length > 0 && (
          <Table
            caption={say(locale, 'satisfaction.comments')}
            rows={lines}
            rowKey={({ opinion }) => opinion.id}
            narrow="stack-early"
            columns={[
              {
                label: say(locale, 'satisfaction.dossier'),
                rowHeader: true,
                cell: ({ opinion, href }) => (
                  <a class="govuk-link" href={href}>
                    {titleOf(opinion.procedure_id)} ({formatTrackingCode(opinion.code)})
                  </a>
                ),
              },
              {
                label: say(locale, 'satisfaction.mark'),
                cell: ({ opinion }) => say(locale, 'satisfaction.of5', { mark: opinion.rating }),
              },
              {
                label: say(locale, 'satisfaction.comment'),
                cell: ({ opinion }) =>
                  opinion.rating_comment === null || opinion.rating_comment === ''
                    ? say(locale, 'satisfaction.noComment')
                    : opinion.rating_comment,
              },
              {
                label: say(locale, 'satisfaction.answer'),
                cell: ({ opinion, href }) => <Answer opinion={opinion} href={href} locale={locale} />,
              },
            ]}
          />
        )}
        {contacts.length > 0 && (
          <Table
            caption={say(locale, 'satisfaction.contacts')}
            rows={contacts}
            rowKey={(row) => row.procedure_id}
            columns={[
              { label: say(locale, 'board.procedure'), rowHeader: true, cell: (row) => titleOf(row.procedure_id) },
              { label: say(locale, 'satisfaction.answers'), numeric: true, cell: (row) => row.answers },
              {
                label: say(locale, 'satisfaction.average'),
                numeric: true,
                cell: (row) => averageInWords(row.average, locale),
              },
              {
                label: say(locale, 'satisfaction.satisfied'),
                numeric: true,
                cell: (row) => say(locale, 'board.percent', { count: Math.round((100 * row.satisfied) / row.answers) }),
              },
            ]}
          />
        )}
        {contactLines.length > 0 && (
          <Table
            caption={say(locale, 'satisfaction.contactComments')}
            rows={contactLines}
            rowKey={({ opinion }) => opinion.contact_id}
            narrow="stack-early"
            columns={[
              {
                label: say(locale, 'satisfaction.dossier'),
                rowHeader: true,
                cell: ({ opinion, href }) => (
                  <a class="govuk-link" href={href}>
                    {titleOf(opinion.procedure_id)} ({formatTrackingCode(opinion.code)})
                  </a>
                ),
              },
              {
                label: say(locale, 'satisfaction.mark'),
                cell: ({ opinion }) => say(locale, 'satisfaction.of5', { mark: opinion.mark }),
              },
              {
                label: say(locale, 'satisfaction.comment'),
                cell: ({ opinion }) =>
                  opinion.comment === '' ? say(locale, 'satisfaction.noComment') : opinion.comment,
              },
              {
                label: say(locale, 'satisfaction.answer'),
                cell: ({ opinion, href }) => <Answer opinion={opinion} href={href} locale={locale} />,
              },
            ]}
          />
        )}
      </>
    ),
  });
  return page(document);
}

/** The way to write to whoever gave the opinion, until somebody did. */
function Answer({
  opinion,
  href,
  locale,
}: {
  opinion: { code: string; answered: boolean };
  href: string;
  locale: Locale;
}) {
  if (opinion.answered) return <>{say(locale, 'satisfaction.answered')}</>;
  return (
    <a class="govuk-link" href={`${href}#message`}>
      {say(locale, 'satisfaction.write')}{' '}
      <span class="govuk-visually-hidden">
        {say(locale, 'satisfaction.writeTo', { code: formatTrackingCode(opinion.code) })}
      </span>
    </a>
  );
}
