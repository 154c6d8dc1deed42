import { expect, test } from 'vitest';
import type { Authority } from '#modules/directory/index.ts';
import { compileForm } from '#modules/forms/index.ts';
import { compileWorkflow, type WorkflowDefinition } from '#modules/workflow/index.ts';
import { editorLibrary } from '../../editor-library.ts';
import { checkContent } from '../check-content.ts';
import { asJson, type JsonObject, objectsOf } from '../json.ts';
import { skeleton } from '../skeleton.ts';
import type { Trial } from './trial.ts';
import { walkTrial } from './walk.ts';

const { kit } = editorLibrary();
const { letters } = kit.texts;

const authority: Authority = {
  id: 'C27681',
  territoryId: 'sna',
  kind: 'commune',
  slug: 'vernon',
  name: 'Mairie de Vernon',
  shortName: 'Vernon',
  siren: undefined,
  communeCode: '27681',
  contact: {
    street: 'Place Barette',
    postcode: '27200',
    city: 'Vernon',
    phone: '02 32 64 38 00',
    email: 'mairie@vernon.example',
  },
  hours: {},
  hoursNote: undefined,
  accent: undefined,
  welcome: undefined,
  hosts: [],
  closed: false,
} as Authority;

/** A trial of the procedure that begins from nothing, its workflow changed. */
function trialOf(change: (workflow: JsonObject) => void = () => {}): Trial {
  const source = skeleton({
    title: 'Prêt de vélos',
    theme: 'town-life',
    competence: 'town-life',
    decision: true,
    slug: 'pret-de-velos',
    procedureId: 'pret-de-velos',
    workflow: 'request',
  });
  const workflow = structuredClone(editorLibrary().findWorkflow('request') ?? {}) as JsonObject;
  change(workflow);
  const checked = checkContent({ source, workflow }, kit, 'fr');
  if (checked.problems.length > 0 || checked.procedure === undefined) throw new Error(JSON.stringify(checked.problems));
  return {
    procedure: checked.procedure,
    form: compileForm(checked.procedure.form),
    workflow: compileWorkflow(checked.workflow as WorkflowDefinition),
    authority,
    answers: { request_text: 'Un vélo', given_names: 'Zoé', family_name: 'Martin', email: 'zoe@example.fr' },
    documents: [],
    context: { today: '2026-11-22', authority: { code: '27681', kind: 'commune', name: 'Mairie de Vernon' } },
  };
}

test('messages and letters are those of the answers given, and nothing that is not possible is done', () => {
  const trial = trialOf();
  const start = walkTrial(trial, [], letters, 'fr');
  expect(start.acts).toEqual([]);
  expect(start.state.id).toBe(trial.workflow.definition.initial);
  expect(start.offered.length).toBeGreaterThan(0);
  const refuse = start.offered.find((one) => trial.workflow.statesById.get(one.to)?.phase === 'refused');
  const reason = refuse?.form[0]?.id ?? '';
  const step = { act: refuse?.id ?? '', form: { [reason]: 'Tous les vélos sont prêtés.' } };
  const refused = walkTrial(trial, [step, { act: 'no-such-act', form: {} }], letters, 'fr');
  expect(refused.acts).toHaveLength(1);
  expect(refused.state.phase).toBe('refused');
  const [act] = refused.acts;
  expect(act?.asked.map(({ value }) => value)).toContain('Tous les vélos sont prêtés.');
  const said = JSON.stringify(act?.effects);
  expect(said).toContain('Zoé Martin');
  expect(said).toContain('Tous les vélos sont prêtés.');
  expect(said).not.toContain('{{');
});

test('an effect whose condition does not hold does not take place, and an act that is not possible is said', () => {
  const trial = trialOf((workflow) => {
    const [first] = objectsOf(workflow.transitions);
    if (first === undefined) throw new Error('The workflow has acts');
    first.from = [String(workflow.initial)];
    first.to = String(workflow.initial);
    first.by = ['agent'];
    delete first.on;
    delete first.when;
    delete first.after;
    first.form = [];
    first.effects = asJson([
      { effect: 'note', text: { fr: 'Pour {{applicant.name}}' }, when: 'family_name == "Martin"' },
      { effect: 'note', text: { fr: 'Jamais' }, when: 'family_name == "Durand"' },
    ]);
    workflow.transitions = [
      ...objectsOf(workflow.transitions),
      { ...structuredClone(first), id: 'never', when: 'family_name == "Durand"' },
    ];
    const sent = JSON.stringify(workflow.transitions);
    workflow.messages = objectsOf(workflow.messages).filter((one) => sent.includes(`"message":"${String(one.id)}"`));
  });
  const first = trial.workflow.transitions[0]?.id ?? '';
  const walk = walkTrial(trial, [{ act: first, form: {} }], letters, 'fr');
  expect(walk.acts[0]?.effects).toEqual([{ kind: 'other', effect: 'note', detail: 'Pour Zoé Martin' }]);
  expect(walk.withheld.map((one) => one.id)).toContain('never');
  expect(walkTrial(trial, [{ act: 'never', form: {} }], letters, 'fr').acts).toEqual([]);
});

test('what is done at the filing is told before any act, in the procedure’s own words', () => {
  const trial = trialOf((workflow) => {
    workflow.messages = [
      ...objectsOf(workflow.messages),
      { id: 'filed', subject: { fr: 'Bien reçu' }, body: { fr: 'Bonjour {{applicant.name}}' } },
    ];
    workflow.onSubmission = [
      { effect: 'notify', message: 'filed', when: 'request_text != null' },
      { effect: 'note', text: { fr: 'Jamais' }, when: 'phone != null' },
      { effect: 'letter', template: 'refusal' },
    ];
    workflow.letters = [
      {
        id: 'refusal',
        title: { fr: 'Notre courrier' },
        paragraphs: [{ fr: 'Bonjour' }],
        signatory: { fr: 'Le maire' },
      },
    ];
  });
  const { filing, acts } = walkTrial(trial, [], letters, 'fr');
  expect(acts).toEqual([]);
  expect(filing?.effects.map((effect) => effect.kind)).toEqual(['message', 'letter']);
  expect(filing?.effects[1]).toMatchObject({ letter: { title: 'Notre courrier' } });
  expect(walkTrial(trialOf(), [], letters, 'fr').filing).toBeUndefined();
});
