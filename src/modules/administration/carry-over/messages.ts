import { defineMessages } from '#platform/i18n/messages.ts';

export const say = defineMessages({
  title: { fr: 'Dossiers sur d’anciennes versions', en: 'Files on former versions' },
  intro: {
    fr: 'Un dossier garde la version de la démarche avec laquelle il a été déposé. Vous pouvez le faire passer à la version en ligne.',
    en: 'A file keeps the version of the procedure that it was filed with. You can carry it over to the version that is online.',
  },
  caption: {
    fr: 'Démarches qui ont des dossiers en cours sur une ancienne version',
    en: 'Procedures with files under way on a former version',
  },
  empty: {
    fr: 'Tous les dossiers en cours suivent la version en ligne.',
    en: 'All files under way follow the version that is online.',
  },
  procedure: { fr: 'Démarche', en: 'Procedure' },
  from: { fr: 'Version suivie', en: 'Version followed' },
  to: { fr: 'Version en ligne', en: 'Version online' },
  dossiers: { fr: 'Dossiers en cours', en: 'Files under way' },
  look: { fr: 'Voir ce qui peut passer', en: 'See what can follow' },
  'look.one': {
    fr: 'Voir ce qui peut passer\u00a0: {title}, version {version}',
    en: 'See what can follow: {title}, version {version}',
  },
  'one.title': {
    fr: '{title}\u00a0: de la version {from} à la version {to}',
    en: '{title}: from version {from} to version {to}',
  },
  'one.intro': {
    fr: 'Voici ce qui arriverait à chaque dossier. Rien n’est encore fait.',
    en: 'Here is what would happen to each file. Nothing is done yet.',
  },
  'possible.title': { fr: 'Peuvent passer\u00a0: {count}', en: 'Can follow: {count}' },
  'possible.choose': { fr: 'Dossiers à faire passer', en: 'Files to carry over' },
  'possible.whole': { fr: 'Rien ne change dans ses réponses.', en: 'Nothing changes in its answers.' },
  'possible.apart': {
    fr: 'Réponses que la nouvelle version ne demande plus, gardées à l’historique\u00a0: {fields}.',
    en: 'Answers that the new version no longer asks for, kept in the history: {fields}.',
  },
  'possible.missing': {
    fr: 'Questions nouvelles, sans réponse\u00a0: {fields}. Les agents peuvent les demander à l’usager.',
    en: 'New questions without an answer: {fields}. Agents can ask the applicant.',
  },
  'possible.act': { fr: 'Faire passer les dossiers choisis', en: 'Carry the chosen files over' },
  'impossible.title': { fr: 'Restent sur leur version\u00a0: {count}', en: 'Stay on their version: {count}' },
  open: { fr: 'Voir le dossier', en: 'See the file' },
  'open.one': { fr: 'Voir le dossier {code}', en: 'See the file {code}' },
  dossier: { fr: 'Dossier', en: 'File' },
  reason: { fr: 'Pourquoi', en: 'Why' },
  'reason.ended': { fr: 'Il est terminé.', en: 'It is over.' },
  'reason.unknown-state': {
    fr: 'La nouvelle version n’a pas l’étape où il se trouve. Faites-le d’abord avancer.',
    en: 'The new version lacks the state that it is in. Make it move on first.',
  },
  'reason.other-phase': {
    fr: 'L’étape où il se trouve a un autre sens dans la nouvelle version. Faites-le d’abord avancer.',
    en: 'The state that it is in means another thing in the new version. Make it move on first.',
  },
  'reason.changed': { fr: 'Il a changé de version entre-temps.', en: 'Its version has changed meanwhile.' },
  previous: { fr: 'Dossiers précédents', en: 'Previous files' },
  next: { fr: 'Dossiers suivants', en: 'Next files' },
  none: {
    fr: 'Aucun dossier en cours ne suit plus cette version.',
    en: 'No file under way follows this version any more.',
  },
  back: { fr: 'Toutes les démarches', en: 'All procedures' },
  'problem.none': { fr: 'Choisissez au moins un dossier', en: 'Choose at least one file' },
  'problem.summary': { fr: 'Erreur\u00a0: {title}', en: 'Error: {title}' },
  done: { fr: 'Dossiers passés à la version {to}\u00a0: {count}.', en: 'Files carried over to version {to}: {count}.' },
  'done.left': {
    fr: 'Dossiers passés à la version {to}\u00a0: {count}. Restés sur leur version\u00a0: {left}.',
    en: 'Files carried over to version {to}: {count}. Left on their version: {left}.',
  },
});
