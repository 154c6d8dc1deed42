import { defineMessages } from '#platform/i18n/messages.ts';

/** The e-mail that tells agents of dates that draw near. */
export const warningWords = defineMessages({
  'mail.subjectOne': { fr: 'Une échéance approche', en: 'A due date draws near' },
  'mail.subject': { fr: '{count} échéances approchent', en: '{count} due dates draw near' },
  'mail.hello': { fr: 'Bonjour {name},', en: 'Hello {name},' },
  'mail.body': {
    fr: 'Les dossiers suivants attendent une réponse. Passé la date, le silence décide à votre place lorsque la loi le prévoit.',
    en: 'The following files wait for an answer. After the date, silence decides in your place where the law says so.',
  },
  'mail.more': { fr: 'Et {count} autres, dans le calendrier des échéances.', en: 'And {count} more, in the calendar.' },
  'mail.action': { fr: 'Voir le calendrier des échéances', en: 'See the calendar of due dates' },
  'rule.accept': { fr: 'le silence vaudra acceptation', en: 'silence will mean acceptance' },
  'rule.reject': { fr: 'le silence vaudra rejet', en: 'silence will mean rejection' },
  'rule.none': { fr: 'objectif de réponse', en: 'target for an answer' },
});
