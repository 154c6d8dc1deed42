import { type PdfDocument, renderPdf } from '#modules/documents/index.ts';
import { SealUnusableError } from '#modules/signatures/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Act, TransitionDeps } from '../../usecases/transition-act.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { signatureWords as say } from './messages.ts';
import { tellSealFailure } from './tell-seal-failure.ts';

/**
 * A letter that nobody signs in a circuit, sealed when its authority chose so. A seal that cannot seal does not hold up an
 * answer that the law or a delay wants: the letter leaves without it, and the history says so.
 */
export async function drawLetter(
  tx: Tx,
  deps: Pick<TransitionDeps, 'seals' | 'platform'>,
  act: Act,
  document: PdfDocument,
  number: string,
): Promise<Buffer> {
  const { authority } = act.subject;
  if (!(await deps.seals.sealsLetters(tx, authority.id))) return renderPdf(document);
  const { title, locale } = document;
  const reason = say(locale, 'seal.reason', { title, number });
  try {
    const sealing = { authority, reason, at: act.now, origin: act.request.origin };
    return (await deps.seals.render(tx, document, sealing)).content;
  } catch (error) {
    if (!(error instanceof SealUnusableError)) throw error;
    const told = (to: 'fr' | 'en') => say(to, 'history.notSealed', { title, why: whyUnusable(error, to) });
    await recordCapabilityEvent(tx, act.dossier, {
      at: act.now,
      kind: 'signature',
      actor: { kind: 'system', name: '' },
      visibility: 'internal',
      words: { fr: told('fr'), en: told('en') },
    });
    const { origin } = act.request;
    await tellSealFailure(tx, deps.platform, { authority, why: whyUnusable(error, 'fr'), title, origin, now: act.now });
    return renderPdf(document);
  }
}

/** Why the seal of an authority cannot seal now, in words. */
export function whyUnusable({ reason, validUntil }: SealUnusableError, locale: 'fr' | 'en'): string {
  return say(locale, `seal.${reason}`, { date: formatDate(validUntil, locale) });
}
