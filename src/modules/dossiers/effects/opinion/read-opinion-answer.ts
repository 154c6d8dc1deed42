import type { Documents, ReceivedFile } from '#modules/documents/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { plainMessage } from '../../domain/plain-message.ts';
import { takeFiles } from '../../web/citizen/take-files.ts';
import { opinionWords as say } from './messages.ts';
import { longestOpinion, type OpinionTyped } from './opinion-content.tsx';
import { type Opinion, opinions } from './opinion-request.ts';

export interface OpinionAnswer {
  readonly opinion: Opinion;
  readonly text: string;
  readonly name: string;
  readonly file: ReceivedFile | undefined;
}

const longestName = 150;

/** What was posted: an answer, or what is wrong with it. A file is stored as it comes. */
export async function readOpinionAnswer(
  context: RequestContext,
  documents: Documents,
  authorityId: string,
  knownName: string | undefined,
): Promise<{ readonly answer: OpinionAnswer } | { readonly typed: OpinionTyped }> {
  const { locale } = context;
  const accept = ['pdf', 'image', 'office'] as const;
  const intake = await takeFiles(
    context,
    documents,
    authorityId,
    (name) => (name === 'fichier' ? { accept, max: 1 } : undefined),
    [],
  );
  const opinion = opinions.find((one) => one === single(intake.body, 'avis'));
  const text = plainMessage(single(intake.body, 'observations'));
  const name = knownName ?? single(intake.body, 'nom').replace(/\s+/g, ' ').trim().slice(0, longestName);
  const errors: OpinionTyped['errors'][number][] = [];
  if (opinion === undefined) errors.push({ fieldId: 'avis', message: say(locale, 'answer.opinionMissing') });
  if (text.length > longestOpinion) {
    errors.push({ fieldId: 'observations', message: say(locale, 'answer.long', { max: longestOpinion }) });
  }
  if ((opinion === 'unfavourable' || opinion === 'reservations') && text === '' && intake.received.length === 0) {
    errors.push({ fieldId: 'observations', message: say(locale, 'answer.textMissing') });
  }
  const [refusal] = intake.refusals;
  if (refusal !== undefined) errors.push({ fieldId: 'fichier', message: refusal.message[locale] });
  if (name === '') errors.push({ fieldId: 'nom', message: say(locale, 'answer.nameMissing') });
  if (opinion === undefined || errors.length > 0) return { typed: { opinion: opinion ?? '', name, text, errors } };
  return { answer: { opinion, text, name, file: intake.received[0]?.file } };
}
