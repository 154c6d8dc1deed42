/** A dossier that was joined to another, or handed over to another authority, takes no act of its own any more. */
export function goesOnElsewhere(dossier: {
  readonly joined_to: string | null;
  readonly handed_over: unknown;
}): boolean {
  return dossier.joined_to !== null || dossier.handed_over !== null;
}
