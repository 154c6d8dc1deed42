import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Documents that say which test tries what: `path` › title. */
const documents = ['docs/threat-model.md', 'docs/openid-conformance.md', 'docs/security.md'];

function namedTests(document: string): { file: string; title: string }[] {
  const text = readFileSync(document, 'utf8');
  return [...text.matchAll(/`([\w./-]+\.test\.tsx?)` › (.+?)(?=<br>| \||$)/gm)].map(([, file = '', title = '']) => ({
    file,
    title: title.trim(),
  }));
}

test.each(documents)('%s names tests that exist', (document) => {
  const named = namedTests(document);
  expect(named.length).toBeGreaterThan(20);
  const missing = named.filter(({ file, title }) => {
    try {
      return !readFileSync(file, 'utf8').includes(`'${title}'`);
    } catch {
      return true;
    }
  });
  expect(missing).toEqual([]);
});

test('the threat model names every attack of the list that the product was ordered with', () => {
  const text = readFileSync('docs/threat-model.md', 'utf8');
  for (const attack of [
    'session fixation',
    'forged sign-in (CSRF)',
    'forged linking (CSRF)',
    'open redirect',
    'mix-up of providers',
    'replay',
    'token of another client',
    'takeover by an unverified address',
    'enumeration by time',
    'brute force over many accounts',
    'helper who reaches outside the mandate',
    'ex-spouse who reads what is not theirs',
    'agent whose delegation ended a second ago',
    'authority that tries to join two pseudonyms',
  ])
    expect(text).toContain(`| ${attack}`);
});

/** Levels 1 and 2 of OWASP ASVS 5.0.0, by chapter. */
const requirements = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

test('each requirement of OWASP ASVS has one verdict, with a test or a reason, and the verdicts are counted', () => {
  const text = readFileSync('docs/security.md', 'utf8');
  const lines = [...text.matchAll(/^\| (\d+)\.\d+\.\d+ \|.*$/gm)];
  const rows = lines.map(([line]) => /^\| (\S+) \| [^|]+ \| ([a-z ]+) \| \S.* \|$/.exec(line)?.slice(1) ?? [line]);
  expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
  expect(requirements.map((_, at) => lines.filter(([, chapter]) => chapter === String(at + 1)).length)).toEqual(
    requirements,
  );
  const counts = ['held', 'held in part', 'not applicable', 'not held'].map(
    (verdict) => `${rows.filter(([, said]) => said === verdict).length} ${verdict}`,
  );
  expect(text).toContain(`Of ${rows.length} requirements: ${counts.join(', ')}.`);
});
