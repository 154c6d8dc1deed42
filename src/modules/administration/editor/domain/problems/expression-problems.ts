import { sentences } from './problem-sentence.ts';

/** How expressions are written, and what they speak of. */
export const expressionProblems = sentences([
  [
    /^Unknown name "(.+?)"$/,
    'La condition parle de «\u00a0{1}\u00a0», qui n’existe pas.',
    'The condition speaks of “{1}”, which does not exist.',
  ],
  [
    /^Unknown key "(.+?)"$/,
    'La condition parle d’une partie «\u00a0{1}\u00a0» qui n’existe pas.',
    'The condition speaks of a part “{1}” which does not exist.',
  ],
  [/^Unknown function "(.+?)"$/, 'La fonction «\u00a0{1}\u00a0» n’existe pas.', 'The function “{1}” does not exist.'],
  [
    /^These types do not go together: (.+)$/,
    'La condition met ensemble des réponses qui ne vont pas ensemble\u00a0: {t1}.',
    'The condition puts together answers that do not go together: {t1}.',
  ],
  [
    /^Gives (.+), but (.+) is expected$/,
    'L’expression donne {t1} alors qu’il faut {t2}.',
    'The expression gives {t1} where {t2} is expected.',
  ],
  [/^The expression is empty$/, 'L’expression est vide.', 'The expression is empty.'],
  [
    /^The expression is too long$/,
    'L’expression est trop longue\u00a0: partagez-la, par exemple avec un champ calculé.',
    'The expression is too long: divide it, with a computed field for instance.',
  ],
  [
    /^Too many brackets inside one another$/,
    'Trop de parenthèses ou de crochets les uns dans les autres\u00a0: partagez l’expression.',
    'Too many brackets inside one another: divide the expression.',
  ],
  [
    /^The expression has too many loops$/,
    'L’expression parcourt trop de fois des listes (exists, all, map, filter)\u00a0: simplifiez-la.',
    'The expression goes through lists too many times (exists, all, map, filter): make it simpler.',
  ],
  [
    /^The expression costs too much$/,
    'L’expression demande trop de calculs\u00a0: simplifiez-la.',
    'The expression takes too much computing: make it simpler.',
  ],
  [
    /^The expression is not written correctly$/,
    'L’expression n’est pas écrite correctement.',
    'The expression is not written correctly.',
  ],
  [
    /^The expression stops too soon: its end is missing$/,
    'L’expression s’arrête trop tôt\u00a0: il en manque la fin.',
    'The expression stops too soon: its end is missing.',
  ],
  [
    /^"([\s\S]+)" is out of place$/,
    'Dans l’expression, «\u00a0{1}\u00a0» n’est pas à sa place.',
    'In the expression, “{1}” is out of place.',
  ],
  [
    /^"(.+)" is missing at the end$/,
    'Il manque «\u00a0{1}\u00a0» à la fin de l’expression.',
    '“{1}” is missing at the end of the expression.',
  ],
  [
    /^"(.+)" is missing before "([\s\S]+)"$/,
    'Dans l’expression, il manque «\u00a0{1}\u00a0» avant «\u00a0{2}\u00a0».',
    'In the expression, “{1}” is missing before “{2}”.',
  ],
  [
    /^Something is missing before "([\s\S]+)"$/,
    'Dans l’expression, il manque quelque chose avant «\u00a0{1}\u00a0»\u00a0: un signe, «\u00a0&&\u00a0» (et) ou «\u00a0||\u00a0» (ou).',
    'In the expression, something is missing before “{1}”: a sign, “&&” (and) or “||” (or).',
  ],
  [
    /^Write straight quotation marks instead of "(.+)"$/,
    'Écrivez des guillemets droits (") au lieu de «\u00a0{1}\u00a0».',
    'Write straight quotation marks (") instead of “{1}”.',
  ],
  [
    /^Write "(.+)" instead of "(.+)"$/,
    'Écrivez «\u00a0{1}\u00a0» au lieu de «\u00a0{2}\u00a0».',
    'Write “{1}” instead of “{2}”.',
  ],
  [
    /^A text between quotation marks is not closed$/,
    'Un texte entre guillemets n’est pas fermé.',
    'A text between quotation marks is not closed.',
  ],
  [
    /^"(.+)" means nothing in a text: write .+$/,
    'Dans un texte, «\u00a0{1}\u00a0» ne veut rien dire\u00a0: écrivez la barre oblique inversée deux fois.',
    'In a text, “{1}” means nothing: write the backslash twice.',
  ],
  [/^"([^"]+)" is not a number$/, '«\u00a0{1}\u00a0» n’est pas un nombre.', '“{1}” is not a number.'],
  [
    /^"(.+)" is a word that expressions keep for themselves$/,
    '«\u00a0{1}\u00a0» est un mot réservé aux expressions\u00a0: il ne peut pas servir de nom.',
    '“{1}” is a word that expressions keep for themselves: it cannot be a name.',
  ],
  [
    /^"&&" and "\|\|" join conditions: (.+) is not one$/,
    '«\u00a0&&\u00a0» (et) et «\u00a0||\u00a0» (ou) relient des conditions\u00a0: {t1} n’en est pas une.',
    '“&&” (and) and “||” (or) join conditions: {t1} is not one.',
  ],
  [
    /^What stands before "\?" is a condition: (.+) is not one$/,
    'Ce qui précède «\u00a0?\u00a0» est une condition\u00a0: {t1} n’en est pas une.',
    'What stands before “?” is a condition: {t1} is not one.',
  ],
  [
    /^What stands on each side of ":" is of one type: (.+)$/,
    'De chaque côté de «\u00a0:\u00a0», il faut la même sorte de valeur\u00a0; ici\u00a0: {t1}.',
    'On each side of “:” the same kind of value is expected; here: {t1}.',
  ],
  [
    /^The values of a list are of one type: (.+)$/,
    'Les valeurs d’une liste sont toutes de la même sorte\u00a0; ici\u00a0: {t1}.',
    'The values of a list are all of the same kind; here: {t1}.',
  ],
  [
    /^Only a list can be gone through: (.+) is not one$/,
    'Seule une liste se parcourt\u00a0: {t1} n’en est pas une.',
    'Only a list can be gone through: {t1} is not one.',
  ],
  [
    /^A place in a list is a whole number: (.+) is not one$/,
    'La place dans une liste est un nombre entier\u00a0: {t1} n’en est pas un.',
    'A place in a list is a whole number: {t1} is not one.',
  ],
  [
    /^(\S+) has no numbered parts$/,
    'Les parties de cette réponse ne sont pas numérotées\u00a0: écrivez leur nom après un point.',
    'The parts of this answer are not numbered: write their name after a dot.',
  ],
  [
    /^(\S+) has no parts$/,
    'La condition demande une partie d’une réponse qui n’en a pas\u00a0: c’est {t1}.',
    'The condition asks a part of an answer that has none: it is {t1}.',
  ],
  [
    /^"(.+)" asks a condition of each row: (.+) is not one$/,
    '«\u00a0{1}\u00a0» pose une condition à chaque ligne\u00a0: {t2} n’en est pas une.',
    '“{1}” asks a condition of each row: {t2} is not one.',
  ],
  [
    /^"(.+)" cannot be used with these types: (.+)$/,
    'La fonction «\u00a0{1}\u00a0» ne s’emploie pas avec\u00a0: {t2}.',
    'The function “{1}” cannot be used with: {t2}.',
  ],
  [
    /^Write has\(field\.part\)$/,
    'Écrivez «\u00a0has(champ.partie)\u00a0»\u00a0: la fonction dit si une partie d’une réponse est donnée.',
    'Write “has(field.part)”: the function tells whether a part of an answer is given.',
  ],
  [
    /^Write label\(field\)$/,
    'Écrivez «\u00a0label(champ)\u00a0»\u00a0: la fonction donne le libellé du choix fait dans un champ.',
    'Write “label(field)”: the function gives the label of the choice made in a field.',
  ],
  [
    /^Write list\.(\w+)\(item, condition\)$/,
    'Écrivez «\u00a0liste.{1}(ligne, condition)\u00a0».',
    'Write “list.{1}(row, condition)”.',
  ],
  [
    /^Optional access is not known: write has\(a\.b\) first$/,
    '«\u00a0.?\u00a0» n’existe pas ici\u00a0: vérifiez d’abord avec «\u00a0has(champ.partie)\u00a0».',
    '“.?” does not exist here: check first with “has(field.part)”.',
  ],
  [
    /^Bytes and unsigned numbers are not known$/,
    'Les nombres suivis de «\u00a0u\u00a0» et les textes précédés de «\u00a0b\u00a0» n’existent pas ici.',
    'Numbers followed by “u” and texts preceded by “b” do not exist here.',
  ],
  [
    /^The rows of "(.+)" have no "(.+?)"$/,
    'Les lignes de «\u00a0{n1}\u00a0» n’ont pas de colonne «\u00a0{2}\u00a0».',
    'The rows of “{n1}” have no column “{2}”.',
  ],
  [
    /^"(.+)" of "(.+)" is not a number: it cannot be added up$/,
    'La colonne «\u00a0{1}\u00a0» de «\u00a0{2}\u00a0» n’est pas un nombre\u00a0: elle ne peut pas être additionnée.',
    'The column “{1}” of “{2}” is not a number: it cannot be added up.',
  ],
  [
    /^"(.*)" is not an option of "(.+)"; its options are (.+)$/,
    '«\u00a0{1}\u00a0» n’est pas un choix de «\u00a0{n2}\u00a0». Ses choix\u00a0: {3}.',
    '“{1}” is not an option of “{n2}”. Its options: {3}.',
  ],
  [
    /^"(.*)" is not an option of "(.+)"$/,
    '«\u00a0{1}\u00a0» n’est pas un choix de «\u00a0{n2}\u00a0».',
    '“{1}” is not an option of “{n2}”.',
  ],
  [/^This condition can never hold$/, 'Cette condition ne peut jamais être vraie.', 'This condition can never hold.'],
  [
    /^This condition always holds: leave it out$/,
    'Cette condition est toujours vraie\u00a0: retirez-la.',
    'This condition always holds: remove it.',
  ],
  [
    /^No answer can pass this check$/,
    'Aucune réponse ne peut passer cette vérification.',
    'No answer can pass this check.',
  ],
]);

