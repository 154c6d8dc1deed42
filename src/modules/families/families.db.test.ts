import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import { everyFieldSlug, publishEveryField } from '#tests/support/every-field.ts';
import { resident } from '#tests/support/signed-in.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { leaveAtMajority } from './jobs/family-jobs.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter({ prepare: publishEveryField });
});
afterAll(() => counter.close());

const home = '/mon-espace/enfants';
const vernon = 'C27681';

type Someone = Awaited<ReturnType<typeof resident<Visitor>>>;
const somebody = (name: string): Promise<Someone> => resident(counter, name);

async function childOf(who: Someone, givenNames = 'Léa', birthDate = '2018-03-12'): Promise<string> {
  const { identity } = counter;
  await identity.addHouseholdMembers(who.id, [{ relation: 'child', givenNames, familyName: 'Roy', birthDate }]);
  const child = (await identity.listHousehold(who.id)).find((member) => member.givenNames === givenNames);
  if (child === undefined) throw new Error('The child is in the household');
  return child.id;
}

/** Invites, and gives the link of the e-mail and the code of the page. */
async function invite(who: Someone, child: string, email: string, fields: Record<string, string> = {}) {
  await who.visitor.get(`${home}/${child}`);
  const page = await who.visitor.follow(await who.visitor.post(`${home}/${child}/partager`, { email, ...fields }));
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(page.body)?.[0] ?? '';
  await counter.runJobs();
  const mail = counter.platform.mail.sent.filter((one) => one.to === email).at(-1);
  const link = /\/mon-espace\/enfants\/invitation\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? '';
  return { code, link, text: mail?.text ?? '' };
}

async function share(one: Someone, other: Someone, child: string, fields: Record<string, string> = {}) {
  const { code, link } = await invite(one, child, other.email, fields);
  await other.visitor.get(link);
  const answer = await other.visitor.post(link, { code, reponse: 'oui' });
  expect(answer.status).toBe(303);
  return (answer.location ?? '').split('/').at(-1) ?? '';
}

const collector = {
  'given-names': 'Jeanne',
  'family-name': 'Petit',
  phone: '06 12 34 56 78',
  'until-day': '30',
  'until-month': '6',
  'until-year': '2027',
};

async function allow(who: Someone, child: string, fields = collector) {
  await who.visitor.get(`${home}/${child}`);
  return who.visitor.post(`${home}/${child}/personnes`, fields);
}

/** A dossier of the person whose answers name the child, with something that is the person's alone. */
async function dossierAbout(who: Someone, child: string): Promise<string> {
  const adopted = await counter.catalogue.findAdopted(vernon, everyFieldSlug);
  if (adopted === undefined) throw new Error('Vernon offers it');
  const id = newId();
  const now = new Date(counter.platform.clock.now().epochMilliseconds);
  const known = counter.identity.pseudonymOf(child, vernon).toString('hex', 0, 16);
  await counter.platform.database.transaction([vernon], async (tx) => {
    await tx
      .insertInto('dossiers')
      .values({
        authority_id: vernon,
        id,
        code: id.slice(-12).toUpperCase(),
        procedure_id: adopted.procedure.procedure,
        procedure_version: adopted.version,
        state: adopted.workflow.initial.id,
        phase: 'received',
        team_authority_id: adopted.teamAuthorityId,
        team_id: adopted.teamId,
        applicant_name: 'Secret',
        account_pseudonym: counter.identity.pseudonymOf(who.id, vernon),
        answers: JSON.stringify({ child: { id: known }, income: 'revenu secret' }),
        submitted_at: now,
        updated_at: now,
        due_on: '2027-01-22',
        silence_rule: 'none',
        submission_key: id,
      })
      .execute();
    await counter.identity.linkDossier(tx, who.id, vernon, id);
  });
  return id;
}

