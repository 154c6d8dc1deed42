import {
  type DeployReport,
  deployLibrary,
  type PublishReport,
  publishLibrary,
  readLibrary,
} from '#modules/catalogue/index.ts';
import {
  type FranceReport,
  type LoadReport,
  loadFrance,
  loadTerritory,
  readDirectoryLibrary,
  readTerritory,
} from '#modules/directory/index.ts';
import type { Database } from '#platform/database/database.ts';

export interface TerritoryReport {
  readonly territory: string;
  readonly directory: LoadReport;
  readonly library: PublishReport;
  readonly adoption: DeployReport;
}

export interface FranceDeployment {
  readonly territory: 'france';
  readonly directory: FranceReport;
  readonly library: PublishReport;
  readonly adoption: DeployReport;
}

/** All the communes and EPCI of France, with the library. Can be run again. */
export async function deployFrance(
  database: Database,
  options: { library?: string; renumber?: boolean } = {},
): Promise<FranceDeployment> {
  const folder = options.library ?? 'library';
  const { competences } = readDirectoryLibrary(folder);
  const directory = await loadFrance(database);
  const library = await publishLibrary(database, readLibrary(folder), { renumber: options.renumber ?? false });
  const adoption = await deployLibrary(database, { territoryId: 'france', competences });
  return { territory: 'france', directory, library, adoption };
}

/**
 * Loads a territory from its description, publishes the library and gives each authority its procedures. Can be run
 * again: only what changed is written.
 * @param options `renumber`: procedures that changed get their next version by themselves (demonstration)
 */
export async function deployTerritory(
  database: Database,
  file: string,
  options: { library?: string; renumber?: boolean } = {},
): Promise<TerritoryReport> {
  const folder = options.library ?? 'library';
  const description = readTerritory(file);
  const names = readDirectoryLibrary(folder);
  const directory = await loadTerritory(database, description, { library: names });
  const library = await publishLibrary(database, readLibrary(folder), { renumber: options.renumber ?? false });
  const adoption = await deployLibrary(database, {
    territoryId: description.territory,
    competences: names.competences,
  });
  return { territory: description.territory, directory, library, adoption };
}
