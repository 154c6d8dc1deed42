import { defineMessages } from '#platform/i18n/messages.ts';

/** The answers of the request that an effect opens. */
export const openingMessages = defineMessages({
  title: { fr: 'Réponses de la nouvelle demande', en: 'Answers of the new request' },
  intro: {
    fr: 'La demande «\u00a0{procedure}\u00a0» s’ouvre toute seule. Dites, question par question, d’où vient la réponse.',
    en: 'The request “{procedure}” opens by itself. Say, question by question, where the answer comes from.',
  },
  titleFields: { fr: 'Champs à remplir', en: 'Fields to fill in' },
  introFields: {
    fr: 'Ces champs ne sont vus que des agents. Dites d’où vient la réponse de chacun.',
    en: 'Only agents see these fields. Say where the answer of each comes from.',
  },
  noField: {
    fr: 'Le formulaire n’a pas de champ réservé aux agents : ajoutez-en un d’abord.',
    en: 'The form has no field for agents only: add one first.',
  },
  unknown: {
    fr: 'Choisissez d’abord quelle démarche s’ouvre, et enregistrez.',
    en: 'Choose first which procedure opens, and save.',
  },
  none: { fr: 'Aucune réponse n’est reprise pour l’instant.', en: 'No answer is taken over yet.' },
  some: { fr: 'Réponses données d’avance\u00a0: {count}.', en: 'Answers given beforehand: {count}.' },
  change: { fr: 'Dire d’où viennent les réponses', en: 'Say where the answers come from' },
  saveFirst: {
    fr: 'Enregistrez d’abord\u00a0: les réponses se donnent ensuite.',
    en: 'Save first: the answers are given next.',
  },
  nothing: { fr: 'Pas de réponse', en: 'No answer' },
  answer: { fr: 'Réponse à «\u00a0{label}\u00a0»', en: 'Answer to “{label}”' },
  option: { fr: 'Toujours «\u00a0{label}\u00a0»', en: 'Always “{label}”' },
  yes: { fr: 'Toujours oui', en: 'Always yes' },
  no: { fr: 'Toujours non', en: 'Always no' },
  fixed: { fr: 'Toujours la même réponse, écrite ici', en: 'Always the same answer, written here' },
  formula: { fr: 'Une formule (CEL), écrite ici', en: 'A formula (CEL), written here' },
  typed: { fr: 'Réponse ou formule pour «\u00a0{label}\u00a0»', en: 'Answer or formula for “{label}”' },
  'typed.hint': {
    fr: 'Seulement pour une réponse toujours la même, ou une formule.',
    en: 'Only for an answer that is always the same, or a formula.',
  },
  wrong: { fr: 'Cette réponse ne convient pas à la question.', en: 'This answer does not suit the question.' },
  back: { fr: 'Revenir sans enregistrer', en: 'Back without saving' },
});
