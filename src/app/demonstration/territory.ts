import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Platform } from '#platform/platform.ts';
import { deployTerritory } from '../deploy-territory.ts';

const territoryFile = 'territories/seine-normandie.yaml';

/**
 * Loads the demonstration territory and its library, the first time and when their files have changed. A database that was
 * given another territory (`territory load`) keeps it.
 * @returns whether the database holds the demonstration territory
 */
export async function ensureDemonstrationTerritory(platform: Platform): Promise<boolean> {
  const other = await platform.database.open
    .selectFrom('territories')
    .select('id')
    .where('id', '=', 'france')
    .executeTakeFirst();
  if (other !== undefined) return false;
  const wanted = fingerprint(['library', territoryFile]);
  const known = await platform.database.open
    .selectFrom('territories')
    .select(sql<string | null>`settings->>'demonstrationFiles'`.as('files'))
    .executeTakeFirst();
  if (known?.files === wanted) return true;
  console.log('Parvis: loading the demonstration territory…');
  await deployTerritory(platform.database, territoryFile, { renumber: true });
  await platform.database.open
    .updateTable('territories')
    .set({ settings: sql`settings || ${JSON.stringify({ demonstrationFiles: wanted })}::jsonb` })
    .execute();
  return true;
}

function fingerprint(paths: readonly string[]): string {
  const parts: string[] = [];
  const visit = (path: string): void => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else parts.push(path, sha256(readFileSync(path)).toString('hex'));
  };
  for (const path of paths) visit(path);
  return sha256(parts.join('\n')).toString('hex');
}
