import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  convertPublik,
  type FileReport,
  type NamedFile,
  type PublikConversion,
  shareOf,
} from '#modules/administration/index.ts';
import { checkForm } from '#modules/forms/index.ts';
import { checkWorkflow } from '#modules/workflow/index.ts';

const own = new URL('./samples/', import.meta.url).pathname;
const reference = new URL('../../../shared/reference/publik/', import.meta.url).pathname;

function filesOf(folder: string): NamedFile[] {
  return readdirSync(folder).map((name) => ({ name, bytes: new Uint8Array(readFileSync(`${folder}${name}`)) }));
}

function expectSound({ procedures, workflows }: PublikConversion): void {
  for (const procedure of procedures) expect(checkForm(procedure.form), procedure.procedure).toEqual([]);
  for (const workflow of workflows) expect(checkWorkflow(workflow), workflow.workflow).toEqual([]);
}

function reportOf(conversion: PublikConversion, name: string): FileReport {
  const report = conversion.report.files.find((file) => file.file === name);
  if (report === undefined) throw new Error(`No report for ${name}`);
  return report;
}

describe('our own samples', () => {
  const conversion = convertPublik(filesOf(own));
  const procedure = conversion.procedures.find((one) => one.procedure === 'demande-detaillee');
  const fields = new Map(procedure?.form.pages.flatMap((page) => page.fields).map((field) => [field.id, field]));
  const workflow = conversion.workflows[0];

  test('are converted into what our own checks accept', () => {
    expectSound(conversion);
    expect(conversion.report.files.map((file) => file.outcome)).toEqual(conversion.report.files.map(() => 'converted'));
  });

  test.each([
    ['nom', { type: 'text', prefill: 'account.family_name', optional: false }],
    ['courriel', { type: 'email' }],
    ['tel', { type: 'phone', optional: true }],
    ['cp', { type: 'text', pattern: '[0-9]{5}' }],
    ['siret', { type: 'company' }],
    ['iban', { type: 'iban' }],
    ['reference', { type: 'text', pattern: '[A-Z]{2}[0-9]+' }],
    ['certifie', { type: 'declaration' }],
    ['presse', { type: 'yes-no', optional: true }],
    ['motif', { type: 'choice', presentation: 'radios' }],
    ['precision', { type: 'long-text', when: 'motif == "autre"' }],
    ['services', { type: 'choices', min: 1, max: 2 }],
    ['compteur', { when: 'services != null && "eau" in services && presse != true' }],
    ['debut', { type: 'date', min: 'today' }],
    ['photo', { type: 'file', max: 1 }],
    ['carte', { type: 'point', optional: true }],
    ['rangs', { type: 'ranked' }],
    ['budget', { type: 'table' }],
    ['personnes', { type: 'table' }],
    ['nombre', { type: 'number', min: 1, max: 9 }],
    ['quartier', { type: 'choice' }],
    ['rue', { type: 'text' }],
    ['enfants', { type: 'group', max: 4 }],
    ['prix', { type: 'computed', value: '(nombre * 2)', as: 'number', shown: false }],
    ['option_reglement', { type: 'computed', value: 'true', as: 'yes-no' }],
    ['note', { type: 'text', agentOnly: true }],
    ['heure', { type: 'time' }],
    ['autre_monde', { type: 'text', optional: true }],
  ])('the field %s', (id, expected) => {
    expect(fields.get(id)).toMatchObject(expected);
  });

  test('pages keep their condition and their check', () => {
    expect(procedure?.form.pages[1]).toMatchObject({
      when: 'cp != null && cp.startsWith("27")',
      checks: [{ check: 'debut <= fin', at: 'fin' }],
    });
  });

  test('inside a block, conditions read the row', () => {
    const group = fields.get('enfants');
    expect(group?.type === 'group' && group.fields.map((field) => field.when)).toEqual([
      undefined,
      undefined,
      'scolarise == true',
    ]);
  });

  test('what has no equivalent is noted at its place with the reason and the source', () => {
    const { notes, fields: count, conditions } = reportOf(conversion, 'form-demande.wcs');
    expect(shareOf(count)).toBe(100);
    expect(conditions).toEqual({ total: 8, carried: 7 });
    expect(notes).toContainEqual({
      level: 'kept',
      place: 'Page «\u00a0Votre demande\u00a0», champ «\u00a0Externe\u00a0»',
      code: 'condition-outside-data',
      detail: 'data_source.rues',
      source: 'data_source.rues|length > 0',
    });
    expect(notes.map((note) => note.code)).toEqual(
      expect.arrayContaining(['options-missing', 'field-type-unknown', 'field-password', 'legal-drafted']),
    );
  });

  test('an old file in ISO-8859-15, with numbers for names and Python for conditions', () => {
    const old = conversion.procedures.find((one) => one.procedure === 'ancien');
    expect(old?.title.fr).toBe('Ancien formulaire : été à 5 €');
    expect(old?.form.pages.map((page) => page.when)).toEqual([undefined, 'etes_vous_majeur == "oui"']);
    expect(reportOf(conversion, 'form-ancien.wcs').encoding).toBe('iso-8859-15');
  });

  test('a card is a procedure for agents', () => {
    expect(conversion.procedures.find((one) => one.procedure === 'personne')?.agentsOnly).toBe(true);
  });

  test('lists, blocks and templates come out by themselves too', () => {
    expect(conversion.lists).toEqual([
      {
        list: 'quartiers',
        title: 'Quartiers',
        options: [
          { value: 'c', label: 'Centre' },
          { value: 'g', label: 'Gare' },
        ],
      },
    ]);
    expect(conversion.blocks.map((block) => block.block)).toEqual(['enfant']);
    expect(conversion.mailTemplates.map((template) => template.id)).toEqual(['accord']);
  });

  test('statuses become states, with their phases', () => {
    // The first status is passed through: its call to another system is made with the filing.
    expect(workflow?.initial).toBe('a-trier');
    expect(workflow?.onSubmission?.map(({ effect }) => effect)).toEqual(['webhook']);
    expect(workflow?.states.map((state) => [state.id, state.phase])).toEqual([
      ['a-trier', 'in-progress'],
      ['en-attente-de-l-usager', 'waiting-applicant'],
      ['panne', 'closed'],
      ['accepte', 'accepted'],
      ['refuse', 'refused'],
      ['donnees-effacees', 'closed'],
    ]);
    expect(workflow?.states[1]?.explanation.fr).toBe('Envoyez la pièce.');
  });

  test('actions become transitions and effects', () => {
    const transition = (id: string) => workflow?.transitions.find((one) => one.id === id);
    expect(transition('accepter')).toMatchObject({ from: ['a-trier'], to: 'accepte', by: ['agent', 'team-leader'] });
    expect(transition('accepter')?.effects.map((effect) => effect.effect)).toEqual(['notify', 'assign']);
    expect(transition('accepter')?.form.map((field) => field.id)).toEqual(['motif']);
    expect(transition('refuser')).toMatchObject({ when: 'motif == "autre"', tone: 'warning' });
    expect(transition('refuser')?.effects.map((effect) => effect.effect)).toEqual(['notify', 'note']);
    expect(transition('delai-passe-relance')).toMatchObject({ on: 'delay', after: '10d', by: ['system'] });
    expect(transition('la-personne-a-repondu')).toMatchObject({ on: 'applicant-answered', to: 'a-trier' });
    expect(transition('effacer-les-donnees') ?? transition('effacer')).toMatchObject({ to: 'donnees-effacees' });
  });

  test('messages carry our variables', () => {
    const words = workflow?.messages.map((message) => `${message.subject.fr}\n${message.body.fr}`).join('\n');
    expect(words).toContain('{{procedure.title}} : accord');
    expect(words).toContain('Bonjour {{applicant.name}},\nVotre code : {{dossier.code}}');
    expect(words).toContain('Motif : {{answers.motif}}');
    expect(words).toContain('Suivre la demande : {{dossier.link}}');
    expect(words).toContain('Motif : {{form.motif}}');
    expect(words).not.toContain('form_details');
  });

  test('a status that nothing reaches is noted', () => {
    const { notes, statuses } = reportOf(conversion, 'workflow-circuit.wcs');
    expect(statuses).toEqual({ total: 8, carried: 7 });
    expect(notes).toContainEqual(
      expect.objectContaining({ code: 'status-unreachable', place: 'Statut «\u00a0Jamais atteint\u00a0»' }),
    );
  });
});

describe.skipIf(!existsSync(reference))('real exports of the reference folder', () => {
  const files = existsSync(reference) ? filesOf(reference) : [];

  test('all fields, most conditions and actions are carried over, and our checks accept the result', () => {
    const conversion = convertPublik(files);
    const { totals } = conversion.report;
    expectSound(conversion);
    expect(totals.refused).toBe(0);
    expect(shareOf(totals.fields)).toBe(100);
    expect(shareOf(totals.conditions)).toBeGreaterThanOrEqual(80);
    expect(shareOf(totals.statuses)).toBe(100);
    expect(shareOf(totals.actions)).toBeGreaterThanOrEqual(80);
  });

  test.each(files.map((file) => [file.name, file] as const))('%s alone', (_name, file) => {
    const conversion = convertPublik([file]);
    expectSound(conversion);
    expect(conversion.report.files[0]?.outcome).toBe('converted');
    expect(shareOf(conversion.report.files[0]?.fields ?? { total: 0, carried: 0 })).toBe(100);
  });
});
