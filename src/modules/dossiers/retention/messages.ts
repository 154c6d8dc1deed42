import { defineMessages } from '#platform/i18n/messages.ts';

export const holdWords = defineMessages({
  'history.held': { fr: 'Effacement suspendu\u00a0: {reason}', en: 'Purge suspended: {reason}' },
  'history.hold-lifted': { fr: 'Effacement à nouveau possible\u00a0: {reason}', en: 'Purge possible again: {reason}' },
  'notice.title': { fr: 'Dossier conservé', en: 'Dossier held' },
  'notice.body': {
    fr: 'Son effacement est suspendu depuis le {date} par {name}\u00a0: {reason}',
    en: 'Its purge has been suspended since {date} by {name}: {reason}',
  },
  'link.place': { fr: 'Suspendre l’effacement', en: 'Suspend the purge' },
  'link.lift': { fr: 'Reprendre l’effacement', en: 'Let the purge go on' },
  'place.title': { fr: 'Suspendre l’effacement de ce dossier', en: 'Suspend the purge of this dossier' },
  'place.intro': {
    fr: 'Pour un contentieux, un contrôle, une enquête. Tant que la suspension dure, ni son terme ni une automatisation n’efface le dossier.',
    en: 'For a litigation, an audit, an inquiry. As long as it lasts, neither its term nor an automatic act erases the dossier.',
  },
  'place.button': { fr: 'Suspendre l’effacement', en: 'Suspend the purge' },
  'place.done': { fr: 'L’effacement est suspendu.', en: 'The purge is suspended.' },
  'lift.title': { fr: 'Reprendre l’effacement de ce dossier', en: 'Let the purge of this dossier go on' },
  'lift.intro': {
    fr: 'Si son terme est passé, le dossier est effacé dès la nuit prochaine.',
    en: 'If its term is over, the dossier is erased in the coming night.',
  },
  'lift.button': { fr: 'Reprendre l’effacement', en: 'Let the purge go on' },
  'lift.done': { fr: 'La suspension est levée.', en: 'The suspension is lifted.' },
  reason: { fr: 'Motif', en: 'Reason' },
  'reason.hint': {
    fr: 'Par exemple le numéro de l’instance. Il est gardé à l’historique.',
    en: 'The number of the case, for instance. It is kept in the history.',
  },
  'reason.missing': { fr: 'Écrivez le motif.', en: 'Write the reason.' },
  'reason.long': {
    fr: 'Écrivez le motif en {max} caractères au plus.',
    en: 'Write the reason in {max} characters at most.',
  },
  error: { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  changed: {
    fr: 'Un collègue vient de le faire. Voici le dossier tel qu’il est.',
    en: 'A colleague has just done it. Here is the dossier as it is.',
  },
  refused: {
    fr: 'Ce dossier est conservé pour un contentieux\u00a0: il ne peut pas être anonymisé.',
    en: 'This dossier is held for a litigation: it cannot be made anonymous.',
  },
});
