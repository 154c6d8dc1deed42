import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { verifyChain } from '../domain/event-chain.ts';
import { answerRequest } from '../usecases/answer-request.ts';
import { applyTransition } from '../usecases/apply-transition.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { undoTransition } from '../usecases/undo-transition.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { withWorkflow } from './testing/with-workflow.ts';

let bench: AgentBench;
let question: AdoptedProcedure;
let agents: AgentPrincipal[];

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
  const place = { authorityId: question.teamAuthorityId, teamId: question.teamId };
  agents = [
    await bench.makeAgent('Aline Roux', [place]),
    await bench.makeAgent('Bruno Petit', [place]),
    await bench.makeAgent('Chloé Denis', [{ ...place, leader: true }]),
  ];
});
afterAll(() => bench.close());
beforeEach(() =>
  inVernon((tx) =>
    tx
      .deleteFrom('team_members')
      .where(
        'agent_id',
        'not in',
        agents.map((one) => one.agentId),
      )
      .execute(),
  ),
);

function inVernon<T>(work: Parameters<typeof bench.platform.database.transaction<T>>[1]): Promise<T> {
  return bench.platform.database.transaction(['C27681'], work);
}

async function filed(
  transitions: Record<string, unknown>[],
  more: { messages?: Record<string, unknown>[]; states?: Record<string, unknown>[] } = {},
) {
  return bench.file(await withWorkflow(bench, question, { transitions, ...more }));
}

function act(dossier: DossierRow, transitionId: string, form: Record<string, string> = {}, by = agents[0]) {
  return inVernon((tx) =>
    applyTransition(tx, bench.parts, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      transitionId,
      actor: { kind: 'agent', role: 'agent', id: by?.agentId ?? '', name: by?.name ?? '' },
      channel: 'web',
      form,
      origin: 'https://guichet.example.fr',
    }),
  );
}

const eventsOf = (dossier: DossierRow) =>
  inVernon((tx) =>
    tx.selectFrom('dossier_events').selectAll().where('dossier_id', '=', dossier.id).orderBy('seq').execute(),
  );
const messagesOf = (dossier: DossierRow) =>
  inVernon((tx) => tx.selectFrom('outgoing_messages').selectAll().where('dossier_id', '=', dossier.id).execute());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const hello = {
  id: 'hello',
  subject: 'Bonjour {{dossier.code}}',
  body: 'Bonjour {{applicant.name}}.\n{{dossier.link}}',
};

describe('conditions of effects', () => {
  test('an effect takes place when its condition holds, on what the act asked too', async () => {
    const transitions = [
      {
        id: 'decide',
        form: [{ id: 'tell', type: 'yes-no', label: 'Prévenir' }],
        effects: [
          { effect: 'notify', message: 'hello', when: 'form.tell' },
          { effect: 'note', text: 'Personne n’est prévenu.', when: '!form.tell' },
        ],
      },
    ];
    const told = await filed(transitions, { messages: [hello] });
    await inVernon((tx) =>
      applyTransition(tx, bench.parts, {
        authorityId: told.authority_id,
        dossierId: told.id,
        transitionId: 'decide',
        actor: { kind: 'agent', role: 'agent', id: agents[0]?.agentId ?? '', name: 'Aline Roux' },
        channel: 'web',
        form: { tell: true },
        origin: 'https://guichet.example.fr',
      }),
    );
    expect(await messagesOf(told)).toHaveLength(1);
    const silent = await filed(transitions, { messages: [hello] });
    await inVernon((tx) =>
      applyTransition(tx, bench.parts, {
        authorityId: silent.authority_id,
        dossierId: silent.id,
        transitionId: 'decide',
        actor: { kind: 'agent', role: 'agent', id: agents[0]?.agentId ?? '', name: 'Aline Roux' },
        channel: 'web',
        form: { tell: false },
        origin: 'https://guichet.example.fr',
      }),
    );
    expect(await messagesOf(silent)).toEqual([]);
    expect((await eventsOf(silent)).map(({ data }) => data.body)).toContain('Personne n’est prévenu.');
  });
});

