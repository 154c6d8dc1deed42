import type { Tone } from '#ui/components/tag.tsx';
import type { MandateState } from '../domain/mandate.ts';

export const stateTone: Readonly<Record<MandateState, Tone>> = {
  waiting: 'waiting',
  active: 'done',
  ended: 'neutral',
  revoked: 'refused',
  replaced: 'neutral',
};
