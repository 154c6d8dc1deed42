/** The file of the person of a dossier; named by the dossier, so that no address tells who is looked at. */
export function residentFileHref(authoritySlug: string, dossierId: string): string {
  return `/agents/usagers/${authoritySlug}/${dossierId}`;
}
