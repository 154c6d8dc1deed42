import { defineMessages } from '#platform/i18n/messages.ts';

/** What prevents a file from being read as YAML, for somebody who seldom writes any. */
export const yamlMessages = defineMessages({
  indent: {
    fr: 'Le décalage de cette ligne ne correspond pas à celui des lignes voisines.',
    en: 'This line is not indented as its neighbours are.',
  },
  tab: {
    fr: 'Cette ligne commence par une tabulation\u00a0: il faut des espaces.',
    en: 'This line begins with a tab: spaces are expected.',
  },
  quotes: {
    fr: 'Cette ligne ne se lit pas. Un texte qui contient «\u00a0:\u00a0» ou «\u00a0#\u00a0» se met entre guillemets droits.',
    en: 'This line cannot be read. A text with “: ” or “#” in it goes between straight quotes.',
  },
  closing: {
    fr: 'Il manque un guillemet, une parenthèse, un crochet ou une accolade, ici ou un peu plus haut.',
    en: 'A quote or a bracket is missing, here or a little above.',
  },
  twice: { fr: 'Cette clé est écrite deux fois.', en: 'This key is written twice.' },
  documents: {
    fr: 'Le fichier contient plusieurs documents\u00a0: donnez-en un à la fois.',
    en: 'The file holds several documents: give one at a time.',
  },
  heavy: {
    fr: 'Le fichier est trop imbriqué ou se répète trop pour être lu.',
    en: 'The file is nested too deep or repeats itself too often to be read.',
  },
  large: {
    fr: 'Le fichier dépasse {max} caractères\u00a0: ce n’est pas celui d’une démarche.',
    en: 'The file has more than {max} characters: it is not that of a procedure.',
  },
  long: {
    fr: 'Cette liste a {count} lignes, {max} au plus sont lues. Une longue liste de choix se met dans la bibliothèque («\u00a0list\u00a0»).',
    en: 'This list has {count} rows, {max} at most are read. A long list of choices is kept in the library (“list”).',
  },
  oneOf: { fr: 'Il faut l’un de\u00a0: {values}.', en: 'One of {values} is expected.' },
  writing: { fr: 'L’écriture YAML est incorrecte ici.', en: 'This is not correct YAML.' },
});
