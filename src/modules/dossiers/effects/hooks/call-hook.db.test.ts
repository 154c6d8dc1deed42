import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { applyTransition } from '../../usecases/apply-transition.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { type AgentBench, agentBench } from '../../web/agent/testing/agent-bench.ts';
import { withWorkflow } from '../testing/with-workflow.ts';
import { HookAddressError, listHooks, removeHook, setHook } from './authority-hooks.ts';
import { callHook } from './call-hook.ts';
import { CallError, type PostJson, postJson } from './post-json.ts';
import { replayCall } from './replay-call.ts';

let bench: AgentBench;
let permits: AdoptedProcedure;
let agent: AgentPrincipal;
let secret: string;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const question = await bench.procedure('question');
  agent = await bench.makeAgent('Aline Roux', [{ authorityId: question.teamAuthorityId, teamId: question.teamId }]);
  permits = await withWorkflow(bench, question, {
    states: [{ id: 'known', phase: 'in-progress', label: 'Connu', explanation: 'Connu.' }],
    transitions: [
      { id: 'call', effects: [{ effect: 'webhook', hook: 'permits', fields: ['subject'] }] },
      { id: 'elsewhere', effects: [{ effect: 'webhook', hook: 'nobody' }] },
      {
        id: 'answered',
        to: 'known',
        by: ['system'],
        on: 'connector-answered',
        when: 'event.hook == "permits" && event.score >= 3',
      },
    ],
  });
  const made = await inVernon((tx) =>
    setHook(tx, bench.platform, { authorityId: 'C27681', name: 'permits', url: 'https://permits.example.fr/hook' }),
  );
  if (made === undefined) throw new Error('a new hook has a secret');
  secret = made;
});
afterAll(() => bench.close());

function inVernon<T>(work: Parameters<typeof bench.platform.database.transaction<T>>[1]): Promise<T> {
  return bench.platform.database.transaction(['C27681'], work);
}

async function called(transitionId = 'call') {
  const dossier = await bench.file(permits, { subject: 'voirie' });
  await inVernon((tx) =>
    applyTransition(tx, bench.parts, {
      authorityId: 'C27681',
      dossierId: dossier.id,
      transitionId,
      actor: { kind: 'agent', role: 'agent', id: agent.agentId, name: agent.name },
      channel: 'web',
      form: {},
      origin: 'https://guichet.example.fr',
    }),
  );
  return { dossier, data: { authorityId: 'C27681', callId: (await callOf(dossier)).id } };
}

const callOf = (dossier: DossierRow) =>
  inVernon((tx) =>
    tx.selectFrom('hook_calls').selectAll().where('dossier_id', '=', dossier.id).executeTakeFirstOrThrow(),
  );

test('the call says what the workflow names, is signed, and its answer moves the dossier on, once', async () => {
  const { dossier, data } = await called();
  const calls: Parameters<PostJson>[0][] = [];
  const post: PostJson = async (call) => {
    calls.push(call);
    return { status: 200, json: { score: 3 } };
  };
  await callHook(bench.parts, data, post);
  await callHook(bench.parts, data, post);
  expect(calls).toHaveLength(1);
  const body = JSON.parse(calls[0]?.body ?? '');
  expect(body).toMatchObject({ hook: 'permits', transition: 'call', answers: { subject: 'voirie' } });
  expect(calls[0]?.body).not.toContain('Martin');
  const signature = calls[0]?.headers['parvis-signature'] ?? '';
  const [, seconds] = /^t=(\d+),/.exec(signature) ?? [];
  const expected = createHmac('sha256', Buffer.from(secret, 'hex'))
    .update(`${seconds}.${calls[0]?.body}`)
    .digest('hex');
  expect(signature).toBe(`t=${seconds},v1=${expected}`);
  expect(await bench.read(dossier)).toMatchObject({ state: 'known' });
  expect(await callOf(dossier)).toMatchObject({ state: 'answered', status: 200, attempts: 1 });
});