describe('messages', () => {
  test('an SMS goes to the phone, and its absence is said to agents', async () => {
    const transitions = [{ id: 'text', effects: [{ effect: 'sms', message: 'hello' }] }];
    const dossier = await filed(transitions, { messages: [hello] });
    expect(await act(dossier, 'text')).toMatchObject({ queuedMessages: 0, unsentMessages: 1 });
    expect((await eventsOf(dossier)).at(-1)).toMatchObject({ kind: 'sms', visibility: 'internal' });
    await inVernon((tx) =>
      sql`UPDATE dossiers SET applicant_phone = '+33612345678' WHERE id = ${dossier.id}::uuid`.execute(tx),
    );
    await act(dossier, 'text');
    expect(await messagesOf(dossier)).toMatchObject([
      { medium: 'sms', recipient: '+33612345678', body: expect.stringContaining('Bonjour Zoé Martin.') },
    ]);
  });

  test('a mail goes to the team, to the agent in charge, to a field or to an address', async () => {
    const transitions = ['team', 'assignee', 'email', 'archives@example.fr'].map((to, index) => ({
      id: `mail-${index}`,
      effects: [{ effect: 'assign-actor' }, { effect: 'mail', to, message: 'hello' }],
    }));
    const dossier = await filed(transitions, { messages: [hello] });
    for (const { id } of transitions) await act(dossier, id);
    const team = await inVernon((tx) =>
      tx.selectFrom('teams').select('email').where('id', '=', question.teamId).executeTakeFirstOrThrow(),
    );
    const sent = await messagesOf(dossier);
    expect(sent.map((message) => message.recipient)).toEqual([
      team.email,
      agents[0]?.email,
      'zoe.martin@example.fr',
      'archives@example.fr',
    ]);
    expect(sent[0]?.body).toContain(`/agents/dossiers/vernon/${dossier.id}`);
    expect(sent[2]?.body).toContain(`/vernon/dossiers/${dossier.id}`);
    expect((await eventsOf(dossier)).filter(({ kind }) => kind === 'mail')).toHaveLength(4);
  });
});

