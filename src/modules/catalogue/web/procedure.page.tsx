import {
  type Authority,
  authorityContact,
  authorityInWords,
  capitalized,
  citizenPage,
  type Site,
} from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { Columns } from '#ui/components/columns.tsx';
import { Details } from '#ui/components/details.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { RichText } from '#ui/rich-text.tsx';
import type { AdoptedProcedure } from '../domain/adopted-procedure.ts';
import { delayInWords } from '../domain/delay-words.ts';
import { formatCents } from '../domain/format-cents.ts';
import type { Procedure } from '../domain/procedure-schema.ts';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { DataNotice } from './data-notice.tsx';
import { publicPage } from './page-result.ts';
import { chooseCommuneHref } from './procedure-links.ts';
import { ServiceData } from './service-data.tsx';

/** The first page of a procedure: what it is, what to have ready, who answers and when; and the button that begins it. */
export async function showProcedure(
  context: RequestContext,
  site: Site,
  catalogue: Catalogue,
  authority: Authority,
): Promise<Result> {
  const { locale } = context;
  const adopted = await catalogue.findAdopted(authority.id, context.params.procedure ?? '');
  // Only one address for each page: the id of the library is not a public name.
  if (adopted === undefined || adopted.procedure.slug !== context.params.procedure) throw new NotFoundError();
  const { procedure, open } = adopted;
  const { opening } = procedure;
  const territory = await site.directory.getTerritory();
  const title = localize(procedure.title, locale);
  const summary = localize(procedure.summary, locale);
  const satisfaction = await findSatisfaction(site, authority.id, procedure.procedure, locale);
  const document = await citizenPage(context, site, {
    title,
    authority,
    current: 'procedures',
    description: summary,
    breadcrumbs: [{ href: `/${authority.slug}/demarches`, label: say(locale, 'list.title') }],
    children: (
      <Columns
        main={
          <>
            <PageHeading title={title} caption={authority.name} intro={summary} />
            <ServiceData procedure={procedure} authority={authority} origin={context.origin} locale={locale} />
            {open ? (
              <>
                {opening?.to && (
                  <p class="govuk-body">{say(locale, 'start.until', { date: formatDate(opening.to, locale) })}</p>
                )}
                <LinkButton href={`/${authority.slug}/demarches/${procedure.slug}/commencer`} start>
                  {say(locale, 'start.begin')}
                </LinkButton>
                <p class="govuk-body-s pv-muted">{say(locale, 'start.no-account')}</p>
              </>
            ) : (
              <Notification tone="warning" title={closedTitle(adopted, locale)}>
                <p class="govuk-body">{say(locale, 'start.closed-body')}</p>
              </Notification>
            )}
            <h2 class="govuk-heading-m">{say(locale, 'start.key-facts')}</h2>
            <SummaryList rows={keyFacts(procedure, authority, locale)} />
            <p class="govuk-body">
              {say(locale, 'start.not-yours')}{' '}
              <a class="govuk-link" href={`${chooseCommuneHref(procedure)}&commune=`}>
                {say(locale, 'start.other-commune')}
              </a>
            </p>
            {procedure.fees.length > 0 && (
              <>
                <h2 class="govuk-heading-m">{say(locale, 'start.fees')}</h2>
                <SummaryList
                  rows={procedure.fees.map((fee) => ({
                    term: localize(fee.label, locale),
                    value: `${formatCents(fee.amount, locale)}${fee.unit === undefined ? '' : ` ${localize(fee.unit, locale)}`}`,
                  }))}
                />
              </>
            )}
            {procedure.needs.length > 0 && (
              <>
                <h2 class="govuk-heading-m">{say(locale, 'start.needs')}</h2>
                <ul class="govuk-list govuk-list--bullet">
                  {procedure.needs.map((need) => (
                    <li key={need.fr}>{localize(need, locale)}</li>
                  ))}
                </ul>
              </>
            )}
            <h2 class="govuk-heading-m">{say(locale, 'start.about')}</h2>
            <RichText text={localize(procedure.description, locale)} headingLevel={3} />
            <h2 class="govuk-heading-m">{say(locale, 'start.next')}</h2>
            <p class="govuk-body">{localize(procedure.next, locale)}</p>
            <OtherChannels authority={authority} locale={locale} />
            {satisfaction !== undefined && <p class="govuk-body">{say(locale, 'start.satisfaction', satisfaction)}</p>}
            <Details summary={say(locale, 'start.data')}>
              <DataNotice procedure={procedure} locale={locale} rightsHref={`/${authority.slug}/confidentialite`} />
            </Details>
            <Details summary={say(locale, 'start.law')}>
              <LawReferences procedure={procedure} locale={locale} />
            </Details>
          </>
        }
        aside={authorityContact(authority, { locale, now: context.now, example: territory.exampleContacts, level: 2 })}
        asideLabel={say(locale, 'portal.contact')}
      />
    ),
  });
  return publicPage(context, document);
}

