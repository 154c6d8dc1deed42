import { type Letterhead, underLetterhead } from '#modules/correspondence/index.ts';
import type { PdfDocument } from '#modules/documents/index.ts';
import type { ExpressionScope } from '#modules/forms/index.ts';
import {
  type CompiledTransition,
  type CompiledWorkflow,
  heldEffects,
  type RenderedLetter,
  renderLetter,
  type TemplateVariables,
} from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { letterDocument } from '../../usecases/produce-letter.ts';
import type { TransitionDeps } from '../../usecases/transition-act.ts';
import type { TransitionSubject } from '../../usecases/transition-variables.ts';
import { withLogo } from '../signature/frozen-letter.ts';
import { letterWords as say } from './messages.ts';
import { letterForDossier } from './used-letter.ts';

/** A letter as an act would write it now. */
export interface LetterPreview {
  readonly template: string;
  readonly text: RenderedLetter;
  /** To be drawn; marked as a preview. */
  readonly document: PdfDocument;
}

/** The letters of an act before it is done, without a number: nothing is written. */
export async function previewLetters(
  tx: Tx,
  deps: Pick<TransitionDeps, 'catalogue'>,
  act: {
    readonly workflow: CompiledWorkflow;
    readonly transition: CompiledTransition;
    readonly subject: TransitionSubject;
    readonly variables: TemplateVariables;
    readonly scope: ExpressionScope;
  },
): Promise<LetterPreview[]> {
  const { workflow, transition, subject, variables, scope } = act;
  const { locale } = subject.dossier;
  const previews: LetterPreview[] = [];
  for (const effect of heldEffects(transition, scope)) {
    if (effect.effect !== 'letter' && effect.effect !== 'signature') continue;
    const used = await letterForDossier(tx, deps, workflow, effect.template, subject, scope);
    const letter = letterDocument(
      used.letter,
      { ...subject, postalLines: used.postalLines },
      variables,
      locale,
      undefined,
    );
    previews.push({
      template: effect.template,
      text: renderLetter(used.letter, variables, locale),
      document: markedAsPreview(letter, used.letterhead),
    });
  }
  return previews;
}

/** The letter as it will be printed, with a frame that says that it is not sent. */
export function markedAsPreview(letter: PdfDocument, letterhead: Letterhead | undefined): PdfDocument {
  const { locale } = letter;
  return withLogo(
    underLetterhead(
      {
        ...letter,
        blocks: [
          ...letter.blocks,
          { kind: 'notice', title: say(locale, 'preview.notice'), text: say(locale, 'preview.noticeText') },
        ],
      },
      letterhead,
    ),
    letterhead,
  );
}
