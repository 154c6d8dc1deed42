import { expect, test } from 'vitest';
import { compileWorkflow, workflowSchema } from '#modules/workflow/index.ts';
import type { PublicEvent } from '../queries/list-public-events.ts';
import { documentsNamed, historyOf, threadOf } from './public-history.ts';

const state = (id: string, phase: string) => ({ id, phase, label: { fr: `État ${id}` }, explanation: { fr: 'Texte' } });
const workflow = compileWorkflow(
  workflowSchema.parse({
    workflow: 'small',
    version: 1,
    title: { fr: 'Petit' },
    initial: 'submitted',
    states: [state('submitted', 'received'), state('done', 'closed')],
    transitions: [{ id: 'end', from: ['submitted'], to: 'done', by: ['agent'], label: { fr: 'Finir' } }],
  }),
);

function event(
  seq: number,
  kind: string,
  data: Record<string, unknown>,
  actorKind: PublicEvent['actorKind'] = 'agent',
): PublicEvent {
  return {
    seq,
    kind,
    data,
    actorKind,
    actorName: 'Jeanne Agent',
    channel: 'web',
    at: new Date(Date.UTC(2026, 10, seq)),
  };
}

const events = [
  event(1, 'submitted', {}, 'applicant'),
  event(
    2,
    'message',
    { from: 'applicant', body: 'Bonjour', attachments: [{ documentId: 'd1', name: 'a.pdf' }] },
    'applicant',
  ),
  event(3, 'transition', { from: 'submitted', to: 'done' }),
  event(4, 'undone', { seq: 3 }),
  event(5, 'transition', { from: 'submitted', to: 'done', form: { request: 'Une pièce' } }),
  event(6, 'message', { from: 'Mairie', subject: 'Réponse', body: 'Voici' }),
  event(7, 'letter', { documentId: 'd2', name: 'b.pdf', number: 1 }),
  event(8, 'of-the-future', { documentId: 12 }),
];

test('the history is told newest first, without messages, undone acts or names of agents', () => {
  const history = historyOf(events, workflow, 'Mairie', 'fr');
  expect(history.map((entry) => entry.seq)).toEqual([8, 7, 5, 1]);
  expect(history[2]).toMatchObject({ title: 'État done', body: 'Une pièce', phase: 'closed', actor: 'Mairie' });
  expect(history[3]?.actor).toBe('Vous');
  expect(JSON.stringify(history)).not.toContain('Jeanne');
});

test('the exchange is told oldest first, each side by its name', () => {
  const thread = threadOf(events, 'Mairie');
  expect(thread.map((entry) => [entry.mine, entry.author, entry.body])).toEqual([
    [true, 'Mairie', 'Bonjour'],
    [false, 'Mairie', 'Voici'],
  ]);
});

test('the applicant may open what the history names', () => {
  expect([...documentsNamed(events)].sort()).toEqual(['d1', 'd2']);
});
