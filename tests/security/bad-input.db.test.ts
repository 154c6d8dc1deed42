import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Visitor } from '#tests/support/test-counter.ts';
import { hidden } from './ask.ts';
import { makeWorld, png, questionAnswers, vernon, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());

const question = '/vernon/demarches/question-a-la-mairie/commencer';
const absence = '/vernon/demarches/operation-tranquillite-vacances/commencer';
const asked = questionAnswers as Readonly<Record<string, string>>;
const nothing = '0197f000-0000-7000-8000-000000000001';

/** The errors that a page tells: the field that each leads to, in its own words. */
function errorsOf(answer: Answer): { at: string; says: string }[] {
  const summary = /govuk-error-summary[\s\S]*?<\/div><\/div>/.exec(answer.body)?.[0] ?? '';
  return [...summary.matchAll(/<a[^>]*href="#([^"]+)"[^>]*>([^<]+)<\/a>/g)].map(([, at = '', says = '']) => ({
    at,
    says,
  }));
}

async function sendStart(
  path: string,
  fields: Readonly<Record<string, string>>,
  visitor: Visitor = world.counter.visitor(),
): Promise<Answer> {
  const page = await visitor.get(path);
  expect(page.status).toBe(200);
  return visitor.post(path, { _idempotency: hidden(page.body, '_idempotency'), ...fields });
}

const count = (table: 'dossiers' | 'drafts' | 'documents') =>
  world.counter.platform.database.transaction(
    [vernon],
    async (tx) => (await tx.selectFrom(table).select('id').execute()).length,
  );

const dates = (from: readonly [string, string, string], to: readonly [string, string, string]) => ({
  'absence-from-day': from[0],
  'absence-from-month': from[1],
  'absence-from-year': from[2],
  'absence-to-day': to[0],
  'absence-to-month': to[1],
  'absence-to-year': to[2],
  reachable: 'no',
});
const later = ['10', '3', '2027'] as const;

describe('what is typed wrong is said at its field, in French, and kept', () => {
  test.each<[string, string, Record<string, string>, string, RegExp, string]>([
    ['31 February', absence, dates(['31', '2', '2027'], later), 'f-absence-from', /le 31 n’existe pas/, 'value="31"'],
    [
      'a day in letters',
      absence,
      dates(['aa', '2', '2027'], later),
      'f-absence-from',
      /un nombre de 1 à 31/,
      'value="aa"',
    ],
    ['no date', absence, dates(['', '', ''], ['', '', '']), 'f-absence-from', /Indiquez une date/, 'value="no"'],
    [
      'an end before the beginning',
      absence,
      dates(later, ['1', '3', '2027']),
      'f-absence-to',
      /avant le début/,
      'value="10"',
    ],
    [
      'a year of five digits',
      absence,
      dates(['1', '1', '99999'], later),
      'f-absence-from-year',
      /quatre chiffres/,
      'value="99999"',
    ],
    [
      'a day gone by',
      absence,
      dates(['1', '12', '2019'], ['9', '12', '2019']),
      'f-absence-from',
      /au plus tôt le 24 novembre 2026/,
      'value="2019"',
    ],
    [
      'a month zero, digits of another script',
      absence,
      dates(['-1', '0', '2027'], ['٣', '3', '2027']),
      'f-absence-from',
      /nombre de 1 à 31/,
      'value="٣"',
    ],
    [
      'a million characters',
      question,
      { ...asked, message: `Bonjour${'x'.repeat(1_000_000)}` },
      'f-message',
      /au plus 4000 caractères/,
      'Bonjourxxxxxxxx',
    ],
    [
      'nothing where something is asked',
      question,
      { ...asked, message: ' \t\n ' },
      'f-message',
      /Remplissez/,
      'zoe.martin@example.fr',
    ],
    [
      'emoji for an address',
      question,
      { ...asked, email: '🎈@🎈' },
      'f-email',
      /adresse électronique complète/,
      '🎈@🎈',
    ],
    [
      'an address of two lines',
      question,
      { ...asked, email: 'a@b.fr\nc@d.fr' },
      'f-email',
      /adresse électronique complète/,
      'a@b.fr',
    ],
    [
      'letters for a telephone',
      question,
      { ...asked, phone: 'appelez-moi' },
      'f-phone',
      /numéro de téléphone complet/,
      'appelez-moi',
    ],
    [
      'an answer that is not offered',
      question,
      { ...asked, subject: 'nothing' },
      'f-subject',
      /réponses proposées/,
      'À quelle heure ouvre',
    ],
    [
      'a name of marks that cannot be seen',
      question,
      { ...asked, given_names: '\u202e\u0000\u200b' },
      'f-given_names',
      /Remplissez/,
      'À quelle heure ouvre',
    ],
    [
      'a name as long as a book',
      question,
      { ...asked, given_names: 'Zoé'.repeat(2000) },
      'f-given_names',
      /au plus 120 caractères/,
      'ZoéZoéZoé',
    ],
  ])('%s', async (_what, path, fields, at, says, keeps) => {
    const before = [await count('dossiers'), await count('drafts')];
    const answer = await sendStart(path, fields);
    expect(answer.status).toBe(422);
    const errors = errorsOf(answer);
    expect(errors.map((error) => error.at)).toContain(at);
    expect(errors.find((error) => error.at === at)?.says).toMatch(says);
    expect(answer.body).toContain(`id="${at}"`);
    expect(answer.body).toContain(keeps);
    expect(answer.body).toMatch(/<title>Erreur/);
    expect([await count('dossiers'), await count('drafts')]).toEqual(before);
  });
});

