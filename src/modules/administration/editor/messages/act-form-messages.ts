import { defineMessages } from '#platform/i18n/messages.ts';

export const actFormMessages = defineMessages({
  title: { fr: 'Ce que l’action demande', en: 'What the act asks' },
  intro: {
    fr: 'Des questions posées à qui fait l’action\u00a0: un motif, une date, une précision. Messages et courriers peuvent les citer.',
    en: 'Questions put to whoever does the act: a reason, a date, a detail. Messages and letters can quote them.',
  },
  none: { fr: 'Rien\u00a0: l’action se fait en un clic.', en: 'Nothing: the act is done in one click.' },
  variable: { fr: 'Dans les messages\u00a0: {variable}', en: 'In messages: {variable}' },
  needed: {
    fr: 'Un effet de cette action a besoin du champ «\u00a0{label}\u00a0».',
    en: 'An effect of this act needs the field “{label}”.',
  },
  addNeeded: { fr: 'Ajouter ce champ', en: 'Add this field' },
  add: { fr: 'Ajouter une question', en: 'Add a question' },
  label: { fr: 'Question', en: 'Question' },
  type: { fr: 'Type de réponse', en: 'Type of answer' },
  labelMissing: { fr: 'Écrivez la question.', en: 'Write the question.' },
  typeMissing: { fr: 'Choisissez un type de réponse.', en: 'Choose a type of answer.' },
  caption: { fr: 'Question de l’action «\u00a0{act}\u00a0»', en: 'Question of the act “{act}”' },
});
