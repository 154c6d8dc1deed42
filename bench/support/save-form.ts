import { stringify } from 'yaml';
import { checkProcedure, checkProcedureSource, procedureSchema, readAuthoringKit } from '#modules/catalogue/index.ts';
import { compileForm } from '#modules/forms/index.ts';
import { largeForm } from './large-form.ts';

export { largeForm, largeInputs } from './large-form.ts';

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

/** One saving, in milliseconds. */
export interface Saving {
  /** The text read as YAML, the shape, names, conditions and workflow checked, the form compiled. */
  readonly fromYaml: number;
  /** The same from a definition, as the editor keeps it. */
  readonly fromEditor: number;
  /** Processor time of the second one: what it would take on a machine that does nothing else. */
  readonly editorProcessor: number;
}

/**
 * What saving a large form costs. Each time with other names, so that nothing was parsed before.
 * @throws when the form has a problem
 */
export function saveLargeForms(times: number): Saving[] {
  const kit = readAuthoringKit();
  return Array.from({ length: times }, (_, time) => {
    const source = { ...head, form: largeForm({ prefix: `q${time}_` }) };
    const before = process.cpuUsage();
    const fromEditor = timed(() => {
      const procedure = procedureSchema.parse(source);
      const problems = checkProcedure(procedure, kit.workflows.get(procedure.workflow), kit.names);
      if (problems.length > 0) throw new Error(problems.slice(0, 3).join('\n'));
      compileForm(procedure.form);
    });
    const used = process.cpuUsage(before);
    const text = stringify({ ...head, form: largeForm({ prefix: `y${time}_` }) });
    const fromYaml = timed(() => {
      const { procedure, problems } = checkProcedureSource(text, kit);
      if (procedure === undefined || problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
      compileForm(procedure.form);
    });
    return { fromYaml, fromEditor, editorProcessor: (used.user + used.system) / 1000 };
  });
}

function timed(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}
