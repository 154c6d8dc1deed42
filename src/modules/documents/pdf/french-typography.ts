const nbsp = '\u00a0';

/** Rules in the order in which they are applied: [what is looked for, what it becomes]. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/(?<=[\p{L}\d])'(?=\p{L})/gu, '’'],
  [/\.\.\./g, '…'],
  [/"([^"\n]*)"/g, `«${nbsp}$1${nbsp}»`],
  [/«[ \u00a0\u202f]*/g, `«${nbsp}`],
  [/[ \u00a0\u202f]*»/g, `${nbsp}»`],
  // Not inside an address or an hour: what follows must be the end of the word.
  [/(?<=[\p{L}\d)»’%€])[ \u00a0\u202f]*([;?!]+)(?=[\s»)\u00a0]|$)/gu, `${nbsp}$1`],
  [/(?<=[\p{L}\d)»’%€])[ \u00a0\u202f]*:(?=\s|$)/gu, `${nbsp}:`],
  [/(?<=\d)[ \u202f]*([%€])/g, `${nbsp}$1`],
  [/(^|[\s(«\u00a0])- (?=\p{L})/gmu, '$1– '],
  [/\b1\s?(?:ère|ere)\b/g, '1re'],
  [/\b1\s?er\b/g, '1er'],
  [/\b(\d+|[IVX]+)\s?(?:ième|ieme|ème|eme)s?(?!\p{L})/gu, '$1e'],
  [/\b[nN][°º]\s*(?=\d)/g, `n°${nbsp}`],
  [/(?<!\p{L})(MM?\.|Mmes?|Mlle|Dr|Me)[ ](?=\p{Lu})/gu, `$1${nbsp}`],
  [/(?<!\p{L})(article|articles|art\.) (?=[LRD*\d])/gu, `$1${nbsp}`],
  [/(?<=(?<![\p{L}\d])[LRD]\.) ?(?=\d)/gu, nbsp],
  [/(?<=\d) (?=(?:km|m²|m|ans?|jours?|mois|heures?|h|min|kg)(?![\p{L}\d]))/gu, nbsp],
];

/**
 * A text as a French printer sets it: apostrophes, quotation marks, ordinals, dashes, and the spaces that may not break
 * (Lexique des règles typographiques en usage à l’Imprimerie nationale). Words, addresses and hours are left alone.
 * Applied twice it changes nothing more.
 */
export function frenchTypography(text: string): string {
  return rules.reduce((set, [looked, becomes]) => set.replace(looked, becomes), text);
}
