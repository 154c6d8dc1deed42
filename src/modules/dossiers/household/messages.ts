import { defineMessages } from '#platform/i18n/messages.ts';

export const householdWords = defineMessages({
  title: { fr: 'Même enfant, autre parent', en: 'Same child, other parent' },
  intro: {
    fr: 'Demandes de l’autre parent pour un enfant que les deux foyers partagent, parmi celles que vos services traitent. Chaque ouverture est notée et l’autre parent la voit.',
    en: 'Requests of the other parent about a child whom both households share, among those that your teams handle. Each opening is noted and the other parent sees it.',
  },
});
