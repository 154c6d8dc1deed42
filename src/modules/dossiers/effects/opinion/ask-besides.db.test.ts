import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { lockDossier } from '../../usecases/lock-dossier.ts';
import { type AgentBench, agentBench, vernon } from '../../web/agent/testing/agent-bench.ts';
import { askOpinions } from './ask-opinions.ts';
import { askAgain, giveOpinion, OpinionClosedError, watchOpinions } from './close-opinion.ts';
import { listOpinionRequests } from './opinion-request.ts';

let bench: AgentBench;
let question: AdoptedProcedure;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  question = await bench.procedure('question');
}, 180_000);
afterAll(() => bench?.close());

const origin = 'https://guichet.example.fr';
const now = () => new Date(bench.platform.clock.now().epochMilliseconds);

async function asked() {
  const agent = await bench.makeAgent('Aline Roux', [
    { authorityId: question.teamAuthorityId, teamId: question.teamId },
  ]);
  const dossier = await bench.file(question, { subject: 'services', message: 'À quelle heure ouvre la mairie ?' });
  const opinionId = await bench.platform.database.transaction([vernon], async (tx) => {
    await askOpinions(tx, bench.parts, {
      dossier: await lockDossier(tx, vernon, dossier.id),
      recipients: [{ email: 'expert@example.org' }],
      question: 'Le plan est-il conforme ?',
      summary: '',
      shown: [],
      within: '7d',
      title: 'Question',
      besides: true,
      actor: { kind: 'agent', id: agent.agentId, name: agent.name },
      origin,
      now: now(),
    });
    return (await listOpinionRequests(tx, vernon, dossier.id))[0]?.id ?? '';
  });
  return { agent, dossier, act: { authorityId: vernon, opinionId, by: { kind: 'system' as const, name: '' }, origin } };
}

const mailsTo = (recipient: string, dossierId: string) =>
  bench.platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('outgoing_messages')
      .select(['subject', 'body'])
      .where('recipient', '=', recipient)
      .where('dossier_id', '=', dossierId)
      .execute(),
  );

test('an opinion given besides the workflow joins the file and moves nothing', async () => {
  const { dossier, act } = await asked();
  await bench.platform.database.transaction([vernon], (tx) =>
    giveOpinion(tx, bench.parts, {
      ...act,
      opinion: 'favourable',
      text: 'Conforme.',
      answeredBy: 'Jeanne Roy, géomètre',
      file: undefined,
      now: now(),
    }),
  );
  expect((await bench.read(dossier)).state).toBe(dossier.state);
  const all = await bench.platform.database.read([vernon], (tx) => listOpinionRequests(tx, vernon, dossier.id));
  expect(all[0]).toMatchObject({ state: 'given', opinion: 'favourable', answer: 'Conforme.' });
});

test('silence is told to who asked; asked again, a new link replaces the old one', async () => {
  const { agent, dossier, act } = await asked();
  const firstLink = /avis\/(\S+)/.exec((await mailsTo('expert@example.org', dossier.id))[0]?.body ?? '')?.[1] ?? '';
  bench.platform.clock.advance({ hours: 24 * 9 });
  await watchOpinions(bench.parts, vernon, origin);
  expect((await mailsTo(agent.email, dossier.id))[0]?.subject).toContain('Pas d’avis de expert@example.org');
  await bench.platform.database.transaction([vernon], (tx) =>
    askAgain(tx, bench.parts, { ...act, within: '15d', now: now() }),
  );
  const { rows, hashes } = await bench.platform.database.read([vernon], async (tx) => ({
    rows: await listOpinionRequests(tx, vernon, dossier.id),
    hashes: await tx.selectFrom('opinion_requests').select('token_hash').where('id', '=', act.opinionId).execute(),
  }));
  expect(rows[0]).toMatchObject({ state: 'asked', due_on: '2026-12-16' });
  expect(hashes[0]?.token_hash?.equals(sha256(firstLink))).toBe(false);
});

test('what was given is not asked again', async () => {
  const { act } = await asked();
  await bench.platform.database.transaction([vernon], (tx) =>
    giveOpinion(tx, bench.parts, {
      ...act,
      opinion: 'none',
      text: '',
      answeredBy: 'Jeanne Roy',
      file: undefined,
      now: now(),
    }),
  );
  await expect(
    bench.platform.database.transaction([vernon], (tx) =>
      askAgain(tx, bench.parts, { ...act, within: '7d', now: now() }),
    ),
  ).rejects.toThrow(OpinionClosedError);
});
