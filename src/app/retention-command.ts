import { createCatalogue } from '#modules/catalogue/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { createDocuments } from '#modules/documents/index.ts';
import { createAudit, planPurge, purgeDossiers, replayPurges, sealHistories } from '#modules/dossiers/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { Platform } from '#platform/platform.ts';

export const retentionUsage = 'retention plan|purge [--authority ID] [--json] | retention replay [--json]';

interface RetentionFlags {
  readonly json?: boolean | undefined;
  readonly authority?: string | undefined;
}

/**
 * `plan`: a dry run, by procedure; `purge`: what the nightly job does; `replay`: after the restoration of an older copy,
 * what the register outside says was purged is purged again.
 * @returns the exit status; undefined for a wrong usage
 */
export async function runRetentionCommand(
  { platform, ownerUrl }: { readonly platform: Platform; readonly ownerUrl: string },
  [verb, ...more]: readonly string[],
  flags: RetentionFlags,
  print: (line: string) => void = console.log,
): Promise<number | undefined> {
  if (more.length > 0 || (flags.authority !== undefined && !/^[0-9A-Z]{2,20}$/.test(flags.authority))) return undefined;
  if (verb === 'replay') return replay(platform, ownerUrl, flags, print);
  if (verb !== 'plan' && verb !== 'purge') return undefined;
  const today = civilDate(platform.clock.now()).toString();
  const rows = await platform.database.open.selectFrom('authorities').select('id').orderBy('id').execute();
  const ids = flags.authority === undefined ? rows.map(({ id }) => id) : [flags.authority];
  const audit = createAudit(platform);
  const deps = {
    platform,
    documents: createDocuments(platform),
    catalogue: createCatalogue(platform, createDirectory(platform)),
  };
  let total = 0;
  for (const authorityId of ids) {
    const plan = await platform.database.transaction([authorityId], (tx) => planPurge(tx, authorityId, today));
    for (const { procedureId, due, documents, held, soon } of verb === 'plan' ? plan : []) {
      total += due;
      print(
        flags.json === true
          ? JSON.stringify({ authorityId, procedureId, due, documents, held, soon })
          : `${authorityId} ${procedureId}: ${due} to purge with ${documents} documents, ${held} held, ${soon} within 30 days`,
      );
    }
    if (verb !== 'purge') continue;
    const purged = await purgeDossiers(deps, authorityId, today);
    total += purged;
    if (purged === 0) continue;
    await sealHistories(audit, authorityId);
    print(flags.json === true ? JSON.stringify({ authorityId, purged }) : `${authorityId}: ${purged} purged`);
  }
  if (flags.json !== true) print(`${verb === 'plan' ? 'To purge' : 'Purged'}: ${total} dossiers.`);
  return 0;
}

async function replay(
  platform: Platform,
  ownerUrl: string,
  flags: RetentionFlags,
  print: (line: string) => void,
): Promise<number> {
  const reports = await replayPurges(platform, ownerUrl);
  for (const report of reports) {
    const { authorityId, purged, refused, resumedAt } = report;
    const more = [
      ...(resumedAt === undefined ? [] : [`seals resumed at ${resumedAt}`]),
      ...(refused === 0 ? [] : [`${refused} papers of the register are not authentic and were not followed`]),
    ];
    if (flags.json === true) print(JSON.stringify(report));
    else if (purged > 0 || more.length > 0) print([`${authorityId}: ${purged} purged again`, ...more].join(', '));
  }
  if (flags.json !== true) print(`Purged again: ${reports.reduce((sum, { purged }) => sum + purged, 0)} dossiers.`);
  return reports.some(({ refused }) => refused > 0) ? 1 : 0;
}
