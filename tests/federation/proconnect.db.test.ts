import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAgent } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { AgentRole } from '#platform/http/principals.ts';
import type { Visitor } from '#tests/support/test-counter.ts';
import { type FederatedCounter, federatedCounter, goThrough, ledTo, signInWith } from './federated-counter.ts';

const password = 'quatre chevaux sans selle';
const vernon = 'C27681';
const rules = '/agents/equipe/proconnect';
const linkPage = '/agents/compte/proconnect';
const siret = '21270681600015';

let world: FederatedCounter;
beforeAll(async () => {
  world = await federatedCounter();
}, 120_000);
beforeEach(async () => {
  const { database } = world.counter.platform;
  await database.open.deleteFrom('agent_federations').execute();
  await setRules({});
});
afterAll(() => world?.close());

const visitor = () => world.counter.visitor();
const signIn = (browser: Visitor, login: string) => signInWith(world.proconnect, browser, 'agent', login);

async function setRules(wanted: { sirets?: string[]; secondFactor?: boolean; domain?: string }): Promise<void> {
  const values = {
    sirets: wanted.sirets ?? [siret],
    second_factor_required: wanted.secondFactor ?? false,
    email_domain: wanted.domain ?? null,
  };
  await world.counter.platform.database.transaction([vernon], (tx) =>
    tx
      .insertInto('authority_proconnect')
      .values({ authority_id: vernon, ...values })
      .onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values))
      .execute(),
  );
}

