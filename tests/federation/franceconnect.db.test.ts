import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAccount } from '#modules/identity/index.ts';
import type { Visitor } from '#tests/support/test-counter.ts';
import type { Misbehaviour } from '../../simulators/openid/misbehaviours.ts';
import { type FederatedCounter, federatedCounter, goThrough, ledTo, ownPart, signInWith } from './federated-counter.ts';

const password = 'quatre chevaux sans selle';
const firstTime = '/connexion/franceconnect/premiere-fois';
const linkPage = '/mon-espace/profil/franceconnect';

let world: FederatedCounter;
beforeAll(async () => {
  world = await federatedCounter();
}, 120_000);
beforeEach(() => world.franceconnect.behave('none'));
afterAll(() => world?.close());

const visitor = () => world.counter.visitor();
const signIn = (browser: Visitor, login: string, options: { how?: Misbehaviour; suite?: string } = {}) =>
  signInWith(world.franceconnect, browser, 'resident', login, options);

/** Somebody who made an account with FranceConnect. */
async function newcomer(login: string, email: string, suite?: string): Promise<Visitor> {
  const browser = visitor();
  expect((await signIn(browser, login, suite === undefined ? {} : { suite })).location).toBe(firstTime);
  await browser.get(firstTime);
  const done = await browser.post(firstTime, { email });
  expect(done.location).toBe(suite ?? '/mon-espace');
  return browser;
}

async function withPassword(email: string, names: { givenNames?: string; familyName?: string } = {}): Promise<Visitor> {
  await createAccount(world.counter.platform, { email, password, ...names });
  const browser = visitor();
  await browser.get('/connexion');
  expect((await browser.post('/connexion', { email, password })).status).toBe(303);
  return browser;
}

describe('a first visit', () => {
  test('makes an account without a password, with the identity, and leads on to where one was going', async () => {
    const browser = await newcomer('jeanne', 'jeanne.fc@exemple.example', '/mon-espace/foyer');
    const details = await browser.get('/mon-espace/profil/coordonnees');
    expect(details.body).toContain('Jeanne Marie');
    expect(details.body).toContain('12 mars 1984');
    expect(details.body).not.toContain('id="family-name"');
    const again = visitor();
    expect((await signIn(again, 'jeanne')).location).toBe('/mon-espace');
    expect((await again.get('/mon-espace/profil')).status).toBe(200);
  });

  test('a day of birth that nobody knows is said so', async () => {
    const browser = await newcomer('jour_inconnu', 'aminata@exemple.example');
    expect((await browser.get(linkPage)).body).toContain('1957 (jour et mois inconnus)');
    const month = await newcomer('mois_connu', 'yasser@exemple.example');
    expect((await month.get(linkPage)).body).toContain('mars 1977 (jour inconnu)');
  });

  test('the name in use is that of the account', async () => {
    const browser = await newcomer('nom_d_usage', 'pierre@exemple.example');
    expect((await browser.get(linkPage)).body).toMatch(/Nom d’usage.*DUBOIS/s);
    expect((await browser.get('/mon-espace/profil')).body).toContain('Pierre DUBOIS');
  });

  test('an address is asked for when FranceConnect has none', async () => {
    const browser = visitor();
    await signIn(browser, 'sans_adresse');
    await browser.get(firstTime);
    expect((await browser.post(firstTime, { email: '' })).status).toBe(422);
  });

  test('names that are sent by hand do not replace those of FranceConnect', async () => {
    const browser = await newcomer('nom_compose', 'anne@exemple.example');
    await browser.get('/mon-espace/profil/coordonnees');
    const sent = { 'given-names': 'Quelqu’un', 'family-name': 'D’AUTRE', phone: '06 12 34 56 78', language: 'fr' };
    expect((await browser.post('/mon-espace/profil/coordonnees', sent)).status).toBe(303);
    const profile = (await browser.get('/mon-espace/profil')).body;
    expect(profile).toContain('LE GOFF');
    expect(profile).not.toContain('D’AUTRE');
    expect(profile).toContain('06');
  });

  test('a helper of Aidants Connect is told so', async () => {
    const browser = visitor();
    await signIn(browser, 'aidee');
    expect((await browser.get(firstTime)).body).toContain('Aidants Connect');
    await browser.post(firstTime, { email: 'odette.aidee@exemple.example' });
    const known = (cookie: string | undefined) => world.counter.identity.resolve(cookie, undefined);
    expect((await known(browser.cookie('parvis_session'))).resident?.helper).toBe('aidants-connect-simule');
    // Done with: other tests are to meet this person for the first time.
    await world.counter.platform.database.open.deleteFrom('account_federations').execute();
    await newcomer('jeanne', 'jeanne.fc@exemple.example');
  });

  test('the identity waits in that browser alone, and can be forgotten', async () => {
    const browser = visitor();
    await signIn(browser, 'mineur');
    expect((await visitor().get(firstTime)).location).toBe('/connexion');
    await browser.get(firstTime);
    await browser.post(`${firstTime}/oublier`);
    expect((await browser.get(firstTime)).location).toBe('/connexion');
  });
});

