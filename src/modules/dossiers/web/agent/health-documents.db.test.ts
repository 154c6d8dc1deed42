import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { type AgentBench, agentBench } from './testing/agent-bench.ts';

let bench: AgentBench;
let plan: AdoptedProcedure;
let inCharge: AgentPrincipal;
const others: [string, AgentPrincipal][] = [];

const namedTeam = '0190a0a0-0000-7000-8000-00000000bbb1';
const canteenTeam = '0190a0a0-0000-7000-8000-00000000bbb2';
const frontDesk = '0190a0a0-0000-7000-8000-00000000bbb3';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const offered = await bench.procedure('individual-reception-plan');
  const authorityId = offered.authority.id;
  const right = (teamId: string, procedure: string) => ({
    authority_id: authorityId,
    team_authority_id: authorityId,
    team_id: teamId,
    procedure_id: procedure,
  });
  await bench.platform.database.transaction([authorityId], async (tx) => {
    await tx
      .insertInto('teams')
      .values([
        { authority_id: authorityId, id: namedTeam, name: 'Référents PAI' },
        { authority_id: authorityId, id: canteenTeam, name: 'Cantine des écoles' },
        { authority_id: authorityId, id: frontDesk, name: 'Accueil général' },
      ])
      .execute();
    await tx
      .insertInto('processing_rights')
      .values([
        right(namedTeam, 'individual-reception-plan'),
        right(canteenTeam, 'canteen'),
        // Whoever may process everything processes what is given to their own team, and reads nothing else.
        right(frontDesk, '*'),
      ])
      .execute();
  });
  plan = { ...offered, teamAuthorityId: authorityId, teamId: namedTeam };
  inCharge = await bench.makeAgent('Rita Référente', [{ authorityId, teamId: namedTeam }]);
  others.push(
    ['the canteen', await bench.makeAgent('Carl Cantine', [{ authorityId, teamId: canteenTeam, leader: true }])],
    ['the front desk', await bench.makeAgent('Alice Accueil', [{ authorityId, teamId: frontDesk, leader: true }])],
    ['nobody’s team', await bench.makeAgent('Noé Sans-Service', [])],
  );
});
afterAll(() => bench.close());

test('the health documents of a child are read by the team in charge, and by no agent of another team', async () => {
  const authorityId = plan.authority.id;
  const file = await bench.parts.documents.receive(
    authorityId,
    { filename: 'protocole.png', stream: Readable.from([png]) },
    { accept: ['image'] },
  );
  const dossier = await bench.file(plan, { doctor_name: 'Dr Vidal-Protocole', deposit: 'here' });
  const document = await bench.platform.database.transaction([authorityId], (tx) =>
    bench.parts.documents.record(tx, authorityId, file, {
      origin: 'applicant',
      dossierId: dossier.id,
      fieldId: 'protocol',
    }),
  );
  await bench.platform.database.transaction([authorityId], (tx) =>
    tx
      .updateTable('dossiers')
      .set({ answers: JSON.stringify({ ...(dossier.answers as object), protocol: [document.id] }) })
      .where('id', '=', dossier.id)
      .execute(),
  );
  const page = `/agents/dossiers/${plan.authority.slug}/${dossier.id}`;
  const download = `${page}/pieces/${document.id}`;
  const code = formatTrackingCode(dossier.code);
  const searches = [
    `/agents?q=${encodeURIComponent(code)}`,
    '/agents?q=Vidal-Protocole',
    '/agents?q=Martin',
    '/agents?vue=tous',
    '/agents',
  ];

  const reader = await bench.browser(inCharge);
  const read = await reader.get(page);
  expect(read.status).toBe(200);
  expect(read.body).toContain('Dr Vidal-Protocole');
  expect(read.body).toContain('protocole.png');
  expect((await reader.get(download)).status).toBe(200);
  expect((await reader.get('/agents?vue=tous')).body).toContain(code);
  await reader.close();

  for (const [who, agent] of others) {
    const browser = await bench.browser(agent);
    expect((await browser.get(page)).status, who).toBe(404);
    expect((await browser.get(download)).status, who).toBe(404);
    for (const search of searches) {
      const { body } = await browser.get(search);
      // What was typed is shown again; the dossier is not.
      expect(body.includes(dossier.id), `${who} ${search}`).toBe(false);
      expect(body.includes('protocole.png'), `${who} ${search}`).toBe(false);
    }
    await browser.close();
  }
});
