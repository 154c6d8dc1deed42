import { defineMessages } from '#platform/i18n/messages.ts';

export const say = defineMessages({
  title: { fr: 'Scellés des historiques', en: 'Seals of the histories' },
  intro: {
    fr: 'Chaque nuit, un scellé fige les historiques des dossiers et les preuves d’effacement. Un événement modifié, supprimé ou ajouté après coup se voit à la vérification.',
    en: 'Each night a seal freezes the histories of the dossiers and the proofs of purges. An event that is altered, removed or added afterwards shows in the verification.',
  },
  'none.title': { fr: 'Aucun scellé pour l’instant', en: 'No seal so far' },
  'none.body': {
    fr: 'Le premier est posé la nuit qui suit le premier dossier.',
    en: 'The first one is made in the night after the first dossier.',
  },
  'check.title': { fr: 'Dernière vérification complète', en: 'Last whole verification' },
  'check.never': {
    fr: 'Aucune vérification complète n’a encore été faite. Elle a lieu chaque dimanche, ou à votre demande.',
    en: 'No whole verification has been made yet. One is made each Sunday, or when you ask for it.',
  },
  'check.intact': { fr: 'Tout est intact', en: 'Everything is intact' },
  'check.found': { fr: 'Des anomalies ont été trouvées', en: 'Something was found' },
  'check.counts': {
    fr: 'Le {date}\u00a0: {dossiers} dossiers, {events} événements, {seals} scellés.',
    en: 'On {date}: {dossiers} dossiers, {events} events, {seals} seals.',
  },
  'check.number': { fr: 'Anomalies\u00a0: {found}.', en: 'Findings: {found}.' },
  'check.more': { fr: 'Et {count} autres.', en: 'And {count} more.' },
  'check.advice': {
    fr: 'Prévenez l’exploitant de la plateforme, sans rien corriger\u00a0: il compare avec la dernière sauvegarde.',
    en: 'Tell whoever runs the platform, and correct nothing: they compare with the last backup.',
  },
  'check.dossier': { fr: 'dossier {id}', en: 'dossier {id}' },
  'check.event': { fr: 'événement {seq}', en: 'event {seq}' },
  'check.seal': { fr: 'scellé {number}', en: 'seal {number}' },
  'check.line': { fr: '{place}\u00a0: {what}', en: '{place}: {what}' },
  'check.ask': { fr: 'Tout vérifier maintenant', en: 'Verify everything now' },
  'check.asked': {
    fr: 'La vérification est demandée. Revenez dans quelques minutes.',
    en: 'The verification is asked for. Come back in a few minutes.',
  },
  caption: { fr: 'Les scellés, du plus récent au plus ancien', en: 'The seals, the newest first' },
  number: { fr: 'Scellé', en: 'Seal' },
  date: { fr: 'Posé le', en: 'Made on' },
  chains: { fr: 'Historiques complétés', en: 'Histories that went on' },
  purges: { fr: 'Dossiers effacés', en: 'Dossiers purged' },
  print: { fr: 'Empreinte', en: 'Fingerprint' },
  state: { fr: 'Vérification', en: 'Verification' },
  'state.intact': { fr: 'Intact', en: 'Intact' },
  'state.wrong': { fr: 'À examiner', en: 'To be looked into' },
  file: { fr: 'Fichier', en: 'File' },
  'file.get': { fr: 'Télécharger', en: 'Download' },
  'file.label': { fr: 'Télécharger le scellé {number}', en: 'Download seal {number}' },
  outside: {
    fr: 'Gardez ces fichiers ailleurs (archives, coffre)\u00a0: ils ne contiennent aucune donnée personnelle, et prouvent ce qui existait ce jour-là.',
    en: 'Keep these files elsewhere (archives, safe): they hold no personal data, and prove what there was on that day.',
  },
  older: { fr: 'Scellés plus anciens', en: 'Older seals' },
  newest: { fr: 'Scellés les plus récents', en: 'Newest seals' },
});
