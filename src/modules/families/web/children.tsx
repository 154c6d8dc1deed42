import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import type { FamiliesParts } from '../families-parts.ts';
import { familyMessages as say } from '../messages.ts';
import { findOpenInvitation, findSharing } from '../queries/find-sharing.ts';
import { accountIdOf, childrenPath, familyPage, listChildren, nameOf } from './family-web.tsx';

/** The children of the household, and with whom each is shared. */
export async function showChildren(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  const { locale, now } = context;
  const { open } = parts.platform.database;
  const accountId = accountIdOf(context);
  const rows = await Promise.all(
    (await listChildren(parts, accountId)).map(async (child) => {
      const own = { accountId, memberId: child.id };
      const sharing = await findSharing(open, own);
      if (sharing !== undefined) return { child, state: say(locale, 'sharedWith', { name: sharing.other.name }) };
      const invitation = await findOpenInvitation(open, own, now);
      return { child, state: say(locale, invitation === undefined ? 'notShared' : 'invited') };
    }),
  );
  const title = say(locale, 'title');
  return familyPage(context, parts, {
    title,
    isHome: true,
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {rows.length === 0 ? (
          <p class="govuk-body">{say(locale, 'none')}</p>
        ) : (
          <Table
            caption={title}
            captionHidden
            rows={rows}
            rowKey={({ child }) => child.id}
            columns={[
              { label: say(locale, 'name'), rowHeader: true, cell: ({ child }) => nameOf(child) },
              {
                label: say(locale, 'birthDate'),
                cell: ({ child }) => (child.birthDate === undefined ? '' : formatDate(child.birthDate, locale)),
              },
              { label: say(locale, 'sharing'), cell: ({ state }) => state },
              {
                label: say(locale, 'action'),
                labelHidden: true,
                cell: ({ child }) => (
                  <a class="govuk-link" href={`${childrenPath}/${child.id}`}>
                    {say(locale, 'open')}
                    <span class="govuk-visually-hidden"> {nameOf(child)}</span>
                  </a>
                ),
              },
            ]}
          />
        )}
        <LinkButton tone="secondary" href="/mon-espace/foyer/ajouter">
          {say(locale, 'addChild')}
        </LinkButton>
      </>
    ),
  });
}
