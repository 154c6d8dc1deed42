import type { PdfLogo, PdfShapes } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type Letterhead, letterheadSchema } from '../domain/letterhead.ts';

/** How the letters of an authority look, when it has said so. */
export async function findLetterhead(tx: Tx, authorityId: string): Promise<Letterhead | undefined> {
  const row = await tx
    .selectFrom('letterheads')
    .select(['content', 'logo_kind', 'logo'])
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const content = letterheadSchema.parse(row.content);
  return { content, logo: logoOf(row.logo_kind, row.logo, content.logoText) };
}

function logoOf(kind: 'shapes' | 'png' | null, bytes: Buffer | null, alt: string): PdfLogo | undefined {
  if (bytes === null || kind === null) return undefined;
  if (kind === 'shapes') {
    // Written by `saveLetterhead` alone.
    const shapes = JSON.parse(bytes.toString('utf8')) as PdfShapes;
    return { kind, alt, ...shapes };
  }
  return { kind, alt, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), data: bytes };
}
