import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

const vernon = 'C27681';
const mercey = 'C27399';
const agglomeration = 'E200072312';
let agglomerationSlug: string;

let counter: TestCounter;
let helper: { id: string; browser: Visitor };
let colleague: { id: string; browser: Visitor };

beforeAll(async () => {
  counter = await testCounter();
  agglomerationSlug = (await counter.directory.getAuthority(agglomeration)).slug;
  helper = await makeAgent('Marie Dupont', vernon);
  colleague = await makeAgent('Paul Renard', vernon);
  for (const one of [helper, colleague]) await makeHelper(one.id);
}, 120_000);
afterAll(() => counter?.close());

const now = () => new Date(counter.platform.clock.now().epochMilliseconds);
const inVernon = <T>(work: Parameters<typeof counter.platform.database.transaction<T>>[1]) =>
  counter.platform.database.transaction([vernon], work);

async function openSession(of: Record<string, string>, cookie: string): Promise<Visitor> {
  const token = newToken();
  const at = now().getTime();
  await counter.platform.database.open
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      ...of,
      created_at: new Date(at),
      seen_at: new Date(at),
      expires_at: new Date(at + 400 * 86_400_000),
    })
    .execute();
  const browser = counter.visitor();
  browser.setCookie(cookie, token);
  return browser;
}

async function makeAgent(name: string, authorityId: string, role: 'agent' | 'administrator' = 'agent') {
  const id = newId();
  await counter.platform.database.open
    .insertInto('agents')
    .values({ id, email: `${id}@example.fr`, name })
    .execute();
  await counter.platform.database.transaction([authorityId], (tx) =>
    tx.insertInto('agent_roles').values({ authority_id: authorityId, agent_id: id, role }).execute(),
  );
  return { id, browser: await openSession({ agent_id: id, authority_id: authorityId }, 'parvis_agent') };
}

async function makeHelper(agentId: string): Promise<void> {
  await inVernon((tx) =>
    tx
      .insertInto('helpers')
      .values({
        authority_id: vernon,
        agent_id: agentId,
        structure: 'France Services',
        granted_by: agentId,
        granted_at: now(),
      })
      .execute(),
  );
}

async function drawUp(options: Record<string, string | string[]> = {}): Promise<string> {
  const page = await helper.browser.get('/agents/mandats/nouveau');
  const key = /name="_idempotency" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const answer = await helper.browser.post('/agents/mandats/nouveau', {
    _idempotency: key,
    givenNames: 'Odette',
    familyName: 'Lemoine',
    email: 'odette@example.fr',
    phone: '',
    days: '31',
    authorities: [vernon],
    procedures: [`${vernon}:question`],
    ...options,
  });
  expect(answer.status).toBe(303);
  return (answer.location ?? '').split('/').at(-1) ?? '';
}

async function lastMessage(recipient: string): Promise<string> {
  const row = await inVernon((tx) =>
    tx
      .selectFrom('outgoing_messages')
      .select('body')
      .where('authority_id', '=', vernon)
      .where('recipient', '=', recipient)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
  return row?.body ?? '';
}

/** Of the same instant, messages have no order: the clock stands still. */
async function messagesTo(recipient: string): Promise<string[]> {
  const rows = await inVernon((tx) =>
    tx.selectFrom('outgoing_messages').select('body').where('recipient', '=', recipient).execute(),
  );
  return rows.map((row) => row.body);
}

async function agreeOnScreen(id: string): Promise<void> {
  await helper.browser.get(`/agents/mandats/${id}`);
  const answer = await helper.browser.post(`/agents/mandats/${id}/accord-ecran`, {
    accord: 'oui',
    nom: 'odette LEMOINE',
  });
  expect(answer.status).toBe(303);
}

async function begin(id: string, procedure = `${vernon}:question`, browser = helper.browser) {
  await browser.get(`/agents/mandats/${id}`);
  return browser.post(`/agents/mandats/${id}/deposer`, { demarche: procedure, _idempotency: newId() });
}

/** Fills in the question and sends it. @returns the address of the dossier under the mandate */
async function file(id: string, at: { id: string; slug: string } = { id: vernon, slug: 'vernon' }): Promise<string> {
  let answer = await begin(id, `${at.id}:question`);
  expect(answer.location).toContain(`/brouillons/${at.slug}/`);
  for (let step = 0; step < 8; step += 1) {
    const shown = await helper.browser.follow(answer);
    const action = /<form action="([^"]+)" method="post" enctype/.exec(shown.body)?.[1];
    if (action === undefined) break;
    answer = await helper.browser.postFiles(
      action,
      {
        subject: 'services',
        message: 'À quelle heure ouvre la mairie le samedi ?',
        given_names: 'Odette',
        family_name: 'Lemoine',
        email: 'odette@example.fr',
      },
      [],
    );
    expect(answer.status, answer.body.slice(0, 3000)).toBe(303);
    if (answer.location?.endsWith('/verifier') === true) break;
  }
  const check = answer.location ?? '';
  await helper.browser.get(check);
  const sent = await helper.browser.post(check);
  expect(sent.status).toBe(303);
  return sent.location ?? '';
}

