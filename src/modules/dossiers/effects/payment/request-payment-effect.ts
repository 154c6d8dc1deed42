import { evaluate } from '#modules/forms/index.ts';
import { formatAmount, InvalidAmountError, requestPayment } from '#modules/payments/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { localize } from '#platform/i18n/text.ts';
import { endOfDelay } from '../../domain/delays.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { ActRefusedError } from '../act-refused.ts';
import type { EffectDefinition } from '../effect-definition.ts';
import { followEventKind } from '../shared/follow-event-kind.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { tellApplicant } from '../shared/tell-applicant.ts';
import { paymentWords as say } from './messages.ts';

/** Asks the applicant for a sum worked out from the answers, in cents. Zero is settled at once, and said. */
export const paymentEffect: EffectDefinition<'payment'> = {
  kind: 'payment',
  leavesHouse: true,
  run: async (tx, deps, act, effect) => {
    const { dossier, now, locale, request } = act;
    const today = civilDate(instantOf(now));
    const label = localize(effect.label, locale);
    const dueOn = effect.within === undefined ? undefined : endOfDelay(today, effect.within).toString();
    const { payment, repeated } = await requestPayment(tx, {
      authorityId: dossier.authority_id,
      subject: { kind: 'dossier', id: dossier.id },
      requestKey: `${dossier.id}:${dossier.revision}:${act.effects.indexOf(effect)}`,
      label,
      amountCents: centsOf(evaluate(effect.amount, act.scope)),
      payerName: dossier.applicant_name,
      dueOn,
      now,
    }).catch((error: unknown) => {
      throw error instanceof InvalidAmountError ? unknownAmount() : error;
    });
    const amount = formatAmount(payment.amountCents, locale);
    const variables = { payment: { amount, label, due_on: dueOn === undefined ? '' : formatDate(dueOn, locale) } };
    if (repeated) return { variables };
    const key = payment.state === 'paid' ? 'history.free' : 'history.asked';
    await recordCapabilityEvent(tx, dossier, {
      at: now,
      kind: 'payment',
      actor: request.actor,
      visibility: 'public',
      words: {
        fr: say('fr', key, { label: effect.label.fr, amount: formatAmount(payment.amountCents, 'fr') }),
        en: say('en', key, { label: localize(effect.label, 'en'), amount: formatAmount(payment.amountCents, 'en') }),
      },
      data: { paymentId: payment.id },
    });
    if (payment.state === 'paid') {
      await deps.platform.jobs.enqueue(tx, followEventKind, {
        authorityId: dossier.authority_id,
        dossierId: dossier.id,
        on: 'payment-made',
        origin: request.origin,
        data: { amount: 0 },
      });
      return { variables };
    }
    // A workflow that says it in its own words says it once.
    if (act.effects.some((one) => one.effect === 'notify')) return { variables };
    const told = await tellApplicant(tx, deps, dossier, {
      subject: say(locale, 'mail.asked.subject', { label, code: formatTrackingCode(dossier.code) }),
      paragraphs: [say(locale, 'mail.asked.body', { amount, label }), say(locale, 'mail.how')],
      facts: [
        [say(locale, 'amount'), amount],
        ...(dueOn === undefined ? [] : [[say(locale, 'due'), formatDate(dueOn, locale)] as const]),
      ],
      actionLabel: say(locale, 'mail.action'),
      origin: request.origin,
    });
    return { variables, ...(told ? { queuedMessages: 1 } : { unsentMessages: 1 }) };
  },
};

/** A whole number of cents; half a cent goes up. @throws {ActRefusedError} for what is no amount */
export function centsOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw unknownAmount();
  const cents = Math.floor(value + 0.5);
  if (cents < 0) throw unknownAmount();
  return cents;
}

function unknownAmount(): ActRefusedError {
  return new ActRefusedError('payment-amount', { fr: say('fr', 'badAmount'), en: say('en', 'badAmount') });
}
