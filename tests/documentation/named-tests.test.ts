import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Documents that say which test tries what: `path` › title. */
const documents = ['docs/threat-model.md', 'docs/openid-conformance.md'];

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
