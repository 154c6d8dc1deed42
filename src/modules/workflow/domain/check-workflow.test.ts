import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { libraryWorkflows } from '../testing/library-workflows.ts';
import { checkWorkflow } from './check-workflow.ts';
import { compileWorkflow, InvalidWorkflowError } from './compile-workflow.ts';
import { describeSimulation, simulationLines } from './describe-simulation.ts';
import { extendWorkflow } from './extend-workflow.ts';
import { type WorkflowDefinition, workflowExtensionSchema, workflowSchema } from './workflow-schema.ts';

function sample(change: (source: Record<string, unknown>) => void = () => undefined): WorkflowDefinition {
  const source: Record<string, unknown> = {
    workflow: 'sample',
    version: 1,
    title: 'Essai',
    initial: 'new',
    states: [
      { id: 'new', phase: 'received', label: 'Nouveau', explanation: 'Reçu.' },
      { id: 'waiting', phase: 'waiting-applicant', label: 'Attend', explanation: 'Attend.' },
      { id: 'done', phase: 'accepted', label: 'Fait', explanation: 'Fini.' },
    ],
    transitions: [
      {
        id: 'ask',
        from: ['new'],
        to: 'waiting',
        by: ['agent'],
        label: 'Demander',
        form: [{ id: 'request', type: 'long-text', label: 'Quoi' }],
        effects: [{ effect: 'request-from-applicant' }, { effect: 'notify', message: 'asked' }],
      },
      { id: 'answered', from: ['waiting'], to: 'new', by: ['system'], on: 'applicant-answered', label: 'A répondu' },
      { id: 'accept', from: ['new', 'waiting'], to: 'done', by: ['agent'], label: 'Accepter' },
    ],
    messages: [{ id: 'asked', subject: 'Une question', body: 'Bonjour {{applicant.name}},\n\n{{form.request}}' }],
  };
  change(source);
  return workflowSchema.parse(source);
}

function messagesFor(change: (source: Record<string, unknown>) => void, options = {}): string[] {
  return checkWorkflow(sample(change), options).map(({ path, message }) => `${path}: ${message}`);
}

type Part = Record<string, unknown>;
const transitions = (source: Part) => source.transitions as Part[];
const states = (source: Part) => source.states as Part[];
const templates = (source: Part) => source.messages as Part[];

test('a sound workflow has no problem', () => {
  expect(checkWorkflow(sample())).toEqual([]);
});

