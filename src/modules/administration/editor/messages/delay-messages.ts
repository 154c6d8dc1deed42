import { defineMessages } from '#platform/i18n/messages.ts';

export const delayMessages = defineMessages({
  optional: { fr: '{label} (facultatif)', en: '{label} (optional)' },
  count: { fr: 'Combien', en: 'How many' },
  unit: { fr: 'Unité', en: 'Unit' },
  d: { fr: 'jours', en: 'days' },
  wd: { fr: 'jours ouvrés', en: 'working days' },
  m: { fr: 'mois', en: 'months' },
  y: { fr: 'ans', en: 'years' },
});