test.each<[string, Record<string, string>, string]>([
  ['emoji', { message: '👩‍👩‍👧 Bonjour 🎉' }, '👩‍👩‍👧 Bonjour 🎉'],
  ['text written from right to left', { message: 'مرحبا بالعالم' }, 'مرحبا بالعالم'],
  ['a mark that reverses the reading, taken away', { message: 'facture\u202efdp.exe' }, 'facturefdp.exe'],
  ['NUL and half a character, taken away', { message: 'Bon\u0000jour \ud83d la mairie' }, 'Bonjour'],
  ['lines of Windows', { message: 'Une ligne\r\nUne autre' }, 'Une autre'],
])('%s is a message like another', async (_what, fields, shown) => {
  const visitor = world.counter.visitor();
  const sent = await sendStart(question, { ...asked, ...fields }, visitor);
  expect(sent.status).toBe(303);
  const page = await visitor.get(sent.location?.replace('/recu', '') ?? '');
  expect(page.body).toContain(shown);
  expect(page.body).not.toContain('\u202e');
});

describe('hidden fields that were changed', () => {
  test('a submission key that is missing, altered, repeated, or another browser’s files nothing and keeps the words', async () => {
    const before = await count('dossiers');
    const theirs = hidden((await world.counter.visitor().get(question)).body, '_idempotency');
    for (const key of ['', 'x', theirs, theirs.replace(/^./, '0'), `${nothing}.AAAA`, '../..', 'k'.repeat(10_000)]) {
      const visitor = world.counter.visitor();
      const answer = await sendStart(question, { ...asked, _idempotency: key }, visitor);
      expect(answer.status).toBe(422);
      expect(answer.body).toContain('À quelle heure ouvre la mairie');
    }
    // Of another procedure: the same browser’s, but not for this form.
    const visitor = world.counter.visitor();
    const other = hidden((await visitor.get(absence)).body, '_idempotency');
    expect((await sendStart(question, { ...asked, _idempotency: other }, visitor)).status).toBe(422);
    expect(await count('dossiers')).toBe(before);
  });

  test('a mark of the page that is not the kept one’s shows what is kept, and replaces nothing', async () => {
    const owner = await world.browser(world.people.visitor);
    const { path } = await world.draft('visitor');
    await owner.get(`${path}/fault`);
    for (const mark of ['x', 'm'.repeat(5000), hidden((await owner.get(`${path}/contact`)).body, '_mark')]) {
      const answer = await owner.post(`${path}/fault`, {
        fault: 'day',
        danger: 'no',
        details: 'Autre fenêtre',
        _mark: mark,
      });
      expect(answer.status).toBe(409);
      expect(answer.body).toContain('Autre fenêtre');
    }
    expect((await owner.get(`${path}/verifier`)).body).not.toContain('Autre fenêtre');
  });

  test('an old or absurd revision does not decide a dossier', async () => {
    const agent = await world.browser(world.people.agent);
    const dossier = await world.dossier('visitor');
    await agent.get(dossier.agentPath);
    for (const revision of ['0', '-1', '2', '1e3', 'x', '', '99999999999999999999']) {
      const answer = await agent.post(`${dossier.agentPath}/actes/answer`, {
        revision,
        answer: 'À neuf heures',
        seq: '1',
      });
      expect(answer.status, revision).toBe(409);
      expect(answer.body, revision).toContain('À neuf heures');
    }
    const owner = await world.browser(world.people.visitor);
    expect((await owner.get(dossier.path)).body).not.toContain('À neuf heures');
  });

  test('an act that the workflow does not open from here, or not to this person, is not done', async () => {
    const agent = await world.browser(world.people.agent);
    const owner = await world.browser(world.people.visitor);
    const dossier = await world.dossier('visitor', 'street-light');
    await agent.get(dossier.agentPath);
    await owner.get(dossier.path);
    // The applicant's own act, one of the system, one of another state, none at all.
    for (const act of ['withdraw', 'applicant-answered', 'postpone', 'reopen', 'nothing', '__proto__']) {
      const answer = await agent.post(`${dossier.agentPath}/actes/${act}`, {
        revision: '1',
        planned_for: '2027-01-01',
        reason: 'x',
      });
      expect([404, 409, 422], act).toContain(answer.status);
    }
    for (const act of ['plan', 'finish', 'reopen', 'nothing', '__proto__']) {
      expect((await owner.post(`${dossier.path}/actes/${act}`, { _revision: '1' })).status, act).toBe(404);
    }
    expect((await owner.get(dossier.path)).body).toContain('Reçu');
  });
});