describe('each mistake is found where it stands', () => {
  test('a state to which no path leads', () => {
    const found = messagesFor((source) =>
      states(source).push({ id: 'lost', phase: 'closed', label: 'Perdu', explanation: 'Perdu.' }),
    );
    expect(found).toEqual(['states[3]: No path leads to the state "lost"']);
  });

  test('a state from which only the applicant can get out is a dead end', () => {
    const found = messagesFor((source) => {
      const accept = transitions(source)[2] as Part;
      accept.from = ['new'];
    });
    expect(found).toEqual(['states[1]: Dead end: from "waiting" an agent cannot bring the dossier to an end']);
  });

  test('a letter of its own is known, and its variables are checked', () => {
    const letter = (text: string) => ({ id: 'mine', title: 'Objet', paragraphs: [text], signatory: 'Le maire' });
    const write = (text: string) =>
      messagesFor(
        (source) => {
          source.letters = [letter(text)];
          (transitions(source)[2] as Part).effects = [{ effect: 'letter', template: 'mine' }];
        },
        { letters: new Set() },
      );
    expect(write('Bonjour {{applicant.name}}')).toEqual([]);
    expect(write('{{form.reason}}')).toEqual(['letters[0]: {{form.reason}}: the transition "accept" does not ask it']);
    expect(write('{{oops}}')).toEqual(['letters[0]: Unknown variable {{oops}}']);
  });

  test('unknown states, messages and letters', () => {
    expect(messagesFor((source) => ((transitions(source)[2] as Part).to = 'nowhere'))).toContain(
      'transitions[2].to: Unknown state "nowhere"',
    );
    expect(
      messagesFor((source) => ((transitions(source)[2] as Part).effects = [{ effect: 'notify', message: 'none' }])),
    ).toContain('transitions[2].effects[0]: Unknown message "none"');
    expect(
      messagesFor((source) => ((transitions(source)[2] as Part).effects = [{ effect: 'letter', template: 'none' }]), {
        letters: new Set(['acceptance']),
      }),
    ).toEqual(['transitions[2].effects[0]: Unknown letter "none"']);
  });

  test('a variable that the act does not ask, and one that does not exist', () => {
    expect(
      messagesFor((source) => ((templates(source)[0] as Part).body = '{{form.reason}} {{applicant.shoe_size}}')),
    ).toEqual([
      'messages[0]: {{form.reason}}: the transition "ask" does not ask it',
      'messages[0]: Unknown variable {{applicant.shoe_size}}',
    ]);
  });

  test('braces that would be shown as they are', () => {
    expect(messagesFor((source) => ((templates(source)[0] as Part).body = 'Bonjour {{ Applicant }}'))).toEqual([
      'messages[0]: Braces that are not a variable: write {{form.reason}}',
    ]);
  });

  test('a condition that is not an expression, or names an unknown answer', () => {
    const broken = (when: string) => (source: Part) => ((transitions(source)[2] as Part).when = when);
    expect(messagesFor(broken('1 +'))[0]).toMatch(/^transitions\[2\]\.when: /);
    expect(messagesFor(broken('ages > 3'), { answers: { age: 'int' } })).toEqual([
      'transitions[2].when: Unknown name "ages"; did you mean "age"?',
    ]);
  });

  test('a request without a field that says what is asked', () => {
    const found = messagesFor((source) => {
      (transitions(source)[0] as Part).form = [];
      (templates(source)[0] as Part).body = 'Bonjour';
    });
    expect(found).toEqual([
      'transitions[0].effects[0]: The form must have a field "request" that says what is asked for',
    ]);
  });

  test('two transitions for the same event from the same state', () => {
    const found = messagesFor((source) =>
      transitions(source).push({ ...(transitions(source)[1] as Part), id: 'again' }),
    );
    expect(found).toEqual(['transitions[3]: "answered" is already taken by the same event']);
  });

  test('a file asked by an act', () => {
    const found = messagesFor((source) => {
      (transitions(source)[2] as Part).form = [{ id: 'scan', type: 'file', label: 'Scan' }];
    });
    expect(found).toEqual(['transitions[2].form: "scan": an act cannot ask for a file']);
  });

  test('a name used twice', () => {
    expect(messagesFor((source) => transitions(source).push({ ...(transitions(source)[2] as Part) }))).toContain(
      'transitions[3].id: "accept" is used twice',
    );
  });
});

