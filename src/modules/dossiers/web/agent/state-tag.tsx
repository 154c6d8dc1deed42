import type { CompiledWorkflow, Phase } from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Tag, type Tone } from '#ui/components/tag.tsx';

const tones: Readonly<Record<Phase, Tone>> = {
  received: 'waiting',
  'in-progress': 'info',
  'waiting-applicant': 'neutral',
  accepted: 'done',
  refused: 'refused',
  closed: 'done',
  withdrawn: 'neutral',
};

export function phaseTone(phase: Phase): Tone {
  return tones[phase];
}

/** The word of a state for agents; its identifier when the workflow no longer has it. */
export function stateLabel(workflow: CompiledWorkflow, stateId: string, locale: Locale): string {
  const state = workflow.statesById.get(stateId);
  return state === undefined ? stateId : localize(state.agentLabel ?? state.label, locale);
}

export function StateTag({
  workflow,
  state,
  phase,
  locale,
}: {
  workflow: CompiledWorkflow;
  state: string;
  phase: Phase;
  locale: Locale;
}) {
  return <Tag tone={tones[phase]}>{stateLabel(workflow, state, locale)}</Tag>;
}
