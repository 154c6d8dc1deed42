import { defineMessages } from '#platform/i18n/messages.ts';

/** What was found, in words: for the command line and for the administrator. */
export const findingWords = defineMessages({
  'event-number': {
    fr: 'un événement manque ou est en trop\u00a0: les numéros ne se suivent plus',
    en: 'an event was removed or added: the numbers do not follow each other',
  },
  'event-link': {
    fr: 'l’événement ne suit pas celui d’avant\u00a0: l’ordre a changé, ou l’un des deux a été remplacé',
    en: 'the event does not follow the one before: the order was changed, or one of them was replaced',
  },
  'event-content': { fr: 'l’événement a été modifié', en: 'the event was altered' },
  'no-event': { fr: 'le dossier n’a plus d’historique', en: 'the dossier has no history any more' },
  'event-without-dossier': {
    fr: 'le dossier de cet historique a été supprimé',
    en: 'the dossier of this history was removed',
  },
  'event-backdated': {
    fr: 'un événement antérieur au dernier scellé a été ajouté après lui',
    en: 'an event dated before the last seal was added after it',
  },
  'sealed-event-missing': {
    fr: 'un événement scellé a été supprimé, à la fin de l’historique',
    en: 'a sealed event was removed from the end of the history',
  },
  'sealed-event-differs': {
    fr: 'l’historique a été réécrit\u00a0: ce n’est plus l’événement qui a été scellé',
    en: 'the history was rewritten: this is not the event that was sealed',
  },
  'dossier-missing': {
    fr: 'un dossier scellé a disparu sans preuve d’effacement',
    en: 'a sealed dossier is gone without a proof of purge',
  },
  'purge-missing': { fr: 'la preuve d’un effacement a disparu', en: 'the proof of a purge was removed' },
  'purge-differs': { fr: 'la preuve d’un effacement a été modifiée', en: 'the proof of a purge was altered' },
  'purge-not-authentic': {
    fr: 'la preuve d’un effacement n’a pas été faite par le guichet',
    en: 'the proof of a purge was not made by the counter',
  },
  'seal-number': { fr: 'un scellé manque avant celui-ci', en: 'a seal before this one was removed' },
  'seal-link': { fr: 'le scellé ne suit pas celui d’avant', en: 'the seal does not follow the one before' },
  'seal-content': { fr: 'le scellé a été modifié', en: 'the seal was altered' },
  'seal-not-authentic': {
    fr: 'le scellé n’a pas été fait avec la clé de cette installation',
    en: 'the seal was not made with the key of this installation',
  },
  'seal-key-unknown': {
    fr: 'la clé du scellé n’est pas connue ici (AUDIT_KEYS_PREVIOUS)',
    en: 'the key of the seal is not known here (AUDIT_KEYS_PREVIOUS)',
  },
  'seal-lines': {
    fr: 'les lignes du scellé ne sont plus celles qui ont été scellées',
    en: 'the lines of the seal are not those that were sealed',
  },
  'line-without-seal': { fr: 'le scellé de ces lignes a disparu', en: 'the seal of these lines is gone' },
  'seal-missing': {
    fr: 'ce scellé est au registre extérieur, et plus dans la base de données',
    en: 'this seal is in the register outside, and no longer in the database',
  },
  'seal-differs-outside': {
    fr: 'le scellé n’est pas celui du registre extérieur',
    en: 'the seal is not the one in the register outside',
  },
  'seal-not-outside': {
    fr: 'le scellé n’est pas au registre extérieur (REGISTER_DIR)',
    en: 'the seal is not in the register outside (REGISTER_DIR)',
  },
});
