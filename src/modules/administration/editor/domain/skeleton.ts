import { dashedIdFrom } from './identifiers.ts';
import type { JsonObject } from './json.ts';

/** What is asked before a procedure is begun from nothing. */
export interface SkeletonChoices {
  readonly procedureId: string;
  readonly title: string;
  readonly slug: string;
  readonly theme: string;
  readonly competence: string;
  /** A decision is asked for, which silence gives in the end; else a question, a report. */
  readonly decision: boolean;
  readonly workflow: string;
}

/** A procedure that has every part which the law wants, with words to be made one's own. */
export function skeleton(choices: SkeletonChoices): JsonObject {
  const subject = choices.title.trim();
  return {
    procedure: choices.procedureId,
    version: 1,
    slug: choices.slug,
    competence: choices.competence,
    theme: choices.theme,
    title: { fr: subject },
    summary: { fr: `${subject}\u00a0: faites votre demande en ligne.` },
    description: { fr: 'Remplissez le formulaire. Nous vous répondons par courrier électronique.' },
    synonyms: { fr: synonymsOf(subject) },
    cost: { fr: 'Gratuit' },
    minutes: 5,
    legal: {
      purpose: { fr: `Traiter votre demande (${lowerFirst(subject)}) et vous répondre.` },
      basis: { fr: 'Mission d’intérêt public (RGPD, article 6-1-e).' },
      recipients: { fr: 'Les agents du service chargé de la demande.' },
      retention: { months: 12, afterwards: { fr: 'Effacement.' } },
      consequence: { fr: 'Sans ces informations, nous ne pouvons pas traiter votre demande.' },
    },
    silence: choices.decision
      ? { rule: 'accept', delay: '2m', article: 'CRPA, article L231-1' }
      : { rule: 'none', delay: '10wd' },
    workflow: choices.workflow,
    next: { fr: 'Le service étudie votre demande et vous répond. Vous pouvez suivre son avancement.' },
    applicant: { givenNames: 'given_names', familyName: 'family_name', email: 'email', phone: 'phone' },
    form: {
      pages: [
        {
          id: 'request',
          title: { fr: 'Votre demande', en: 'Your request' },
          fields: [
            {
              id: 'request_text',
              type: 'long-text',
              label: { fr: 'Décrivez votre demande', en: 'Describe your request' },
            },
          ],
        },
        {
          id: 'applicant',
          title: { fr: 'Vos coordonnées', en: 'Your details' },
          fields: [
            {
              id: 'given_names',
              type: 'text',
              label: { fr: 'Prénoms', en: 'Given names' },
              prefill: 'account.given_names',
              autocomplete: 'given-name',
            },
            {
              id: 'family_name',
              type: 'text',
              label: { fr: 'Nom', en: 'Family name' },
              prefill: 'account.family_name',
              autocomplete: 'family-name',
            },
            {
              id: 'email',
              type: 'email',
              label: { fr: 'Adresse électronique', en: 'E-mail address' },
              prefill: 'account.email',
            },
            {
              id: 'phone',
              type: 'phone',
              label: { fr: 'Téléphone', en: 'Phone' },
              optional: true,
              prefill: 'account.phone',
            },
          ],
        },
      ],
    },
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Three expressions at least, so that the search finds the procedure from its first day. */
function synonymsOf(title: string): string[] {
  const words = dashedIdFrom(title, new Set(), 'demande')
    .split('-')
    .filter((word) => word.length > 3);
  return [...new Set([lowerFirst(title), ...words, `demande ${lowerFirst(title)}`, 'demande en ligne'])].slice(0, 5);
}

/** A page as it is added: empty but for its title. */
export function newPage(title: string, taken: ReadonlySet<string>): JsonObject {
  return { id: dashedIdFrom(title, taken, 'page'), title: { fr: title }, fields: [] };
}