const state = (id: string) =>
  inVernon((tx) =>
    tx
      .selectFrom('mandates')
      .selectAll()
      .where('authority_id', '=', vernon)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );

test('a mandate is agreed to by a code, the helper files, the resident sees who did it and ends it at once', async () => {
  const accountId = newId();
  await counter.platform.database.open
    .insertInto('accounts')
    .values({ id: accountId, email: 'odette@example.fr', email_verified_at: now() })
    .execute();
  const resident = await openSession({ account_id: accountId }, 'parvis_session');
  const id = await drawUp();
  expect((await begin(id)).status, 'nothing before the agreement').toBe(403);
  await helper.browser.get(`/agents/mandats/${id}`);
  expect((await helper.browser.post(`/agents/mandats/${id}/code`)).status).toBe(303);
  const code = /(\d{3}) (\d{3})/.exec(await lastMessage('odette@example.fr'));
  expect(await lastMessage('odette@example.fr')).toContain('Marie Dupont, France Services');
  await helper.browser.get(`/agents/mandats/${id}`);
  const agreed = await helper.browser.post(`/agents/mandats/${id}/accord-code`, { code: `${code?.[1]}${code?.[2]}` });
  expect(agreed.status).toBe(303);

  const dossier = await file(id);
  expect(dossier).toContain(`/agents/mandats/${id}/dossiers/vernon/`);
  // The clock stands still: messages of the same instant have no order.
  const told = await inVernon((tx) =>
    tx.selectFrom('outgoing_messages').select('body').where('recipient', '=', 'odette@example.fr').execute(),
  );
  expect(told.map((one) => one.body).join()).toContain('Marie Dupont, France Services, a déposé pour vous');
  const dossierId = dossier.split('/').at(-1) ?? '';
  const seen = await resident.get(`/vernon/dossiers/${dossierId}`);
  expect(seen.status).toBe(200);
  expect(seen.body).toContain('Marie Dupont, France Services, pour vous');
  expect((await helper.browser.get(dossier)).status).toBe(200);

  const mine = await resident.get('/mon-espace/mandats');
  expect(mine.body).toContain('Demande déposée pour vous');
  const ended = await resident.post(`/mon-espace/mandats/${vernon}/${id}/fin`);
  expect(ended.status).toBe(303);
  expect((await helper.browser.get(dossier)).status).toBe(403);
  expect((await begin(id)).status).toBe(403);
  expect((await state(id)).revoked_by).toBe('resident');
});