describe('drafts', () => {
  test('one whose time is over says so and what to do; its owner alone is told', async () => {
    const { path } = await world.draft('visitor', new Date('2026-11-01'));
    const owner = await world.browser(world.people.visitor);
    await owner.get('/suivi');
    for (const answer of [
      await owner.get(`${path}/fault`),
      await owner.get(`${path}/verifier`),
      await owner.post(`${path}/verifier`),
      await owner.post(`${path}/fault`, { fault: 'out' }),
    ]) {
      expect(answer.status).toBe(410);
      expect(answer.body).toContain('expiré');
      expect(answer.body).toContain('href="/vernon/demarches');
    }
    const stranger = await world.browser(world.people.stranger);
    expect((await stranger.get(`${path}/fault`)).status).toBe(404);
  });

  test('pages that are posted directly, unknown, or of another form', async () => {
    const owner = await world.browser(world.people.visitor);
    const { path } = await world.draft('visitor');
    await owner.get(`${path}/fault`);
    for (const page of ['nothing', '__proto__', 'absence', 'message', '%00', '..', 'VERIFIER']) {
      expect((await owner.get(`${path}/${page}`)).status, page).toBe(404);
      expect((await owner.post(`${path}/${page}`, { fault: 'out' })).status, page).toBe(404);
    }
    expect((await owner.get(`${path}/fault`)).status).toBe(200);
  });

  test('a page that was never filled in is asked for, whatever is sent at the end', async () => {
    const visitor = world.counter.visitor();
    const before = await count('dossiers');
    const started = await sendStart(absence, dates(later, ['20', '3', '2027']), visitor);
    expect(started.status).toBe(303);
    const path = started.location?.replace(/\/[a-z]+$/, '') ?? '';
    const sent = await visitor.post(`${path}/verifier`, {
      given_names: 'Zoé',
      answers: '{}',
      completed_pages: 'home,people,you',
    });
    expect(sent.status).toBe(303);
    expect(sent.location).toMatch(/\/home/);
    expect((await visitor.get(`${path}/you`)).location).toMatch(/\/home/);
    expect(await count('dossiers')).toBe(before);
  });

  test('sent twice at once, from two windows, they make one dossier', async () => {
    const before = await count('dossiers');
    const owner = await world.browser(world.people.visitor);
    const { path } = await world.draft('visitor');
    await owner.get(`${path}/verifier`);
    const sent = await Promise.all(Array.from({ length: 4 }, () => owner.post(`${path}/verifier`)));
    expect(new Set(sent.map((answer) => `${answer.status} ${answer.location}`)).size).toBe(1);
    expect(sent[0]?.location).toMatch(/\/recu$/);
    expect(await count('dossiers')).toBe(before + 1);
    // Erased in one window while it is sent from the other: one of the two, and no error of ours.
    const other = await world.draft('visitor');
    await owner.get(`${other.path}/verifier`);
    const race = await Promise.all([owner.post(`${other.path}/verifier`), owner.post(`${other.path}/effacer`)]);
    for (const answer of race) expect([303, 404]).toContain(answer.status);
  });
});

