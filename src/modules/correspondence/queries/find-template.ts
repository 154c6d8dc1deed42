import type { ExpressionScope } from '#modules/forms/index.ts';
import type { LetterTemplate } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import {
  type TemplateContent,
  templateContentSchema,
  type UsedLetter,
  usedLetter,
} from '../domain/template-content.ts';

export interface KeptTemplate {
  readonly letterId: string;
  readonly version: number;
  /** Undefined once the letter is the library's again. */
  readonly content: TemplateContent | undefined;
  readonly madeAt: Date;
  readonly madeBy: string;
}

/** Every version of a letter of an authority, the last first. */
export async function listVersions(tx: Tx, authorityId: string, letterId: string): Promise<KeptTemplate[]> {
  const rows = await tx
    .selectFrom('letter_templates')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('letter_id', '=', letterId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(kept);
}

/** The last version of each letter that the authority has written, also of those that are the library's again. */
export async function listTemplates(tx: Tx, authorityId: string): Promise<KeptTemplate[]> {
  const rows = await tx
    .selectFrom('letter_templates')
    .distinctOn('letter_id')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('letter_id')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(kept);
}

export async function findTemplate(tx: Tx, authorityId: string, letterId: string): Promise<KeptTemplate | undefined> {
  const row = await tx
    .selectFrom('letter_templates')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('letter_id', '=', letterId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : kept(row);
}

/** The letter as the authority says it for this dossier, else as the library does. */
export async function findUsedLetter(
  tx: Tx,
  authorityId: string,
  library: UsedLetter | LetterTemplate,
  scope: ExpressionScope,
): Promise<UsedLetter> {
  const own = await findTemplate(tx, authorityId, library.letter);
  return own?.content === undefined ? library : usedLetter(library.letter, own.version, own.content, scope);
}

function kept(row: {
  letter_id: string;
  version: number;
  content: Record<string, unknown> | null;
  made_at: Date;
  made_by_name: string;
}): KeptTemplate {
  return {
    letterId: row.letter_id,
    version: row.version,
    content: row.content === null ? undefined : templateContentSchema.parse(row.content),
    madeAt: row.made_at,
    madeBy: row.made_by_name,
  };
}
