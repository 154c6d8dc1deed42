/** How what people type, or say, becomes words that can be compared. */

/** No case, no accents, ligatures in full, typographic apostrophes made plain. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[’‘ʼ`´]/g, "'")
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');
}

// What is left of a word before an apostrophe: j'ai, l'eau, qu'il, aujourd'hui stays whole.
const elided = /\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'/g;

/** The short spellings of telephones, and what is glued when one types fast. */
const shortSpellings: Readonly<Record<string, string>> = {
  jai: 'ai',
  jsuis: 'suis',
  chui: 'suis',
  jpeux: 'peux',
  jveux: 'veux',
  jvoudrais: 'voudrais',
  jhabite: 'habite',
  ya: 'a',
  yen: 'en',
  cest: 'est',
  ct: 'etait',
  koi: 'quoi',
  koman: 'comment',
  coment: 'comment',
  kan: 'quand',
  qd: 'quand',
  ki: 'qui',
  ke: 'que',
  ds: 'dans',
  pr: 'pour',
  pk: 'pourquoi',
  pq: 'pourquoi',
  tt: 'tout',
  ts: 'tous',
  bcp: 'beaucoup',
  svp: '',
  stp: '',
  slt: '',
  bjr: '',
  mdr: '',
  rdv: 'rendez vous',
  pb: 'probleme',
  tel: 'telephone',
  ordi: 'ordinateur',
  appart: 'appartement',
  vnt: 'vont',
  tjs: 'toujours',
  tjrs: 'toujours',
  doss: 'dossier',
  attest: 'attestation',
  carnet2sante: 'carnet sante',
};

/** "constructor" is a word that people may type, and something that every object has. */
const spelledInFull = (word: string) => (Object.hasOwn(shortSpellings, word) ? shortSpellings[word] : undefined);

/** Said in several words, meant as one; read before accents are lost, since "né" is not "ne". */
const turns: readonly [RegExp, string][] = [
  [/(?<![\p{L}])née?s?(?![\p{L}])/gu, ' naissance '],
  [/(?<![\p{L}])(?:suis|est|es|sera|serai|seront|serons) pas l[aà](?![\p{L}])/gu, ' absent '],
  [/(?<![\p{L}])n['’]est plus l[aà](?![\p{L}])/gu, ' absent '],
  [/(?<![\p{L}\d])sixi[eè]me(?![\p{L}])/gu, ' 6e '],
  [/(?<=\d) ?(?:i?[eè]me|eme|ième)(?![\p{L}])/gu, 'e '],
];

/** The words of a text in order, without elisions, telephone spellings in full; stop words are still there. */
export function tokensOf(text: string): string[] {
  const turned = turns.reduce(
    (said, [pattern, word]) => said.replace(pattern, word),
    text.toLowerCase().normalize('NFC'),
  );
  const plain = plainText(turned)
    .replace(/\baujourd'hui\b/g, 'aujourdhui')
    .replace(elided, ' ')
    .replace(/\bn°/g, 'numero ');
  return (plain.match(/[a-z0-9]+/g) ?? [])
    .flatMap((word) => (spelledInFull(word) ?? sameWords.get(word) ?? word).split(' '))
    .filter((word) => word !== '');
}

/** Forms too irregular for a stemmer, and words that a stemmer would confuse with others. */
const irregular: Readonly<Record<string, string>> = {
  partir: 'pars part partons partez partent parti partie partis',
  perdu: 'perd perds perdre perte pertes egare egaree egarer',
  vole: 'voles volee volees vol vols',
  mort: 'morte mourir meurt mourant deces decede decedee decedes defunt defunte',
  epoux: 'mari maris epouse conjoint conjointe',
  remerciement: 'remercier remercie remercions',
  remplacer: 'remplacement remplace',
  construire: 'construit construis construction',
  ouvrir: 'ouvre ouvres ouvert ouverte ouverture',
  informations: 'info infos information',
  photo: 'photographie photos',
  velo: 'velos bicyclette',
  enfant: 'gamin gamins gamine gosse gosses',
  ecole: 'ecoles ecolier',
  // PAI, the reception plan: its root would be that of "payer".
  planaccueil: 'pai',
  mariage: 'marriage marriages',
};
const sameWords: ReadonlyMap<string, string> = new Map(
  Object.entries(irregular).flatMap(([word, forms]) => forms.split(' ').map((form) => [form, word] as const)),
);

const french = `
a ai aie ait alors apres as au aucun aucune aussi autre aux avait avant avec avez avoir avons ayant
beaucoup bien bon bonjour bonsoir c ca ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment
d dans de depuis des deux devrait dit dois doit donc dont du
elle elles en encore est et etait etaient etant etes etre eu eux
fait faire fais faite faites faut fois font fut
g h hui il ils
j je jusque k l la le les leur leurs lui
m ma mais me meme merci mes moi moins mon monsieur madame n ne ni nos notre nous
on ont ou oui
par parce pas peu peut peux plus pour pourquoi pourrais pourrait pouvez pouvoir puis puisque
qu quand que quel quelle quelles quels qui quoi
s sa sans se sera serait ses si soit sommes son sont sur suis
t ta te tes toi ton tous tout toute toutes tres trop tu
un une va vais vas vers veut veux voici voila voir vont vos votre voudrais voudrait vouloir vous vu y
combien demande demander demandes obtenir obtention avoir recevoir besoin souhaite souhaiterais aimerais
cherche chercher savoir sait sais renseigne dire possible svp plait sil habite aujourdhui
hier adresser demain matin semaine mois jour jours an ans annee annees
lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
maintenant toujours jamais ici truc machin chose choses c est`;

const english = `
a about after all also am an and any are as at be been but by can could did do does for from get getting give had has have having he
her him his how i if im in into is it its ive just know let like make me mine more my need no not of on or our out please she should so
some that the their them then there these they this to up us want was we were what when where which who why will with would you your
apply ask obtain request hello hi thanks thank`;

const stopWords: ReadonlySet<string> = new Set(`${french} ${english}`.split(/\s+/).filter((word) => word !== ''));

/**
 * Words that carry the need; none in "je ne sais pas à qui m’adresser".
 * @returns at most 24 words
 */
export function contentWords(text: string): string[] {
  const tokens = tokensOf(text.slice(0, 400));
  const kept = tokens.filter((word) => !stopWords.has(word) && (word.length > 1 || /\d/.test(word)));
  return kept.slice(0, 24);
}

/**
 * Words that come with any need: places and people, papers, and the acts of all paperwork. They help to choose between
 * answers, and never bring one by themselves.
 */
const faintWords: ReadonlySet<string> = new Set(
  `mairie commune ville village municipal municipale quartier maison chez papier papiers document documents dossier formulaire fiche
  petit petite grand grande fils fille pere mere frere soeur famille enfant enfants mari femme copain copine ami amis gens personne
  inscription inscrire renouveler renouvellement refaire changer changement declarer declaration creer ouvrir nouveau nouvelle nouvel
  numero service site internet ligne gratuit prix tarif cout delai delais
  town hall city council person people child children son daughter new paper form change register registration`.split(
    /\s+/,
  ),
);

/** How much a word tells of the need by itself, in ]0, 1]. */
export function tellingOf(word: string): number {
  return faintWords.has(word) ? 0.45 : 1;
}
