import pg from 'pg';
import { createCatalogue } from '#modules/catalogue/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { createDocuments } from '#modules/documents/index.ts';
import { scopeCommand, type Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { type AuditParts, createAudit } from '../audit/audit-parts.ts';
import { lockSeals, sealHistories, writeSeal } from '../audit/seal-histories.ts';
import { dossierHashOf, listSeals } from '../audit/seal-rows.ts';
import { type AuditSeal, linesAgree, readSealPaper, type SealLine, sealHash } from '../domain/audit-seal.ts';
import { eraseReceivedWords, listReceivedOf } from '../usecases/erase-received-words.ts';
import { removeUnusedFileKind } from '../usecases/purge-dossiers.ts';
import { makeProof } from './make-proof.ts';

export interface ReplayReport {
  readonly authorityId: string;
  /** Dossiers that had come back and were purged again. */
  readonly purged: number;
  /** Papers of the register that no key of here made: what they say was not done. */
  readonly refused: number;
  /** The number of the new seal, when the register was ahead of the database. */
  readonly resumedAt: number | undefined;
}

/**
 * After the restoration of an older copy: what the register outside says was purged is purged again, and the seals go on
 * after the last one of the register. Done twice, it is done once.
 * @param ownerUrl the owner of the tables, who alone may purge whatever the date
 */
export async function replayPurges(platform: Platform, ownerUrl: string): Promise<ReplayReport[]> {
  const audit = createAudit(platform);
  const reports: ReplayReport[] = [];
  const known = await platform.database.open.selectFrom('authorities').select('id').execute();
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    for (const authorityId of await audit.register.authorities()) {
      if (known.some(({ id }) => id === authorityId))
        reports.push(await replayAuthority(platform, audit, owner, authorityId));
    }
  } finally {
    await owner.end();
  }
  return reports;
}

async function replayAuthority(
  platform: Platform,
  audit: AuditParts,
  owner: pg.Client,
  authorityId: string,
): Promise<ReplayReport> {
  let purged = 0;
  let refused = 0;
  let last: AuditSeal | undefined;
  for (const number of await audit.register.list(authorityId)) {
    const paper = await readAuthentic(audit, authorityId, number);
    if (paper === undefined) {
      refused += 1;
      continue;
    }
    last = paper.seal;
    const ids = await findAgain(platform, authorityId, paper.purges);
    for (const id of ids) await purgeAgain(platform, audit, owner, authorityId, id);
    purged += ids.length;
  }
  return { authorityId, purged, refused, resumedAt: await resume(audit, authorityId, last) };
}

async function readAuthentic({ register, keys }: AuditParts, authorityId: string, number: number) {
  const paper = readSealPaper((await register.read(authorityId, number)) ?? '');
  if (paper === undefined) return undefined;
  const { seal, purges } = paper;
  const named = seal.authorityId === authorityId && seal.number === number;
  return named && keys.check(seal.keyId, sealHash(seal), seal.mac) === 'good' && linesAgree(seal, purges)
    ? paper
    : undefined;
}

async function findAgain(platform: Platform, authorityId: string, purges: readonly SealLine[]): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; from < purges.length; from += 1000) {
    const hashes = purges.slice(from, from + 1000).map(({ dossierHash }) => dossierHash);
    const rows = await platform.database.transaction([authorityId], (tx) =>
      tx
        .selectFrom('dossiers')
        .select('id')
        .where('authority_id', '=', authorityId)
        .where(dossierHashOf('id'), 'in', hashes)
        .execute(),
    );
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

async function purgeAgain(
  platform: Platform,
  audit: AuditParts,
  owner: pg.Client,
  authorityId: string,
  dossierId: string,
): Promise<void> {
  const documents = createDocuments(platform);
  const catalogue = createCatalogue(platform, createDirectory(platform));
  const within = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction([authorityId], work);
  const now = new Date(platform.clock.now().epochMilliseconds);
  const { proof, attached, received } = await within(async (tx) => ({
    proof: await makeProof(tx, { keys: audit.keys, catalogue }, { authorityId, dossierId, now, again: true }),
    attached: await documents.listOfDossier(tx, authorityId, dossierId),
    received: await listReceivedOf(tx, authorityId, dossierId),
  }));
  if (proof === undefined) return;
  try {
    await owner.query(`BEGIN; ${scopeCommand([authorityId])}`);
    await owner.query('SELECT purge_dossier_again($1, $2::uuid, $3::jsonb)', [authorityId, dossierId, proof]);
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
  await within(async (tx) => {
    await eraseReceivedWords(tx, authorityId, received);
    for (const { sha256 } of attached)
      await platform.jobs.enqueue(tx, removeUnusedFileKind, { authorityId, sha256: sha256.toString('hex') });
  });
}

/** The seals go on after those of the register, which the new one says are there alone. */
async function resume(
  audit: AuditParts,
  authorityId: string,
  outside: AuditSeal | undefined,
): Promise<number | undefined> {
  if (outside !== undefined) {
    await audit.platform.database.transaction([authorityId], async (tx) => {
      await lockSeals(tx, authorityId);
      const [own] = await listSeals(tx, authorityId, { limit: 1 });
      if ((own?.number ?? 0) >= outside.number) return;
      await writeSeal(tx, audit, {
        authorityId,
        last: outside,
        number: outside.number + 1,
        resumesAfter: own?.number ?? 0,
      });
    });
  }
  // Writes it outside as well.
  await sealHistories(audit, authorityId);
  const [last] = await audit.platform.database.transaction([authorityId], (tx) =>
    listSeals(tx, authorityId, { limit: 1 }),
  );
  return outside !== undefined && last?.number === outside.number + 1 && last.resumesAfter !== null
    ? last.number
    : undefined;
}
