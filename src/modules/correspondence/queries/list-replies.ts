import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '#modules/directory/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type LibraryReply, libraryReplySchema, type Reply } from '../domain/reply.ts';

let read: readonly LibraryReply[] | undefined;

/** The replies of the library, read at their first use and kept. @throws FileProblemsError */
export function libraryReplies(folder = 'library'): readonly LibraryReply[] {
  read ??= readYamlFile(join(folder, 'replies.yaml'), z.array(libraryReplySchema));
  return read;
}

/**
 * The replies of an authority by title: the library's as the authority says them, and its own.
 * @param procedureId those of other procedures are left out; all of them when not said
 */
export async function listReplies(
  tx: Tx,
  authorityId: string,
  options: { readonly procedureId?: string; readonly withHidden?: boolean } = {},
): Promise<Reply[]> {
  const rows = await tx.selectFrom('reply_texts').selectAll().where('authority_id', '=', authorityId).execute();
  const changed = new Map(rows.flatMap((row) => (row.library_id === null ? [] : [[row.library_id, row] as const])));
  const fromLibrary = libraryReplies().map((reply): Reply => {
    const own = changed.get(reply.id);
    if (own === undefined) return { ...reply, procedureId: null, origin: 'library', hidden: false };
    return {
      id: reply.id,
      title: own.title,
      body: own.body,
      procedureId: own.procedure_id,
      origin: own.title === reply.title && own.body === reply.body ? 'library' : 'changed',
      hidden: own.hidden,
    };
  });
  const ownOnes = rows
    .filter((row) => row.library_id === null)
    .map(
      (row): Reply => ({
        id: row.id,
        title: row.title,
        body: row.body,
        procedureId: row.procedure_id,
        origin: 'own',
        hidden: row.hidden,
      }),
    );
  return [...fromLibrary, ...ownOnes]
    .filter((reply) => options.withHidden === true || !reply.hidden)
    .filter(
      (reply) =>
        options.procedureId === undefined || reply.procedureId === null || reply.procedureId === options.procedureId,
    )
    .sort((a, b) => a.title.localeCompare(b.title, 'fr'));
}
