import type { Tone } from '#ui/components/tag.tsx';
import type { MandateState } from '../domain/mandate.ts';

export const stateTone: Readonly<Record<MandateState, Tone>> = {
  waiting: 'waiting',
  active: 'settled',
  ended: 'neutral',
  revoked: 'refused',
};
