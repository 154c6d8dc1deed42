import type { Tone } from '#ui/components/tag.tsx';

/** The colour that repeats a phase, always beside its words. */
export function phaseTone(phase: string): Tone {
  switch (phase) {
    case 'waiting-applicant':
      return 'waiting';
    case 'accepted':
    case 'closed':
      return 'done';
    case 'refused':
      return 'refused';
    case 'received':
    case 'in-progress':
      return 'info';
    default:
      return 'neutral';
  }
}
