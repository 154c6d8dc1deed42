import type { EffectDefinition } from './effect-definition.ts';

/** The dossier becomes the acting agent's; an act of the applicant or of the system leaves it as it is. */
export const assignActor: EffectDefinition<'assign-actor'> = {
  kind: 'assign-actor',
  leavesHouse: false,
  prepare: (_tx, _deps, act, _effect, change) => {
    const { actor } = act.request;
    if (actor.kind !== 'agent' || actor.id === undefined) return;
    change.assigneeId = actor.id;
    change.assignedTo = actor.id === act.dossier.assignee_id ? undefined : actor.name;
  },
};

export const unassign: EffectDefinition<'unassign'> = {
  kind: 'unassign',
  leavesHouse: false,
  prepare: (_tx, _deps, _act, _effect, change) => {
    change.assigneeId = null;
    change.assignedTo = undefined;
  },
};