test('a form of one page sent many times at once makes one dossier', async () => {
  const visitor = world.counter.visitor();
  const page = await visitor.get(question);
  const fields = { ...asked, _idempotency: hidden(page.body, '_idempotency') };
  const before = await count('dossiers');
  const sent = await Promise.all(Array.from({ length: 5 }, () => visitor.post(question, fields)));
  expect(new Set(sent.map((answer) => answer.location)).size).toBe(1);
  expect(await count('dossiers')).toBe(before + 1);
});

describe('files', () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 0x90)]);

  test.each<[string, string, Buffer, RegExp]>([
    [
      'a web page named .pdf',
      'facture.pdf',
      Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>'),
      /page web/,
    ],
    ['a program named .jpg', 'photo.jpg', program, /programme|n’est pas d’un type accepté/],
    ['a script named .png', 'photo.png', Buffer.from('#!/bin/sh\nrm -rf /\n'), /programme|n’est pas d’un type accepté/],
    [
      'a drawing with a script',
      'dessin.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      /page web|type accepté/,
    ],
    [
      'an archive',
      'photos.zip',
      Buffer.from('504b0304140000000000000000000000000000000000000000000000', 'hex'),
      /archive|type accepté/,
    ],
    [
      'a PDF that starts a program',
      'a.pdf',
      Buffer.from('%PDF-1.4\n1 0 obj<</OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\n%%EOF'),
      /programme/,
    ],
    ['an empty file', 'vide.pdf', Buffer.alloc(0), /vide/],
  ])('%s is refused at the field, and the rest of the form is kept', async (_what, name, content, says) => {
    const visitor = world.counter.visitor();
    const page = await visitor.get(question);
    const before = await count('dossiers');
    const answer = await visitor.postFiles(question, { ...asked, _idempotency: hidden(page.body, '_idempotency') }, [
      { field: 'attachments', name, content },
    ]);
    expect(answer.status).toBe(422);
    const [error] = errorsOf(answer);
    expect(error?.at).toBe('f-attachments');
    expect(error?.says).toMatch(says);
    expect(error?.says).toContain(name);
    expect(answer.body).toContain('À quelle heure ouvre la mairie');
    expect(await count('dossiers')).toBe(before);
  });

  test('one of 21 MB is read to its end and refused, the others are kept', async () => {
    const visitor = world.counter.visitor();
    const page = await visitor.get(question);
    const heavy = Buffer.concat([pdf, Buffer.alloc(21_000_000, 0x20)]);
    const answer = await visitor.postFiles(question, { ...asked, _idempotency: hidden(page.body, '_idempotency') }, [
      { field: 'attachments', name: 'lampe.png', content: png },
      { field: 'attachments', name: 'lourd.pdf', content: heavy },
    ]);
    expect(answer.status).toBe(422);
    expect(errorsOf(answer)[0]?.says).toMatch(/«.lourd\.pdf.» dépasse 20.Mo/);
    expect(answer.body).toContain('lampe.png');
    expect(answer.body).toContain('À quelle heure ouvre la mairie');
  });

  test('five hundred of them: as many as are allowed are kept, and the person is told', async () => {
    const visitor = world.counter.visitor();
    const page = await visitor.get(question);
    const before = await count('documents');
    const files = Array.from({ length: 500 }, (_, n) => ({ field: 'attachments', name: `${n}.png`, content: png }));
    const answer = await visitor.postFiles(
      question,
      { ...asked, _idempotency: hidden(page.body, '_idempotency') },
      files,
    );
    expect(answer.status).toBe(422);
    expect(errorsOf(answer)[0]?.says).toMatch(/3/);
    expect((await count('documents')) - before).toBeLessThanOrEqual(3);
    const flood = Array.from({ length: 700 }, (_, n) => ({ field: 'attachments', name: `${n}.png`, content: png }));
    const refused = await visitor.postFiles(
      question,
      { ...asked, _idempotency: hidden(page.body, '_idempotency') },
      flood,
    );
    expect(refused.status).toBe(413);
    expect(refused.body).toContain('trop volumineux');
  });

  test('files of agents are checked as well', async () => {
    const agent = await world.browser(world.people.agent);
    const dossier = await world.dossier('visitor');
    await agent.get(dossier.agentPath);
    for (const [name, content] of [
      ['page.pdf', Buffer.from('<html><script>1</script></html>')],
      ['photo.jpg', program],
      ['vide.pdf', Buffer.alloc(0)],
    ] as const) {
      for (const [part, field] of [
        ['pieces', 'document'],
        ['messages', 'documents'],
      ] as const) {
        const answer = await agent.postFiles(`${dossier.agentPath}/${part}`, { message: 'Voici la pièce.' }, [
          { field, name, content },
        ]);
        expect(answer.status, `${part} ${name}`).toBe(422);
        expect(answer.body, `${part} ${name}`).toContain(name);
      }
    }
    expect((await agent.get(dossier.agentPath)).body).not.toContain('Voici la pièce.');
  });

  test('one for a field that takes none, or that does not exist', async () => {
    const owner = await world.browser(world.people.visitor);
    const { path } = await world.draft('visitor');
    await owner.get('/suivi');
    const file = [{ field: 'file', name: 'lampe.png', content: png }];
    for (const query of [
      '',
      '?page=place',
      '?champ=photos',
      '?page=fault&champ=photos',
      '?page=place&champ=lamp_number',
      '?page=__proto__&champ=constructor',
      '?page=place&champ=photos.0.x',
    ]) {
      expect((await owner.postFiles(`${path}/fichiers${query}`, {}, file)).status, query).toBe(404);
    }
    const missing = await owner.postFiles(`${path}/fichiers?page=place&champ=photos`, {}, []);
    expect(missing.status).toBe(400);
  });
});

