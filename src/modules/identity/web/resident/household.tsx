import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { type HouseholdMember, isChildRelation } from '../../domain/household.ts';
import { nearMajority } from '../../domain/majority.ts';
import { identityMessages } from '../../messages.ts';
import { listDepartures, listHousehold } from '../../queries/list-household.ts';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';
import { householdMessages as say } from './household-messages.ts';

export const householdPath = '/mon-espace/foyer';

export function nameOf(member: Pick<HouseholdMember, 'givenNames' | 'familyName'>): string {
  return `${member.givenNames} ${member.familyName}`;
}

/** The people that forms offer, and what becomes of what is said of them. */
export async function showHousehold(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const { open } = web.parts.platform.database;
  const { accountId } = residentOf(context);
  const [members, departures] = await Promise.all([listHousehold(open, accountId), listDepartures(open, accountId)]);
  const title = say(locale, 'title');
  const document = await householdPage(
    context,
    web,
    title,
    <>
      <PageHeading title={title} intro={say(locale, 'intro')} />
      <Majorities context={context} members={members} departures={departures} />
      {members.length === 0 ? (
        <p class="govuk-body">{say(locale, 'empty')}</p>
      ) : (
        <Table
          caption={say(locale, 'people')}
          rows={members}
          rowKey={(member) => member.id}
          columns={[
            { label: say(locale, 'name'), rowHeader: true, cell: nameOf },
            { label: say(locale, 'relationShort'), cell: (member) => say(locale, `relation.${member.relation}`) },
            {
              label: say(locale, 'birthDate'),
              cell: ({ birthDate }) =>
                birthDate === undefined ? say(locale, 'unknown') : formatDate(birthDate, locale),
            },
            {
              label: say(locale, 'action'),
              labelHidden: true,
              cell: (member) => (
                <a class="govuk-link" href={`${householdPath}/${member.id}`}>
                  {say(locale, 'change')}
                  <span class="govuk-visually-hidden"> {nameOf(member)}</span>
                </a>
              ),
            },
          ]}
        />
      )}
      <LinkButton href={`${householdPath}/ajouter`}>{say(locale, 'add')}</LinkButton>
      <p class="govuk-body">
        <a class="govuk-link" href="/mon-espace/enfants">
          {say(locale, 'children')}
        </a>
      </p>
      <InsetText>
        <p>{say(locale, 'privacy')}</p>
        <p>{say(locale, 'retention')}</p>
      </InsetText>
    </>,
  );
  return page(document, { headers: privatePage });
}

/** Who will soon be of age, who left the household since they are, and what becomes of what was done for them. */
function Majorities(props: {
  context: RequestContext;
  members: readonly HouseholdMember[];
  departures: Awaited<ReturnType<typeof listDepartures>>;
}) {
  const { locale, now } = props.context;
  const today = civilDate(instantOf(now));
  const soon = props.members.flatMap((member) => {
    if (!isChildRelation(member.relation) || member.birthDate === undefined) return [];
    const day = nearMajority(member.birthDate, today);
    return day === undefined
      ? []
      : [{ id: member.id, name: member.givenNames, day: formatDate(day.toString(), locale) }];
  });
  if (soon.length === 0 && props.departures.length === 0) return null;
  return (
    <Notification title={say(locale, 'majority.title')}>
      {soon.map(({ id, name, day }) => (
        <p class="govuk-body" key={id}>
          {say(locale, 'majority.soon', { name, day })}
        </p>
      ))}
      {props.departures.map(({ givenNames, leftOn }, index) => (
        <p class="govuk-body" key={index}>
          {say(locale, 'majority.left', { name: givenNames, day: formatDate(leftOn, locale) })}
        </p>
      ))}
      <p class="govuk-body">{say(locale, 'majority.dossiers')}</p>
      <p class="govuk-body">{say(locale, 'majority.account')}</p>
    </Notification>
  );
}

/** A page under "Mon espace". */
export function householdPage(
  context: RequestContext,
  web: IdentityWeb,
  title: string,
  children: VNode,
  under: readonly { href: string; label: string }[] = [],
): Promise<VNode> {
  return citizenPage(context, web.site, {
    title,
    breadcrumbs: [{ href: '/mon-espace', label: identityMessages(context.locale, 'mySpace') }, ...under],
    noIndex: true,
    children,
  });
}