test('an answer that the condition does not want leaves the dossier where it is', async () => {
  const { dossier, data } = await called();
  await callHook(bench.parts, data, async () => ({ status: 200, json: { score: 1 } }));
  expect(await bench.read(dossier)).toMatchObject({ state: 'new' });
});

test('a server in trouble is called again; one that refuses is not, and an agent may replay it', async () => {
  const { dossier, data } = await called();
  await expect(callHook(bench.parts, data, async () => ({ status: 503, json: undefined }))).rejects.toThrow(CallError);
  expect(await callOf(dossier)).toMatchObject({ state: 'queued', attempts: 1, last_error: 'status-503' });
  await callHook(bench.parts, data, async () => ({ status: 404, json: undefined }));
  expect(await callOf(dossier)).toMatchObject({ state: 'failed', attempts: 2, last_error: 'status-404' });
  const now = new Date(bench.platform.clock.now().epochMilliseconds);
  const act = { agent, authorityId: 'C27681', dossierId: dossier.id, callId: data.callId, now };
  await inVernon((tx) => replayCall(tx, bench.platform, act));
  await callHook(bench.parts, data, async () => ({ status: 204, json: undefined }));
  expect(await callOf(dossier)).toMatchObject({ state: 'answered', attempts: 1, last_error: null });
  await expect(inVernon((tx) => replayCall(tx, bench.platform, act))).rejects.toThrow('call-not-found');
});

test('a name that the authority has not configured fails visibly', async () => {
  const { dossier, data } = await called('elsewhere');
  await callHook(bench.parts, data);
  expect(await callOf(dossier)).toMatchObject({ state: 'failed', last_error: 'not-configured' });
});

test('hooks are set, kept with their secret, and removed', async () => {
  const hook = { authorityId: 'C27681', name: 'school', url: 'https://school.example.fr/a' };
  expect(await inVernon((tx) => setHook(tx, bench.platform, hook))).toMatch(/^[0-9a-f]{64}$/);
  const moved = { ...hook, url: 'https://school.example.fr/b' };
  expect(await inVernon((tx) => setHook(tx, bench.platform, moved))).toBeUndefined();
  expect(await inVernon((tx) => listHooks(tx, 'C27681'))).toContainEqual(
    expect.objectContaining({ name: 'school', url: 'https://school.example.fr/b' }),
  );
  await expect(inVernon((tx) => setHook(tx, bench.platform, { ...hook, url: 'https://10.0.0.1/' }))).rejects.toThrow(
    HookAddressError,
  );
  await inVernon((tx) => removeHook(tx, 'C27681', 'school'));
  expect((await inVernon((tx) => listHooks(tx, 'C27681'))).map(({ name }) => name)).toEqual(['permits']);
});

async function listening(answer: Parameters<typeof createServer>[1]): Promise<{ server: Server; url: string }> {
  const server = createServer(answer ?? (() => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test('the connection itself: JSON, redirections, sizes, silence and private networks', async () => {
  const { server, url } = await listening((request, response) => {
    if (request.url === '/moved') return response.writeHead(302, { location: '/' }).end();
    if (request.url === '/large') return response.end('x'.repeat(200_000));
    if (request.url === '/silent') return undefined;
    return request.resume().on('end', () => response.end('{"ok":true}'));
  });
  const call = (path: string) => ({ url: url + path, body: '{}', headers: {} });
  const local = { allowHttp: true, allowPrivate: true, timeoutMs: 2000 };
  try {
    expect(await postJson(call(''), local)).toEqual({ status: 200, json: { ok: true } });
    expect(await postJson(call('moved'), local)).toMatchObject({ status: 302, json: undefined });
    await expect(postJson(call('large'), local)).rejects.toMatchObject({ code: 'answer-too-large', permanent: true });
    await expect(postJson(call('silent'), { ...local, timeoutMs: 200 })).rejects.toMatchObject({ code: 'timeout' });
    const named = { ...call(''), url: url.replace('127.0.0.1', 'localhost') };
    await expect(postJson(named, { allowHttp: true })).rejects.toMatchObject({ code: 'private-address' });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
