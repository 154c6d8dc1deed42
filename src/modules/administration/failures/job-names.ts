import { defineMessages } from '#platform/i18n/messages.ts';
import type { Locale } from '#platform/i18n/text.ts';

/** By the name of the queue. */
const names = {
  'send-message': { fr: 'Envoi d’un message', en: 'Sending a message' },
  'send-account-email': { fr: 'Courriel au sujet d’un compte', en: 'Mail about an account' },
  'acknowledge-dossier': { fr: 'Accusé de réception d’une demande', en: 'Acknowledgement of a request' },
  'follow-dossier-event': { fr: 'Suite d’une étape d’une demande', en: 'What follows a step of a request' },
  'take-due-timers': { fr: 'Étapes arrivées à échéance', en: 'Steps that are due' },
  'transfer-dossier': { fr: 'Transmission d’une demande', en: 'Handing over a request' },
  'call-hook': { fr: 'Appel d’un autre logiciel', en: 'Call to another system' },
  'act-on-many': { fr: 'Traitement par lot', en: 'Acts on many requests' },
  'watch-clock': { fr: 'Surveillance des délais', en: 'Watch over the time limits' },
  'watch-opinions': { fr: 'Surveillance des avis attendus', en: 'Watch over the opinions that are awaited' },
  'remind-signers': { fr: 'Rappels aux signataires', en: 'Reminders to those who sign' },
  'send-morning-mails': { fr: 'Courriels du matin aux agents', en: 'Morning mails to agents' },
  'export-desk': { fr: 'Export de demandes', en: 'Export of requests' },
  'remove-old-exports': { fr: 'Suppression des exports anciens', en: 'Removal of old exports' },
  'write-letter-batch': { fr: 'Courrier à plusieurs destinataires', en: 'Letter to many' },
  'publish-scheduled-procedure': { fr: 'Publication prévue d’une démarche', en: 'Planned publication of a procedure' },
  'scan-document': { fr: 'Analyse d’un fichier par l’antivirus', en: 'Scan of a file by the antivirus' },
  'remove-unused-file': { fr: 'Suppression d’un fichier devenu inutile', en: 'Removal of a file no longer used' },
  'remove-orphan-files': { fr: 'Ménage des fichiers sans demande', en: 'Clearing of files of no request' },
  'expire-drafts': { fr: 'Effacement des brouillons trop anciens', en: 'Erasing of drafts that are too old' },
  'purge-dossiers': {
    fr: 'Effacement des demandes en fin de conservation',
    en: 'Erasing of requests kept long enough',
  },
  'seal-histories': { fr: 'Scellement quotidien des historiques', en: 'Daily seal of the histories' },
  'verify-histories': { fr: 'Vérification des historiques', en: 'Check of the histories' },
  'count-dossier-days': { fr: 'Comptage quotidien des demandes', en: 'Daily count of the requests' },
  'roll-service-days': { fr: 'Bilan quotidien de l’état du service', en: 'Daily figures of the state of the service' },
  'rewrap-keys': { fr: 'Reprise de ce que protège une ancienne clé', en: 'Taking over what a former key protects' },
  'fetch-mailboxes': { fr: 'Relève des boîtes aux lettres', en: 'Fetching the mailboxes' },
  'fetch-mailbox': { fr: 'Relève d’une boîte aux lettres', en: 'Fetching a mailbox' },
  'purge-received-messages': {
    fr: 'Effacement des messages reçus en fin de conservation',
    en: 'Erasing of received messages kept long enough',
  },
  'end-old-sessions': { fr: 'Effacement des connexions anciennes', en: 'Erasing of old sessions' },
  'take-back-delegated': {
    fr: 'Reprise des demandes à la fin d’une délégation',
    en: 'Taking back requests when a delegation ends',
  },
  'leave-at-majority': {
    fr: 'Sortie du foyer des enfants devenus majeurs',
    en: 'Children who come of age leave the household',
  },
  'warn-expiring-seals': { fr: 'Alerte sur les cachets qui vont expirer', en: 'Warning of seals about to expire' },
  'end-site-sessions': {
    fr: 'Fin des connexions aux sites du territoire',
    en: 'End of sessions at the sites of the territory',
  },
  'tell-site-sign-out': {
    fr: 'Déconnexion annoncée à un site du territoire',
    en: 'Sign-out told to a site of the territory',
  },
  'clean-single-sign-on': {
    fr: 'Ménage des connexions aux sites du territoire',
    en: 'Clearing of sign-ins at the sites of the territory',
  },
};
const tell = defineMessages(names);

/** What a job does, as an administrator reads it; undefined for a queue that nobody has put in words. */
export function jobInWords(locale: Locale, name: string): string | undefined {
  return isNamed(name) ? tell(locale, name) : undefined;
}

function isNamed(name: string): name is keyof typeof names {
  return Object.hasOwn(names, name);
}
