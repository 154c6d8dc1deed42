/**
 * French names after "de" and "à": of places ("Vernon", "Le Havre", "Les Andelys") and of bodies ("Mairie d’Aigleville",
 * "l’agglomération", "Centre communal d’action sociale de Vernon"). A message writes `{de:authority}`, `{à:authority}`
 * or `{le:authority}` where its English says `{authority}`; see `messages.ts`.
 */

type Article = 'le' | 'la' | 'l’' | 'les' | '';

/** A name cut into the article that it takes and the rest. */
interface ArticledName {
  readonly article: Article;
  readonly rest: string;
  /** The article is part of the name and keeps its capital: La Heunière, L’Habit. */
  readonly isOwn: boolean;
}

/** Bodies whose name begins with a common noun, by the article of that noun. */
const commonNouns: Readonly<Record<'le' | 'la' | 'l’', RegExp>> = {
  le: /^(?:Syndicats?|SIVOM|SIVU|SIAEP|SMICTOM|SITCOM|SYGOM|SIEGE|CCAS|CIAS|Centre|Conseil|Département|Service|Pôle|Musée|Parc|Pays|SDIS|SMITOM|Foyer)(?![\p{L}-])/u,
  la: /^(?:Mairie|Commune|Ville|Communauté|Métropole|Région|Préfecture|Sous-préfecture|Caisse|Régie|Direction|Maison|Collectivité|CAF|CPAM|MDPH)(?![\p{L}-])/u,
  'l’': /^(?:Agglomération|Établissement|Etablissement|Office|Agence|Association|État|Union|EPCI|EPT|EHPAD|Académie|Hôtel)(?![\p{L}-])/u,
};

/** Said without a capital once an article stands before: la mairie de Vernon. */
const commonWords = /^(?:Mairie|Commune|Ville)(?![\p{L}-])/u;

function readName(name: string): ArticledName {
  const own = /^(les|le|la|l[’'])\s*(?=\S)/iu.exec(name);
  const written = own?.[1]?.toLowerCase().replace("'", '’');
  const isArticle = written === 'l’' || /^(?:le|la|les)\s/i.test(name);
  if (own !== null && isArticle && (written === 'le' || written === 'la' || written === 'les' || written === 'l’'))
    return { article: written, rest: name.slice(own[0].length), isOwn: /^L/.test(name) };
  for (const article of ['le', 'la', 'l’'] as const) {
    if (commonNouns[article].test(name)) return { article, rest: withoutCapital(name), isOwn: false };
  }
  return { article: '', rest: name, isOwn: false };
}

function withoutCapital(name: string): string {
  return commonWords.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** Communes in H before which INSEE mostly writes "de": Hambye, Hangest, Honfleur is not one. */
const aspirated = /^h(?:a[emn]|e[gim]|i[beinprt]|o[cdfhmty]|u[aenst]|y[eé]|[èœ])/iu;

/** Whether "de" loses its vowel before the word. */
function isElided(word: string): boolean {
  if (/^h/iu.test(word)) return !aspirated.test(word);
  return /^(?:[aeiouàâäéèêëîïôöùûüœæ]|y(?![aeiouàâéèêîôûœæ]))/iu.test(word);
}

/** "de Vernon", "d’Aigleville", "du Havre", "des Andelys", "de La Heunière", "de la mairie de Vernon", "du CCAS". */
export function ofName(name: string): string {
  const { article, rest, isOwn } = readName(name);
  if (article === 'le') return `du ${rest}`;
  if (article === 'les') return `des ${rest}`;
  if (article === '') return isElided(rest) ? `d’${rest}` : `de ${rest}`;
  return `de ${joined(article, rest, isOwn)}`;
}

/** "à Vernon", "au Havre", "aux Andelys", "à La Heunière", "à la mairie de Vernon", "au CCAS", "à l’agglomération". */
export function toName(name: string): string {
  const { article, rest, isOwn } = readName(name);
  if (article === 'le') return `au ${rest}`;
  if (article === 'les') return `aux ${rest}`;
  return article === '' ? `à ${rest}` : `à ${joined(article, rest, isOwn)}`;
}

/** "la mairie de Vernon", "le CCAS de Vernon", "l’agglomération"; a place as it is: "Vernon", "Le Havre". */
export function theName(name: string): string {
  const { article, rest, isOwn } = readName(name);
  return article === '' ? rest : joined(article, rest, isOwn);
}

/** "d’Hugo", "de Sophie": somebody's name, whose "Le" is no article. */
export function ofPerson(name: string): string {
  return /^(?:[aeiouàâäéèêëîïôöùûüœæ]|y(?![aeiouàâéèêîôûœæ])|h(?!a))/iu.test(name) ? `d’${name}` : `de ${name}`;
}

function joined(article: Article, rest: string, isOwn: boolean): string {
  const written = isOwn ? article.charAt(0).toUpperCase() + article.slice(1) : article;
  return article === 'l’' ? `${written}${rest}` : `${written} ${rest}`;
}
