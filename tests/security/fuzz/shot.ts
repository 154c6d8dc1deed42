import type { Random } from '../../../chaos/random.ts';
import { type HostileFile, hostileFile } from './files.ts';
import { bytesOf, escaped, hostileValue, plausibleValue, type Value } from './values.ts';

/** A request as it goes to the server. */
export interface Shot {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly payload?: Buffer | undefined;
  /** What was done to it, in a word. */
  readonly kind: string;
}

/** What is known of a page or an act before anything is done to it. */
export interface Aim {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Places of its segments that are parameters. */
  readonly params: readonly number[];
  readonly query: readonly string[];
  /** What makes it hold. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names that it reads, with the values offered for each. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly string[];
  readonly multipart: boolean;
}

type Pair = readonly [name: Value, value: Value];

const strangeNames: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__proto__[x]',
  '',
  'a[b][c]',
  '__add:',
  '__remove:x:99999999',
  '__remove:x:-1',
  '__add:__proto__',
  '_page',
  '_action',
  '_later',
  '_mark',
  '_idempotency',
  'revision',
  'seq',
  'act',
];

/** A request made of this one with something hostile in it; the same draws make the same request. */
export function makeShot(aim: Aim, token: string, random: Random): Shot {
  const draw = random.next();
  if (aim.params.length > 0 && draw < (aim.method === 'GET' ? 0.4 : 0.1)) return inPath(aim, token, random);
  if (draw < (aim.method === 'GET' ? 0.8 : 0.2)) return inQuery(aim, token, random);
  if (draw < (aim.method === 'GET' ? 0.97 : 0.27)) return inHeaders(aim, token, random);
  if (draw > 0.9) return strangeBody(aim, token, random);
  if (aim.method === 'GET') return { ...plain(aim, token), method: 'POST', kind: 'method' };
  const pairs = hostilePairs(aim, token, random);
  if (aim.multipart ? random.next() < 0.85 : random.next() < 0.06) return inParts(aim, pairs, random);
  return urlencoded(aim, pairs, 'fields');
}

function plain(aim: Aim, token: string): Shot {
  const { method, path: url } = aim;
  if (method === 'GET') return { method, url, headers: {}, kind: 'plain' };
  const pairs: Pair[] = [['_csrf', token], ...Object.entries(aim.fields)];
  return aim.multipart ? { ...parts(aim, pairs, []), kind: 'plain' } : urlencoded(aim, pairs, 'plain');
}

function inPath(aim: Aim, token: string, random: Random): Shot {
  const [path = '', query] = aim.path.split('?');
  const segments = path.split('/');
  const chosen = random.pick(aim.params);
  for (const place of aim.params)
    if (place === chosen || random.next() < 0.2) segments[place] = escaped(shortValue(random));
  const url = segments.join('/') + (query === undefined ? '' : `?${query}`);
  return { ...plain(aim, token), url, kind: 'address' };
}

/** Node itself refuses longer addresses. */
function shortValue(random: Random): Value {
  const value = hostileValue(random);
  return typeof value === 'string' ? value.slice(0, 600) : value;
}

function inQuery(aim: Aim, token: string, random: Random): Shot {
  const [path = '', known] = aim.path.split('?');
  const pairs = known === undefined || random.next() < 0.3 ? [] : [known];
  const names = [...aim.query, 'lang', 'suite', 'q', 'page', ...strangeNames];
  const count = Math.ceil(random.between(0, 6));
  for (let n = 0; n < count; n += 1) {
    // Those that the page is known to read come first.
    const name = aim.query.length > 0 && random.next() < 0.7 ? random.pick(aim.query) : random.pick(names);
    const value = random.next() < 0.2 ? plausibleValue(random) : shortValue(random);
    const shape = random.next();
    if (shape < 0.75) pairs.push(`${escaped(name)}=${escaped(value)}`);
    else if (shape < 0.85) pairs.push(`${escaped(name)}[]=${escaped(value)}&${escaped(name)}[a][b]=${escaped(value)}`);
    else if (shape < 0.95)
      pairs.push(`${escaped(name)}=${escaped(plausibleValue(random))}&${escaped(name)}=${escaped(value)}`);
    else
      pairs.push(
        random.pick([
          '%',
          '%E0%A4%A',
          '&&&',
          '=',
          `${escaped(name)}`,
          `${escaped(name)}=%`,
          '%00=%00',
          '+=+',
          '?',
          '#',
        ]),
      );
  }
  return { ...plain(aim, token), url: `${path}?${pairs.join('&')}`.slice(0, 12_000), kind: 'query' };
}

const oddHeaders: readonly ((random: Random) => [string, string])[] = [
  () => ['accept', 'application/json'],
  () => ['accept', ''],
  () => ['accept', ',;q=9,*/*;q=a'],
  (random) => [
    'accept-language',
    random.pick(['', 'x'.repeat(8000), 'en;q=1e999', '*', 'zz-ZZ;q=0', ',,,;;;', 'en-US-x-private-'.repeat(200)]),
  ],
  (random) => [
    'accept-encoding',
    random.pick(['', 'br;q=0', 'identity;q=0, *;q=0', 'gzip,'.repeat(500), 'zstd, br', ';;;']),
  ],
  (random) => [
    'host',
    random.pick(['', 'evil.example', 'a b', '[::1', 'x'.repeat(300), '127.0.0.1:99999', '"><script>', '..', 'é']),
  ],
  (random) => ['x-forwarded-for', random.pick(['', '::::', '999.999.999.999', '127.0.0.1, '.repeat(200), 'é'])],
  (random) => ['x-forwarded-host', random.pick(['evil.example', 'a b', ''])],
  (random) => ['x-forwarded-proto', random.pick(['javascript', 'https', '', 'https,http'])],
  (random) => ['forwarded', random.pick(['for="_x";host=evil', ';;;='])],
  (random) => [
    'user-agent',
    random.pick(['', 'x'.repeat(9000), '\u00e9\u00ff', '<script>alert(1)</script>', "' OR 1=1 --"]),
  ],
  (random) => ['referer', random.pick(['', 'javascript:alert(1)', 'http://[', 'x'.repeat(5000)])],
  (random) => ['origin', random.pick(['null', 'https://evil.example', ''])],
  (random) => ['sec-fetch-site', random.pick(['cross-site', '', 'none', 'x'])],
  (random) => [
    'range',
    random.pick(['bytes=0-', 'bytes=-1', 'bytes=9-1', 'bytes=0-0,1-1,2-2', 'bytes=99999999999999999999-', 'x']),
  ],
  (random) => ['if-none-match', random.pick(['*', '"x"', 'W/', '"'.repeat(500)])],
  (random) => ['if-modified-since', random.pick(['', 'never', 'Thu, 01 Jan 1970 00:00:00 GMT', '9'.repeat(300)])],
  (random) => [
    'authorization',
    random.pick([
      'Basic',
      'Basic %%%',
      'Bearer ',
      `Bearer ${'x'.repeat(5000)}`,
      'Basic Og==',
      'Digest x',
      'DPoP a.b.c',
    ]),
  ],
  (random) => ['expect', random.pick(['100-continue', 'x'])],
  (random) => ['x-requested-with', random.pick(['XMLHttpRequest', ''])],
];

const cookieNames = [
  'parvis_lang',
  'parvis_flash',
  'parvis_suivi',
  'parvis_visitor',
  'parvis_session',
  'parvis_agent',
  'parvis_commune',
  '__proto__',
  'a',
];

function inHeaders(aim: Aim, token: string, random: Random): Shot {
  const shot = plain(aim, token);
  const headers: Record<string, string | string[]> = { ...shot.headers };
  const count = Math.ceil(random.between(0, 4));
  for (let n = 0; n < count; n += 1) {
    const [name, value] = random.pick(oddHeaders)(random);
    headers[name] = value;
  }
  if (random.next() < 0.4) headers.cookie = oddCookies(random);
  return { ...shot, headers, kind: 'headers' };
}

/** Comes after the cookies of the person, and in the place of those of the same name. */
function oddCookies(random: Random): string {
  const cookies: string[] = [];
  const count = Math.ceil(random.between(0, 5));
  for (let n = 0; n < count; n += 1)
    cookies.push(
      `${random.pick(cookieNames)}=${random.next() < 0.5 ? escaped(shortValue(random)) : random.pick(['', '%', '"', '%E0%A4%A', '=', 'a.b.c', '{}', 'j:{}', 's:x.y'])}`,
    );
  return cookies.join(random.pick(['; ', ';', ' ; ', ';;']));
}

/** What makes the act hold, with something hostile in some of its fields. */
function hostilePairs(aim: Aim, token: string, random: Random): Pair[] {
  const pairs: Pair[] = [['_csrf', token]];
  const names = new Set([...Object.keys(aim.fields), ...aim.inputs.keys()]);
  // Much or little of it is hostile: what comes after the checks is reached by little.
  const share = random.pick([0.05, 0.15, 0.4, 0.9]);
  // A button of many is pressed.
  const buttons = [...names].filter((name) => name.startsWith('__'));
  const pressed = buttons.length > 0 && random.next() < 0.3 ? random.pick(buttons) : undefined;
  for (const name of names) {
    if (name.startsWith('__') && name !== pressed) continue;
    const offered = aim.inputs.get(name) ?? [];
    const sound =
      aim.fields[name] ?? (offered.length > 0 && random.next() < 0.8 ? random.pick(offered) : plausibleValue(random));
    const draw = random.next();
    if (draw < share) pairs.push([name, hostileValue(random)]);
    else if (draw < share + 0.03) pairs.push([name, sound], [name, hostileValue(random)], [name, hostileValue(random)]);
    else if (draw < share + 0.05) pairs.push([`${name}[]`, hostileValue(random)], [`${name}[x]`, sound]);
    else if (draw < share + 0.08) continue;
    else pairs.push([name, sound]);
  }
  if (random.next() < 0.2) pairs.push([random.pick(strangeNames), hostileValue(random)]);
  if (random.next() < 0.05) pairs.push([hostileValue(random), hostileValue(random)]);
  return withinLimit(pairs);
}

/** One huge value is tried, several would only be refused for their length. */
function withinLimit(pairs: readonly Pair[]): Pair[] {
  let length = 0;
  return pairs.filter(([name, value]) => {
    const next = bytesOf(name).length + bytesOf(value).length * 3;
    if (length + next > 3_500_000) return false;
    length += next;
    return true;
  });
}

function urlencoded(aim: Aim, pairs: readonly Pair[], kind: string): Shot {
  return {
    method: aim.method,
    url: aim.path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: Buffer.from(pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&')),
    kind,
  };
}

const boundary = 'parvis-fuzz-boundary';

function inParts(aim: Aim, pairs: readonly Pair[], random: Random): Shot {
  const files: [string, HostileFile][] = [];
  const count = Math.floor(random.between(0, 3));
  for (let n = 0; n < count; n += 1)
    files.push([aim.files.length > 0 && random.next() < 0.9 ? random.pick(aim.files) : 'file', hostileFile(random)]);
  const shot = parts(aim, pairs, files);
  return random.next() < 0.15 ? { ...broken(shot, random), kind: 'broken parts' } : shot;
}

function parts(aim: Aim, pairs: readonly Pair[], files: readonly (readonly [string, HostileFile])[]): Shot {
  const quoted = (value: Value) =>
    Buffer.concat([
      Buffer.from('"'),
      Buffer.from(
        bytesOf(value)
          .toString('latin1')
          .replaceAll(/["\r\n]/g, '_'),
        'latin1',
      ),
      Buffer.from('"'),
    ]);
  const chunks: Buffer[] = [];
  for (const [name, value] of pairs)
    chunks.push(
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name=`),
      quoted(name),
      Buffer.from('\r\n\r\n'),
      bytesOf(value),
      Buffer.from('\r\n'),
    );
  for (const [field, { name, content }] of files)
    chunks.push(
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename=`),
      quoted(name),
      Buffer.from('\r\ncontent-type: application/pdf\r\n\r\n'),
      content,
      Buffer.from('\r\n'),
    );
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    method: aim.method,
    url: aim.path,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat(chunks),
    kind: 'parts',
  };
}

function broken(shot: Shot, random: Random): Shot {
  const payload = shot.payload ?? Buffer.alloc(0);
  const cut = payload.subarray(0, Math.floor(random.next() * payload.length));
  return random.pick<() => Shot>([
    () => ({ ...shot, payload: cut }),
    () => ({ ...shot, headers: { 'content-type': 'multipart/form-data' } }),
    () => ({ ...shot, headers: { 'content-type': 'multipart/form-data; boundary=' } }),
    () => ({ ...shot, headers: { 'content-type': `multipart/form-data; boundary=${'b'.repeat(300)}` } }),
    () => ({ ...shot, headers: { 'content-type': 'multipart/mixed; boundary=x' } }),
    () => ({ ...shot, payload: Buffer.from(payload.toString('latin1').replaceAll('\r\n', '\n'), 'latin1') }),
    () => ({
      ...shot,
      payload: Buffer.from(payload.toString('latin1').replaceAll('form-data', 'attachment'), 'latin1'),
    }),
    () => ({
      ...shot,
      payload: Buffer.from(payload.toString('latin1').replaceAll('name=', "name*=utf-8''%"), 'latin1'),
    }),
  ])();
}

/** A body that no form of ours sends. */
function strangeBody(aim: Aim, token: string, random: Random): Shot {
  const [type, payload] = random.pick<readonly [string, string | Buffer]>([
    ['application/json', '{"_csrf":{"a":1},"__proto__":{"x":1}}'],
    ['application/json', '['.repeat(100_000)],
    ['application/json', `{"_csrf":"${token}"}`],
    ['application/json', '{'],
    ['text/plain', `_csrf=${token}`],
    ['text/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ['application/octet-stream', Buffer.from([0, 1, 255])],
    ['', 'x'],
    ['x', 'x'],
    ['text/html;;;=', 'x'],
    ['application/x-www-form-urlencoded; charset=utf-7', `_csrf=${token}&a=+ADw-`],
    ['application/x-www-form-urlencoded; charset=x', `_csrf=${token}`],
    [
      'application/x-www-form-urlencoded',
      Buffer.concat([Buffer.from(`_csrf=${token}&a=`), Buffer.from([0xff, 0xfe, 0, 0xc0])]),
    ],
    ['application/x-www-form-urlencoded', `_csrf=${token}&_csrf=${token}`],
    ['application/x-www-form-urlencoded', `_csrf=${token}${'&a=b'.repeat(6000)}`],
    ['application/x-www-form-urlencoded', `_csrf=${token}&%=%&=&&a=%zz&%00=%00`],
    ['application/x-www-form-urlencoded', `_csrf=${token}${'&[a]'.repeat(200)}=1`],
    ['application/x-www-form-urlencoded', ''],
    ['multipart/form-data; boundary=b', ''],
    [
      'multipart/form-data; boundary=b',
      `--b\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n${'--b\r\n\r\n\r\n'.repeat(3000)}--b--`,
    ],
  ]);
  return {
    method: aim.method === 'GET' ? random.pick(['GET', 'POST']) : 'POST',
    url: aim.path,
    headers: type === '' ? {} : { 'content-type': type },
    payload: Buffer.isBuffer(payload) ? payload : Buffer.from(payload),
    kind: 'strange body',
  };
}
