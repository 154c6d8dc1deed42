import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { formatTrackingCode } from '#modules/dossiers/domain/tracking-code.ts';
import { listConsultations } from '#modules/dossiers/resident-file/file-views.ts';
import type { DossierRow } from '#modules/dossiers/usecases/lock-dossier.ts';
import {
  type AgentBench,
  type AgentBrowser,
  agentBench,
  vernon,
} from '#modules/dossiers/web/agent/testing/agent-bench.ts';
import { newId } from '#platform/crypto/ids.ts';
import { everyFieldSlug, publishEveryField } from '#tests/support/every-field.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

let counter: TestCounter;
let bench: AgentBench;
let everyField: AdoptedProcedure;
let browser: AgentBrowser;

beforeAll(async () => {
  counter = await testCounter({ prepare: publishEveryField });
  bench = await agentBench(counter.platform);
  const found = await bench.parts.catalogue.findAdopted(vernon, everyFieldSlug);
  if (found === undefined) throw new Error('Vernon offers it');
  everyField = found;
  const team = { authorityId: found.teamAuthorityId, teamId: found.teamId };
  browser = await bench.browser(await bench.makeAgent('Aline Roux', [team]));
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await counter?.close();
});

interface Parent {
  readonly id: string;
  readonly child: string;
}

async function parent(name: string): Promise<Parent> {
  const id = newId();
  const { open } = bench.platform.database;
  await open
    .insertInto('accounts')
    .values({ id, email: `${id}@example.fr`, given_names: name })
    .execute();
  const child = { relation: 'child' as const, givenNames: 'Léa', familyName: 'Roy', birthDate: '2018-03-12' };
  await bench.parts.identity.addHouseholdMembers(id, [child]);
  const [member] = await bench.parts.identity.listHousehold(id);
  return { id, child: member?.id ?? '' };
}

async function share(...parents: readonly Parent[]): Promise<string> {
  const { open } = bench.platform.database;
  const childId = newId();
  await open.insertInto('shared_children').values({ id: childId, created_at: new Date() }).execute();
  for (const { id, child } of parents)
    await open
      .insertInto('child_parents')
      .values({ child_id: childId, account_id: id, member_id: child, shows_dossiers: false, since: new Date() })
      .execute();
  return childId;
}

/** A dossier of the account; with the child in its answers or about something else. */
async function dossierOf(who: Parent, name: string, aboutChild = true): Promise<DossierRow> {
  const { identity } = bench.parts;
  const id = newId();
  const now = new Date(bench.platform.clock.now().epochMilliseconds);
  const child = {
    id: identity.pseudonymOf(who.child, vernon).toString('hex', 0, 16),
    given_names: 'Léa',
    family_name: 'Roy',
    birth_date: '2018-03-12',
  };
  await bench.platform.database.transaction([vernon], async (tx) => {
    await tx
      .insertInto('dossiers')
      .values({
        authority_id: vernon,
        id,
        code: id.slice(-12).toUpperCase(),
        procedure_id: everyField.procedure.procedure,
        procedure_version: everyField.version,
        state: everyField.workflow.initial.id,
        phase: 'received',
        team_authority_id: everyField.teamAuthorityId,
        team_id: everyField.teamId,
        applicant_name: name,
        account_pseudonym: identity.pseudonymOf(who.id, vernon),
        answers: JSON.stringify(aboutChild ? { pupil: child } : { income: '1000' }),
        submitted_at: now,
        updated_at: now,
        due_on: '2027-01-22',
        silence_rule: 'none',
        submission_key: id,
      })
      .execute();
    await identity.linkDossier(tx, who.id, vernon, id);
  });
  return bench.read({ authority_id: vernon, id });
}

const pageOf = (dossier: DossierRow) => `/agents/dossiers/vernon/${dossier.id}`;
const fileOf = (dossier: DossierRow) => `/agents/usagers/vernon/${dossier.id}`;

test('the other parent’s requests about the shared child are named, those about themselves are not, and both read who looked', async () => {
  const [rose, hugo, nora] = [await parent('Rose'), await parent('Hugo'), await parent('Nora')];
  const childId = await share(rose, hugo);
  const own = await dossierOf(rose, 'Rose Roy');
  const ofRoseAlone = await dossierOf(rose, 'Rose Roy', false);
  const shared = await dossierOf(hugo, 'Hugo Roy');
  const ofHugoAlone = await dossierOf(hugo, 'Hugo Roy', false);
  const stranger = await dossierOf(nora, 'Nora Roy');

  const { body } = await browser.get(pageOf(own));
  expect(body).toContain('Même enfant, autre parent');
  expect(body).toContain(formatTrackingCode(shared.code));
  expect(body).not.toContain(formatTrackingCode(ofHugoAlone.code));
  expect(body).not.toContain(formatTrackingCode(stranger.code));
  // A request of Rose that is not about the child leads nowhere.
  expect((await browser.get(pageOf(ofRoseAlone))).body).not.toContain('Même enfant, autre parent');

  await browser.get(fileOf(own));
  await browser.post(fileOf(own), { motif: 'handling' });
  const file = await browser.get(fileOf(own));
  expect(file.body).toContain('Même enfant, autre parent');
  expect(file.body).toContain(formatTrackingCode(shared.code));
  expect(file.body).not.toContain(formatTrackingCode(ofHugoAlone.code));
  // The child of the household is named as well as those typed by hand.
  expect(file.body).toContain('Léa Roy');
  const seenByHugo = await listConsultations(bench.parts, hugo.id);
  expect(seenByHugo).toEqual([
    expect.objectContaining({ who: 'Aline Roux', household: true, reason: 'Je traite sa demande' }),
  ]);
  expect((await listConsultations(bench.parts, rose.id)).filter((one) => one.reason !== undefined)).toHaveLength(1);
  // Being named in Rose's file opens nothing of Hugo's.
  expect((await browser.get(fileOf(shared))).body).toContain('Pourquoi ouvrez-vous cette fiche');

  const { open } = bench.platform.database;
  await open.updateTable('shared_children').set({ ended_at: new Date() }).where('id', '=', childId).execute();
  expect((await browser.get(pageOf(own))).body).not.toContain('Même enfant, autre parent');
});

test('what another team handles is not named', async () => {
  const [rose, hugo] = [await parent('Rose'), await parent('Hugo')];
  await share(rose, hugo);
  const own = await dossierOf(rose, 'Rose Roy');
  const shared = await dossierOf(hugo, 'Hugo Roy');
  const otherTeam = newId();
  await bench.platform.database.transaction([vernon], async (tx) => {
    await tx
      .insertInto('teams')
      .values({ authority_id: vernon, id: otherTeam, name: `Réservé ${otherTeam}` })
      .execute();
    await tx.updateTable('dossiers').set({ team_id: otherTeam }).where('id', '=', shared.id).execute();
  });
  expect((await browser.get(pageOf(own))).body).not.toContain(formatTrackingCode(shared.code));
});
