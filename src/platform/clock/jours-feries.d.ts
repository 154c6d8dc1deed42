/** The package has no types: names of holidays and, at local midnight, their dates. */
declare module '@socialgouv/jours-feries' {
  export default function getJoursFeries(year: number, options?: { alsace: boolean }): Record<string, Date>;
}
