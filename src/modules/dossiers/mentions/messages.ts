import { defineMessages } from '#platform/i18n/messages.ts';

export const mentionWords = defineMessages({
  hint: {
    fr: 'Visible des agents seulement. Écrivez @Prénom Nom pour prévenir un collègue du service. Une note ne se modifie pas\u00a0: pour corriger, ajoutez-en une autre.',
    en: 'Only staff see it. Write @First Last to tell a colleague of the department. A note is not changed: to correct it, add another one.',
  },
  pick: { fr: 'Prévenir un collègue', en: 'Tell a colleague' },
  pickLabel: { fr: 'Collègues à prévenir', en: 'Colleagues to tell' },
  unknown: {
    fr: 'Personne du service ne s’appelle «\u00a0{name}\u00a0». Écrivez le nom en entier, ou cochez le collègue plus bas.',
    en: 'Nobody of the department is called “{name}”. Write the whole name, or tick the colleague below.',
  },
  told: { fr: 'Prévenus\u00a0: {names}', en: 'Told: {names}' },
  'mail.subject': { fr: '{by} vous mentionne – dossier {code}', en: '{by} mentions you – file {code}' },
  'mail.body': {
    fr: '{by} vous mentionne dans une note interne du dossier {code}, «\u00a0{title}\u00a0».',
    en: '{by} mentions you in an internal note of the file {code}, “{title}”.',
  },
  'mail.action': { fr: 'Lire la note', en: 'Read the note' },
  'desk.title': { fr: 'Mentions', en: 'Mentions' },
  'desk.none': { fr: 'Personne ne vous a mentionné.', en: 'Nobody has mentioned you.' },
  'desk.noneHint': {
    fr: 'Quand un collègue écrit @ et votre nom dans une note, elle apparaît ici.',
    en: 'When a colleague writes @ and your name in a note, it appears here.',
  },
  'desk.unread': { fr: 'Non lue', en: 'Unread' },
  'desk.by': { fr: 'De', en: 'From' },
  'desk.note': { fr: 'Note', en: 'Note' },
  'desk.dossier': { fr: 'Dossier', en: 'File' },
  'desk.at': { fr: 'Le', en: 'On' },
});
