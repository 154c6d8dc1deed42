import type { Random } from '../../../chaos/random.ts';
import { hostileValues } from '../hostile-values.ts';

/** What is sent as it is when it is bytes; text may hold half characters, which go out as the three bytes of each. */
export type Value = string | Buffer;

const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);

/** Beside `hostileValues`: what readers of JSON, YAML, CEL, dates, numbers and bytes choke on. */
const more: readonly Value[] = [
  deep('[', ']', 5000),
  deep('{"a":', '1}', 3000).replace(/1\}$/, '1}'),
  '{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}',
  '{"street":[1,2],"postcode":{"$ne":null},"city":null,"citycode":27681,"lat":"1e999","lon":NaN}',
  '{"street":"\\u0000","postcode":"\\ud800","city":"x","citycode":"27681","lat":1e308,"lon":-1e308}',
  '[[[],{}],null,true,1e999]',
  'null',
  'true',
  'NaN',
  'Infinity',
  '-0',
  '1e-400',
  '0x7fffffff',
  '2147483648',
  '9223372036854775808',
  '9007199254740993',
  '-9223372036854775809',
  '1,5e3',
  '٣٤٥',
  '1'.repeat(400),
  '0000-00-00',
  '-000001-01-01',
  '+275760-09-13',
  '9999999-12-31',
  '2026-W53-7',
  '24:60:60',
  'a: &a ["x","x"]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]',
  '!!js/function "function(){}"',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
  'size(answers) > 0 ? [1].map(x, [1].map(y, x)) : "a".matches("(a+)+$")',
  '(a+)+$',
  '[[:alpha:]',
  '(?<n>a)\\k<n>',
  'a{1,99999}',
  `matches(value, "${'(a*)*'.repeat(50)}")`,
  '{{1357*2468}}<%= 1357*2468 %>#set($x=7)',
  '\\x27 UNION SELECT NULL,NULL,NULL --',
  "1'; SELECT pg_sleep(0); --",
  '$1 $2 $$ $body$',
  '\ud83d',
  '\udc00\ud800',
  '\u200b\u200d\ufeff\u2028\u2029',
  '\u0000a\u0000b',
  '\u001b[2J\u0085',
  '%s%n%d%x',
  '..\\..\\windows\\win.ini',
  '....//....//etc/passwd',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  'https://user:pass@evil.example:99999/',
  'https://[::1]:80/',
  'mailto:a@b.fr?bcc=c@d.fr',
  '"a b"@example.fr',
  `${'a'.repeat(64)}@${'b.'.repeat(120)}fr`,
  'zoé@exämple.fr',
  'a@b.fr, c@d.fr',
  '=HYPERLINK("http://evil.example")',
  '@SUM(1+1)*cmd|" /C calc"!A0',
  '<svg/onload=alert(1)>',
  `'"><b id=intruder>`,
  '"><script>alert(1)</script>',
  '</title></textarea><script>alert(1)</script>',
  '{{applicant.name}}{{#each}}{{/if}}{{{x}}}',
  '[lien](javascript:alert(1)) ![x](data:text/html,x)',
  '**'.repeat(3000),
  '[('.repeat(3000),
  '- '.repeat(3000),
  '> '.repeat(3000),
  'Z\u0351\u0363\u035f'.repeat(300),
  'I\u0307ß\ufb03İ',
  'x'.repeat(66_000),
  Buffer.from([0xff, 0xfe, 0x00, 0x41]),
  Buffer.from([0xc0, 0xaf, 0xc0, 0xae]),
  Buffer.from([0xf4, 0x90, 0x80, 0x80]),
  Buffer.from([0xe2, 0x82]),
];

/** Things that pass a first look, so that what comes after it is tried too. */
const plausible: readonly string[] = [
  'yes',
  'no',
  'on',
  '1',
  '2',
  '0',
  '12',
  '3.5',
  '2026-12-01',
  '2026-12-01T10:00',
  '2026-12',
  '10:30',
  'C27681',
  '27681',
  '27200',
  'question',
  'agent',
  'add',
  'remove',
  'save',
  'up',
  'fr',
  'text',
  'choice',
  'zoe.martin@example.fr',
  '0612345678',
  'FR7630006000011234567890189',
  '0197f000-0000-7000-8000-000000000001',
  'Bonjour',
  'https://exemple.fr/',
];

const huge = 'x'.repeat(1_000_000);

export function hostileValue(random: Random): Value {
  const draw = random.next();
  if (draw < 0.004) return huge;
  if (draw < 0.45) return random.pick(hostileValues);
  if (draw < 0.9) return random.pick(more);
  return scrambled(random);
}

export const plausibleValue = (random: Random): string => random.pick(plausible);

/** Text of any characters, the forbidden ones included. */
function scrambled(random: Random): string {
  const alphabets = [
    '\u0000\u0001\n\r\t\u007f\u0080',
    '\'"<>&;%=\\/{}[]()',
    'éàœßİﬁ漢字🎉',
    '\ud800\udfff\u202e\ufeff',
    'aZ09-_. ',
  ];
  let text = '';
  const length = Math.floor(random.between(1, 60));
  for (let n = 0; n < length; n += 1) {
    const alphabet = random.pick(alphabets);
    text += alphabet[Math.floor(random.next() * alphabet.length)] ?? '';
  }
  return text;
}

/** The bytes of a value; half a character is what a broken program sends for it. */
export function bytesOf(value: Value): Buffer {
  if (typeof value !== 'string') return value;
  if (value.isWellFormed()) return Buffer.from(value);
  const parts: Buffer[] = [];
  for (const character of value) {
    const code = character.charCodeAt(0);
    const isHalf = character.length === 1 && code >= 0xd800 && code <= 0xdfff;
    parts.push(
      isHalf
        ? Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)])
        : Buffer.from(character),
    );
  }
  return Buffer.concat(parts);
}

/** A value with each byte that needs it in percents, as an address or a form carries it. */
export function escaped(value: Value): string {
  let text = '';
  for (const byte of bytesOf(value)) {
    const character = String.fromCharCode(byte);
    text += /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}
