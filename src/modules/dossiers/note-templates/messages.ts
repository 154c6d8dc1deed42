import { defineMessages } from '#platform/i18n/messages.ts';

/** Templates of internal notes. */
export const noteTemplateWords = defineMessages({
  title: { fr: 'Modèles de notes', en: 'Note templates' },
  intro: {
    fr: 'Des textes courts à insérer dans une note interne, pour toute la collectivité. Les demandeurs ne les voient pas.',
    en: 'Short texts to insert in an internal note, for the whole authority. Applicants do not see them.',
  },
  empty: { fr: 'Aucun modèle', en: 'No template' },
  emptyBody: {
    fr: 'Les responsables de service et les administrateurs peuvent en écrire.',
    en: 'Team leaders and administrators can write some.',
  },
  form: { fr: 'Écrire un modèle', en: 'Write a template' },
  name: { fr: 'Nom', en: 'Name' },
  nameHint: {
    fr: 'Un modèle du même nom est remplacé.',
    en: 'A template of the same name is replaced.',
  },
  body: { fr: 'Texte', en: 'Text' },
  save: { fr: 'Enregistrer le modèle', en: 'Save the template' },
  saved: { fr: 'Le modèle est enregistré.', en: 'The template is saved.' },
  remove: { fr: 'Supprimer', en: 'Remove' },
  removed: { fr: 'Le modèle est supprimé.', en: 'The template is removed.' },
  'problem.name': { fr: 'Donnez un nom au modèle', en: 'Give the template a name' },
  'problem.body': {
    fr: 'Écrivez un texte de {max} caractères au plus',
    en: 'Write a text of {max} characters at most',
  },
  use: { fr: 'Écrire une note à partir d’un modèle', en: 'Write a note from a template' },
  'note.title': { fr: 'Note interne', en: 'Internal note' },
  'note.choose': { fr: 'Commencer par un modèle\u00a0:', en: 'Begin with a template:' },
  'note.label': { fr: 'Votre note', en: 'Your note' },
  'note.button': { fr: 'Ajouter la note', en: 'Add the note' },
});