describe('a helper reaches outside the mandate', () => {
  test('another procedure, another authority, another dossier of the same person', async () => {
    const id = await drawUp();
    await agreeOnScreen(id);
    expect((await begin(id, `${vernon}:street-light`)).status).toBe(404);
    expect((await begin(id, `${mercey}:question`)).status).toBe(404);
    const dossier = await file(id);
    const other = await drawUp();
    await agreeOnScreen(other);
    const elsewhere = dossier.replace(id, other);
    expect((await helper.browser.get(elsewhere)).status, 'a mandate does not open what another one filed').toBe(404);
    expect((await helper.browser.get(`/agents/mandats/${id}/dossiers/vernon/${newId()}`)).status).toBe(404);
    expect((await helper.browser.get(dossier.replace('/vernon/', '/mercey/'))).status).toBe(404);
    expect((await helper.browser.get(`/agents/dossiers/vernon/${dossier.split('/').at(-1)}`)).status).toBe(404);
  });

  test('a colleague, helper too, finds nothing of it', async () => {
    const id = await drawUp();
    await agreeOnScreen(id);
    const dossier = await file(id);
    for (const path of [
      `/agents/mandats/${id}`,
      `/agents/mandats/${id}/mandat.pdf`,
      dossier,
      `${dossier}/accuse.pdf`,
    ]) {
      expect((await colleague.browser.get(path)).status, path).toBe(404);
    }
    // A page of their own, for its form token.
    await colleague.browser.get('/agents/mandats');
    const demarche = `${vernon}:question`;
    const begun = await colleague.browser.post(`/agents/mandats/${id}/deposer`, { demarche, _idempotency: newId() });
    expect(begun.status).toBe(404);
    await colleague.browser.get('/agents/mandats');
    expect((await colleague.browser.post(`/agents/mandats/${id}/fin`)).status).toBe(404);
  });

  test('a mandate that ended a second ago refuses, in the middle of a draft too', async () => {
    const id = await drawUp({ days: '1' });
    await agreeOnScreen(id);
    const draft = await begin(id);
    const shown = await helper.browser.follow(draft);
    const action = /<form action="([^"]+)" method="post" enctype/.exec(shown.body)?.[1] ?? '';
    counter.platform.clock.advance({ hours: 23, minutes: 59, seconds: 59 });
    expect((await helper.browser.get(action)).status).toBe(200);
    counter.platform.clock.advance({ seconds: 1 });
    expect((await helper.browser.get(action)).status).toBe(403);
    expect((await helper.browser.postFiles(action, { subject: 'services' }, [])).status).toBe(403);
    const path = (draft.location ?? '').split('?')[0];
    expect((await helper.browser.post(`${path}/verifier`)).status).toBe(403);
  });

  test('a helper whose right was taken back acts no more, and nothing is agreed to any more', async () => {
    const [running, waiting] = [await drawUp(), await drawUp()];
    await agreeOnScreen(running);
    await helper.browser.get(`/agents/mandats/${waiting}`);
    await inVernon((tx) => tx.deleteFrom('helpers').where('agent_id', '=', helper.id).execute());
    expect((await begin(running)).status).toBe(403);
    const agreement = { accord: 'oui', nom: 'Odette Lemoine' };
    expect((await helper.browser.post(`/agents/mandats/${waiting}/accord-ecran`, agreement)).status).toBe(403);
    expect((await state(waiting)).agreed_at).toBeNull();
    await makeHelper(helper.id);
  });
});