describe('nobody takes an account over', () => {
  test.each<Misbehaviour>(['none', 'unverified-email'])(
    'an equal address opens nothing, and the page does not tell that it is known (%s)',
    async (how) => {
      await createAccount(world.counter.platform, {
        email: 'minh.nguyen@exemple.example',
        password,
        familyName: 'Nguyen',
      });
      const browser = visitor();
      const answer = await signIn(browser, 'etranger', { how });
      expect(answer.location).toBe(firstTime);
      expect(browser.cookie('parvis_session')).toBeUndefined();
      const page = await browser.get(firstTime);
      expect(page.body).toContain('minh.nguyen@exemple.example');
      const stranger = visitor();
      await signIn(stranger, 'sans_prenom');
      const withoutAccount = await stranger.get(firstTime);
      const shape = (body: string) => body.replace(/<dl.*?<\/dl>/s, '').replace(/value="[^"]*"/g, '');
      expect(shape(page.body)).toBe(shape(withoutAccount.body));
    },
  );

  test('an account made from FranceConnect on somebody’s address keeps nobody from using it', async () => {
    await newcomer('sans_prenom', 'victime@exemple.example');
    const victim = visitor();
    await victim.get('/mot-de-passe-oublie');
    await victim.post('/mot-de-passe-oublie', { email: 'victime@exemple.example' });
    world.counter.platform.mail.sent.length = 0;
    await world.counter.runJobs();
    expect(world.counter.platform.mail.sent.filter((mail) => /reinitialiser/.test(mail.text))).toEqual([]);
    await victim.get('/inscription');
    await victim.post('/inscription', {
      email: 'victime@exemple.example',
      'given-names': 'Vraie',
      'family-name': 'Personne',
      'new-password': password,
      'repeat-password': password,
    });
    await world.counter.runJobs();
    const mail = world.counter.platform.mail.sent.find(
      (one) => one.to === 'victime@exemple.example' && one.text.includes('/verifier/'),
    );
    const link = /\/verifier\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? '';
    await victim.get(link);
    expect((await victim.post(link, { password })).status).toBe(303);
    expect((await victim.get('/mon-espace/profil')).body).toContain('Vraie Personne');
  });

  test('the same full identity under a new subject is the account that it was vouched for, and its owner is told', async () => {
    await newcomer('connue', 'claire.fc@exemple.example');
    world.counter.platform.mail.sent.length = 0;
    const browser = visitor();
    expect((await signIn(browser, 'connue', { how: 'new-subject' })).location).toBe('/mon-espace');
    expect((await browser.get('/mon-espace/profil')).body).toContain('claire.fc@exemple.example');
    await world.counter.runJobs();
    expect(world.counter.platform.mail.sent.map((mail) => mail.to)).toContain('claire.fc@exemple.example');
  });

  test('an identity that does not tell one person from all others opens nothing under a new subject', async () => {
    for (const login of ['jour_inconnu', 'mois_connu']) {
      const browser = visitor();
      expect((await signIn(browser, login, { how: 'new-subject' })).location).toBe(firstTime);
      expect(browser.cookie('parvis_session')).toBeUndefined();
    }
  });

  test('an answer that a stranger prepared is not taken in another browser', async () => {
    const attacker = visitor();
    await attacker.get('/connexion');
    const back = await world.franceconnect.choose(ledTo(await attacker.post('/connexion/franceconnect')), 'jeanne');
    const victim = visitor();
    await victim.get('/connexion');
    await victim.post('/connexion/franceconnect');
    const answer = await victim.get(ownPart(back));
    expect(answer.status).toBe(400);
    expect(victim.cookie('parvis_session')).toBeUndefined();
  });

  test('a return serves once', async () => {
    const browser = visitor();
    await browser.get('/connexion');
    const back = ownPart(
      await world.franceconnect.choose(ledTo(await browser.post('/connexion/franceconnect')), 'jeanne'),
    );
    expect((await browser.get(back)).status).toBe(303);
    expect((await browser.get(back)).status).toBe(400);
  });

  test('a departure for one provider is not an answer of the other', async () => {
    const browser = visitor();
    await browser.get('/connexion');
    const back = new URL(
      await world.franceconnect.choose(ledTo(await browser.post('/connexion/franceconnect')), 'jeanne'),
    );
    expect((await browser.get(`/agents/connexion/proconnect/retour${back.search}`)).status).toBe(400);
  });

  test('a session that was planted before is worth nothing after', async () => {
    const browser = await withPassword('ancienne@exemple.example');
    const planted = browser.cookie('parvis_session') ?? '';
    await browser.get('/mon-espace/profil');
    const departure = await browser.post('/connexion/franceconnect');
    await goThrough(world.franceconnect, browser, departure, 'jeanne');
    expect(browser.cookie('parvis_session')).not.toBe(planted);
    const other = visitor();
    other.setCookie('parvis_session', planted);
    expect((await other.get('/mon-espace/profil')).status).toBe(303);
  });

  test('leaving needs the form of the site', async () => {
    const answer = await visitor().post('/connexion/franceconnect', { _csrf: 'made-up' });
    expect(answer.status).toBe(403);
    expect(answer.headers.refresh).toBeUndefined();
  });

  test.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
    'one never comes back to %s',
    async (suite) => {
      expect((await signIn(visitor(), 'jeanne', { suite })).location).toBe('/mon-espace');
    },
  );
});

