import { defineMessages } from '#platform/i18n/messages.ts';

/** The public page. */
export const say = defineMessages({
  title: { fr: 'État du service', en: 'State of the service' },
  description: {
    fr: 'Le guichet en ligne fonctionne-t-il\u00a0? Incidents et travaux annoncés.',
    en: 'Is the online counter working? Incidents and works announced.',
  },
  intro: {
    fr: 'Le guichet en ligne fonctionne-t-il en ce moment\u00a0?',
    en: 'Is the online counter working right now?',
  },
  announced: { fr: 'Incidents et travaux', en: 'Incidents and works' },
  'announced.none': {
    fr: 'Aucun incident en cours, aucuns travaux prévus.',
    en: 'No incident under way, no works planned.',
  },
  running: { fr: 'En ce moment', en: 'Right now' },
  coming: { fr: 'À venir', en: 'To come' },
  past: { fr: 'Ces trois derniers mois', en: 'In the last three months' },
  'kind.incident': { fr: 'Incident', en: 'Incident' },
  'kind.works': { fr: 'Travaux', en: 'Works' },
  'severity.disturbance': { fr: 'service perturbé', en: 'service disturbed' },
  'severity.interruption': { fr: 'service interrompu', en: 'service interrupted' },
  since: { fr: 'Depuis le {from}', en: 'Since {from}' },
  'from-to': { fr: 'Du {from} au {to}', en: 'From {from} to {to}' },
});
