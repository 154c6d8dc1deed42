import { defineMessages } from '#platform/i18n/messages.ts';

export const linkedWords = defineMessages({
  notOffered: {
    fr: 'La démarche «\u00a0{procedure}\u00a0», qui doit être ouverte, n’est pas proposée par cette collectivité. L’acte n’a pas été fait.',
    en: 'The procedure “{procedure}”, which is to be opened, is not offered by this authority. Nothing was done.',
  },
  'history.opened': { fr: 'Dossier lié ouvert\u00a0: {title}, {code}', en: 'Linked dossier opened: {title}, {code}' },
  'history.openedBy': {
    fr: 'Ouvert à la suite du dossier {code}\u00a0: {title}',
    en: 'Opened after the dossier {code}: {title}',
  },
  'panel.title': { fr: 'Dossiers liés', en: 'Linked dossiers' },
  'panel.titleOwn': { fr: 'Demandes liées', en: 'Linked requests' },
  'panel.opened': { fr: 'ouvert à partir de celui-ci', en: 'opened from this one' },
  'panel.related': { fr: 'rapproché par un agent', en: 'put beside this one by an agent' },
  'panel.opened-by': { fr: 'à l’origine de celui-ci', en: 'from which this one was opened' },
});
