import {
  type AuditReport,
  createAudit,
  type Finding,
  findingWords,
  paperOf,
  sealHistories,
  verifyAudit,
} from '#modules/dossiers/index.ts';
import type { Platform } from '#platform/platform.ts';

export const auditUsage =
  'audit verify [--authority ID] [--json] | audit seal [--authority ID] | audit print --authority ID NUMBER';

interface AuditFlags {
  readonly json?: boolean | undefined;
  readonly authority?: string | undefined;
}

type Print = (line: string) => void;

/**
 * `audit verify`: every history, seal and proof of purge, authority by authority; `audit seal`: what the nightly job does;
 * `audit print`: a seal as it is kept outside.
 * @returns 0 when all is intact or done, 1 when something was found or there is none, undefined for a wrong usage
 */
export async function runAuditCommand(
  platform: Platform,
  [verb, number, ...more]: readonly string[],
  flags: AuditFlags,
  print: Print = console.log,
): Promise<number | undefined> {
  if (more.length > 0 || (flags.authority !== undefined && !/^[0-9A-Z]{2,20}$/.test(flags.authority))) return undefined;
  if (verb === 'verify' && number === undefined) return verify(platform, flags, print);
  if (verb === 'seal' && number === undefined) return seal(platform, flags, print);
  if (verb === 'print' && flags.authority !== undefined && /^[1-9]\d{0,8}$/.test(number ?? ''))
    return printSeal(platform, flags.authority, Number(number), print);
  return undefined;
}

/** Those of the database, and those that the register outside knows and the database no longer does. */
async function authoritiesOf(platform: Platform, flags: AuditFlags): Promise<string[]> {
  if (flags.authority !== undefined) return [flags.authority];
  const rows = await platform.database.open.selectFrom('authorities').select('id').execute();
  const outside = await createAudit(platform).register.authorities();
  return [...new Set([...rows.map(({ id }) => id), ...outside])].sort();
}

async function verify(platform: Platform, flags: AuditFlags, print: Print): Promise<number> {
  const parts = createAudit(platform);
  let found = 0;
  for (const authorityId of await authoritiesOf(platform, flags)) {
    const report = await verifyAudit(parts, authorityId);
    found += report.found;
    if (flags.json === true) print(JSON.stringify(report));
    else for (const line of linesOf(report)) print(line);
  }
  if (flags.json !== true) print(found === 0 ? 'Intact.' : `ALTERED: ${found} findings.`);
  return found === 0 ? 0 : 1;
}

function linesOf(report: AuditReport): string[] {
  const { authorityId, dossiers, events, seals, lastSeal, found, findings } = report;
  const sealed =
    lastSeal === undefined
      ? 'never sealed'
      : `${seals} seals, the last (${lastSeal.number}) of ${lastSeal.sealedAt.toISOString()}`;
  const more = found > findings.length ? [`  … and ${found - findings.length} more`] : [];
  return [
    `${authorityId}: ${dossiers} dossiers, ${events} events, ${sealed}: ${found === 0 ? 'intact' : `${found} findings`}`,
    ...findings.map((finding) => `  ${placeOf(finding)}: ${findingWords('en', finding.reason)}`),
    ...more,
  ];
}

function placeOf({ dossierId, seq, number }: Finding): string {
  return [
    ...(dossierId === undefined ? [] : [`dossier ${dossierId}`]),
    ...(seq === undefined ? [] : [`event ${seq}`]),
    ...(number === undefined ? [] : [`seal ${number}`]),
  ].join(', ');
}

async function seal(platform: Platform, flags: AuditFlags, print: Print): Promise<number> {
  const parts = createAudit(platform);
  let sealed = 0;
  for (const authorityId of await authoritiesOf(platform, flags)) {
    const made = await sealHistories(parts, authorityId);
    if (made === undefined) continue;
    sealed += 1;
    print(
      `${authorityId}: seal ${made.number}, ${made.chains} histories, ${made.purges} purges, ${made.hash.toString('hex')}`,
    );
  }
  if (sealed === 0) print('Nothing to seal.');
  return 0;
}

async function printSeal(platform: Platform, authorityId: string, number: number, print: Print): Promise<number> {
  const paper = await platform.database.transaction([authorityId], (tx) => paperOf(tx, authorityId, number));
  if (paper === undefined) {
    print(`${authorityId} has no seal ${number}`);
    return 1;
  }
  print(paper.trimEnd());
  return 0;
}
