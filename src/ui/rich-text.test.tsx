import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { RichText } from './rich-text.tsx';

const render = (text: string) => renderToString(<RichText text={text} />);

test('paragraphs, lists, headings, bold and links', () => {
  const html = render(
    '## Où ?\nÀ la **mairie**,\nou [en ligne](/demarches).\n\n- le matin\n- le soir,\n  sur demande\n\nFin.',
  );
  expect(html).toBe(
    '<h2 class="govuk-heading-m">Où ?</h2>' +
      '<p class="govuk-body">À la <strong>mairie</strong>, ou <a class="govuk-link" href="/demarches">en ligne</a>.</p>' +
      '<ul class="govuk-list govuk-list--bullet"><li>le matin</li><li>le soir, sur demande</li></ul>' +
      '<p class="govuk-body">Fin.</p>',
  );
});

test('headings begin at the level of the page', () => {
  expect(renderToString(<RichText text={'## Un\n### Deux'} headingLevel={3} />)).toBe(
    '<h3 class="govuk-heading-m">Un</h3><h4 class="govuk-heading-s">Deux</h4>',
  );
});

test('HTML is shown, not obeyed', () => {
  expect(render('<script>alert(1)</script> **<b>**')).toBe(
    '<p class="govuk-body">&lt;script>alert(1)&lt;/script> <strong>&lt;b></strong></p>',
  );
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert`1`',
  'data:text/html,x',
  '//evil.example',
  '/\\evil.example',
  'vbscript:x',
])('the link to %s stays text', (address) => {
  expect(render(`[cliquez](${address})`)).not.toContain('<a');
});

test('quotes in an address cannot close the attribute', () => {
  expect(render('[a](/x"onmouseover="alert)')).toContain('href="/x&quot;onmouseover=&quot;alert"');
});

test('whatever the text, only the six known elements come out', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    '&',
    '**',
    '[a](',
    '](/x)',
    ')',
    '\n',
    '\n\n',
    '- ',
    '## ',
    '### ',
    'mot',
    '/',
    'javascript:',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const tags = [...render(pieces.join('')).matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag);
      expect(tags.filter((tag) => !['p', 'ul', 'li', 'strong', 'a', 'h2', 'h3'].includes(tag ?? ''))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
