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

/** The words of a text in order, without elisions, telephone spellings in full; stop words are still there. */
export function tokensOf(text: string): string[] {
  const plain = plainText(text)
    .replace(/\baujourd'hui\b/g, 'aujourdhui')
    .replace(elided, ' ')
    .replace(/\bn°/g, 'numero ');
  return (plain.match(/[a-z0-9]+/g) ?? [])
    .flatMap((word) => (shortSpellings[word] ?? word).split(' '))
    .filter((word) => word !== '');
}

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
hier maintenant toujours jamais ici truc machin chose choses c est`;

const english = `
a about after all also am an and any are as at be been but by can could did do does for from get getting give had has have having he
her him his how i if im in into is it its ive just know let like make me mine more my need no not of on or our out please she should so
some that the their them then there these they this to up us want was we were what when where which who why will with would you your
apply ask obtain request hello hi thanks thank`;

const stopWords: ReadonlySet<string> = new Set(`${french} ${english}`.split(/\s+/).filter((word) => word !== ''));

/**
 * Words that carry the need. When there is nothing else ("comment faire ?"), all of them.
 * @returns at most 24 words
 */
export function contentWords(text: string): string[] {
  const tokens = tokensOf(text.slice(0, 400));
  const kept = tokens.filter((word) => !stopWords.has(word) && (word.length > 1 || /\d/.test(word)));
  return (kept.length > 0 ? kept : tokens).slice(0, 24);
}
