import { underLetterhead } from '#modules/correspondence/index.ts';
import { produceLetter } from '../usecases/produce-letter.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { eventOf } from '../usecases/transition-act.ts';
import type { EffectDefinition } from './effect-definition.ts';
import { letterForDossier } from './letter/used-letter.ts';
import { drawLetter } from './signature/draw-letter.ts';

/** Produces a letter, which the messages of the act carry. */
export const letter: EffectDefinition<'letter'> = {
  kind: 'letter',
  leavesHouse: true,
  stage: 'documents',
  run: async (tx, deps, act, effect, variables) => {
    const used = await letterForDossier(tx, deps, act.workflow, effect.template, act.subject, act.scope);
    const produced = await produceLetter(
      tx,
      deps.documents,
      used.letter,
      { ...act.subject, postalLines: used.postalLines },
      variables,
      act.locale,
      (document, number) => drawLetter(tx, deps, act, underLetterhead(document, used.letterhead), number),
    );
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'letter',
      visibility: 'public',
      data: { documentId: produced.document.id, name: produced.document.name, number: produced.number },
    });
    act.letters.push(produced);
    return undefined;
  },
};
