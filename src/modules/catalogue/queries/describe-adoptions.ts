import type { Directory } from '#modules/directory/index.ts';
import { type Clock, civilDate } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { ProcedureVersion } from '../domain/adopted-procedure.ts';
import { type AdoptionChoice, adoptionOf, isInCharge } from '../domain/adoption-rule.ts';
import type { Misfit } from '../domain/apply-overrides.ts';
import { compareProcedures, type ProcedureChange } from '../domain/compare-procedures.ts';
import { type Overrides, parseOverrides } from '../domain/overrides-schema.ts';
import type { Procedure } from '../domain/procedure-schema.ts';
import { defaultTeamName, serviceTeamName } from '../domain/team-of-competence.ts';
import { compareTitles } from '../domain/title-order.ts';
import type { OverriddenVersions } from './overridden-versions.ts';
import type { PublishedProcedures } from './published-procedures.ts';
import { readAuthorityChoices } from './read-adoptions.ts';

/** A procedure as an authority's administrator sees it. */
export interface DescribedAdoption {
  readonly procedureId: string;
  /** As residents are shown it; the library's latest when it is not offered yet. */
  readonly own: ProcedureVersion;
  /** The same without the authority's own words. */
  readonly library: ProcedureVersion;
  /** Undefined for a procedure that the authority, which does not follow the library, has not taken. */
  readonly version: number | undefined;
  readonly open: boolean;
  readonly overrides: Overrides;
  readonly overridesRevision: number;
  readonly misfits: readonly Misfit[];
  /** The team that was chosen; the rule's when undefined. */
  readonly teamId: string | undefined;
  /** The name of the team that the rule gives. */
  readonly usualTeam: string;
  /** A version that has not been taken, and what it changes. */
  readonly waiting:
    | { readonly version: number; readonly until: string | undefined; readonly changes: readonly ProcedureChange[] }
    | undefined;
  /** The library moved it since the administrator last read: what changed. */
  readonly moved: { readonly from: number; readonly changes: readonly ProcedureChange[] } | undefined;
}

export interface DescribedLibrary {
  readonly follows: boolean;
  readonly adoptions: readonly DescribedAdoption[];
  /** By name. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
}

/** Everything that the administration shows of an authority's procedures; read anew each time. */
export async function describeAdoptions(
  deps: {
    database: Database;
    clock: Clock;
    directory: Directory;
    published: PublishedProcedures;
    overridden: OverriddenVersions;
  },
  authorityId: string,
): Promise<DescribedLibrary> {
  const { database, published } = deps;
  const [authority, held, chosen, dated] = await Promise.all([
    deps.directory.getAuthority(authorityId),
    deps.directory.listHeldCompetences(authorityId),
    readAuthorityChoices(database, authorityId),
    published.listVersions(),
  ]);
  const today = civilDate(deps.clock.now()).toString();
  const rule = { authority, held, follows: chosen.follows, today };
  const describe = async (latest: Procedure): Promise<DescribedAdoption | undefined> => {
    const { procedure: procedureId, competence } = latest;
    const choice = chosen.choices.get(procedureId);
    const adoption = adoptionOf({ procedureId, version: latest.version, competence }, choice, rule);
    if (adoption === undefined && !isInCharge(competence, held)) return undefined;
    const library = await published.getVersion(procedureId, adoption?.version ?? latest.version);
    const applied = apply(deps.overridden, authorityId, choice, library);
    const target =
      adoption?.waiting === undefined ? undefined : await published.getVersion(procedureId, adoption.waiting.version);
    const from = adoption && previousSeen(dated, procedureId, adoption.version, chosen.seenAt);
    const old = from === undefined || !chosen.follows ? undefined : await published.getVersion(procedureId, from);
    return {
      procedureId,
      own: applied.version,
      library,
      version: adoption?.version,
      open: adoption?.open ?? false,
      overrides: (choice && parseOverrides(choice.overrides)) ?? {},
      overridesRevision: choice?.overridesRevision ?? 0,
      misfits: applied.misfits,
      teamId: choice?.team?.id,
      usualTeam: usualTeam(authority, competence, chosen.teams),
      waiting:
        target === undefined || adoption?.waiting === undefined
          ? undefined
          : { ...adoption.waiting, changes: compareVersions(library, target) },
      moved: old === undefined || from === undefined ? undefined : { from, changes: compareVersions(old, library) },
    };
  };
  const adoptions = (await Promise.all((await published.listLatest()).map(describe))).filter(
    (one) => one !== undefined,
  );
  adoptions.sort((a, b) => compareTitles(a.own.procedure.title.fr, b.own.procedure.title.fr, 'fr'));
  return {
    follows: chosen.follows,
    adoptions,
    teams: [...chosen.teams].map(([name, id]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'fr')),
  };
}

function apply(
  overridden: OverriddenVersions,
  authorityId: string,
  choice: AdoptionChoice | undefined,
  library: ProcedureVersion,
) {
  // As it is, and not copied: a list of a hundred procedures compiles none of them.
  if (choice === undefined || choice.overridesRevision === 0) return { version: library, misfits: [] };
  const { procedureId, overridesRevision } = choice;
  const filed = { authorityId, procedureId, procedureVersion: library.procedure.version, overridesRevision };
  const version = overridden.apply(filed, library, choice.overrides);
  return { version, misfits: version.misfits };
}

export function compareVersions(a: ProcedureVersion, b: ProcedureVersion): ProcedureChange[] {
  return compareProcedures(
    { procedure: a.procedure, workflow: a.workflow.definition },
    { procedure: b.procedure, workflow: b.workflow.definition },
  );
}

/** The version that held when the administrator last read, if ever; undefined when it is still the same one. */
function previousSeen(
  dated: readonly { procedureId: string; version: number; publishedAt: Date }[],
  procedureId: string,
  version: number,
  seenAt: Date | undefined,
): number | undefined {
  const before = dated.filter(
    (one) =>
      one.procedureId === procedureId &&
      (seenAt === undefined ? one.version < version : one.version <= version && one.publishedAt <= seenAt),
  );
  const last = Math.max(0, ...before.map((one) => one.version));
  return last === 0 || last === version ? undefined : last;
}

function usualTeam(
  authority: Parameters<typeof defaultTeamName>[0],
  competence: string,
  teams: ReadonlyMap<string, string>,
): string {
  const service = serviceTeamName(authority, competence);
  return service !== undefined && teams.has(service) ? service : defaultTeamName(authority);
}
