import type { Tx } from '#platform/database/database.ts';
import { type LetterheadContent, letterheadSchema } from '../domain/letterhead.ts';
import { readPng } from '../domain/logo/read-png.ts';
import { largestSvg, readSvg } from '../domain/logo/read-svg.ts';
import { LogoRefusedError } from '../errors.ts';
import type { ActOfAgent } from './act-of-agent.ts';

/** A logo as it is kept: drawn again, nothing of its file besides. */
export interface KeptLogo {
  readonly kind: 'shapes' | 'png';
  readonly bytes: Buffer;
}

/** @throws {LogoRefusedError} */
export function readLogo(file: Buffer): KeptLogo {
  if (file.subarray(1, 4).toString('latin1') === 'PNG') return { kind: 'png', bytes: readPng(file).data };
  if (file.length > largestSvg) throw new LogoRefusedError('too-large');
  return { kind: 'shapes', bytes: Buffer.from(JSON.stringify(readSvg(file.toString('utf8')))) };
}

/** @param logo `keep`, `remove`, or the new one */
export async function saveLetterhead(
  tx: Tx,
  act: ActOfAgent,
  content: LetterheadContent,
  logo: KeptLogo | 'keep' | 'remove',
): Promise<void> {
  const drawing =
    logo === 'keep'
      ? {}
      : logo === 'remove'
        ? { logo: null, logo_kind: null }
        : { logo: logo.bytes, logo_kind: logo.kind };
  const row = {
    content: JSON.stringify(letterheadSchema.parse(content)),
    changed_at: act.now,
    changed_by: act.by.id,
    changed_by_name: act.by.name,
    ...drawing,
  };
  await tx
    .insertInto('letterheads')
    .values({ authority_id: act.authorityId, ...row })
    .onConflict((conflict) => conflict.column('authority_id').doUpdateSet(row))
    .execute();
}
