import { expect, test } from 'vitest';
import { plainWords, richWords } from './rich-words.ts';

test.each([
  ['Bonjour', 'Bonjour'],
  ['<p>Un</p><p>Deux</p>', 'Un\n\nDeux'],
  ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
  ['<strong>Gras</strong> et <a href="https://x.fr/a">lien</a>', '**Gras** et [lien](https://x.fr/a)'],
  ['<a href="javascript:alert(1)">lien</a>', 'lien'],
  ['<h3>Titre</h3><p>texte</p>', '## Titre\n\ntexte'],
  ['caf&eacute; &#233; &amp; th&#xE9;', 'café é & thé'],
  ['<script>alert(1)</script>fin<style>p{}', 'fin'],
  ['a<br/>b', 'a\nb'],
])('%s', (html, words) => {
  expect(richWords(html)).toBe(words);
});

test('labels are on one line', () => {
  expect(plainWords('<p>Un\n<b>mot</b></p>\n')).toBe('Un mot');
});
