import type { Answers } from '#modules/forms/index.ts';
import { type CompiledForm, type FormContext, type ParsedAgentFields, parseAgentFields } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { FormBody } from '#platform/http/context.ts';
import { localize } from '#platform/i18n/text.ts';
import { agentMessages } from '../agent-messages.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

/**
 * Keeps what an agent filled in of the fields that are for agents, with an event that names them. Nothing is kept when an
 * answer is not right, or when a row was added or removed.
 * @throws {DossierNotFoundError} @throws {DossierChangedError}
 */
export async function completeDossier(
  tx: Tx,
  act: AgentAct & { readonly form: CompiledForm; readonly context: FormContext; readonly body: FormBody },
): Promise<ParsedAgentFields> {
  const dossier = await lockForAgent(tx, act);
  const answers = dossier.answers as Answers;
  const parsed = parseAgentFields(act.form, act.body, { ...act.context, answers });
  if (parsed.errors.length > 0 || parsed.isShownAgain || parsed.changed.length === 0) return parsed;
  await tx
    .updateTable('dossiers')
    .set({ answers: JSON.stringify(parsed.answers) })
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.dossierId)
    .execute();
  await touchDossier(tx, dossier, act.now);
  const named = (locale: 'fr' | 'en') =>
    agentMessages(locale, 'eventCompleted', {
      fields: parsed.changed
        .map((id) => localize(act.form.fieldsById.get(id)?.definition.label ?? { fr: id }, locale))
        .join(', '),
    });
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'completed',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'internal',
    data: { fields: [...parsed.changed], words: { fr: named('fr'), en: named('en') } },
  });
  return parsed;
}
