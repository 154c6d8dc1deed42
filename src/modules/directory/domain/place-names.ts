/**
 * The link that INSEE gives each commune's name (TNCC, "type de nom en clair"): how it follows "de".
 * 0 de Vernon, 1 d’Aigleville, 2 Le Vésinet → du Vésinet, 3 La …, 4 Les …, 5 L’…, 6 Aux …, 7 Las …, 8 Los ….
 * Source: https://www.insee.fr/fr/information/2560684
 */
export type NameLink = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** "de Vernon", "d’Aigleville", "du Cormier", "des Andelys", "de La Heunière". */
export function ofCommune(name: string, link: NameLink): string {
  const typographic = typographicName(name);
  switch (link) {
    case 1:
      return `d’${typographic}`;
    case 2:
      return `du ${typographic.replace(/^Le /, '')}`;
    case 4:
      return `des ${typographic.replace(/^Les /, '')}`;
    case 6:
      return `des ${typographic.replace(/^Aux /, '')}`;
    default:
      return `de ${typographic}`;
  }
}

/** Official names are published with a straight apostrophe. */
export function typographicName(name: string): string {
  return name.replaceAll("'", '’');
}

/**
 * A commune's name as it is typed, made comparable with the column `communes.words`: no case, accents, hyphens nor
 * apostrophes, "St" and "Ste" in full.
 */
export function plainPlaceName(typed: string): string {
  return typed
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bs (?=\w)/g, 'sur ');
}
