import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { InsetText } from '#ui/components/inset-text.tsx';
import { mayFileFor, mayFileProcedure } from '../../../domain/counter-policy.ts';
import { isUuid } from '../../../domain/uuid.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { DraftNotFoundError } from '../../../errors.ts';
import type { Owner } from '../../../queries/get-own-draft.ts';
import { noIndex } from '../internal/internal-owner.ts';
import type { DeskFiling } from './desk-filing.ts';
import { counterWords as say } from './messages.ts';

export const counterHref = '/agents/guichet';
export const counterDraftHref = (slug: string, draftId: string, part = ''): string =>
  `${counterHref}/brouillons/${slug}/${draftId}${part === '' ? '' : `/${part}`}`;
export const counterFiledHref = (slug: string, dossierId: string, part = ''): string =>
  `${counterHref}/deposees/${slug}/${dossierId}${part === '' ? '' : `/${part}`}`;

export type CounterChannel = 'counter' | 'phone';
export const channelOf = (value: string): CounterChannel | undefined =>
  value === 'counter' || value === 'phone' ? value : undefined;

/**
 * A draft of the counter is the agent's who began it. It is kept as a browser's would be, under a secret that no browser
 * can have: whoever it is handed to by a link takes it over.
 */
export function counterOwner(
  identity: Pick<Identity, 'pseudonymOf'>,
  agent: AgentPrincipal,
  authorityId: string,
): Owner {
  return { visitorHash: identity.pseudonymOf(`counter ${agent.agentId}`, authorityId), accountPseudonym: undefined };
}

/** The authority of the address, when the agent's teams process something of it. @throws {NotFoundError} */
export async function getServed(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal) {
  const slug = context.params.authority ?? '';
  const authority = /^[a-z0-9-]{1,100}$/.test(slug) ? await parts.directory.findAuthorityBySlug(slug) : undefined;
  if (authority === undefined || !agent.scope.includes(authority.id)) throw new NotFoundError('authority-not-found');
  return authority;
}

/** The procedure of the address, when the agent may file it. @throws {NotFoundError} */
export async function getFileable(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<AdoptedProcedure> {
  const authority = await getServed(context, parts, agent);
  const adopted = await parts.catalogue.findAdopted(authority.id, context.params.procedure ?? '');
  if (adopted === undefined || !mayFileFor(agent, adopted)) throw new NotFoundError('procedure-not-found');
  return adopted;
}

/** Everything that the agent may file, by authority and title. */
export async function listFileable(parts: DossiersParts, agent: AgentPrincipal): Promise<AdoptedProcedure[]> {
  const authorities = [...new Set(agent.rights.map((right) => right.authorityId))];
  const adopted = await Promise.all(authorities.map((id) => parts.catalogue.listAdopted(id)));
  return adopted.flat().filter((one) => mayFileFor(agent, one));
}

/** The counter's way of filling in a draft. @throws {DraftNotFoundError} for any draft but the agent's own */
export async function openCounterDesk(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<DeskFiling> {
  const authority = await getServed(context, parts, agent);
  const owner = counterOwner(parts.identity, agent, authority.id);
  const draftId = context.params.draft ?? '';
  const begun = await parts.platform.database.readOnce([authority.id], (tx) => findBegun(tx, authority.id, draftId));
  return {
    authority,
    scope: [authority.id],
    owner,
    href: (part) => counterDraftHref(authority.slug, draftId, part),
    listHref: counterHref,
    dossierHref: (dossierId) => counterFiledHref(authority.slug, dossierId),
    current: 'counter',
    choosesAcknowledgement: true,
    banner: begun && <CounterBanner channel={begun.channel} name={begun.name} locale={context.locale} />,
    more: (
      <p class="govuk-body">
        <a class="govuk-link" href={counterDraftHref(authority.slug, draftId, 'remettre')}>
          {say(context.locale, 'handOver')}
        </a>
      </p>
    ),
    filing: {
      channel: begun?.channel ?? 'counter',
      filedBy: {
        kind: 'agent',
        id: agent.agentId,
        name: `${agent.name}, ${agent.authorityName}`,
        onBehalf: true,
      },
    },
    identity: noIndex,
    check: async (_tx, draft) => {
      if (!mayFileProcedure(agent, authority.id, draft.procedureId)) throw new DraftNotFoundError();
    },
    findFiled: (tx, id) => findFiledByAgent(tx, authority.id, { submissionKey: id }, agent.agentId),
  };
}

function CounterBanner({ channel, name, locale }: { channel: CounterChannel; name: string; locale: Locale }) {
  return (
    <InsetText>
      <strong>{say(locale, `banner.${channel}`, { name })}</strong>
    </InsetText>
  );
}

async function findBegun(tx: Tx, authorityId: string, draftId: string) {
  if (!isUuid(draftId)) throw new DraftNotFoundError();
  const row = await tx
    .selectFrom('drafts')
    .select(['channel', 'assisted_name'])
    .where('authority_id', '=', authorityId)
    .where('id', '=', draftId)
    .executeTakeFirst();
  return row && { channel: channelOf(row.channel) ?? 'counter', name: row.assisted_name ?? '' };
}

/** A dossier that this agent filed for somebody, as the first line of its history says. */
export async function findFiledByAgent(
  tx: Tx,
  authorityId: string,
  wanted: { readonly submissionKey: string } | { readonly id: string },
  agentId: string,
): Promise<string | undefined> {
  const value = 'id' in wanted ? wanted.id : wanted.submissionKey;
  if (!isUuid(value)) return undefined;
  const filed = await tx
    .selectFrom('dossiers as d')
    .innerJoin('dossier_events as e', (join) =>
      join.onRef('e.authority_id', '=', 'd.authority_id').onRef('e.dossier_id', '=', 'd.id').on('e.seq', '=', 1),
    )
    .select('d.id')
    .where('d.authority_id', '=', authorityId)
    .where('id' in wanted ? 'd.id' : 'd.submission_key', '=', value)
    .where('e.actor_kind', '=', 'agent')
    .where('e.actor_id', '=', agentId)
    .executeTakeFirst();
  return filed?.id;
}
