import { stringify } from 'yaml';
import { checkProcedureSource, readAuthoringKit } from '#modules/catalogue/index.ts';
import { compileForm } from '#modules/forms/index.ts';
import { largeForm } from '#modules/forms/testing/large-form.ts';

/** A head as short as the schema allows. */
const head = {
  procedure: 'bench-large-form',
  version: 1,
  slug: 'grand-formulaire',
  competence: 'town-life',
  theme: 'town-life',
  title: 'Grand formulaire',
  summary: 'Un formulaire de quatre cents questions.',
  description: 'Un formulaire de quatre cents questions.',
  synonyms: { fr: ['grand', 'long', 'formulaire'] },
  cost: 'Gratuit',
  minutes: 60,
  legal: {
    purpose: 'Mesurer.',
    basis: 'Mission d’intérêt public.',
    recipients: 'Personne.',
    retention: { months: 1, afterwards: 'Effacé.' },
  },
  silence: { rule: 'none', delay: '10d' },
  workflow: 'answer',
  next: 'Rien.',
  applicant: {},
};

/**
 * What saving a large form costs: its YAML read, checked and compiled, in milliseconds. Each time with other names, so
 * that nothing was parsed before.
 * @throws when the form has a problem
 */
export function saveLargeForms(times: number): number[] {
  const kit = readAuthoringKit();
  return Array.from({ length: times }, (_, time) => {
    const text = stringify({ ...head, form: largeForm({ prefix: `q${time}_` }) });
    const began = performance.now();
    const { procedure, problems } = checkProcedureSource(text, kit);
    if (procedure === undefined || problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
    compileForm(procedure.form);
    return performance.now() - began;
  });
}
