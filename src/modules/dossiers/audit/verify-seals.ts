import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import { type AuditSeal, LinesDigest, readSealPaper, sealHash } from '../domain/audit-seal.ts';
import { chainStart } from '../domain/event-chain.ts';
import type { Finding, FindingReason } from './audit-finding.ts';
import type { AuditParts } from './audit-parts.ts';
import { paperOf } from './seal-histories.ts';
import { readLines, sealOf } from './seal-rows.ts';

type Tell = (finding: Finding) => void;

/** What is wrong with a seal by itself and behind the one before; nothing when all is well. */
export function checkSeal(
  keys: AuditParts['keys'],
  seal: AuditSeal,
  before: Pick<AuditSeal, 'number' | 'hash'> | undefined,
): FindingReason[] {
  const reasons: FindingReason[] = [];
  const follows = seal.resumesAfter ?? seal.number - 1;
  if ((before?.number ?? 0) !== follows || seal.number <= follows) reasons.push('seal-number');
  // The seal before a resumption is in the register outside alone.
  else if (seal.resumesAfter === null && !seal.previousHash.equals(before?.hash ?? chainStart))
    reasons.push('seal-link');
  if (!seal.hash.equals(sealHash(seal))) reasons.push('seal-content');
  const authentic = keys.check(seal.keyId, seal.hash, seal.mac);
  if (authentic !== 'good') reasons.push(authentic === 'bad' ? 'seal-not-authentic' : 'seal-key-unknown');
  return reasons;
}

const sealsAtOnce = 500;

/** Every seal: behind the one before, authentic, over the lines that it says, the same outside. @returns the last one, and how many */
export async function verifySeals(
  tx: Tx,
  parts: AuditParts,
  authorityId: string,
  tell: Tell,
): Promise<{ count: number; last: AuditSeal | undefined }> {
  const outside = new Set(await parts.register.list(authorityId));
  let last: AuditSeal | undefined;
  let count = 0;
  for (;;) {
    const rows = await tx
      .selectFrom('audit_seals')
      .selectAll()
      .where('authority_id', '=', authorityId)
      .where('number', '>', last?.number ?? 0)
      .orderBy('number')
      .limit(sealsAtOnce)
      .execute();
    for (const seal of rows.map(sealOf)) {
      const { number } = seal;
      for (const reason of checkSeal(parts.keys, seal, last)) tell({ authorityId, reason, number });
      if (!(await linesAgree(tx, seal))) tell({ authorityId, reason: 'seal-lines', number });
      await compareOutside(tx, parts, seal, outside, tell);
      last = seal;
      count += 1;
    }
    if (rows.length < sealsAtOnce) break;
  }
  await tellMissing(tx, parts, authorityId, outside, tell);
  return { count, last };
}

async function linesAgree(tx: Tx, seal: AuditSeal): Promise<boolean> {
  for (const [kind, count, digest] of [
    ['chain', seal.chains, seal.chainsDigest],
    ['purge', seal.purges, seal.purgesDigest],
  ] as const) {
    const lines = new LinesDigest();
    for await (const line of readLines(tx, seal.authorityId, seal.number, kind)) lines.add(line);
    if (lines.count !== count || !lines.digest().equals(digest)) return false;
  }
  return true;
}

async function compareOutside(
  tx: Tx,
  { register }: AuditParts,
  { authorityId, number }: AuditSeal,
  outside: Set<number>,
  tell: Tell,
): Promise<void> {
  outside.delete(number);
  // Read now, not from the list: a seal is written there once it is committed here.
  const copy = await register.read(authorityId, number);
  if (copy === undefined) tell({ authorityId, reason: 'seal-not-outside', number });
  else if (copy !== (await paperOf(tx, authorityId, number)))
    tell({ authorityId, reason: 'seal-differs-outside', number });
}

/** Seals that the register has and the database has not, unless a seal after them says that they are there alone. */
async function tellMissing(
  tx: Tx,
  parts: AuditParts,
  authorityId: string,
  outside: ReadonlySet<number>,
  tell: Tell,
): Promise<void> {
  const resumed = await tx
    .selectFrom('audit_seals')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('resumes_after', 'is not', null)
    .execute();
  const told = resumed.map(sealOf).filter((seal) => parts.keys.check(seal.keyId, sealHash(seal), seal.mac) === 'good');
  for (const number of outside) {
    const excused = told.some((seal) => (seal.resumesAfter ?? number) < number && number < seal.number);
    const copy = readSealPaper((await parts.register.read(authorityId, number)) ?? '')?.seal;
    const authentic =
      copy !== undefined && copy.number === number && parts.keys.check(copy.keyId, sealHash(copy), copy.mac) === 'good';
    if (!excused || !authentic)
      tell({ authorityId, reason: authentic ? 'seal-missing' : 'seal-differs-outside', number });
  }
  const { rows } = await sql<{ number: number }>`
    SELECT DISTINCT l.number FROM audit_seal_lines l
    WHERE l.authority_id = ${authorityId} AND NOT EXISTS (
      SELECT FROM audit_seals s WHERE s.authority_id = l.authority_id AND s.number = l.number)
    ORDER BY l.number`.execute(tx);
  for (const { number } of rows) tell({ authorityId, reason: 'line-without-seal', number });
}
