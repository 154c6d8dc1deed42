import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { LetterNotFoundError } from '../errors.ts';
import { libraryReplies, listReplies } from '../queries/list-replies.ts';
import type { ActOfAgent } from './act-of-agent.ts';

export interface ReplyContent {
  readonly title: string;
  readonly body: string;
  readonly procedureId: string | null;
  readonly hidden: boolean;
}

/**
 * Writes a reply: a new one, one's own, or what stands in the place of one of the library.
 * @param id 'nouvelle', a reply's
 * @throws {LetterNotFoundError}
 */
export async function saveReply(tx: Tx, act: ActOfAgent, id: string, content: ReplyContent): Promise<void> {
  const { authorityId, now, by } = act;
  const row = {
    title: content.title,
    body: content.body,
    procedure_id: content.procedureId,
    hidden: content.hidden,
    changed_at: now,
    changed_by: by.id,
    changed_by_name: by.name,
  };
  if (id === 'nouvelle') {
    const same = (await listReplies(tx, authorityId)).find(
      (reply) => reply.origin === 'own' && reply.title === content.title && reply.body === content.body,
    );
    if (same !== undefined) return;
    await tx
      .insertInto('reply_texts')
      .values({ authority_id: authorityId, id: newId(now.getTime()), ...row })
      .execute();
    return;
  }
  if (libraryReplies().some((reply) => reply.id === id)) {
    await tx
      .insertInto('reply_texts')
      .values({ authority_id: authorityId, id: newId(now.getTime()), library_id: id, ...row })
      .onConflict((conflict) => conflict.columns(['authority_id', 'library_id']).doUpdateSet(row))
      .execute();
    return;
  }
  const own = await tx
    .updateTable('reply_texts')
    .set(row)
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .where('library_id', 'is', null)
    .executeTakeFirst();
  if (own.numUpdatedRows === 0n) throw new LetterNotFoundError();
}

/** The library's reply again, or none at all for one's own. */
export async function removeReply(tx: Tx, act: ActOfAgent, id: string): Promise<void> {
  const isLibrary = libraryReplies().some((reply) => reply.id === id);
  await tx
    .deleteFrom('reply_texts')
    .where('authority_id', '=', act.authorityId)
    .where(isLibrary ? 'library_id' : 'id', '=', id)
    .execute();
}
