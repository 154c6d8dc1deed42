import { getState, isEnd, type TemplateVariables } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Act, TransitionDeps } from '../usecases/transition-act.ts';
import { type DossierChange, effectStages } from './effect-definition.ts';
import { getEffectDefinition } from './effect-registry.ts';

/** What the effects of an act make of the dossier's row. */
export async function prepareEffects(tx: Tx, deps: TransitionDeps, act: Act): Promise<DossierChange> {
  const { dossier } = act;
  const change: DossierChange = {
    assigneeId: dossier.assignee_id,
    teamAuthorityId: dossier.team_authority_id,
    teamId: dossier.team_id,
    // What is archived stays so as long as it stays ended.
    archivedAt: isEnd(getState(act.workflow, act.transition.to).phase) ? dossier.archived_at : null,
    told: {},
  };
  for (const effect of act.effects) {
    await getEffectDefinition(effect.effect).prepare?.(tx, deps, act, effect, change);
  }
  return change;
}

/** Executes the effects of an act, stage by stage. */
export async function runEffects(
  tx: Tx,
  deps: TransitionDeps,
  act: Act,
  given: TemplateVariables,
): Promise<{ queuedMessages: number; unsentMessages: number }> {
  let variables = given;
  let queuedMessages = 0;
  let unsentMessages = 0;
  for (const stage of effectStages) {
    for (const effect of act.effects) {
      const definition = getEffectDefinition(effect.effect);
      if ((definition.stage ?? 'acts') !== stage) continue;
      const outcome = await definition.run?.(tx, deps, act, effect, variables);
      variables = { ...variables, ...outcome?.variables };
      queuedMessages += outcome?.queuedMessages ?? 0;
      unsentMessages += outcome?.unsentMessages ?? 0;
    }
  }
  return { queuedMessages, unsentMessages };
}
