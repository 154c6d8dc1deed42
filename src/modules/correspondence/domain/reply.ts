import { z } from 'zod';
import { renderTemplate, type TemplateVariables } from '#modules/workflow/index.ts';

export const longestReplyTitle = 120;
export const longestReply = 6000;

/** `library/replies.yaml` */
export const libraryReplySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  title: z.string().min(1).max(longestReplyTitle),
  body: z.string().min(1).max(longestReply),
});
export type LibraryReply = z.infer<typeof libraryReplySchema>;

/** A text kept for use, the library's or the authority's own. */
export interface Reply {
  /** Of the library, or a UUID. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** The procedure that it is for; null for all of them. */
  readonly procedureId: string | null;
  /** `changed`: the authority says it otherwise than the library. */
  readonly origin: 'library' | 'changed' | 'own';
  readonly hidden: boolean;
}

/** The words of a reply for one dossier. */
export function renderReply(reply: Pick<Reply, 'body'>, variables: TemplateVariables): string {
  return renderTemplate(reply.body, variables).trim();
}

/** Replies that hold all of the words, whatever their accents; the best-placed first: in the title, then in the text. */
export function searchReplies(replies: readonly Reply[], words: string): Reply[] {
  const wanted = plain(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const inTitle = (reply: Reply) => wanted.every((word) => plain(reply.title).includes(word));
  const found = replies.filter((reply) => {
    const text = plain(`${reply.title} ${reply.body}`);
    return wanted.every((word) => text.includes(word));
  });
  return [...found.filter(inTitle), ...found.filter((reply) => !inTitle(reply))];
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