describe('what goes wrong is said, with the other ways in', () => {
  test.each<[Misbehaviour, number, string]>([
    ['wrong-nonce', 400, 'n’est pas celle que nous attendions'],
    ['replayed-code', 400, 'n’est pas celle que nous attendions'],
    ['expired-token', 400, 'n’est pas celle que nous attendions'],
    ['bad-signature', 400, 'n’est pas celle que nous attendions'],
    ['other-audience', 400, 'n’est pas celle que nous attendions'],
    ['other-subject', 400, 'n’est pas celle que nous attendions'],
    ['weak-level', 400, 'la sécurité demandée'],
    ['denied', 200, 'Vous avez interrompu la connexion'],
    ['error', 503, 'ne répond pas pour le moment'],
    ['token-error', 503, 'ne répond pas pour le moment'],
    ['down', 503, 'ne répond pas pour le moment'],
    ['slow', 503, 'ne répond pas pour le moment'],
  ])('%s', async (how, status, words) => {
    const browser = visitor();
    const answer = await signIn(browser, 'jeanne', { how });
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(words);
    expect(answer.body).toContain('href="/connexion?suite=');
    expect(answer.body).toContain('href="/suivi"');
    expect(browser.cookie('parvis_session')).toBeUndefined();
  });
});

describe('linking and unlinking', () => {
  test('an account is linked after its own sign-in, and both ways open it', async () => {
    const email = 'odette@exemple.example';
    await createAccount(world.counter.platform, { email, password, givenNames: 'Odette', familyName: 'Ferrand' });
    const browser = visitor();
    await signIn(browser, 'aidee');
    const page = await browser.get(firstTime);
    expect(page.body).toContain(`/connexion?suite=${encodeURIComponent(linkPage)}`);
    await browser.get(`/connexion?suite=${encodeURIComponent(linkPage)}`);
    expect((await browser.post('/connexion', { email, password, suite: linkPage })).location).toBe(linkPage);
    const offer = await browser.get(linkPage);
    expect(offer.body).toContain('Relier cette identité à mon compte');
    expect(offer.body).not.toContain('n’est pas celui que FranceConnect confirme');
    expect((await browser.post(`${linkPage}/relier`)).location).toBe(linkPage);
    world.counter.platform.mail.sent.length = 0;
    await world.counter.runJobs();
    expect(world.counter.platform.mail.sent.map((mail) => mail.to)).toContain(email);
    const later = visitor();
    expect((await signIn(later, 'aidee')).location).toBe('/mon-espace');
    expect((await later.get('/mon-espace/profil')).body).toContain(email);

    await browser.get(linkPage);
    expect((await browser.post(`${linkPage}/delier`)).location).toBe(linkPage);
    expect((await signIn(visitor(), 'aidee')).location).toBe(firstTime);
    expect((await browser.get('/mon-espace/profil/coordonnees')).body).toContain('id="family-name"');
  });

  test('a name that differs is said before anything is replaced', async () => {
    const browser = await withPassword('autre.nom@exemple.example', { familyName: 'Dupond' });
    await browser.get('/mon-espace/profil');
    await goThrough(world.franceconnect, browser, await browser.post('/connexion/franceconnect'), 'aidee');
    expect((await browser.get(linkPage)).body).toContain('n’est pas celui que FranceConnect confirme');
  });

  test('an identity that opens another account is refused', async () => {
    const browser = await withPassword('second@exemple.example');
    await browser.get(linkPage);
    const departure = await browser.post(`${linkPage}/relier`);
    const answer = await goThrough(world.franceconnect, browser, departure, 'jeanne');
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('ouvre déjà un autre compte');
  });

  test('a link that another session asked for is not made', async () => {
    const browser = await withPassword('premier@exemple.example');
    await browser.get(linkPage);
    const back = ownPart(await world.franceconnect.choose(ledTo(await browser.post(`${linkPage}/relier`)), 'mineur'));
    await browser.get('/mon-espace/profil');
    // Somebody else signs in, in the same browser, before the return.
    await createAccount(world.counter.platform, { email: 'tiers@exemple.example', password });
    await browser.post('/connexion', { email: 'tiers@exemple.example', password });
    expect((await browser.get(back)).status).toBe(400);
    expect((await browser.get(linkPage)).body).toContain('n’est pas relié');
  });

  test('linking needs the form of the site', async () => {
    const browser = await withPassword('formulaire@exemple.example');
    expect((await browser.post(`${linkPage}/relier`, { _csrf: 'made-up' })).status).toBe(403);
  });

  test('the last way in cannot be removed', async () => {
    const browser = await newcomer('mineur', 'alain@exemple.example');
    await browser.get(linkPage);
    const answer = await browser.post(`${linkPage}/delier`);
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('seul moyen d’entrer');
    expect((await signIn(visitor(), 'mineur')).location).toBe('/mon-espace');
  });

  test('neither is done long after the sign-in: one proves first who one is', async () => {
    const browser = await withPassword('longtemps@exemple.example');
    world.counter.platform.clock.advance({ minutes: 20 });
    await browser.get(linkPage);
    expect((await browser.post(`${linkPage}/relier`)).location).toMatch(/^\/mon-espace\/profil\/confirmer/);
    expect((await browser.post(`${linkPage}/delier`)).location).toMatch(/^\/mon-espace\/profil\/confirmer/);
  });
});