describe('assignment by rule', () => {
  const assigneeOf = async (dossier: DossierRow) => (await bench.read(dossier)).assignee_id;

  test('to whoever has the fewest open dossiers', async () => {
    const busy = await filed([{ id: 'take', effects: [{ effect: 'assign-actor' }] }]);
    await act(busy, 'take', {}, agents[0]);
    const other = await filed([{ id: 'take', effects: [{ effect: 'assign-actor' }] }]);
    await act(other, 'take', {}, agents[1]);
    const dossier = await filed([{ id: 'give', effects: [{ effect: 'assign', rule: 'least-busy' }] }]);
    await act(dossier, 'give');
    expect(await assigneeOf(dossier)).toBe(agents[2]?.agentId);
    expect((await eventsOf(dossier)).at(-1)?.data).toMatchObject({ assignedTo: 'Chloé Denis' });
  });

  test('in turn, also when two acts come at once', async () => {
    const give = [{ id: 'give', effects: [{ effect: 'assign', rule: 'round-robin' }] }];
    const dossiers = await Promise.all([filed(give), filed(give), filed(give)]);
    await Promise.all(dossiers.map((dossier) => act(dossier, 'give')));
    const given = await Promise.all(dossiers.map(assigneeOf));
    expect(new Set(given)).toEqual(new Set(agents.map((agent) => agent.agentId)));
  });

  test('to the leader; a team that does not process these dossiers gets none', async () => {
    const dossier = await filed([
      { id: 'lead', effects: [{ effect: 'assign', rule: 'leader' }] },
      { id: 'elsewhere', effects: [{ effect: 'assign', rule: 'least-busy', team: 'Service inconnu' }] },
    ]);
    await act(dossier, 'lead');
    expect(await assigneeOf(dossier)).toBe(agents[2]?.agentId);
    await act(dossier, 'elsewhere');
    expect(await bench.read(dossier)).toMatchObject({ team_id: question.teamId, assignee_id: agents[2]?.agentId });
    expect((await eventsOf(dossier)).map(({ data }) => String(data.body ?? ''))).toContainEqual(
      expect.stringContaining('Service inconnu'),
    );
  });

  test('to another team that may, and undone with it', async () => {
    const teamId = '01920000-0000-7000-8000-000000000001';
    await inVernon(async (tx) => {
      await tx
        .insertInto('teams')
        .values({ authority_id: 'C27681', id: teamId, name: 'Finances', email: null })
        .execute();
      await tx
        .insertInto('processing_rights')
        .values({ authority_id: 'C27681', team_authority_id: 'C27681', team_id: teamId, procedure_id: 'question' })
        .execute();
    });
    const dossier = await filed([
      { id: 'give', effects: [{ effect: 'assign', rule: 'least-busy', team: 'Finances' }] },
    ]);
    await act(dossier, 'give');
    expect(await bench.read(dossier)).toMatchObject({ team_id: teamId, assignee_id: null });
  });

  test('an agent gives a dossier back: it is nobody’s again', async () => {
    const dossier = await filed([
      { id: 'take', effects: [{ effect: 'assign-actor' }] },
      { id: 'give-back', effects: [{ effect: 'unassign' }] },
    ]);
    await act(dossier, 'take');
    expect(await assigneeOf(dossier)).toBe(agents[0]?.agentId);
    await act(dossier, 'give-back', {}, agents[1]);
    expect(await bench.read(dossier)).toMatchObject({ assignee_id: null, team_id: question.teamId });
  });

  test('is undone with its act', async () => {
    const dossier = await filed([{ id: 'give', effects: [{ effect: 'assign', rule: 'leader' }] }]);
    const { seq } = await act(dossier, 'give');
    const [agent] = agents;
    if (agent === undefined) throw new Error('no agent');
    await inVernon((tx) =>
      undoTransition(tx, bench.parts, {
        agent,
        authorityId: dossier.authority_id,
        dossierId: dossier.id,
        seq,
        now: new Date(bench.platform.clock.now().epochMilliseconds),
      }),
    );
    expect(await assigneeOf(dossier)).toBeNull();
  });
});

test('a list of documents is answered one by one, and moves the dossier when it is whole', async () => {
  const states = [{ id: 'waiting', phase: 'waiting-applicant', label: 'Attend', explanation: 'Attend.' }];
  const transitions = [
    {
      id: 'ask',
      to: 'waiting',
      effects: [
        { effect: 'request-documents', documents: ['Une pièce d’identité', 'Un justificatif de domicile'] },
        { effect: 'notify', message: 'missing' },
      ],
    },
    { id: 'back', from: ['waiting'], by: ['system'], on: 'applicant-answered' },
  ];
  const messages = [{ id: 'missing', subject: 'Il manque', body: 'Il manque :\n{{documents.list}}' }];
  const dossier = await filed(transitions, { states, messages });
  await act(dossier, 'ask');
  expect((await messagesOf(dossier))[0]?.body).toContain('- Une pièce d’identité\n- Un justificatif de domicile');
  const asked = await inVernon((tx) =>
    tx.selectFrom('requested_documents').selectAll().where('dossier_id', '=', dossier.id).orderBy('position').execute(),
  );
  expect(asked.map(({ label }) => label.fr)).toEqual(['Une pièce d’identité', 'Un justificatif de domicile']);
  const send = async (id: string, body: string) => {
    const stream = Readable.from([png]);
    const file = await bench.parts.documents.receive(
      'C27681',
      { filename: 'piece.png', stream },
      { accept: ['image'] },
    );
    const visitorHash = Buffer.from('visitor');
    await inVernon((tx) =>
      sql`UPDATE dossiers SET visitor_hash = ${visitorHash} WHERE id = ${dossier.id}::uuid`.execute(tx),
    );
    return inVernon((tx) =>
      answerRequest(tx, bench.parts, {
        authorityId: 'C27681',
        dossierId: dossier.id,
        follower: { visitorHash, accountPseudonym: undefined, grants: [] },
        body,
        received: [{ field: `piece-${id}`, file }],
        messageKey: '',
        origin: 'https://guichet.example.fr',
        now: new Date(bench.platform.clock.now().epochMilliseconds),
      }),
    );
  };
  await send(asked[0]?.id ?? '', '');
  expect((await bench.read(dossier)).state).toBe('waiting');
  await send(asked[1]?.id ?? '', '');
  expect((await bench.read(dossier)).state).toBe('new');
});

