import { defineMessages } from '#platform/i18n/messages.ts';

/** Handing over some or all of an agent's dossiers. */
export const handoverWords = defineMessages({
  title: { fr: 'Passation de dossiers', en: 'Handing files over' },
  intro: {
    fr: 'Donner à un collègue, ou rendre au service, tout ou partie des dossiers en cours d’un agent. Une passation s’annule le jour même.',
    en: 'Give some or all of an agent’s open files to a colleague, or back to the team. A handover can be undone the same day.',
  },
  choose: { fr: 'De qui\u00a0?', en: 'Whose?' },
  show: { fr: 'Voir ses dossiers', en: 'See the files' },
  'choose.empty': { fr: 'Aucun agent n’a de dossier en cours', en: 'No agent has an open file' },
  'choose.emptyBody': {
    fr: 'Il n’y a rien à passer dans les services que vous dirigez.',
    en: 'There is nothing to hand over in the teams that you lead.',
  },
  'choose.option': { fr: '{name} ({count})', en: '{name} ({count})' },
  procedures: { fr: 'Quelles démarches\u00a0?', en: 'Which procedures?' },
  'procedures.option': { fr: '{title} ({count})', en: '{title} ({count})' },
  to: { fr: 'À qui\u00a0?', en: 'To whom?' },
  'to.team': { fr: 'Au service\u00a0: chacun pourra les prendre', en: 'To the team: anybody can take them' },
  note: { fr: 'Note pour la suite', en: 'Note for what follows' },
  'note.hint': {
    fr: 'Facultatif. Ajoutée en note interne à chaque dossier.',
    en: 'Optional. Added to each file as an internal note.',
  },
  button: { fr: 'Passer les dossiers', en: 'Hand the files over' },
  'problem.procedures': { fr: 'Choisissez au moins une démarche', en: 'Choose a procedure at least' },
  'problem.to': { fr: 'Choisissez un collègue ou le service', en: 'Choose a colleague or the team' },
  done: {
    fr: 'Dossiers passés\u00a0: {given}. Laissés, faute d’être dans le même service\u00a0: {left}.',
    en: 'Files handed over: {given}. Left, for want of being in the same team: {left}.',
  },
  'recent.caption': { fr: 'Passations récentes', en: 'Recent handovers' },
  'recent.when': { fr: 'Date', en: 'Date' },
  'recent.from': { fr: 'De', en: 'From' },
  'recent.to': { fr: 'À', en: 'To' },
  'recent.team': { fr: 'Service', en: 'Team' },
  'recent.count': { fr: 'Dossiers', en: 'Files' },
  'recent.act': { fr: 'Action', en: 'Action' },
  'recent.undo': { fr: 'Annuler', en: 'Undo' },
  'recent.undoOf': { fr: 'la passation {d:name}', en: 'the handover of {name}' },
  'recent.undone': { fr: 'Annulée', en: 'Undone' },
  undone: {
    fr: 'Passation annulée. Dossiers rendus\u00a0: {given}. Laissés, car ils ont changé depuis\u00a0: {left}.',
    en: 'Handover undone. Files given back: {given}. Left, as they have changed since: {left}.',
  },
  'mail.subject': { fr: '{count} dossiers {d:name} vous sont confiés', en: '{count} files of {name} are yours' },
  'mail.hello': { fr: 'Bonjour {name},', en: 'Hello {name},' },
  'mail.body': { fr: '{by} vous a confié {count} dossiers {d:name}.', en: '{by} gave you {count} files of {name}.' },
  'mail.action': { fr: 'Voir mes dossiers', en: 'See my files' },
});