test('whoever has FranceConnect alone proves with it who they are', async () => {
  const browser = visitor();
  await signIn(browser, 'jeanne');
  world.counter.platform.clock.advance({ minutes: 20 });
  await browser.get(linkPage);
  const confirm = await browser.get((await browser.post(`${linkPage}/delier`)).location ?? '');
  expect(confirm.body).toContain('S’identifier avec FranceConnect');
  const departure = await browser.post('/connexion/franceconnect', { suite: linkPage });
  expect((await goThrough(world.franceconnect, browser, departure, 'jeanne')).location).toBe(linkPage);
  await browser.get(linkPage);
  expect((await browser.post(`${linkPage}/delier`)).status).toBe(409);
});

describe('signing out', () => {
  test('ends the session here, then there, and comes back', async () => {
    const browser = visitor();
    await signIn(browser, 'jeanne');
    await browser.get('/mon-espace/profil');
    expect(world.franceconnect.signedIn()).toContain('jeanne');
    const leaving = await browser.post('/deconnexion');
    expect(browser.cookie('parvis_session')).toBeUndefined();
    const there = await fetch(ledTo(leaving));
    expect(there.status).toBe(200);
    expect(world.franceconnect.signedIn()).not.toContain('jeanne');
    const back = /^0; url=(.+)$/.exec(there.headers.get('refresh') ?? '')?.[1] ?? '';
    const home = await browser.get(ownPart(back));
    expect(home.location).toBe('/');
    expect((await browser.get('/suivi')).body).toContain('ici et chez FranceConnect');
  });

  test('coming back without having been sent says nothing', async () => {
    const browser = visitor();
    expect((await browser.get('/deconnexion/retour?state=made-up')).location).toBe('/');
    expect((await browser.get('/suivi')).body).not.toContain('FranceConnect');
  });

  test('a session by password ends here alone', async () => {
    const browser = await withPassword('simple@exemple.example');
    await browser.get('/mon-espace/profil');
    expect((await browser.post('/deconnexion')).location).toBe('/');
  });
});
