import type { EffectKind } from './effect-schema.ts';
import type { Transition, WorkflowDefinition } from './workflow-schema.ts';

/**
 * What may be done when a request is filed: nothing that needs an agent, the form of an act, or that the request be
 * anything but new.
 */
export const submissionEffectKinds: readonly EffectKind[] = [
  'notify',
  'sms',
  'mail',
  'letter',
  'assign',
  'note',
  'request-documents',
  'payment',
  'appointment',
  'webhook',
  'open-dossier',
  'set-fields',
  'mark-complete',
  'mark-incomplete',
];

/** The id under which calls to other systems and the simulation name the filing. */
export const submissionActId = 'submission';

/** The filing as an act that stays in the first state; undefined when the workflow does nothing then. */
export function submissionAct({ initial, onSubmission = [] }: WorkflowDefinition): Transition | undefined {
  if (onSubmission.length === 0) return undefined;
  return {
    id: submissionActId,
    from: [initial],
    to: initial,
    by: ['system'],
    label: { fr: 'Dépôt', en: 'Filing' },
    tone: 'secondary',
    form: [],
    effects: onSubmission,
  };
}

/** The acts of a workflow, the filing last when it does something, each with its place in the file. */
export function placedActs(definition: WorkflowDefinition): { act: Transition; effectsPath: string }[] {
  const filing = submissionAct(definition);
  return [
    ...definition.transitions.map((act, index) => ({ act, effectsPath: `transitions[${index}].effects` })),
    ...(filing === undefined ? [] : [{ act: filing, effectsPath: 'onSubmission' }]),
  ];
}
