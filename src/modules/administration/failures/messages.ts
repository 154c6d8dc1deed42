import { defineMessages } from '#platform/i18n/messages.ts';

export const say = defineMessages({
  title: { fr: 'Envois et travaux en échec', en: 'Sendings and tasks that failed' },
  intro: {
    fr: 'Ce que Parvis a essayé plusieurs fois sans y arriver. Corrigez la cause, puis relancez. Rien n’est perdu\u00a0: les demandes elles-mêmes sont enregistrées.',
    en: 'What Parvis tried several times without success. Mend the cause, then start it again. Nothing is lost: the requests themselves are kept.',
  },
  none: { fr: 'Aucun envoi ni travail en échec.', en: 'No sending or task has failed.' },
  messages: { fr: 'Messages non partis', en: 'Messages that did not leave' },
  jobs: { fr: 'Travaux de fond', en: 'Background tasks' },
  'jobs.territory': { fr: 'Travaux de fond de tout le territoire', en: 'Background tasks of the whole territory' },
  'jobs.kept': {
    fr: 'Un travail en échec reste affiché sept jours.',
    en: 'A failed task is shown for seven days.',
  },
  recipient: { fr: 'Destinataire', en: 'Recipient' },
  subject: { fr: 'Objet', en: 'Subject' },
  'subject.sms': { fr: 'SMS', en: 'SMS' },
  reason: { fr: 'Cause', en: 'Cause' },
  since: { fr: 'Depuis le', en: 'Since' },
  task: { fr: 'Travail', en: 'Task' },
  failed: { fr: 'En échec le', en: 'Failed on' },
  act: { fr: 'Action', en: 'Action' },
  send: { fr: 'Renvoyer', en: 'Send again' },
  'send.one': { fr: 'Renvoyer à {recipient}\u00a0: {subject}', en: 'Send again to {recipient}: {subject}' },
  replay: { fr: 'Relancer', en: 'Start again' },
  'replay.one': { fr: 'Relancer\u00a0: {task}, {at}', en: 'Start again: {task}, {at}' },
  sent: { fr: 'Le message repart.', en: 'The message is on its way again.' },
  replayed: { fr: 'Le travail est relancé.', en: 'The task is started again.' },
  gone: {
    fr: 'Rien à relancer\u00a0: quelqu’un l’a déjà fait, ou c’est trop ancien.',
    en: 'Nothing to start again: somebody did already, or it is too old.',
  },
  more: { fr: 'Seuls les {count} premiers sont affichés.', en: 'Only the first {count} are shown.' },
  'job.other': { fr: 'Travail de fond «\u00a0{name}\u00a0»', en: 'Background task “{name}”' },
  'reason.unknown': { fr: 'Cause non précisée', en: 'Cause not told' },
});
