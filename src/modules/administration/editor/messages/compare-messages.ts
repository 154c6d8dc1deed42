import { defineMessages } from '#platform/i18n/messages.ts';

export const compareMessages = defineMessages({
  title: { fr: 'Comparer', en: 'Compare' },
  never: {
    fr: 'La démarche n’a jamais été publiée\u00a0: il n’y a rien à comparer.',
    en: 'The procedure was never published: there is nothing to compare.',
  },
  with: { fr: 'Comparer le brouillon avec', en: 'Compare the draft with' },
  version: { fr: '{procedure}, version {version}, {when}', en: '{procedure}, version {version}, {when}' },
  show: { fr: 'Comparer', en: 'Compare' },
  same: { fr: 'Rien ne diffère.', en: 'Nothing differs.' },
  changes: { fr: 'Ce qui change', en: 'What changes' },
  what: { fr: 'Quoi', en: 'What' },
  before: { fr: 'Version publiée', en: 'Published version' },
  after: { fr: 'Brouillon', en: 'Draft' },
});