describe('the right to be a helper is taken back', () => {
  const href = '/agents/equipe/aidants';

  test('every mandate ends; each person is told, and the helper; nothing comes back with the right', async () => {
    const administrator = await makeAgent('Hugo Lambert', vernon, 'administrator');
    const byMail = await drawUp({ email: 'prevenue@example.fr' });
    const bySms = await drawUp({ givenNames: 'Rose', familyName: 'Blin', email: '', phone: '06 12 00 00 09' });
    const nobody = await drawUp({ givenNames: 'Henri', familyName: 'Sauvage', email: '', phone: '' });
    const waiting = await drawUp({ email: 'jamais@example.fr' });
    const names = { [byMail]: 'Odette Lemoine', [bySms]: 'Rose Blin', [nobody]: 'Henri Sauvage' };
    for (const [id, nom] of Object.entries(names)) {
      await helper.browser.get(`/agents/mandats/${id}`);
      const agreed = await helper.browser.post(`/agents/mandats/${id}/accord-ecran`, { accord: 'oui', nom });
      expect(agreed.status).toBe(303);
    }
    const dossier = await file(byMail);

    const shown = await administrator.browser.get(`${href}/${helper.id}/retirer`);
    expect(shown.body).toContain('Retirer le droit d’aidant à Marie Dupont');
    expect(shown.body).toMatch(/Henri Sauvage[\s\S]{0,300}à prévenir par vous/);
    expect((await state(byMail)).revoked_at, 'looking ends nothing').toBeNull();
    expect((await administrator.browser.post(`${href}/${helper.id}/retirer`)).status).toBe(303);

    for (const id of [byMail, bySms, nobody, waiting]) expect((await state(id)).revoked_by, id).toBe('agent');
    for (const to of ['prevenue@example.fr', '+33612000009']) {
      const told = (await messagesTo(to)).filter((body) => body.includes('ne peut plus rien faire pour vous'));
      expect(told, to).toHaveLength(1);
      expect(told[0]).toContain('Marie Dupont, France Services');
      expect(told[0], 'nothing is left to end').not.toMatch(/mettre fin|arrêter/);
    }
    expect(await messagesTo('jamais@example.fr'), 'who never agreed has nothing to be told').toEqual([]);
    const toHelper = await lastMessage(`${helper.id}@example.fr`);
    expect(toHelper).toContain('Hugo Lambert vous a retiré le droit');
    expect(toHelper).toContain('mandats que vous aviez ont pris fin');
    const history = await inVernon((tx) =>
      tx
        .selectFrom('mandate_acts')
        .select('actor_name')
        .where('mandate_id', '=', byMail)
        .where('act', '=', 'revoked')
        .execute(),
    );
    expect(history).toEqual([{ actor_name: 'Hugo Lambert' }]);
    expect((await helper.browser.get('/agents/mandats')).status).toBe(404);
    expect((await administrator.browser.get('/agents/mandats/en-cours')).body).not.toContain('Rose Blin');

    // A second press tells nobody twice.
    const before = await messagesTo(`${helper.id}@example.fr`);
    await administrator.browser.get(href);
    expect((await administrator.browser.post(`${href}/${helper.id}/retirer`)).status).toBe(303);
    expect(await messagesTo(`${helper.id}@example.fr`)).toEqual(before);

    await makeHelper(helper.id);
    expect((await helper.browser.get(dossier)).status).toBe(403);
    expect((await begin(byMail)).status).toBe(403);
  });

  test('by an administrator of the authority alone, and of a helper', async () => {
    const administrator = await makeAgent('Hugo Lambert', vernon, 'administrator');
    const elsewhere = await makeAgent('Odile Renard', mercey, 'administrator');
    const none = await makeAgent('Sans Mandat', vernon);
    expect((await elsewhere.browser.get(`${href}/${helper.id}/retirer`)).status).toBe(404);
    await elsewhere.browser.get(href);
    expect((await elsewhere.browser.post(`${href}/${helper.id}/retirer`)).status).toBe(404);
    expect((await administrator.browser.get(`${href}/${none.id}/retirer`)).status).toBe(404);
    expect((await helper.browser.get('/agents/mandats')).status).toBe(200);
  });
});

