import { defineMessages } from '#platform/i18n/messages.ts';

export const publishMessages = defineMessages({
  title: { fr: 'Publier', en: 'Publish' },
  changes: { fr: 'Ce qui change pour les usagers et les agents', en: 'What changes for applicants and agents' },
  'changes.first': {
    fr: 'C’est la première publication de cette démarche.',
    en: 'This is the first publication of this procedure.',
  },
  'changes.none': { fr: 'Rien ne diffère de la version publiée.', en: 'Nothing differs from the published version.' },
  now: { fr: 'Publier maintenant', en: 'Publish now' },
  'now.body': {
    fr: 'Les nouvelles demandes suivront cette version. Celles qui sont en cours gardent la leur. Le numéro de version augmente tout seul.',
    en: 'New requests will follow this version. Those under way keep theirs. The version number goes up by itself.',
  },
  'now.button': { fr: 'Publier cette version', en: 'Publish this version' },
  later: { fr: 'Publier plus tard', en: 'Publish later' },
  'later.button': { fr: 'Programmer la publication', en: 'Schedule the publication' },
  'later.planned': {
    fr: 'Publication prévue le {when}. Ce qui sera publié est le brouillon tel qu’il sera alors.',
    en: 'To be published on {when}. What will be published is the draft as it will be then.',
  },
  'later.cancel': { fr: 'Ne plus publier à cette date', en: 'Do not publish on that date' },
  date: { fr: 'Jour de la publication', en: 'Day of the publication' },
  'date.hint': { fr: 'Par exemple 31 1 2027', en: 'For example 31 1 2027' },
  'date.wrong': {
    fr: 'Écrivez un jour, un mois et une année, et une heure.',
    en: 'Write a day, a month, a year, and a time.',
  },
  'date.past': { fr: 'Choisissez une date à venir.', en: 'Choose a date to come.' },
  time: { fr: 'Heure', en: 'Time' },
  withdraw: { fr: 'Retirer la démarche', en: 'Withdraw the procedure' },
  'withdraw.body': {
    fr: 'Plus personne ne pourra commencer cette démarche, dans aucune collectivité. Les demandes en cours continuent normalement.',
    en: 'Nobody will be able to begin this procedure any more, with any authority. Requests under way go on as usual.',
  },
  'withdraw.button': { fr: 'Retirer la démarche', en: 'Withdraw the procedure' },
  withdrawn: { fr: 'Démarche retirée', en: 'Procedure withdrawn' },
  'withdrawn.body': {
    fr: 'Fermée aux nouvelles demandes depuis le {when}.',
    en: 'Closed to new requests since {when}.',
  },
  'withdrawn.reopen': { fr: 'Rouvrir aux nouvelles demandes', en: 'Open to new requests again' },
  'done.published': { fr: 'La version {version} est publiée.', en: 'Version {version} is published.' },
  'done.scheduled': { fr: 'La publication est prévue le {when}.', en: 'The publication is scheduled for {when}.' },
  'done.unscheduled': { fr: 'La publication n’est plus programmée.', en: 'The publication is no longer scheduled.' },
  'done.withdrawn': {
    fr: 'La démarche est retirée\u00a0: elle n’est plus ouverte aux nouvelles demandes.',
    en: 'The procedure is withdrawn: it is no longer open to new requests.',
  },
  'done.reopened': { fr: 'La démarche est de nouveau ouverte.', en: 'The procedure is open again.' },

  'history.title': { fr: 'Historique', en: 'History' },
  'history.intro': {
    fr: 'Chaque enregistrement. Vous pouvez revenir à l’un d’eux\u00a0; rien n’est perdu.',
    en: 'Each saving. You can go back to any of them; nothing is lost.',
  },
  'history.number': { fr: 'N°', en: 'No.' },
  'history.when': { fr: 'Quand', en: 'When' },
  'history.who': { fr: 'Qui', en: 'Who' },
  'history.what': { fr: 'Quoi', en: 'What' },
  'history.restore': { fr: 'Revenir à cet enregistrement', en: 'Go back to this saving' },
  'history.current': { fr: 'Actuel', en: 'Current' },
  'history.restored': {
    fr: 'L’enregistrement {revision} est de nouveau le brouillon.',
    en: 'Saving {revision} is the draft again.',
  },
  'history.gone': {
    fr: 'Cet enregistrement est trop ancien\u00a0: il n’est plus conservé.',
    en: 'This saving is too old: it is no longer kept.',
  },

  'journal.title': { fr: 'Qui a fait quoi', en: 'Who did what' },
  'journal.intro': {
    fr: 'Les publications, retraits et créations, du plus récent au plus ancien.',
    en: 'Publications, withdrawals and creations, the latest first.',
  },
  'journal.empty': { fr: 'Rien n’a encore été fait.', en: 'Nothing has been done yet.' },
  'journal.procedure': { fr: 'Démarche', en: 'Procedure' },
  'journal.created': { fr: 'Brouillon créé', en: 'Draft created' },
  'journal.imported': { fr: 'Brouillon importé', en: 'Draft imported' },
  'journal.published': { fr: 'Version {version} publiée', en: 'Version {version} published' },
  'journal.scheduled': { fr: 'Publication programmée', en: 'Publication scheduled' },
  'journal.unscheduled': { fr: 'Publication déprogrammée', en: 'Publication no longer scheduled' },
  'journal.withdrawn': { fr: 'Démarche retirée', en: 'Procedure withdrawn' },
  'journal.reopened': { fr: 'Démarche rouverte', en: 'Procedure reopened' },
  'journal.deleted': { fr: 'Brouillon supprimé', en: 'Draft deleted' },
  'journal.not-published': {
    fr: 'Publication programmée impossible\u00a0: il restait des erreurs',
    en: 'Scheduled publication impossible: errors remained',
  },
});
