import { defineMessages } from '#platform/i18n/messages.ts';

export const pathsMessages = defineMessages({
  title: { fr: 'Tous les chemins d’une demande', en: 'Every way a request may go' },
  intro: {
    fr: 'Ce qui peut arriver à une demande, de son arrivée à sa fin. Les conditions sont supposées remplies.',
    en: 'What may happen to a request, from its arrival to its end. Conditions are taken as met.',
  },
  sound: {
    fr: 'Aucune impasse\u00a0: de chaque état, un agent ou le temps mène à une fin.',
    en: 'No dead end: from each state, an agent or time leads to an end.',
  },
  deadEnd: {
    fr: 'Impasse\u00a0: une demande qui arrive ici n’en sort plus. Ajoutez une action d’un agent qui mène à une fin.',
    en: 'Dead end: a request that comes here never leaves. Add an act of an agent that leads to an end.',
  },
  unreachable: {
    fr: 'Aucune action n’y mène\u00a0: ajoutez-en une, ou retirez l’état.',
    en: 'No act leads there: add one, or remove the state.',
  },
  path: { fr: 'Chemin {number}\u00a0: {end}, en {count} actions', en: 'Way {number}: {end}, in {count} acts' },
  'path.one': { fr: 'Chemin {number}\u00a0: {end}, en une action', en: 'Way {number}: {end}, in one act' },
  act: { fr: '({who}) mène à «\u00a0{to}\u00a0»', en: '({who}) leads to “{to}”' },
  asks: { fr: 'Demande\u00a0: {fields}', en: 'Asks: {fields}' },
  told: { fr: 'Envoie\u00a0: {messages}', en: 'Sends: {messages}' },
  effects: { fr: 'Fait aussi\u00a0: {effects}', en: 'Also does: {effects}' },
  conditional: { fr: 'Seulement si sa condition est remplie.', en: 'Only when its condition is met.' },
  all: { fr: 'Voir les chemins ({count})', en: 'See the ways ({count})' },
  asides: { fr: 'Sans changer d’état', en: 'Without changing the state' },
  afterwards: { fr: 'Après la fin', en: 'After the end' },
  more: {
    fr: 'Il y a d’autres chemins\u00a0: seuls les {count} premiers sont montrés.',
    en: 'There are more ways: only the first {count} are shown.',
  },
});
