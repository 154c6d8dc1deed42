import { Readable } from 'node:stream';
import { documentResult, renderPdf } from '#modules/documents/index.ts';
import { type LetterTemplate, letterSchema, type RenderedLetter, renderLetter } from '#modules/workflow/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { lettersOf, transitionsOf } from '../domain/draft-content.ts';
import { examplesIn, exampleVariables, variableTree } from '../domain/example-variables.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { walkMessages as say } from '../messages/walk-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftOf } from './editor-frame.tsx';

/** A letter with an example dossier, as it is printed; marked so that nobody takes it for a real one. */
export async function showLetterPdf(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const locale: Locale = context.query.langue === 'en' ? 'en' : context.query.langue === 'fr' ? 'fr' : context.locale;
  const letter = exampleLetter(locale, draft, context.params.letter ?? '');
  const examples = examplesIn(locale);
  const authority = await parts.directory.getAuthority(agentOf(context).authorityId);
  const { contact } = authority;
  const content = await renderPdf({
    title: letter.title,
    locale,
    createdAt: context.now,
    letterhead: {
      name: authority.name,
      lines: [contact.street, `${contact.postcode} ${contact.city}`, contact.phone, contact.email],
      ...(authority.accent === undefined ? {} : { accent: authority.accent }),
    },
    recipient: [examples['applicant.name'] ?? '', ...(examples['applicant.address'] ?? '').split(', ')],
    placeAndDate: say(locale, 'letter.placeAndDate', { city: contact.city, date: examples.today ?? '' }),
    subject: letter.title,
    references: [[say(locale, 'letter.dossier'), examples['dossier.code'] ?? '']],
    blocks: letter.body.map((block) =>
      'list' in block ? { kind: 'list', items: block.list } : { kind: 'paragraph', text: block.paragraph },
    ),
    signature: { formula: letter.signatory, name: examples['agent.name'] ?? '' },
    footer: { note: say(locale, 'letter.example') },
  });
  const name = `${context.params.letter}.pdf`;
  const file = { name, mediaType: 'application/pdf', size: content.length };
  return documentResult(file, Readable.from([content]), { inline: true });
}

/** The letter of that id in the draft's own words, else the library's. */
export function findDraftLetter(draft: ProcedureDraft, id: string): LetterTemplate | undefined {
  const own = lettersOf(draft.content.workflow).find((letter) => letter.id === id);
  if (own === undefined) return editorLibrary().kit.texts.letters.get(id);
  const { id: letter, ...texts } = own;
  const parsed = letterSchema.safeParse({ letter, version: 1, ...texts });
  return parsed.data ?? editorLibrary().kit.texts.letters.get(id);
}

/** The words of a letter with an example dossier. @throws {NotFoundError} */
export function exampleLetter(locale: Locale, draft: ProcedureDraft, id: string): RenderedLetter {
  const letter = findDraftLetter(draft, id);
  if (letter === undefined) throw new NotFoundError('editor.letter-not-found');
  const { source, workflow } = draft.content;
  const variables = exampleVariables(source, transitionsOf(workflow), editorLibrary().blockFields, locale);
  return renderLetter(letter, variableTree(variables), locale);
}
