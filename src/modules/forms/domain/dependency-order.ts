/**
 * Sorts so that each comes after what it depends on, keeping the given order otherwise; or the ids of a circle.
 * Dependencies outside the list are ignored.
 */
export function inDependencyOrder<T extends { readonly id: string }>(
  items: readonly T[],
  dependenciesOf: (item: T) => readonly string[],
): { readonly sorted: readonly T[] } | { readonly circle: readonly string[] } {
  const byId = new Map(items.map((item) => [item.id, item]));
  const sorted: T[] = [];
  const done = new Set<string>();
  const path: string[] = [];

  function place(item: T): readonly string[] | undefined {
    if (done.has(item.id)) return undefined;
    const loop = path.indexOf(item.id);
    if (loop >= 0) return [...path.slice(loop), item.id];
    path.push(item.id);
    for (const name of dependenciesOf(item)) {
      const dependency = byId.get(name);
      const circle = dependency === undefined ? undefined : place(dependency);
      if (circle !== undefined) return circle;
    }
    path.pop();
    done.add(item.id);
    sorted.push(item);
    return undefined;
  }

  for (const item of items) {
    const circle = place(item);
    if (circle !== undefined) return { circle };
  }
  return { sorted };
}