describe('time, events and effects', () => {
  const add = (more: Part) => (source: Part) =>
    void transitions(source).push({ id: 'more', from: ['new'], to: 'done', by: ['system'], label: 'Suite', ...more });

  test('a sound delay, a reminder and an event have no problem', () => {
    expect(messagesFor(add({ on: 'delay', after: '10d' }))).toEqual([]);
    expect(messagesFor(add({ on: 'delay', after: '3wd', to: 'new' }))).toEqual([]);
    expect(
      messagesFor((source) => {
        add({ on: 'connector-answered', when: 'event.status == 200' })(source);
        (transitions(source)[2] as Part).effects = [{ effect: 'webhook', hook: 'permits' }];
      }),
    ).toEqual([]);
  });

  test('a delay without length, from an unknown date, or beside a person', () => {
    expect(messagesFor(add({ on: 'delay' }))).toEqual([
      'transitions[3].after: A transition by delay says after how long: 10d, 5wd, 2m or 1y',
    ]);
    expect(messagesFor(add({ on: 'delay', after: '1d', since: 'birth' }), { answers: {} })[0]).toMatch(
      /^transitions\[3\]\.since: "birth" is neither/,
    );
    expect(messagesFor(add({ on: 'delay', after: '1d', since: 'birth' }), { answers: { birth: 'string' } })).toEqual(
      [],
    );
    expect(messagesFor(add({ on: 'delay', after: '1d', by: ['system', 'agent'] }))).toEqual([
      'transitions[3].by: What time does by itself is the act of nobody else: write [system]',
    ]);
    expect(messagesFor(add({ by: ['agent'], after: '1d' }))).toEqual([
      'transitions[3].after: Goes with "on: delay" only',
    ]);
  });

  test('an event that nothing brings', () => {
    expect(messagesFor(add({ on: 'payment-made' }))).toEqual([
      'transitions[3].on: Nothing brings the event "payment-made": no transition has the effect "payment"',
    ]);
  });

  test('a circle that turns by itself', () => {
    const found = messagesFor((source) => {
      add({ on: 'delay', after: '1d', to: 'waiting' })(source);
      add({ id: 'again', on: 'delay', after: '1d', from: ['waiting'], to: 'new' })(source);
    });
    expect(found).toEqual([
      'transitions[3]: Endless circle: after "more" the dossier comes back to "new" by itself, again and again',
    ]);
  });

  test('a call whose answer makes the same call', () => {
    const found = messagesFor(
      add({ on: 'connector-answered', to: 'new', effects: [{ effect: 'webhook', hook: 'a' }] }),
    );
    expect(found[0]).toMatch(/Endless circle/);
  });

  test('a state that only a date which may never come gets out of', () => {
    const leave = { on: 'delay', after: '1d', from: ['waiting'] };
    const stuck = (since?: string) =>
      messagesFor((source) => {
        (transitions(source)[2] as Part).from = ['new'];
        add({ ...leave, ...(since === undefined ? {} : { since }) })(source);
      });
    expect(stuck()).toEqual([]);
    expect(stuck('answer_before')[0]).toMatch(/Dead end: from "waiting"/);
  });

  test('effects whose needs are not met, and conditions on names that do not exist', () => {
    const withEffect = (effect: Part, options = {}) =>
      messagesFor((source) => ((transitions(source)[2] as Part).effects = [effect]), options);
    expect(withEffect({ effect: 'ask-opinion', question: 'Votre avis ?', within: '15d' })).toEqual([
      'transitions[2].effects[0]: The form must have a field "opinion_email" or "opinion_team" that says whom to ask',
    ]);
    expect(withEffect({ effect: 'transfer' })).toEqual([
      'transitions[2].effects[0]: Name a competence, or ask for the "transfer_authority" in the form',
    ]);
    expect(withEffect({ effect: 'mail', to: 'mayor', message: 'asked' }, { answers: {} })).toContainEqual(
      'transitions[2].effects[0].to: "mayor" is neither team, assignee, a field of the form nor an address',
    );
    expect(withEffect({ effect: 'webhook', hook: 'a', fields: ['shoes'] }, { answers: {} })).toEqual([
      'transitions[2].effects[0].fields: The form has no field "shoes"',
    ]);
    expect(
      withEffect({ effect: 'payment', label: 'Droit', amount: 'prise' }, { answers: { price: 'int' } })[0],
    ).toMatch(/^transitions\[2\]\.effects\[0\]\.amount: Unknown name "prise"/);
    expect(withEffect({ effect: 'payment', label: 'Droit', amount: '"trois"' }, { answers: { price: 'int' } })).toEqual(
      ['transitions[2].effects[0].amount: Gives string, but double is expected'],
    );
    expect(withEffect({ effect: 'note', text: 'Pour {{form.reason}}' })).toEqual([
      'transitions[2].effects[0].text: {{form.reason}}: the transition "accept" does not ask it',
    ]);
    expect(withEffect({ effect: 'unassign', when: 'form.sure' }, { answers: {} })[0]).toMatch(
      /^transitions\[2\]\.effects\[0\]\.when: /,
    );
  });

  test('an erasure in the act that tells the person', () => {
    const found = messagesFor((source) => {
      (transitions(source)[2] as Part).effects = [{ effect: 'anonymise' }, { effect: 'letter', template: 'a' }];
    });
    expect(found).toEqual(['transitions[2].effects[0]: Erases what "letter" needs: put it in another act']);
  });
});