/** What RE2 says of a pattern. */
const patternFaults: readonly (readonly [begins: string, fr: string, en: string])[] = [
  ['missing closing ]', 'il manque un crochet fermant «\u00a0]\u00a0»', 'a closing bracket “]” is missing'],
  ['missing closing )', 'il manque une parenthèse fermante «\u00a0)\u00a0»', 'a closing parenthesis “)” is missing'],
  [
    'unexpected )',
    'une parenthèse fermante «\u00a0)\u00a0» est de trop',
    'there is a closing parenthesis “)” too many',
  ],
  [
    'missing argument to repetition operator',
    '«\u00a0*\u00a0», «\u00a0+\u00a0» ou «\u00a0?\u00a0» ne suit rien',
    '“*”, “+” or “?” follows nothing',
  ],
  [
    'invalid nested repetition operator',
    'deux signes de répétition se suivent',
    'two signs of repetition follow each other',
  ],
  ['invalid repeat count', 'une répétition dépasse 1\u00a0000 fois', 'a repetition goes over 1,000 times'],
  ['bad repetition operator', 'une répétition est mal écrite', 'a repetition is not written correctly'],
  [
    'invalid character class range',
    'un intervalle est à l’envers (a-z, 0-9)',
    'a range is the wrong way round (a-z, 0-9)',
  ],
  [
    'invalid character class',
    'ce qui est entre crochets est mal écrit',
    'what is between brackets is not written correctly',
  ],
  ['trailing backslash', 'il se termine par une barre oblique inversée', 'it ends with a backslash'],
  ['invalid escape sequence', 'une barre oblique inversée est mal placée', 'a backslash is out of place'],
  [
    'invalid named capture: `(?<=',
    'il regarde avant («\u00a0(?<=\u00a0»), ce qui n’est pas permis',
    'it looks behind (“(?<=”), which is not allowed',
  ],
  [
    'invalid named capture: `(?<!',
    'il regarde avant («\u00a0(?<!\u00a0»), ce qui n’est pas permis',
    'it looks behind (“(?<!”), which is not allowed',
  ],
  [
    'invalid or unsupported Perl syntax',
    'il regarde avant ou après («\u00a0(?=\u00a0», «\u00a0(?!\u00a0»), ce qui n’est pas permis',
    'it looks ahead or behind (“(?=”, “(?!”), which is not allowed',
  ],
  ['invalid named capture', 'le nom d’un groupe est mal écrit', 'the name of a group is not written correctly'],
  [
    'Pattern too heavy for answers of',
    'il demande trop de calculs pour des réponses aussi longues\u00a0: réduisez ses répétitions ou la longueur permise',
    'it takes too much computing for answers of that length: shorten its repetitions or the length allowed',
  ],
  ['Pattern too long', 'il est trop long', 'it is too long'],
  ['Pattern with too many repetitions', 'il a trop de répétitions', 'it has too many repetitions'],
  [
    'expression nests too deeply',
    'il a trop de parenthèses les unes dans les autres',
    'it has too many brackets inside one another',
  ],
];

/** The sentences of refused patterns, the last one for a fault that has no words of its own. */
export const patternProblems = [
  ...patternFaults.map(([begins, fr, en]) => ({
    pattern: new RegExp(`^Pattern refused: (?:error parsing regexp: )?${begins.replace(/[\])*+?(]/g, '\\$&')}`),
    fr: `Le modèle de réponse n’est pas accepté\u00a0: ${fr}.`,
    en: `The pattern is not accepted: ${en}.`,
  })),
  {
    pattern: /^Pattern refused: /,
    fr: 'Le modèle de réponse n’est pas accepté\u00a0: il est mal écrit.',
    en: 'The pattern is not accepted: it is not written correctly.',
  },
];
