import { defineMessages } from '#platform/i18n/messages.ts';

export const say = defineMessages({
  title: { fr: 'Conservation et effacement', en: 'Retention and purge' },
  intro: {
    fr: 'Chaque dossier clos est effacé au terme que sa démarche fixe, avec ses pièces. L’effacement a lieu la nuit et laisse une preuve sans donnée personnelle.',
    en: 'Each closed dossier is erased at the term that its procedure sets, with its documents. It happens at night and leaves a proof without personal data.',
  },
  plan: { fr: 'Ce qui sera effacé', en: 'What will be purged' },
  'plan.none': {
    fr: 'Rien n’arrive à son terme dans les trente jours.',
    en: 'Nothing comes to its term within thirty days.',
  },
  procedure: { fr: 'Démarche', en: 'Procedure' },
  due: { fr: 'La nuit prochaine', en: 'In the coming night' },
  documents: { fr: 'Pièces', en: 'Documents' },
  held: { fr: 'Suspendus', en: 'Held' },
  soon: { fr: 'D’ici trente jours', en: 'Within thirty days' },
  'holds.title': { fr: 'Effacements suspendus', en: 'Dossiers held' },
  'holds.none': { fr: 'Aucun dossier n’est conservé au-delà de son terme.', en: 'No dossier is held beyond its term.' },
  'holds.hint': {
    fr: 'La suspension se pose et se lève sur la page du dossier, par le responsable de son service ou l’administrateur.',
    en: 'A hold is placed and lifted on the page of the dossier, by the leader of its team or the administrator.',
  },
  code: { fr: 'Dossier', en: 'Dossier' },
  reason: { fr: 'Motif', en: 'Reason' },
  since: { fr: 'Depuis', en: 'Since' },
  'since.by': { fr: '{date}, par {name}', en: '{date}, by {name}' },
  term: { fr: 'Terme', en: 'Term' },
  'term.none': { fr: 'Pas encore clos', en: 'Not closed yet' },
  purges: { fr: 'Ce qui a été effacé', en: 'What was purged' },
  'purges.none': { fr: 'Rien n’a encore été effacé.', en: 'Nothing has been purged yet.' },
  'purges.hint': {
    fr: 'Chaque effacement a sa preuve, que les scellés des historiques gardent.',
    en: 'Each purge has its proof, which the seals of the histories keep.',
  },
  day: { fr: 'Le', en: 'On' },
  dossiers: { fr: 'Dossiers', en: 'Dossiers' },
  rule: { fr: 'Règle', en: 'Rule' },
  'rule.months': { fr: '{months} mois après la clôture', en: '{months} months after closing' },
  'rule.unknown': { fr: 'Non notée', en: 'Not written down' },
});