describe('addresses', () => {
  const unknown = [
    '/vernon/dossiers/x',
    `/vernon/dossiers/${nothing}`,
    `/vernon/dossiers/${nothing.toUpperCase()}`,
    `/vernon/brouillons/${nothing}`,
    '/vernon/brouillons/1/fault',
    '/vernon/demarches/nothing',
    '/vernon/demarches/nothing/commencer',
    '/nowhere',
    '/nowhere/demarches',
    '/nowhere/demarches/question-a-la-mairie/commencer',
    `/nowhere/dossiers/${nothing}`,
    '/themes/nothing',
    '/evenements/nothing',
    '/verifier/x',
    '/reinitialiser/x',
    '/reprendre/x',
    '/reprendre/C27681.x',
    '/demo/messages/x',
    '/theme/x.css',
    '/theme/C99999.css',
    '/demo/tuiles/99/0/0.svg',
    '/demo/tuiles/x/y/z',
    '/agents/invitation/x',
    '/Vernon',
    '/vernon/../agents/%2e%2e/nothing',
  ];
  test.each(unknown)('%s is no page, and says where to go', async (path) => {
    const answer = await world.counter.visitor().get(path);
    expect(answer.status).toBe(404);
    if (!path.startsWith('/theme/') && !path.startsWith('/demo/tuiles')) {
      expect(answer.body).toContain('<html lang="fr"');
      expect(answer.body).toMatch(/<h1[^>]*>[^<]{5,}/);
    }
  });

  test('one of the agents’ side, when signed in', async () => {
    const agent = await world.browser(world.people.agent);
    const administrator = await world.browser(world.people.administrator);
    for (const path of ['x', nothing]) expect((await agent.get(`/agents/dossiers/vernon/${path}`)).status).toBe(404);
    expect((await agent.get(`/agents/dossiers/nowhere/${nothing}`)).status).toBe(404);
    for (const path of ['agents/x', `agents/${nothing}`, 'services/x', `services/${nothing}`]) {
      expect((await administrator.get(`/agents/equipe/${path}`)).status, path).toBe(404);
    }
    // A team member or a colleague that is somebody else's.
    const foreign = world.people['administrator of another authority'].agent?.id ?? '';
    await administrator.get('/agents/equipe');
    const team = await world.team();
    expect(
      (await administrator.post(`/agents/equipe/services/${team}/membres`, { agent: foreign, act: 'add' })).status,
    ).toBe(404);
    expect((await administrator.get(`/agents/equipe/agents/${foreign}`)).status).toBe(404);
  });

  test('a link that was used, replaced or made for something else opens nothing', async () => {
    const visitor = world.counter.visitor();
    const reset = await world.token('reset-password');
    for (const path of ['/verifier', '/agents/reinitialiser', '/agents/invitation']) {
      const answer = await visitor.get(`${path}/${reset}`);
      expect(answer.status, path).not.toBe(200);
      expect(answer.body, path).not.toContain('type="password"');
    }
    const fields = { 'new-password': 'Neuf cruches 4 bancs ?', 'repeat-password': 'Neuf cruches 4 bancs ?' };
    expect((await visitor.get(`/reinitialiser/${reset}`)).status).toBe(200);
    expect((await visitor.post(`/reinitialiser/${reset}`, fields)).status).toBe(303);
    const again = await visitor.post(`/reinitialiser/${reset}`, fields);
    expect(again.status).not.toBe(303);
  });
});