/** An agent who was invited and has chosen no password. */
async function invite(email: string, authorityId = vernon, role: AgentRole = 'agent'): Promise<string> {
  const id = newId();
  const { database } = world.counter.platform;
  await database.transaction([authorityId], async (tx) => {
    const known = await tx.selectFrom('agents').select('id').where('email', '=', email).executeTakeFirst();
    const agentId = known?.id ?? id;
    if (known === undefined) await tx.insertInto('agents').values({ id, email, name: 'Camille Bertin' }).execute();
    else await tx.updateTable('agents').set({ password_hash: null, active: true }).where('id', '=', agentId).execute();
    await tx
      .insertInto('agent_roles')
      .values({ authority_id: authorityId, agent_id: agentId, role })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  return id;
}

/** Vernon under another SIREN for a while. */
async function withSiren(siren: string | null, act: () => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: world.counter.platform.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ siren: string }>('SELECT siren FROM authorities WHERE id = $1', [vernon]);
  try {
    await owner.query('UPDATE authorities SET siren = $2 WHERE id = $1', [vernon, siren]);
    await act();
  } finally {
    await owner.query('UPDATE authorities SET siren = $2 WHERE id = $1', [vernon, rows[0]?.siren]);
    await owner.end();
  }
}

async function withPassword(email: string, role: AgentRole = 'agent'): Promise<Visitor> {
  await createAgent(world.counter.platform, {
    email,
    name: 'Hugo Lambert',
    password,
    roles: [{ authorityId: vernon, role }],
  });
  const browser = visitor();
  await browser.get('/agents/connexion');
  expect((await browser.post('/agents/connexion', { email, password })).status).toBe(303);
  return browser;
}

describe('an agent', () => {
  test('who was invited comes in with the establishment of the authority, and again', async () => {
    await invite('secretariat@vernon.example');
    const browser = visitor();
    expect((await signIn(browser, 'secretariat-vernon')).location).toBe('/agents');
    expect((await browser.get('/agents')).status).toBe(200);
    expect((await signIn(visitor(), 'secretariat-vernon')).location).toBe('/agents');
  });

  test('whom nobody invited does not', async () => {
    const answer = await signIn(visitor(), 'inconnu');
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('Aucun accès n’est ouvert à votre nom');
    const newcomer = await signIn(visitor(), 'nouvelle-vernon');
    expect(newcomer.body).toContain('Aucun accès n’est ouvert à votre nom');
  });

  test('of another establishment does not come in by an equal address', async () => {
    await invite('secretariat@vernon.example');
    const browser = visitor();
    const answer = await signIn(browser, 'autre-organisme');
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('un établissement qui n’est pas celui de votre collectivité');
    expect(browser.cookie('parvis_agent')).toBeUndefined();
    // Nothing was linked by the attempt.
    expect((await signIn(visitor(), 'secretariat-vernon')).location).toBe('/agents');
  });

  test('whose authority names other establishments, or names none and has no SIREN, does not come in', async () => {
    await invite('secretariat@vernon.example');
    await setRules({ sirets: ['21270681600023'] });
    expect((await signIn(visitor(), 'secretariat-vernon')).body).toContain('un établissement qui n’est pas celui');
    await setRules({ sirets: [] });
    await withSiren(null, async () => {
      expect((await signIn(visitor(), 'secretariat-vernon')).body).toContain('un établissement qui n’est pas celui');
    });
  });

  test('of a commune of the demonstration comes in by its real SIREN, without a further setting', async () => {
    await invite('secretariat@vernon.example');
    await setRules({ sirets: [] });
    expect((await signIn(visitor(), 'secretariat-vernon')).location).toBe('/agents');
  });

  test('of an authority known by its SIREN comes in without a further setting', async () => {
    await invite('dechets@sna.example', 'E200072312');
    expect((await signIn(visitor(), 'dechets-sna')).location).toBe('/agents');
  });

  test('who has a password is not taken over by an equal address', async () => {
    await withPassword('secretariat@vernon.example');
    const browser = visitor();
    const answer = await signIn(browser, 'secretariat-vernon');
    expect(answer.body).toContain('Vous avez déjà un autre moyen de vous connecter');
    expect(answer.body).toContain('href="/agents/connexion?suite=%2Fagents%2Fcompte%2Fproconnect"');
    expect(answer.body).not.toContain('Réessayer');
    expect(browser.cookie('parvis_agent')).toBeUndefined();
  });

  test('by another identity provider is another subject, and is not let in by the address', async () => {
    await invite('secretariat@vernon.example');
    expect((await signIn(visitor(), 'secretariat-vernon')).location).toBe('/agents');
    expect((await signIn(visitor(), 'autre-fournisseur')).body).toContain('Vous avez déjà un autre moyen');
  });

  test('whose address was not checked is nobody', async () => {
    await invite('secretariat@vernon.example');
    const browser = visitor();
    const answer = await signInWith(world.proconnect, browser, 'agent', 'secretariat-vernon', {
      how: 'unverified-email',
    });
    expect(answer.body).toContain('Aucun accès n’est ouvert à votre nom');
  });

  test('who left does not come in any more', async () => {
    await invite('secretariat@vernon.example');
    await signIn(visitor(), 'secretariat-vernon');
    await world.counter.platform.database.open
      .updateTable('agents')
      .set({ active: false })
      .where('email', '=', 'secretariat@vernon.example')
      .execute();
    expect((await signIn(visitor(), 'secretariat-vernon')).body).toContain('Aucun accès n’est ouvert à votre nom');
  });
});

describe('rules of an authority', () => {
  test('two factors, when it asks for them', async () => {
    await invite('secretariat@vernon.example');
    await setRules({ secondFactor: true });
    const browser = visitor();
    const answer = await signIn(browser, 'secretariat-vernon');
    expect(answer.body).toContain('Votre collectivité demande une double authentification');
    expect(browser.cookie('parvis_agent')).toBeUndefined();
    const departure = await browser.post('/agents/connexion/proconnect', { 'second-factor': '1' });
    expect(new URL(ledTo(departure)).searchParams.get('acr_values')).toBe('eidas1-mfa eidas2 eidas3');
    expect((await goThrough(world.proconnect, browser, departure, 'secretariat-vernon')).location).toBe('/agents');
  });

  test('a domain that is let in without an invitation, from its own establishment only', async () => {
    await setRules({ domain: 'vernon.example', sirets: ['99999999900019'] });
    expect((await signIn(visitor(), 'nouvelle-vernon')).body).toContain('Aucun accès');
    await setRules({ domain: 'vernon.example' });
    const browser = visitor();
    expect((await signIn(browser, 'nouvelle-vernon')).location).toBe('/agents');
    expect((await browser.get('/agents/equipe')).status).toBe(403);
    expect((await browser.get('/agents/compte')).body).toContain('Inès Carpentier');
  });

  test('an administrator sets them, and takes a link away', async () => {
    const admin = await withPassword('admin.regles@vernon.example', 'administrator');
    expect((await admin.get('/agents/equipe')).body, 'it is found beside the agents').toContain(`href="${rules}"`);
    await admin.get(rules);
    const wrong = await admin.post(rules, { sirets: '123', domain: 'pas un domaine' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('Saisissez des SIRET de 14 chiffres');
    expect(wrong.body).toContain('Saisissez un domaine');
    expect((await admin.post(rules, { sirets: '212 706 816 00015', 'second-factor': 'true' })).location).toBe(rules);
    expect((await admin.get(rules)).body).toContain(siret);
    await setRules({});

    await invite('secretariat@vernon.example');
    await signIn(visitor(), 'secretariat-vernon');
    const listed = await admin.get(rules);
    const agent = /name="agent" value="([^"]+)"/.exec(listed.body)?.[1] ?? '';
    expect((await admin.post(`${rules}/delier`, { agent })).location).toBe(rules);
    expect((await signIn(visitor(), 'autre-fournisseur')).location).toBe('/agents');
  });

  test('the administrator of another authority takes nothing away', async () => {
    await invite('dechets@sna.example', 'E200072312');
    await signIn(visitor(), 'dechets-sna');
    const linked = await world.counter.platform.database.open
      .selectFrom('agent_federations')
      .select('agent_id')
      .executeTakeFirstOrThrow();
    const admin = await withPassword('admin.autre@vernon.example', 'administrator');
    await admin.get(rules);
    expect((await admin.post(`${rules}/delier`, { agent: linked.agent_id })).status).toBe(404);
  });
});

describe('linking', () => {
  test('an agent with a password links ProConnect, comes in with it, and unlinks it', async () => {
    const browser = await withPassword('admin@vernon.example');
    await browser.get(linkPage);
    const departure = await browser.post(`${linkPage}/relier`);
    expect((await goThrough(world.proconnect, browser, departure, 'admin-vernon')).location).toBe(linkPage);
    const later = visitor();
    expect((await signIn(later, 'admin-vernon')).location).toBe('/agents');
    await browser.get(linkPage);
    expect((await browser.post(`${linkPage}/delier`)).location).toBe(linkPage);
    expect((await signIn(visitor(), 'admin-vernon')).body).toContain('Vous avez déjà un autre moyen');
  });

  test('the only way in is not taken away by its owner', async () => {
    await invite('secretariat@vernon.example');
    const browser = visitor();
    await signIn(browser, 'secretariat-vernon');
    await browser.get(linkPage);
    const answer = await browser.post(`${linkPage}/delier`);
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('votre seul moyen d’entrer');
  });

  test('signing out ends the session at ProConnect too', async () => {
    await invite('secretariat@vernon.example');
    const browser = visitor();
    await signIn(browser, 'secretariat-vernon');
    await browser.get('/agents/compte');
    const leaving = await browser.post('/agents/deconnexion');
    await fetch(ledTo(leaving));
    expect(world.proconnect.signedIn()).not.toContain('secretariat-vernon');
    expect((await browser.get('/agents/compte')).status).toBe(303);
  });

  /** ProConnect, then the application of codes of Parvis. */
  async function withBoth(login: string, app: TOTP): Promise<Visitor> {
    const browser = visitor();
    expect((await signIn(browser, login)).location).toBe('/agents/connexion/verification');
    await browser.get('/agents/connexion/verification');
    const code = app.generate({ timestamp: world.counter.platform.clock.now().epochMilliseconds });
    world.counter.platform.clock.advance({ seconds: 30 });
    expect((await browser.post('/agents/connexion/verification', { code })).status).toBe(303);
    await browser.get('/agents/compte');
    return browser;
  }

  async function leaves(browser: Visitor, login: string): Promise<void> {
    expect(world.proconnect.signedIn()).toContain(login);
    const leaving = await browser.post('/agents/deconnexion');
    await fetch(ledTo(leaving));
    expect(world.proconnect.signedIn()).not.toContain(login);
  }

  test('signing out ends both ends as well when the second factor was that of Parvis, whatever changed meanwhile', async () => {
    const email = 'responsable@vernon.example';
    await createAgent(world.counter.platform, {
      email,
      name: 'Nadia Cherif',
      password,
      roles: [
        { authorityId: vernon, role: 'agent' },
        { authorityId: 'C27399', role: 'agent' },
      ],
    });
    const browser = visitor();
    await browser.get('/agents/connexion');
    await browser.post('/agents/connexion', { email, password });
    await browser.get(linkPage);
    await goThrough(world.proconnect, browser, await browser.post(`${linkPage}/relier`), 'responsable-vernon');
    const security = '/agents/compte/securite/application';
    await browser.get('/agents/compte/securite');
    await browser.post(security);
    const key = /<code>([A-Z2-7 ]+)<\/code>/.exec((await browser.get(security)).body)?.[1] ?? '';
    const app = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
    const code = app.generate({ timestamp: world.counter.platform.clock.now().epochMilliseconds });
    expect((await browser.post(`${security}/confirmer`, { code })).status).toBe(200);
    world.counter.platform.clock.advance({ seconds: 30 });

    await leaves(await withBoth('responsable-vernon', app), 'responsable-vernon');
    const elsewhere = await withBoth('responsable-vernon', app);
    await elsewhere.get('/agents/collectivite');
    expect((await elsewhere.post('/agents/collectivite', { authority: 'C27399' })).status).toBe(303);
    await elsewhere.get('/agents/compte');
    await leaves(elsewhere, 'responsable-vernon');
    const renewed = await withBoth('responsable-vernon', app);
    const changed = { password, 'new-password': `${password} deux`, 'repeat-password': `${password} deux` };
    expect((await renewed.post('/agents/compte/mot-de-passe', changed)).status).toBe(303);
    await renewed.get('/agents/compte');
    await leaves(renewed, 'responsable-vernon');
  });
});