test('an incomplete file stops the clock until it is complete, and both are told', async () => {
  const states = [{ id: 'waiting', phase: 'waiting-applicant', label: 'Attend', explanation: 'Attend.' }];
  const dossier = await filed(
    [
      { id: 'missing', to: 'waiting', effects: [{ effect: 'mark-incomplete' }] },
      { id: 'whole', from: ['waiting'], effects: [{ effect: 'mark-complete' }] },
    ],
    { states },
  );
  const { due_on: due } = await bench.read(dossier);
  expect(due).not.toBeNull();
  await act(dossier, 'missing');
  expect(await bench.read(dossier)).toMatchObject({
    complete: false,
    due_on: null,
    clock_suspended_at: expect.any(Date),
  });
  await act(dossier, 'whole');
  expect(await bench.read(dossier)).toMatchObject({ complete: true, due_on: due, clock_suspended_at: null });
  expect((await eventsOf(dossier)).slice(-2).map(({ data }) => data.marks)).toEqual(['incomplete', 'complete']);
});

test('what an act asks of the applicant goes to them, and their answer moves the dossier', async () => {
  const states = [{ id: 'waiting', phase: 'waiting-applicant', label: 'Attend', explanation: 'Attend.' }];
  const messages = [{ id: 'ask', subject: 'Une question', body: '{{form.request}}' }];
  const dossier = await filed(
    [
      {
        id: 'ask',
        to: 'waiting',
        form: [{ id: 'request', type: 'long-text', label: 'Votre question' }],
        effects: [{ effect: 'request-from-applicant' }, { effect: 'notify', message: 'ask' }],
      },
      { id: 'back', from: ['waiting'], by: ['system'], on: 'applicant-answered' },
    ],
    { states, messages },
  );
  await act(dossier, 'ask', { request: 'De quel côté de la rue ?' });
  expect((await messagesOf(dossier)).map(({ body }) => body)).toEqual(['De quel côté de la rue ?']);
  // What was asked has left the house: the act is not undone any more.
  const [agent] = agents;
  const { seq } = (await eventsOf(dossier)).findLast(({ kind }) => kind === 'transition') ?? {};
  if (agent === undefined || seq === undefined) throw new Error('no act');
  const now = new Date(bench.platform.clock.now().epochMilliseconds);
  await expect(
    inVernon((tx) =>
      undoTransition(tx, bench.parts, { agent, authorityId: 'C27681', dossierId: dossier.id, seq, now }),
    ),
  ).rejects.toThrow();
  const visitorHash = Buffer.from('asked');
  await inVernon((tx) =>
    sql`UPDATE dossiers SET visitor_hash = ${visitorHash} WHERE id = ${dossier.id}::uuid`.execute(tx),
  );
  await inVernon((tx) =>
    answerRequest(tx, bench.parts, {
      authorityId: 'C27681',
      dossierId: dossier.id,
      follower: { visitorHash, accountPseudonym: undefined, grants: [] },
      body: 'Côté pair.',
      received: [],
      messageKey: '',
      origin: 'https://guichet.example.fr',
      now,
    }),
  );
  expect((await bench.read(dossier)).state).toBe('new');
});

