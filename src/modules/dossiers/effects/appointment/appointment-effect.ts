import { openAppointment } from '#modules/appointments/index.ts';
import { localize } from '#platform/i18n/text.ts';
import type { EffectDefinition } from '../effect-definition.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { appointmentWords as say } from './messages.ts';

/** An appointment is to be made: an agent offers hours on the dossier's page. */
export const appointmentEffect: EffectDefinition<'appointment'> = {
  kind: 'appointment',
  // Nobody is written to yet, but what was opened is not taken back by an undo.
  leavesHouse: true,
  run: async (tx, _deps, act, effect) => {
    const { dossier, now, locale, request } = act;
    await openAppointment(tx, {
      authorityId: dossier.authority_id,
      subject: { kind: 'dossier', id: dossier.id },
      requestKey: `${dossier.id}:${dossier.revision}:${act.effects.indexOf(effect)}`,
      title: localize(effect.subject, locale),
      minutes: effect.minutes,
      place: effect.place === undefined ? '' : localize(effect.place, locale),
      now,
    });
    await recordCapabilityEvent(tx, dossier, {
      at: now,
      kind: 'appointment',
      actor: request.actor,
      visibility: 'internal',
      words: {
        fr: say('fr', 'history.toPropose', { title: effect.subject.fr }),
        en: say('en', 'history.toPropose', { title: localize(effect.subject, 'en') }),
      },
    });
    return undefined;
  },
};