test('a workflow with a problem does not compile, and says all of them', () => {
  const definition = sample((source) =>
    states(source).push({ id: 'lost', phase: 'closed', label: 'Perdu', explanation: 'Perdu.' }),
  );
  expect(() => compileWorkflow(definition)).toThrow(InvalidWorkflowError);
  expect(() => compileWorkflow(definition)).toThrow(/lost/);
});

const library = libraryWorkflows();

test('the library’s workflows are whole', () => {
  expect(library.problems).toEqual([]);
});

test.each([...library.workflows])('the library’s %s can be run', (_id, definition) => {
  const letters = new Set(readdirSync('library/letters').map((name) => name.replace('.yaml', '')));
  expect(checkWorkflow(definition, { letters })).toEqual([]);
  expect(compileWorkflow(definition).initial.id).toBe(definition.initial);
});

describe('what is done at the filing', () => {
  const hello = { id: 'hello', subject: 'Bonjour', body: 'Bonjour {{applicant.name}} {{form.reason}}' };

  test('only what a filing allows, with messages, names and conditions that hold', () => {
    const told = messagesFor(
      (source) => {
        source.messages = [...(source.messages as object[]), hello];
        source.onSubmission = [
          { effect: 'notify', message: 'hello' },
          { effect: 'archive' },
          { effect: 'assign', rule: 'leader', when: 'colour == "red"' },
          { effect: 'open-dossier', procedure: 'nothing' },
        ];
      },
      { answers: { subject: 'string' }, procedures: new Set(['question']) },
    );
    expect(told).toEqual([
      expect.stringContaining('onSubmission[1]: "archive" cannot be done at the filing'),
      expect.stringContaining('onSubmission[2].when: '),
      'onSubmission[3]: Unknown procedure "nothing"',
      'messages[1]: {{form.reason}}: the transition "submission" does not ask it',
    ]);
  });

  test('its payment answers for the transition that waits for it, and the simulation says it', () => {
    const change = (source: Record<string, unknown>) => {
      (source.transitions as object[]).push({
        id: 'paid',
        from: ['new'],
        to: 'done',
        by: ['system'],
        on: 'payment-made',
        label: 'Payé',
      });
    };
    expect(messagesFor(change)).toHaveLength(1);
    const definition = sample((source) => {
      change(source);
      source.onSubmission = [{ effect: 'payment', label: 'Frais', amount: '1250' }];
    });
    expect(checkWorkflow(definition)).toEqual([]);
    expect(simulationLines(describeSimulation(definition, 'fr'))).toEqual(
      expect.arrayContaining(['  Dépôt [submission] by system → Nouveau [new]', '      effects: payment']),
    );
  });

  test('an extension keeps those of its base, says others, or takes them away', () => {
    const base = sample((source) => {
      source.onSubmission = [{ effect: 'mark-complete' }];
    });
    const extended = (more: object) =>
      extendWorkflow(
        base,
        workflowExtensionSchema.parse({ workflow: 'other', extends: 'sample', version: 1, title: 'Autre', ...more }),
      ).definition?.onSubmission;
    expect(extended({})).toEqual([{ effect: 'mark-complete' }]);
    expect(extended({ onSubmission: [{ effect: 'mark-incomplete' }] })).toEqual([{ effect: 'mark-incomplete' }]);
    expect(extended({ onSubmission: [] })).toBeUndefined();
  });
});
