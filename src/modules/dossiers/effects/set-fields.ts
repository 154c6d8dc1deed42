import { type Answers, evaluate, setAgentAnswers } from '#modules/forms/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { localize } from '#platform/i18n/text.ts';
import { agentMessages } from '../agent-messages.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { eventOf } from '../usecases/transition-act.ts';
import type { EffectDefinition } from './effect-definition.ts';

/**
 * Writes fields that agents alone see, with the event that an agent who fills them in leaves. A value that cannot be told
 * yet takes the answer away, one that its field cannot hold changes nothing.
 */
export const setFields: EffectDefinition<'set-fields'> = {
  kind: 'set-fields',
  // What stood there before is not kept.
  leavesHouse: true,
  run: async (tx, deps, act, effect) => {
    const { dossier, subject, now } = act;
    const { authority } = subject;
    const { form } = await deps.catalogue.getVersionOf(dossier);
    // An effect before this one may have written others.
    const { answers: filed } = await tx
      .selectFrom('dossiers')
      .select('answers')
      .where('authority_id', '=', dossier.authority_id)
      .where('id', '=', dossier.id)
      .executeTakeFirstOrThrow();
    const values = new Map(
      Object.entries(effect.values).map(([id, source]) => [id, evaluate(source, act.scope)] as const),
    );
    const { answers, changed } = setAgentAnswers(form, filed as Answers, values, {
      today: civilDate(instantOf(now)).toString(),
      authority: { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name },
      actor: 'agent',
    });
    if (changed.length === 0) return undefined;
    await tx
      .updateTable('dossiers')
      .set({ answers: JSON.stringify(answers) })
      .where('authority_id', '=', dossier.authority_id)
      .where('id', '=', dossier.id)
      .execute();
    const named = (locale: 'fr' | 'en') =>
      agentMessages(locale, 'eventCompleted', {
        fields: changed
          .map((id) => localize(form.fieldsById.get(id)?.definition.label ?? { fr: id }, locale))
          .join(', '),
      });
    await recordEvent(tx, {
      ...eventOf(act),
      kind: 'completed',
      visibility: 'internal',
      data: { fields: [...changed], words: { fr: named('fr'), en: named('en') } },
    });
    return undefined;
  },
};
