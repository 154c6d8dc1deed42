import type { Procedure } from './procedure-schema.ts';

/** What town halls are asked for most, in the order in which a home page shows it. */
const usual = [
  'birth-certificate',
  'electoral-roll',
  'canteen',
  'bin-change',
  'nursery-place',
  'street-light',
  'holiday-watch',
  'census-at-16',
];

/** At most `count` procedures of the list, the most asked first. */
export function mostAsked(procedures: readonly Procedure[], count = 6): Procedure[] {
  const byId = new Map(procedures.map((procedure) => [procedure.procedure, procedure]));
  return usual.flatMap((id) => byId.get(id) ?? []).slice(0, count);
}
