import type { Tx } from '#platform/database/database.ts';
import { type TemplateContent, templateContentSchema } from '../domain/template-content.ts';
import { TemplateChangedError } from '../errors.ts';
import { findTemplate } from '../queries/find-template.ts';
import type { ActOfAgent } from './act-of-agent.ts';

/**
 * A new version of a letter; without content, the letter is the library's again.
 * @param seen the version that the page showed, 0 when there was none
 * @returns the number of the version; the one there is when nothing changes
 * @throws {TemplateChangedError} when somebody saved another one meanwhile
 */
export async function saveTemplate(
  tx: Tx,
  act: ActOfAgent,
  letterId: string,
  content: TemplateContent | undefined,
  seen: number,
): Promise<number> {
  const last = await findTemplate(tx, act.authorityId, letterId);
  const written = content === undefined ? undefined : templateContentSchema.parse(content);
  // A second click finds what the first one saved.
  if (last !== undefined && JSON.stringify(last.content) === JSON.stringify(written)) return last.version;
  if ((last?.version ?? 0) !== seen) throw new TemplateChangedError();
  const inserted = await tx
    .insertInto('letter_templates')
    .values({
      authority_id: act.authorityId,
      letter_id: letterId,
      version: seen + 1,
      content: written === undefined ? null : JSON.stringify(written),
      made_at: act.now,
      made_by: act.by.id,
      made_by_name: act.by.name,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'letter_id', 'version']).doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) throw new TemplateChangedError();
  return seen + 1;
}
