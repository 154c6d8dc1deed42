import { join } from 'node:path';
import { z } from 'zod';
import {
  type Competence,
  competenceSchema,
  type Relay,
  relaySchema,
  type TerritoryDescription,
  territorySchema,
} from '../domain/territory-schema.ts';
import { FileProblemsError, readYamlFile } from './read-yaml-file.ts';

/** Competences and relays, written once for all territories. */
export interface DirectoryLibrary {
  readonly competences: ReadonlyMap<string, Competence>;
  readonly relays: ReadonlyMap<string, Relay>;
}

/**
 * Reads `competences.yaml` and `relays.yaml` of a library.
 * @throws FileProblemsError
 */
export function readDirectoryLibrary(folder = 'library'): DirectoryLibrary {
  const competences = readYamlFile(join(folder, 'competences.yaml'), z.array(competenceSchema));
  const relaysFile = join(folder, 'relays.yaml');
  const relays = readYamlFile(relaysFile, z.array(relaySchema));
  const byId = new Map(competences.map((competence) => [competence.id, competence]));
  const problems = relays
    .filter((relay) => relay.localCompetence !== undefined && !byId.has(relay.localCompetence))
    .map((relay) => `${relay.id}: no competence has the id "${relay.localCompetence}"`);
  if (problems.length > 0) throw new FileProblemsError(relaysFile, problems);
  return { competences: byId, relays: new Map(relays.map((relay) => [relay.id, relay])) };
}

/**
 * Reads a territory's description.
 * @throws FileProblemsError
 */
export function readTerritory(file: string): TerritoryDescription {
  return readYamlFile(file, territorySchema);
}
