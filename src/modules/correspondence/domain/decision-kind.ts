/** The registers of decisions of an authority: each counts its own numbers, year by year. */
export const decisionKinds = ['arrete', 'decision', 'attestation'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

export function isDecisionKind(text: unknown): text is DecisionKind {
  return decisionKinds.some((kind) => kind === text);
}

/** `2026-0042` */
export function decisionNumber({ year, number }: { readonly year: number; readonly number: number }): string {
  return `${year}-${String(number).padStart(4, '0')}`;
}
