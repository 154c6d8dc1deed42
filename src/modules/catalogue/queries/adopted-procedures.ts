import { createBoundedCache, type Directory } from '#modules/directory/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { AdoptedProcedure } from '../domain/adopted-procedure.ts';
import { type Adoption, adoptionOf } from '../domain/adoption-rule.ts';
import { serviceTeamName } from '../domain/team-of-competence.ts';
import { byFrenchTitle, compareTitles } from '../domain/title-order.ts';
import type { OverriddenVersions } from './overridden-versions.ts';
import type { PublishedProcedures } from './published-procedures.ts';
import { readAuthorityChoices } from './read-adoptions.ts';

/** The procedures of one authority, by what they are asked for. */
export interface Adoptions {
  readonly list: readonly AdoptedProcedure[];
  /** Without the internal ones. */
  readonly listPublic: readonly AdoptedProcedure[];
  /** By id and by slug. */
  readonly byName: ReadonlyMap<string, AdoptedProcedure>;
}

/** What each authority offers, worked out again every twenty seconds for those that are asked for. */
export function createAdoptions(deps: {
  database: Database;
  clock: Clock;
  directory: Directory;
  published: PublishedProcedures;
  overridden: OverriddenVersions;
}) {
  const { database, clock, directory, published, overridden } = deps;
  return createBoundedCache<Adoptions>(
    async (authorityId) => {
      const [authority, held, chosen, latest, withdrawn] = await Promise.all([
        directory.getAuthority(authorityId),
        directory.listHeldCompetences(authorityId),
        readAuthorityChoices(database, authorityId),
        published.listLatest(),
        published.listWithdrawn(),
      ]);
      const rule = { authority, held, follows: chosen.follows, today: civilDate(clock.now()).toString() };
      const offered = byFrenchTitle(latest).flatMap((procedure) => {
        const { procedure: procedureId, version, competence } = procedure;
        const adoption = adoptionOf({ procedureId, version, competence }, chosen.choices.get(procedureId), rule);
        return adoption === undefined ? [] : [adoption];
      });
      const run = async (adoption: Adoption): Promise<AdoptedProcedure | undefined> => {
        const { choice, version } = adoption;
        const library = await published.getVersion(adoption.procedureId, version);
        const overridesRevision = choice?.overridesRevision ?? 0;
        const own =
          choice === undefined || overridesRevision === 0
            ? library
            : overridden.apply(
                { authorityId, procedureId: adoption.procedureId, procedureVersion: version, overridesRevision },
                library,
                choice.overrides,
              );
        const service = serviceTeamName(authority, library.procedure.competence);
        const serviceId = service === undefined ? undefined : chosen.teams.get(service);
        const team = choice?.team ?? (serviceId === undefined ? chosen.everything : { authorityId, id: serviceId });
        // Nobody would receive the dossiers: an authority written but not yet deployed.
        if (team === undefined) return undefined;
        return {
          procedure: own.procedure,
          get form() {
            return own.form;
          },
          get workflow() {
            return own.workflow;
          },
          authority,
          version,
          overridesRevision,
          open: adoption.open && !withdrawn.has(adoption.procedureId),
          closedBy: adoption.open && !withdrawn.has(adoption.procedureId) ? undefined : 'authority',
          teamAuthorityId: team.authorityId,
          teamId: team.id,
        };
      };
      const list = (await Promise.all(offered.map(run))).filter((entry) => entry !== undefined);
      list.sort((a, b) => compareTitles(a.procedure.title.fr, b.procedure.title.fr, 'fr'));
      return {
        list,
        listPublic: list.filter((entry) => !entry.procedure.agentsOnly),
        byName: new Map(
          list.flatMap((entry) => [
            [entry.procedure.procedure, entry] as const,
            [entry.procedure.slug, entry] as const,
          ]),
        ),
      };
    },
    { max: 1000, seconds: 20 },
  );
}
