/**
 * The id of a procedure that an authority writes for itself begins with its own, `c27681-pret-de-velos`; those of the
 * library never look so.
 */
const ownPattern = /^([a-z]\d[0-9a-z]{1,18})-[a-z0-9]/;

/** The same rule for PostgreSQL, on `procedure_id`. */
export const ownProcedurePattern = '^[a-z][0-9][0-9a-z]{1,18}-[a-z0-9]';

/** The authority that wrote the procedure for itself; undefined for those of the library. */
export function ownerOfProcedure(procedureId: string): string | undefined {
  return ownPattern.exec(procedureId)?.[1]?.toUpperCase();
}

/** The id of a procedure of an authority's own. `slug`: the words of its address. */
export function ownProcedureId(authorityId: string, slug: string): string {
  return `${authorityId.toLowerCase()}-${slug}`.slice(0, 60).replace(/-+$/, '');
}
