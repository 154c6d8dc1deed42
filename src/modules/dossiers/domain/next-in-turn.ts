/** Whose turn it is after somebody, in the order of identifiers; the first one when nobody had a turn, or all had. */
export function nextInTurn<T extends { readonly id: string }>(
  members: readonly T[],
  last: string | null,
): T | undefined {
  const ordered = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  return ordered.find((member) => last !== null && member.id > last) ?? ordered[0];
}