describe('the agreement', () => {
  test('a code dies after five wrong tries, the right one then refused', async () => {
    const id = await drawUp({ email: 'force@example.fr' });
    await helper.browser.get(`/agents/mandats/${id}`);
    await helper.browser.post(`/agents/mandats/${id}/code`);
    const right =
      /(\d{3}) (\d{3})/
        .exec(await lastMessage('force@example.fr'))
        ?.slice(1)
        .join('') ?? '';
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await helper.browser.post(`/agents/mandats/${id}/accord-code`, { code: wrong });
      expect(answer.status).toBe(422);
    }
    expect((await helper.browser.post(`/agents/mandats/${id}/accord-code`, { code: right })).status).toBe(422);
    expect((await state(id)).agreed_at).toBeNull();
    expect((await state(id)).code_hash).toBeNull();
  });

  test('a code lasts a quarter of an hour', async () => {
    const id = await drawUp({ email: 'tard@example.fr' });
    await helper.browser.get(`/agents/mandats/${id}`);
    await helper.browser.post(`/agents/mandats/${id}/code`);
    const right =
      /(\d{3}) (\d{3})/
        .exec(await lastMessage('tard@example.fr'))
        ?.slice(1)
        .join('') ?? '';
    counter.platform.clock.advance({ minutes: 15 });
    expect((await helper.browser.post(`/agents/mandats/${id}/accord-code`, { code: right })).status).toBe(422);
  });

  test('on screen the person ticks and types their own name', async () => {
    const id = await drawUp();
    await helper.browser.get(`/agents/mandats/${id}`);
    const post = (fields: Record<string, string>) => helper.browser.post(`/agents/mandats/${id}/accord-ecran`, fields);
    expect((await post({ nom: 'Odette Lemoine' })).status).toBe(422);
    expect((await post({ accord: 'oui', nom: 'Marie Dupont' })).status).toBe(422);
    expect((await state(id)).agreed_at).toBeNull();
  });

  test('on paper, with the signed paper and not without', async () => {
    const id = await drawUp();
    await helper.browser.get(`/agents/mandats/${id}`);
    expect((await helper.browser.postFiles(`/agents/mandats/${id}/accord-papier`, {}, [])).status).toBe(422);
    const content = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
    const answer = await helper.browser.postFiles(`/agents/mandats/${id}/accord-papier`, {}, [
      { field: 'papier', name: 'mandat.pdf', content },
    ]);
    expect(answer.status).toBe(303);
    expect((await helper.browser.get(`/agents/mandats/${id}/papier`)).status).toBe(200);
    const pdf = await helper.browser.get(`/agents/mandats/${id}/mandat.pdf`);
    expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test('an account that closes takes nothing of the mandate with it, nor is anything filed after in its name', async () => {
  const accountId = newId();
  const email = `${accountId}@example.fr`;
  await counter.platform.database.open
    .insertInto('accounts')
    .values({ id: accountId, email, email_verified_at: now() })
    .execute();
  const resident = await openSession({ account_id: accountId }, 'parvis_session');
  const id = await drawUp({ email });
  await agreeOnScreen(id);
  const close = '/mon-espace/profil/fermer';
  await resident.get(close);
  expect((await resident.post(close)).location).toBe('/');
  const dossier = await file(id);
  const kept = await inVernon((tx) =>
    tx
      .selectFrom('dossiers')
      .select('account_pseudonym')
      .where('id', '=', dossier.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow(),
  );
  expect(kept.account_pseudonym).toBeNull();
});

test('without the form token nothing is revoked, agreed or begun', async () => {
  const id = await drawUp();
  await agreeOnScreen(id);
  const forged = { _csrf: 'forged' };
  for (const path of ['fin', 'deposer', 'code', 'accord-ecran']) {
    expect((await helper.browser.post(`/agents/mandats/${id}/${path}`, forged)).status, path).toBe(403);
  }
  expect((await state(id)).revoked_at).toBeNull();
});

test('the link of the messages ends the mandate by its button only; an altered one opens nothing', async () => {
  const id = await drawUp({ email: 'lien@example.fr' });
  await agreeOnScreen(id);
  const link = /https?:\/\/[^/\s]+(\/mandats\/lien\/\S+)/.exec(await lastMessage('lien@example.fr'))?.[1] ?? '';
  const stranger = counter.visitor();
  expect((await stranger.get(link)).status).toBe(200);
  expect((await state(id)).revoked_at).toBeNull();
  expect((await stranger.get(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
  await stranger.get(link);
  expect((await stranger.post(link)).status).toBe(303);
  expect((await state(id)).revoked_by).toBe('resident');
});

test('the application role sees mandates in their own authority only, and rewrites no act', async () => {
  const id = await drawUp();
  const { database } = counter.platform;
  for (const table of ['mandates', 'mandate_procedures', 'mandate_acts', 'helpers'] as const) {
    const rows = await database.transaction([mercey], (tx) => tx.selectFrom(table).select('authority_id').execute());
    expect(rows, table).toEqual([]);
    expect((await inVernon((tx) => tx.selectFrom(table).select('authority_id').execute())).length).toBeGreaterThan(0);
  }
  await expect(
    inVernon((tx) => tx.updateTable('mandate_acts').set({ actor_name: 'x' }).where('mandate_id', '=', id).execute()),
  ).rejects.toThrow(/permission denied/);
  await expect(
    inVernon((tx) =>
      tx
        .insertInto('mandate_procedures')
        .values({ authority_id: mercey, mandate_id: id, target_authority_id: mercey, procedure_id: 'question' })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
});

describe('a mandate over several authorities', () => {
  const both = {
    authorities: [vernon, agglomeration],
    procedures: [`${vernon}:question`, `${agglomeration}:question`],
  };

  test('the form proposes the commune and the agglomération; another authority is added without losing what was typed', async () => {
    const page = await helper.browser.get('/agents/mandats/nouveau');
    for (const name of ['Mairie de Vernon', 'Seine Normandie Agglomération'])
      expect(page.body).toContain(`>${name}</h3>`);
    const shown = await helper.browser.post('/agents/mandats/nouveau', {
      ...both,
      authorities: [...both.authorities, mercey],
      givenNames: 'Odette',
      show: 'authorities',
    });
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('>Mairie de Mercey</h3>');
    expect(shown.body).toContain('value="Odette"');
    expect(shown.body).toMatch(/value="E200072312:question"[^>]* checked|checked[^>]* value="E200072312:question"/);
    const none = await helper.browser.post('/agents/mandats/nouveau', { show: 'authorities' });
    expect(none.status).toBe(422);
    const all = (await counter.directory.listAuthorities()).map((one) => one.id);
    const most = await helper.browser.post('/agents/mandats/nouveau', { authorities: all, show: 'authorities' });
    expect(most.status).toBe(422);
    expect(most.body).toContain('10 collectivités au plus');
  });

  test('a procedure of an authority that was not chosen is not in it', async () => {
    const id = await drawUp({ authorities: [vernon], procedures: both.procedures });
    const rows = await inVernon((tx) =>
      tx.selectFrom('mandate_procedures').select('target_authority_id').where('mandate_id', '=', id).execute(),
    );
    expect(rows.map((one) => one.target_authority_id)).toEqual([vernon]);
  });

  test('each authority is named in what the person agrees to, on paper, by e-mail and by text message', async () => {
    const id = await drawUp({ ...both, email: 'deux@example.fr' });
    await helper.browser.get(`/agents/mandats/${id}`);
    await helper.browser.post(`/agents/mandats/${id}/code`);
    const mail = await lastMessage('deux@example.fr');
    for (const name of ['Mairie de Vernon', 'Seine Normandie Agglomération']) expect(mail).toContain(name);
    const other = await drawUp({ ...both, email: '', phone: '06 12 00 00 01' });
    await helper.browser.get(`/agents/mandats/${other}`);
    await helper.browser.post(`/agents/mandats/${other}/code`);
    const sms = await lastMessage('+33612000001');
    for (const name of ['Mairie de Vernon', 'Seine Normandie Agglomération']) expect(sms).toContain(name);
    const shown = await helper.browser.get(`/agents/mandats/${id}`);
    for (const name of ['Mairie de Vernon', 'Seine Normandie Agglomération']) expect(shown.body).toContain(name);
  });

  test('what is filed with two authorities pairs nobody, each act is traced, and all of it ends at once', async () => {
    const accountId = newId();
    const email = 'paire@example.fr';
    await counter.platform.database.open
      .insertInto('accounts')
      .values({ id: accountId, email, email_verified_at: now() })
      .execute();
    const resident = await openSession({ account_id: accountId }, 'parvis_session');
    const id = await drawUp({ ...both, email });
    await agreeOnScreen(id);
    const atVernon = await file(id);
    const atAgglomeration = await file(id, { id: agglomeration, slug: agglomerationSlug });

    const kept = async (authorityId: string, path: string) =>
      counter.platform.database.read([authorityId], (tx) =>
        tx
          .selectFrom('dossiers')
          .select(['account_pseudonym', 'visitor_hash'])
          .where('authority_id', '=', authorityId)
          .where('id', '=', path.split('/').at(-1) ?? '')
          .executeTakeFirstOrThrow(),
      );
    const [one, two] = [await kept(vernon, atVernon), await kept(agglomeration, atAgglomeration)];
    const pseudonym = (authorityId: string) => counter.identity.pseudonymOf(accountId, authorityId);
    expect(one.account_pseudonym).toEqual(pseudonym(vernon));
    expect(two.account_pseudonym).toEqual(pseudonym(agglomeration));
    expect(one.account_pseudonym).not.toEqual(two.account_pseudonym);
    expect(
      [one.visitor_hash, two.visitor_hash].every((hash) => hash === null) || one.visitor_hash !== two.visitor_hash,
    ).toBe(true);
    // The agglomération sees nothing of the mandate, which is kept by the helper's authority.
    const seen = await counter.platform.database.read([agglomeration], (tx) =>
      tx.selectFrom('mandate_dossiers').select('dossier_id').execute(),
    );
    expect(seen).toEqual([]);

    const acts = await inVernon((tx) =>
      tx.selectFrom('mandate_acts').select('data').where('mandate_id', '=', id).where('act', '=', 'filed').execute(),
    );
    const said = acts.map((act) => String(act.data.title)).join();
    expect(acts).toHaveLength(2);
    expect(said).toContain('Mairie de Vernon');
    expect(said).toContain('Seine Normandie Agglomération');
    const mine = await resident.get('/mon-espace/mandats');
    expect(mine.body).toContain('elle ne sait rien de celles que vous faites ailleurs');

    expect((await resident.post(`/mon-espace/mandats/${vernon}/${id}/fin`)).status).toBe(303);
    for (const path of [atVernon, atAgglomeration]) expect((await helper.browser.get(path)).status, path).toBe(403);
    expect((await begin(id, `${agglomeration}:question`)).status).toBe(403);
  });
});

describe('a mandate is renewed', () => {
  const renew = async (former: string, fields: Record<string, string | string[]> = {}) => {
    const path = `/agents/mandats/nouveau?suite=${former}`;
    const page = await helper.browser.get(path);
    const key = /name="_idempotency" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const answer = await helper.browser.post(path, {
      _idempotency: key,
      email: 'odette@example.fr',
      phone: '',
      days: '31',
      authorities: [vernon],
      procedures: [`${vernon}:question`],
      ...fields,
    });
    return { page, answer, id: (answer.location ?? '').split('/').at(-1) ?? '' };
  };

  test('before its end: with a new agreement, the former one acting until then and kept after', async () => {
    const former = await drawUp();
    await agreeOnScreen(former);
    const dossier = await file(former);
    counter.platform.clock.advance({ days: 25 });
    const list = await helper.browser.get('/agents/mandats');
    expect(list.body).toContain(`/agents/mandats/nouveau?suite=${former}`);
    expect(list.body).toContain('Se termine dans 6 jours');
    expect((await helper.browser.get(`/agents/mandats/${former}`)).body).toContain('Renouveler ce mandat');

    const { page, id } = await renew(former);
    expect(page.body).toContain('Nouveau mandat de Odette Lemoine');
    expect((await begin(id)).status, 'the new one opens nothing before the agreement').toBe(403);
    expect((await helper.browser.get(dossier)).status, 'the former one still acts').toBe(200);
    await agreeOnScreen(id);
    expect((await begin(id)).status).toBe(303);
    expect((await helper.browser.get(dossier)).status, 'and acts no more').toBe(403);
    expect(await state(former)).toMatchObject({ replaced_by: id });
    const kept = await helper.browser.get(`/agents/mandats/${former}`);
    expect(kept.body).toContain('Remplacé par un nouveau mandat');
    expect(kept.body).toContain(`/agents/mandats/${id}`);
    expect(kept.body).not.toContain('Renouveler ce mandat');
    expect((await helper.browser.get(`/agents/mandats/${id}`)).body).toContain('Fait suite à');
    expect(await lastMessage('odette@example.fr')).toContain('Il prend la place du mandat');
  });

  test('after its end as well, and it is not renewed twice', async () => {
    const former = await drawUp({ days: '1' });
    await agreeOnScreen(former);
    counter.platform.clock.advance({ days: 2 });
    expect((await begin(former)).status).toBe(403);
    const { id } = await renew(former);
    await agreeOnScreen(id);
    expect((await begin(id)).status).toBe(303);
    expect(await state(former)).toMatchObject({ replaced_by: id, revoked_at: null });
    expect(await helper.browser.get(`/agents/mandats/nouveau?suite=${former}`)).toMatchObject({
      status: 303,
      location: `/agents/mandats/${id}`,
    });
  });

  test('it stays the same person’s: another name is not taken, and nobody’s mandate ends by another one’s agreement', async () => {
    const former = await drawUp();
    await agreeOnScreen(former);
    const { id } = await renew(former, { givenNames: 'Paul', familyName: 'Autre' });
    expect(await state(id)).toMatchObject({ given_names: 'Odette', family_name: 'Lemoine', renews: former });
    await colleague.browser.get('/agents/mandats');
    expect((await colleague.browser.get(`/agents/mandats/nouveau?suite=${former}`)).status).toBe(404);
    expect((await state(former)).revoked_at).toBeNull();
  });

  test('two renewals that were drawn up leave one mandate that acts, the last agreed to', async () => {
    const former = await drawUp();
    await agreeOnScreen(former);
    const [first, second] = [(await renew(former)).id, (await renew(former)).id];
    await agreeOnScreen(first);
    await agreeOnScreen(second);
    expect((await begin(former)).status).toBe(403);
    expect((await begin(first)).status).toBe(403);
    expect((await begin(second)).status).toBe(303);
  });
});

test('the right to be a helper is given to an agent of one’s own authority, and to nobody of another', async () => {
  const administrator = await makeAgent('Hugo Lambert', vernon, 'administrator');
  const [own, stranger] = [await makeAgent('Rose Neuve', vernon), await makeAgent('Paul Ailleurs', mercey)];
  const href = '/agents/equipe/aidants';
  const shown = await administrator.browser.get(href);
  expect(shown.body).toContain('Rose Neuve');
  expect(shown.body).not.toContain('Paul Ailleurs');
  const none = await administrator.browser.post(href, { agent: '', structure: '' });
  expect(none.status).toBe(422);
  for (const said of ['Choisissez un agent', 'Saisissez le nom de la structure']) expect(none.body).toContain(said);
  expect((await administrator.browser.post(href, { agent: stranger.id, structure: 'CCAS' })).status).toBe(404);
  expect((await administrator.browser.post(href, { agent: own.id, structure: 'CCAS' })).status).toBe(303);
  expect((await own.browser.get('/agents')).location).toBe('/agents/mandats');
});

describe('an agent without a team', () => {
  test('who is a helper begins at their mandates, not at an inbox that stays empty', async () => {
    expect(await helper.browser.get('/agents')).toMatchObject({ status: 303, location: '/agents/mandats' });
    const { body } = await helper.browser.get('/agents/mandats');
    expect(body).toContain('Aucune démarche ne vous est confiée');
    expect(body).toContain('Votre travail ici, ce sont ces mandats');
    expect(body).not.toContain('Boîte de réception');
    expect(body).not.toContain('Rechercher une demande');
  });

  test('who is no helper is told what to do about it', async () => {
    const { browser } = await makeAgent('Sans Service', vernon);
    const { status, body } = await browser.get('/agents');
    expect(status).toBe(200);
    expect(body).toContain('Aucune démarche ne vous est confiée');
    expect(body).toContain('Demandez à l’administrateur de votre collectivité');
  });
});
