import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { processedBranches } from '../../queries/processed-dossiers.ts';
import type { TeamMember } from '../../usecases/assign-dossier.ts';
import { listSavedViews, ownTeams, type SavedView } from '../../views/saved-views.ts';

/** What an agent may filter by and assign to; the same for all pages of an inbox. */
export interface InboxChoices {
  readonly procedures: readonly { readonly id: string; readonly title: LocalizedText }[];
  /** Authorities whose dossiers the agent processes; one for most agents. */
  readonly authorities: readonly { readonly id: string; readonly slug: string; readonly name: string }[];
  readonly communes: readonly { readonly code: string; readonly name: string }[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly colleagues: readonly TeamMember[];
  /** The agent's own and those shared with them. */
  readonly views: readonly SavedView[];
  /** Of `teams`, those of the agent's own authority. */
  readonly ownTeams: readonly string[];
}

const keptFor = 60_000;
const mostAgents = 500;

/** Remembers the choices of an agent for a minute, in this process: they change when a procedure is adopted or a colleague arrives. */
export class InboxChoicesCache {
  readonly #known = new Map<string, { readonly until: number; readonly choices: InboxChoices }>();

  find(agent: AgentPrincipal, now: Date): InboxChoices | undefined {
    const known = this.#known.get(keyOf(agent));
    return known !== undefined && known.until > now.getTime() ? known.choices : undefined;
  }

  async get(agent: AgentPrincipal, now: Date, read: () => Promise<InboxChoices>): Promise<InboxChoices> {
    const key = keyOf(agent);
    const known = this.find(agent, now);
    if (known !== undefined) return known;
    const choices = await read();
    if (this.#known.size >= mostAgents) this.#known.clear();
    this.#known.set(key, { until: now.getTime() + keptFor, choices });
    return choices;
  }

  /** The agent has changed one of their views. */
  forget(agent: AgentPrincipal): void {
    this.#known.delete(keyOf(agent));
  }
}

function keyOf(agent: AgentPrincipal): string {
  return agent.sessionHash.toString('base64');
}

export async function readInboxChoices(tx: Tx, parts: DossiersParts, agent: AgentPrincipal): Promise<InboxChoices> {
  const branches = processedBranches(agent);
  const authorityIds = [...new Set(branches.map((branch) => branch.authority_id))];
  const authorities = await Promise.all(authorityIds.map((id) => parts.directory.getAuthority(id)));
  const procedures = new Map<string, LocalizedText>();
  for (const id of authorityIds) {
    for (const { procedure } of await parts.catalogue.listAdopted(id, { agents: true })) {
      const mine = branches.some(
        (branch) => branch.authority_id === id && (branch.procedures?.includes(procedure.procedure) ?? true),
      );
      if (mine) procedures.set(procedure.procedure, procedure.title);
    }
  }
  const colleagues = new Map<string, TeamMember>();
  const teamKeys = new Map(branches.map((branch) => [branch.team_id, branch.team_authority_id]));
  for (const [teamId, teamAuthorityId] of teamKeys) {
    for (const member of await parts.identity.listAgentsOfTeam(tx, teamAuthorityId, teamId)) {
      colleagues.set(member.id, member);
    }
  }
  const severalCommunes = authorities.some((authority) => authority.kind !== 'commune' && authority.kind !== 'ccas');
  return {
    procedures: [...procedures].map(([id, title]) => ({ id, title })),
    authorities: authorities.map(({ id, slug, name }) => ({ id, slug, name })).sort(byName),
    communes: severalCommunes ? await parts.directory.listTerritoryCommunes() : [],
    teams: await listTeamNames(tx, [...teamKeys.values()], [...teamKeys.keys()]),
    colleagues: [...colleagues.values()].sort(byName),
    views: await listSavedViews(tx, agent),
    ownTeams: ownTeams(agent),
  };
}

async function listTeamNames(tx: Tx, authorityIds: readonly string[], teamIds: readonly string[]) {
  if (teamIds.length === 0) return [];
  return tx
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('authority_id', 'in', [...new Set(authorityIds)])
    .where('id', 'in', [...teamIds])
    .orderBy('name')
    .execute();
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name, 'fr');
}

/** Procedures by title in the reader's language, as options. */
export function procedureOptions(choices: InboxChoices, locale: Locale) {
  return choices.procedures
    .map(({ id, title }) => ({ value: id, label: localize(title, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
