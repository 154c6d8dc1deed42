import { defineMessages } from '#platform/i18n/messages.ts';

export const diagramMessages = defineMessages({
  description: {
    fr: '{states} états, {acts} actions. Les numéros des flèches sont ceux de la liste des actions.',
    en: '{states} states, {acts} acts. The numbers on the arrows are those of the list of acts.',
  },
});
