import { describe, expect, test } from 'vitest';
import { resolveWorkflows } from './extend-workflow.ts';
import { type WorkflowSource, workflowSourceSchema } from './workflow-schema.ts';

const base = {
  workflow: 'base',
  version: 1,
  title: 'Base',
  initial: 'new',
  states: [
    { id: 'new', phase: 'received', label: 'Nouveau', agentLabel: 'À voir', explanation: 'Reçu.' },
    { id: 'done', phase: 'accepted', label: 'Fait', explanation: 'Fini.' },
  ],
  transitions: [
    { id: 'accept', from: ['new'], to: 'done', by: ['agent'], label: 'Accepter', hint: 'Rien n’est envoyé.' },
    { id: 'reopen', from: ['done'], to: 'new', by: ['agent'], label: 'Reprendre' },
  ],
  messages: [],
};
const extension = (more: Record<string, unknown>) => ({
  workflow: 'child',
  extends: 'base',
  version: 1,
  title: 'Enfant',
  ...more,
});

function resolve(...sources: Record<string, unknown>[]) {
  const parsed = sources.map((source) => workflowSourceSchema.parse(source));
  return resolveWorkflows(new Map(parsed.map((source: WorkflowSource) => [source.workflow, source])));
}

function child(more: Record<string, unknown>) {
  const { workflows, problems } = resolve(base, extension(more));
  return { workflow: workflows.get('child'), problems: problems.map(({ path, message }) => `${path}: ${message}`) };
}

test('what is not said is the base’s, and the base is left alone', () => {
  const { workflows } = resolve(base, extension({ initial: 'done' }));
  expect(workflows.get('child')).toMatchObject({ title: { fr: 'Enfant' }, initial: 'done' });
  expect(workflows.get('child')?.transitions).toEqual(workflows.get('base')?.transitions);
  expect(workflows.get('base')?.initial).toBe('new');
});

test('an item of the same id replaces key by key; null takes a key away', () => {
  const { workflow } = child({
    states: [{ id: 'new', agentLabel: null, label: 'Reçu' }],
    transitions: [{ id: 'accept', label: 'Délivrer' }],
  });
  expect(workflow?.states[0]).toEqual({
    id: 'new',
    phase: 'received',
    label: { fr: 'Reçu' },
    explanation: { fr: 'Reçu.' },
  });
  expect(workflow?.transitions[0]).toMatchObject({ label: { fr: 'Délivrer' }, hint: { fr: 'Rien n’est envoyé.' } });
});

test('an addition stands before the next item of the file that the base has, else at the end', () => {
  const added = (id: string) => ({ id, from: ['new'], to: 'new', by: ['agent'], label: 'Acte' });
  const { workflow } = child({ transitions: [added('note'), { id: 'reopen' }, added('last')] });
  expect(workflow?.transitions.map(({ id }) => id)).toEqual(['accept', 'note', 'reopen', 'last']);
});

test('what is taken away is gone', () => {
  const { workflow } = child({ without: { transitions: ['reopen'] } });
  expect(workflow?.transitions.map(({ id }) => id)).toEqual(['accept']);
});

test('an extension may extend another one, in whatever order they are read', () => {
  const grandchild = {
    ...extension({ extends: 'child', states: [{ id: 'done', label: 'Rendu' }] }),
    workflow: 'third',
  };
  const { workflows, problems } = resolve(grandchild, extension({ states: [{ id: 'new', label: 'Reçu' }] }), base);
  expect(problems).toEqual([]);
  expect(workflows.get('third')?.states.map(({ label }) => label.fr)).toEqual(['Reçu', 'Rendu']);
});

describe('mistakes are told', () => {
  test('an unknown base, a circle, and what depends on it', () => {
    const { problems } = resolve(extension({ extends: 'nothing' }));
    expect(problems).toEqual([{ workflow: 'child', path: 'extends', message: 'Unknown workflow "nothing"' }]);
    const circle = resolve(
      { ...extension({ extends: 'b' }), workflow: 'a' },
      { ...extension({ extends: 'a' }), workflow: 'b' },
    );
    expect(circle.problems.map(({ message }) => message)).toContain('Goes in a circle: a → b → a');
    expect(circle.workflows.size).toBe(0);
  });

  test('an addition that is not whole, a name used twice, something to take away that is not there', () => {
    expect(child({ states: [{ id: 'lost', label: 'Perdu' }] }).problems[0]).toMatch(
      /^states\[0\]\.phase: The base has no such item, so it must be whole/,
    );
    expect(child({ states: [{ id: 'new' }, { id: 'new' }] }).problems).toEqual(['states[1].id: "new" is used twice']);
    expect(child({ without: { states: ['lost'] } }).problems).toEqual(['without.states[0]: The base has no "lost"']);
  });

  test('a key that does not exist, at its place', () => {
    const parsed = workflowSourceSchema.safeParse(extension({ transitions: [{ id: 'accept', efects: [] }] }));
    expect(parsed.error?.issues[0]?.path).toEqual(['transitions', 0]);
  });
});