/** Fewer answers would tell who gave them. */
const fewestPublic = 5;

/** What applicants of the last twelve months said, once enough have: counted each night by the module of figures. */
async function findSatisfaction(
  { platform }: Site,
  authorityId: string,
  procedureId: string,
  locale: Locale,
): Promise<{ average: string; count: number } | undefined> {
  const found = await platform.database.readOnce([authorityId], (tx) =>
    tx
      .selectFrom('procedure_satisfaction')
      .select(['answers', 'average'])
      .where('authority_id', '=', authorityId)
      .where('procedure_id', '=', procedureId)
      .where('answers', '>=', fewestPublic)
      .executeTakeFirst(),
  );
  if (found === undefined) return undefined;
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return { average: format.format(found.average / 100), count: found.answers };
}

/** When it opens, when it closed, or only that it is closed. */
function closedTitle({ closedBy, procedure: { opening } }: AdoptedProcedure, locale: Locale): string {
  if (closedBy === 'not-yet' && opening?.from !== undefined)
    return say(locale, 'start.opens-on', { date: formatDate(opening.from, locale) });
  if (closedBy === 'over' && opening?.to !== undefined)
    return say(locale, 'start.closed-since', { date: formatDate(opening.to, locale) });
  return say(locale, 'start.closed');
}

function keyFacts(procedure: Procedure, authority: Authority, locale: Locale) {
  const delay = delayInWords(procedure.silence.delay, locale);
  return [
    {
      term: say(locale, 'start.who'),
      value: (
        <>
          {capitalized(authorityInWords(authority, locale))}
          {procedure.holderRule && (
            <>
              <br />
              {localize(procedure.holderRule, locale)}
            </>
          )}
        </>
      ),
    },
    { term: say(locale, 'start.cost'), value: localize(procedure.cost, locale) },
    { term: say(locale, 'start.time'), value: say(locale, 'start.minutes', { count: procedure.minutes }) },
    { term: say(locale, 'start.delay'), value: say(locale, `start.delay-${procedure.silence.rule}`, { delay }) },
    {
      term: say(locale, 'start.audience'),
      value: capitalized(procedure.audience.map((audience) => say(locale, `audience.${audience}`)).join(', ')),
    },
  ];
}

/** The same thing without a screen: the rules are the same whatever the way. */
function OtherChannels({ authority, locale }: { authority: Authority; locale: Locale }) {
  const { street, postcode, city, phone } = authority.contact;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'start.other-channels')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>{say(locale, 'start.counter', { street, postcode, city })}</li>
        {phone !== '' && <li>{say(locale, 'start.phone', { phone })}</li>}
        <li>{say(locale, 'start.letter', { name: authority.name, street, postcode, city })}</li>
      </ul>
      <p class="govuk-body">{say(locale, 'start.same')}</p>
    </>
  );
}

function LawReferences({ procedure, locale }: { procedure: Procedure; locale: Locale }) {
  return (
    <>
      <ul class="govuk-list govuk-list--bullet">
        {procedure.legal.references.map((reference) => (
          <li key={reference.label}>
            {reference.url === undefined ? (
              reference.label
            ) : (
              <a class="govuk-link" href={reference.url}>
                {reference.label}
              </a>
            )}
          </li>
        ))}
      </ul>
      {procedure.silence.article && (
        <p class="govuk-body">{say(locale, 'start.silence-article', { article: procedure.silence.article })}</p>
      )}
    </>
  );
}
