import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import type { HouseholdMember } from '../../domain/household.ts';
import { identityMessages } from '../../messages.ts';
import { listHousehold } from '../../queries/list-household.ts';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';
import { householdMessages as say } from './household-messages.ts';

export const householdPath = '/mon-espace/foyer';

export function nameOf(member: Pick<HouseholdMember, 'givenNames' | 'familyName'>): string {
  return `${member.givenNames} ${member.familyName}`;
}

/** The people that forms offer, and what becomes of what is said of them. */
export async function showHousehold(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const members = await listHousehold(web.parts.platform.database.open, residentOf(context).accountId);
  const title = say(locale, 'title');
  const document = await householdPage(
    context,
    web,
    title,
    <>
      <PageHeading title={title} intro={say(locale, 'intro')} />
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
