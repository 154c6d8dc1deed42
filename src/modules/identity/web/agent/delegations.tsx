import { civilDate, instantOf, legalTimeZone } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { type Delegation, listDelegations } from '../../queries/list-delegations.ts';
import { endDelegation } from '../../usecases/delegations.ts';
import { requireAdministrator } from '../../usecases/require-administrator.ts';
import { agentOf, type IdentityWeb, isId, privatePage } from '../routes-parts.ts';
import { agentTexts as say } from './agent-messages.ts';
import { TeamViews, underTeam } from './team-frame.tsx';

export const delegationsHref = '/agents/equipe/delegations';

interface Line extends Delegation {
  readonly procedure: string;
  readonly authority: string;
  readonly own: boolean;
}

async function linesOf(context: RequestContext, web: IdentityWeb, authorityId: string): Promise<Line[]> {
  const { locale } = context;
  const delegations = await listDelegations(web.parts.platform.database, authorityId, context.now);
  return Promise.all(
    delegations.map(async (delegation) => ({
      ...delegation,
      own: delegation.teamAuthorityId === authorityId,
      procedure:
        delegation.procedureId === '*'
          ? say(locale, 'delegations.all')
          : ((await web.procedureName(delegation.procedureId, locale)) ?? delegation.procedureId),
      authority:
        delegation.teamAuthorityId === authorityId
          ? say(locale, 'delegations.own')
          : (await web.parts.directory.getAuthority(delegation.teamAuthorityId)).name,
    })),
  );
}

const tones = { running: 'done', coming: 'waiting', ended: 'neutral' } as const;

/** GET /agents/equipe/delegations: who processes what, since when and until when. */
export async function showDelegations(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const authorityId = requireAdministrator(agentOf(context));
  const rows = await linesOf(context, web, authorityId);
  const title = say(locale, 'delegations.title');
  const document = await underTeam(
    context,
    web,
    title,
    <>
      <PageHeading
        title={title}
        intro={say(locale, 'delegations.intro')}
        actions={<LinkButton href={`${delegationsHref}/nouvelle`}>{say(locale, 'delegations.new')}</LinkButton>}
      />
      <TeamViews locale={locale} current="delegations" />
      {rows.length === 0 ? (
        <EmptyState title={say(locale, 'delegations.empty')} />
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={rows}
          rowKey={(row) => `${row.procedureId} ${row.teamId}`}
          columns={[
            { label: say(locale, 'delegations.procedure'), rowHeader: true, cell: (row) => row.procedure },
            { label: say(locale, 'delegations.team'), cell: (row) => row.teamName },
            { label: say(locale, 'delegations.authority'), cell: (row) => row.authority },
            {
              label: say(locale, 'delegations.from'),
              cell: (row) => (row.own ? '' : formatDate(row.validFrom, locale)),
            },
            {
              label: say(locale, 'delegations.until'),
              cell: (row) =>
                row.validUntil === null
                  ? say(locale, 'delegations.noEnd')
                  : formatDate(lastDayOf(row.validUntil), locale),
            },
            {
              label: say(locale, 'delegations.state'),
              cell: (row) => (
                <>
                  <Tag tone={tones[row.state]}>{say(locale, `delegations.${row.state}`)}</Tag>
                  {!row.own && row.state !== 'ended' && <EndForm context={context} row={row} />}
                </>
              ),
            },
          ]}
        />
      )}
    </>,
  );
  return page(document, { headers: privatePage });
}

/** A delegation that ends with a day ends at the midnight after it. */
function lastDayOf(until: Date): Date {
  const day = civilDate(instantOf(until));
  const midnight = day.toZonedDateTime(legalTimeZone).epochMilliseconds;
  return until.getTime() === midnight ? new Date(until.getTime() - 1) : until;
}

function EndForm({ context, row }: { context: RequestContext; row: Line }) {
  const { locale } = context;
  return (
    <Form action={`${delegationsHref}/fin`} csrf={context.csrfToken()}>
      <input type="hidden" name="procedure" value={row.procedureId} />
      <input type="hidden" name="authority" value={row.teamAuthorityId} />
      <input type="hidden" name="team" value={row.teamId} />
      <Button tone="link">
        {say(locale, 'delegations.end')}
        <span class="govuk-visually-hidden">
          {say(locale, 'delegations.endOf', { procedure: row.procedure, authority: row.authority })}
        </span>
      </Button>
    </Form>
  );
}

/** POST /agents/equipe/delegations/fin */
export async function submitEndDelegation(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale } = context;
  const teamId = single(body, 'team');
  const procedureId = single(body, 'procedure');
  const teamAuthorityId = single(body, 'authority');
  if (!isId(teamId) || !/^[0-9A-Z]{2,20}$/.test(teamAuthorityId) || !/^(\*|[\w.-]{1,120})$/.test(procedureId)) {
    throw new NotFoundError('delegation-not-found');
  }
  await endDelegation(web.parts, agentOf(context), { teamId, procedureId, teamAuthorityId });
  context.setFlash(say(locale, 'delegations.done'));
  return redirect(delegationsHref);
}