test('both parents agree: one invites and tells the code, the other one enters it', async () => {
  const [rose, hugo, mallory] = [await somebody('Rose'), await somebody('Hugo'), await somebody('Mallory')];
  const lea = await childOf(rose);
  const { code, link, text } = await invite(rose, lea, hugo.email);
  expect(text).not.toContain('Léa');
  expect((await mallory.visitor.get(link)).status).toBe(404);
  await mallory.visitor.get('/suivi');
  expect((await mallory.visitor.post(link, { code, reponse: 'oui' })).status).toBe(404);
  expect((await rose.visitor.get(link)).status).toBe(404);

  const page = await hugo.visitor.get(link);
  expect(page.body).not.toContain('Léa');
  const wrong = await hugo.visitor.post(link, { code: 'AAAA-AAAA', reponse: 'oui' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).not.toContain('Léa');
  const shared = await hugo.visitor.follow(await hugo.visitor.post(link, { code: code.toLowerCase(), reponse: 'oui' }));
  expect(shared.body).toContain('Léa Roy');
  expect(shared.body).toContain('Rose Martin');
  expect((await hugo.visitor.post(link, { code, reponse: 'oui' })).status).toBe(404);
  expect((await rose.visitor.get(`${home}/${lea}`)).body).toContain('Hugo Martin');
});

test('whoever guesses codes has to wait', async () => {
  const [rose, hugo] = [await somebody('Rose'), await somebody('Hugo')];
  const { code, link } = await invite(rose, await childOf(rose), hugo.email);
  await hugo.visitor.get(link);
  let tries = 0;
  let body = '';
  while (!body.includes('Trop d’essais') && tries < 20) {
    body = (await hugo.visitor.post(link, { code: 'AAAA-AAAA', reponse: 'oui' })).body;
    tries += 1;
  }
  expect(tries).toBeLessThan(20);
  expect((await hugo.visitor.post(link, { code, reponse: 'oui' })).status).toBe(422);
});

test('each sees what is about the child, and nothing else of the other’s', async () => {
  const [rose, hugo] = [await somebody('Rose'), await somebody('Hugo')];
  const lea = await childOf(rose);
  const zoe = await childOf(rose, 'Zoé');
  const his = await share(rose, hugo, lea);
  expect((await allow(hugo, his)).status).toBe(303);
  const dossier = await dossierAbout(rose, lea);
  await dossierAbout(rose, zoe);

  const seen = await rose.visitor.get(`${home}/${lea}`);
  expect(seen.body).toContain('Jeanne Petit');
  expect(seen.body).toContain('Hugo Martin');
  expect(seen.body).not.toContain('/retirer"');
  expect((await hugo.visitor.get(`${home}/${his}`)).body).toContain('ne montre pas ses demandes');
  await rose.visitor.post(`${home}/${lea}/demandes`, { demandes: '1' });
  const shown = await hugo.visitor.get(`${home}/${his}`);
  const { procedure } = (await counter.catalogue.findAdopted(vernon, everyFieldSlug)) ?? {};
  expect(shown.body.split(procedure?.title.fr ?? 'no title').length).toBe(2);
  for (const secret of ['revenu secret', 'Zoé', dossier, 'Secret']) expect(shown.body).not.toContain(secret);
  expect((await hugo.visitor.get(`/vernon/dossiers/${dossier}`)).status).toBe(404);
  for (const path of [`${home}/${lea}`, `${home}/${zoe}`, `/mon-espace/foyer/${lea}`])
    expect((await hugo.visitor.get(path)).status).toBe(404);
});

test('an ex-partner reads and changes nothing once the sharing ended', async () => {
  const [rose, hugo] = [await somebody('Rose'), await somebody('Hugo')];
  const lea = await childOf(rose);
  const his = await share(rose, hugo, lea, { demandes: '1' });
  await allow(rose, lea);
  await dossierAbout(rose, lea);
  const before = await hugo.visitor.get(`${home}/${his}`);
  expect(before.body).toContain('Jeanne Petit');
  expect(before.body).toContain('Demandes de l’autre parent');
  await rose.visitor.get(`${home}/${lea}`);
  await rose.visitor.post(`${home}/${lea}/partage/fin`);
  const after = await hugo.visitor.get(`${home}/${his}`);
  expect(after.status).toBe(200);
  for (const gone of ['Jeanne Petit', 'Rose Martin', 'Demandes de l’autre parent'])
    expect(after.body).not.toContain(gone);
  expect((await hugo.visitor.post(`${home}/${his}/demandes`, { demandes: '1' })).status).toBe(404);
  expect((await hugo.visitor.post(`${home}/${his}/partage/fin`)).status).toBe(404);
  await counter.runJobs();
  expect(counter.platform.mail.sent.filter((mail) => mail.to === hugo.email).at(-1)?.subject).toContain(
    'n’est plus partagé',
  );
  expect((await rose.visitor.get(`${home}/${lea}`)).body).toContain('Jeanne Petit');
});

test('a person who may collect a child has a phone, and a term after which nobody sees them', async () => {
  const rose = await somebody('Rose');
  const lea = await childOf(rose);
  const wrong = await allow(rose, lea, { ...collector, phone: 'douze', 'until-year': '2020' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Saisissez un numéro de téléphone');
  expect(wrong.body).toContain('Saisissez une date d’aujourd’hui');
  await allow(rose, lea, { ...collector, 'until-day': '22', 'until-month': '11', 'until-year': '2026' });
  expect((await rose.visitor.get(`${home}/${lea}`)).body).toContain('Jeanne Petit');
  counter.platform.clock.advance({ hours: 24 });
  expect((await rose.visitor.get(`${home}/${lea}`)).body).not.toContain('Jeanne Petit');
  counter.platform.clock.advance({ hours: -24 });
});

test('a month before majority each parent is told, once, and at the day what became of it is on the page', async () => {
  const [rose, hugo] = [await somebody('Rose'), await somebody('Hugo')];
  const soon = await childOf(rose, 'Paul', '2008-12-22');
  await childOf(rose, 'Zoé', '2008-12-23');
  await share(rose, hugo, soon);
  const told = (email: string) =>
    counter.platform.mail.sent.filter((mail) => mail.to === email && mail.subject.includes('bientôt majeur'));
  await leaveAtMajority(counter.platform);
  await leaveAtMajority(counter.platform);
  await counter.runJobs();
  for (const parent of [rose, hugo]) {
    expect(told(parent.email)).toHaveLength(1);
    expect(told(parent.email)[0]?.text).not.toContain('Paul');
    const page = (await parent.visitor.get('/mon-espace/foyer')).body;
    expect(page).toContain('Paul aura 18 ans le 22 décembre 2026');
    expect(page).not.toContain('Zoé aura 18 ans');
  }
  expect((await rose.visitor.get(`${home}/${soon}`)).body).toContain('18 ans le 22 décembre 2026');
  const { open } = counter.platform.database;
  // A date that was wrong: the right day is told in its turn.
  const correct = {
    relation: 'child',
    'given-names': 'Paul',
    'family-name': 'Roy',
    'birth-date-day': '22',
    'birth-date-month': '11',
    'birth-date-year': '2008',
  };
  await rose.visitor.get(`/mon-espace/foyer/${soon}`);
  const adult = await rose.visitor.post(`/mon-espace/foyer/${soon}`, correct);
  expect(adult.status).toBe(422);
  expect(adult.body).toContain('Cette personne est majeure');
  await rose.visitor.post(`/mon-espace/foyer/${soon}`, { ...correct, 'birth-date-day': '23' });
  await leaveAtMajority(counter.platform);
  await counter.runJobs();
  expect(told(rose.email)).toHaveLength(2);

  await open.updateTable('household_members').set({ birth_date: '2008-11-22' }).where('id', '=', soon).execute();
  await leaveAtMajority(counter.platform);
  const after = (await rose.visitor.get('/mon-espace/foyer')).body;
  expect(after).toContain('Paul a eu 18 ans et est sorti de votre foyer le 22 novembre 2026');
  expect(after).toContain('ouvre son propre compte');
  await open.updateTable('household_departures').set({ left_on: '2026-09-22' }).execute();
  await leaveAtMajority(counter.platform);
  expect((await rose.visitor.get('/mon-espace/foyer')).body).not.toContain('Paul');
});

test('at majority a child leaves both households, with all that was said there; the parents are told', async () => {
  const [rose, hugo] = [await somebody('Rose'), await somebody('Hugo')];
  const grown = await childOf(rose, 'Paul', '2008-11-22');
  const young = await childOf(rose, 'Léa', '2008-11-23');
  await share(rose, hugo, grown);
  await allow(rose, grown);
  await leaveAtMajority(counter.platform);
  expect((await counter.identity.listHousehold(rose.id)).map((member) => member.id)).toEqual([young]);
  expect(await counter.identity.listHousehold(hugo.id)).toEqual([]);
  expect((await rose.visitor.get(`${home}/${grown}`)).status).toBe(404);
  await counter.runJobs();
  for (const parent of [rose, hugo])
    expect(counter.platform.mail.sent.filter((mail) => mail.to === parent.email).at(-1)?.subject).toContain('majeur');
});