describe('requests that no page of ours makes', () => {
  interface Raw {
    readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS' | 'HEAD';
    readonly url: string;
    readonly type?: string;
    readonly payload?: string | Buffer;
  }

  async function ask({ method = 'POST', url, type, payload }: Raw, visitor = world.counter.visitor()) {
    await visitor.get('/suivi');
    return world.counter.server.inject({
      method,
      url,
      headers: {
        'accept-language': 'fr',
        accept: 'text/html',
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      cookies: { parvis_visitor: visitor.cookie('parvis_visitor') ?? '' },
      ...(payload === undefined ? {} : { payload }),
    });
  }

  test('a method that a page does not have', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      for (const url of ['/', '/suivi', '/agents', question, `/vernon/dossiers/${nothing}`]) {
        const answer = await ask({ method, url, type: 'application/x-www-form-urlencoded', payload: 'a=1' });
        expect(answer.statusCode, `${method} ${url}`).toBe(404);
        expect(answer.body, `${method} ${url}`).toContain('Page introuvable');
      }
    }
    expect((await ask({ url: '/', type: 'application/x-www-form-urlencoded', payload: '' })).statusCode).toBe(404);
    expect((await ask({ method: 'GET', url: '/deconnexion' })).statusCode).toBe(404);
  });

  test('a body that is no form', async () => {
    for (const [type, payload] of [
      ['application/json', '{"code":[5],"_csrf":{"a":1}}'],
      ['application/json', '{"__proto__":{"x":1}}'],
      ['application/json', '{'],
      ['text/plain', 'code=2'],
      ['text/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
      ['application/octet-stream', '\u0000\u0001'],
      ['', 'x'],
      ['nothing', 'x'],
      ['application/x-www-form-urlencoded; charset=utf-7', '+ADw-script+AD4-'],
    ] as const) {
      for (const url of ['/suivi', question, '/connexion']) {
        const answer = await ask({ url, type, payload });
        expect([400, 403, 415], `${type} ${url}`).toContain(answer.statusCode);
        expect(answer.body, `${type} ${url}`).toContain('<html lang="fr"');
      }
    }
  });

  test('a multipart body that is broken', async () => {
    const visitor = world.counter.visitor();
    const token = hidden((await visitor.get('/suivi')).body, '_csrf');
    const part = (name: string, value: string) =>
      `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const own = part('_csrf', token);
    for (const [what, type, payload] of [
      ['no boundary', 'multipart/form-data', `${own}--b--`],
      ['another boundary', 'multipart/form-data; boundary=c', `${own}--b--`],
      ['no end', 'multipart/form-data; boundary=b', own],
      [
        'no end of a file',
        'multipart/form-data; boundary=b',
        `${own}--b\r\ncontent-disposition: form-data; name="attachments"; filename="a.png"\r\n\r\nabc`,
      ],
      ['no name', 'multipart/form-data; boundary=b', `${own}--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b--`],
      ['no headers', 'multipart/form-data; boundary=b', `${own}--b\r\n\r\nx\r\n--b--`],
      ['nothing', 'multipart/form-data; boundary=b', ''],
      [
        'a name of the prototype',
        'multipart/form-data; boundary=b',
        `${own}${part('__proto__', 'x')}${part('constructor', 'y')}--b--`,
      ],
      [
        'three thousand fields',
        'multipart/form-data; boundary=b',
        `${own}${Array.from({ length: 3000 }, (_, n) => part(`f${n}`, 'x')).join('')}--b--`,
      ],
      [
        'the token after the file',
        'multipart/form-data; boundary=b',
        `--b\r\ncontent-disposition: form-data; name="attachments"; filename="a.png"\r\n\r\nabc\r\n${own}--b--`,
      ],
    ] as const) {
      const answer = await ask({ url: question, type, payload }, visitor);
      expect(answer.statusCode, what).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode, what).toBeLessThan(500);
      expect(answer.body, what).toContain('<html lang="fr"');
    }
  });

  test('a body over its limit', async () => {
    const answer = await ask({
      url: '/suivi',
      type: 'application/x-www-form-urlencoded',
      payload: `code=${'2'.repeat(1_100_000)}`,
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('trop volumineux');
    const form = await ask({
      url: question,
      type: 'application/x-www-form-urlencoded',
      payload: `message=${'2'.repeat(5_000_000)}`,
    });
    expect(form.statusCode).toBe(413);
    expect(form.body).toContain('trop volumineux');
  });

  test('queries that are deep, huge, doubled or meaningless', async () => {
    const visitor = world.counter.visitor();
    for (const query of [
      'q[a][b][c][d]=1',
      `${'q[]=1&'.repeat(2000)}`,
      `q=${'a'.repeat(8000)}`,
      'q=a&q=b&q=c',
      'q',
      '=',
      '&&&',
      'q=%',
      'q=%E0%A4%A',
      'q=%00',
      '__proto__[x]=1&constructor=1',
      'lang=de',
      'lang=fr&lang=en',
      'lang=__proto__',
      'commune=99999&code=99999',
      'page=-1',
      'page=99999999999',
      'code=2A004',
    ]) {
      for (const path of [
        '/',
        '/recherche',
        '/vernon',
        '/suivi',
        '/connexion',
        '/api/communes',
        '/api/adresses',
        '/demo/messages',
        question,
      ]) {
        const answer = await visitor.get(`${path}?${query}`);
        expect(answer.status, `${path}?${query.slice(0, 40)}`).toBeLessThan(400);
      }
    }
    expect((await world.counter.visitor().get('/?lang=de')).body).toContain('<html lang="fr"');
  });

  test('a code that nobody has, or that is mistyped, is said at its field and stays there', async () => {
    const visitor = world.counter.visitor();
    await visitor.get('/suivi');
    for (const code of ['2222-2222-222', 'XXXX-XXXX-XXX', '123', 'é'.repeat(11)]) {
      const answer = await visitor.post('/suivi', { code });
      expect(answer.status).toBe(422);
      expect(errorsOf(answer)).toEqual([{ at: 'code', says: expect.stringContaining('Vérifiez') }]);
      expect(answer.body).toContain(`value="${code}"`);
    }
    const missing = await visitor.post('/suivi', { code: '' });
    expect(missing.status).toBe(422);
    expect(errorsOf(missing)[0]?.at).toBe('code');
  });
});