test('the e-mail of an act that asks how it went ends with the link to say it; another does not', async () => {
  const dossier = await filed(
    [
      { id: 'tell', effects: [{ effect: 'notify', message: 'hello' }] },
      { id: 'tell-and-ask', effects: [{ effect: 'notify', message: 'hello' }, { effect: 'ask-rating' }] },
    ],
    { messages: [hello] },
  );
  await act(dossier, 'tell');
  await act(dossier, 'tell-and-ask');
  const bodies = (await messagesOf(dossier)).map(({ body }) => body);
  expect(bodies.map((body) => body.includes('Donnez votre avis sur ce service'))).toEqual([false, true]);
  expect((await eventsOf(dossier)).filter(({ data }) => data.askRating === true)).toHaveLength(1);
});

test('an archived dossier leaves the lists until it is opened again', async () => {
  const states = [{ id: 'kept', phase: 'closed', label: 'Archivé', explanation: 'Archivé.' }];
  const dossier = await filed(
    [
      { id: 'keep', to: 'kept', effects: [{ effect: 'archive' }] },
      { id: 'open', from: ['kept'], to: 'new' },
    ],
    { states },
  );
  await act(dossier, 'keep');
  expect((await bench.read(dossier)).archived_at).not.toBeNull();
  await act(dossier, 'open');
  expect((await bench.read(dossier)).archived_at).toBeNull();
});

test('an anonymous dossier says no more whose it was, and its history can still be followed', async () => {
  const states = [{ id: 'nobody', phase: 'closed', label: 'Anonyme', explanation: 'Anonyme.' }];
  const dossier = await filed(
    [
      { id: 'tell', effects: [{ effect: 'notify', message: 'hello' }] },
      { id: 'forget', to: 'nobody', effects: [{ effect: 'anonymise', keep: ['subject'] }] },
    ],
    { states, messages: [hello] },
  );
  await inVernon((tx) =>
    sql`UPDATE dossiers SET answers = answers || '{"subject": "autre"}'::jsonb WHERE id = ${dossier.id}::uuid`.execute(
      tx,
    ),
  );
  await act(dossier, 'tell');
  await act(dossier, 'forget');
  const after = await bench.read(dossier);
  expect(after).toMatchObject({ applicant_name: '', applicant_email: null, answers: { subject: 'autre' } });
  expect(await messagesOf(dossier)).toEqual([]);
  const events = await eventsOf(dossier);
  expect(JSON.stringify(events.map(({ data, actor_name }) => [data, actor_name]))).not.toMatch(
    /Zoé|Martin|zoe\.martin/,
  );
  expect(events.at(-1)?.kind).toBe('anonymised');
  const chain = events.map((event) => ({
    authorityId: event.authority_id,
    dossierId: event.dossier_id,
    seq: event.seq,
    at: event.at,
    kind: event.kind,
    actor: { kind: event.actor_kind, id: event.actor_id, name: event.actor_name },
    channel: event.channel,
    visibility: event.visibility,
    data: event.data,
    previousHash: event.previous_hash,
    hash: event.hash,
    erased: event.erased_at !== null,
  }));
  expect(verifyChain(chain)).toBeUndefined();
  const forged = chain.map((event) => (event.seq === 2 ? { ...event, hash: Buffer.alloc(32, 1) } : event));
  expect(verifyChain(forged)).toEqual({ seq: 2, reason: 'content' });
  const emptied = chain.map((event) => (event.kind === 'anonymised' ? { ...event, erased: true } : event));
  expect(verifyChain(emptied)).toEqual({ seq: 1, reason: 'content' });
});
