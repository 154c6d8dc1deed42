import { defineMessages } from '#platform/i18n/messages.ts';

/** The dossiers of colleagues who are away. */
export const replacementWords = defineMessages({
  title: { fr: 'Remplacements', en: 'Substitutions' },
  intro: {
    fr: 'Les dossiers en cours des collègues absents que vous remplacez, les nouvelles réponses d’abord.',
    en: 'The open files of absent colleagues whom you replace, new answers first.',
  },
  caption: { fr: 'Dossiers des collègues absents', en: 'Files of absent colleagues' },
  dossier: { fr: 'Dossier', en: 'File' },
  applicant: { fr: 'Demandeur', en: 'Applicant' },
  absent: { fr: 'Agent absent', en: 'Absent agent' },
  until: { fr: '{name}, jusqu’au {date}', en: '{name}, until {date}' },
  due: { fr: 'Échéance', en: 'Due' },
  noDate: { fr: 'Aucune', en: 'None' },
  news: { fr: 'Nouveau', en: 'New' },
  answered: { fr: 'Nouvelle réponse', en: 'New answer' },
  nothing: { fr: 'Rien de neuf', en: 'Nothing new' },
  empty: { fr: 'Personne à remplacer', en: 'Nobody to replace' },
  emptyBody: {
    fr: 'Aucun collègue de vos services n’est absent aujourd’hui, ou aucun n’a de dossier en cours.',
    en: 'No colleague of your teams is absent today, or none has an open file.',
  },
  'banner.title': { fr: '{name} est absent jusqu’au {date}', en: '{name} is absent until {date}' },
  'banner.substitute': {
    fr: '{substitute} suit ce dossier pendant ce temps.',
    en: '{substitute} follows this file meanwhile.',
  },
  'banner.team': {
    fr: 'Tout le service suit ce dossier pendant ce temps.',
    en: 'The whole team follows it meanwhile.',
  },
});
