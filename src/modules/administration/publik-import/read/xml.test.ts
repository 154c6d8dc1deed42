import fc from 'fast-check';
import { expect, test } from 'vitest';
import { childFlag, childText, findChild, listTexts, parseXml, UnreadableXmlError, xmlLimits } from './xml.ts';

test('elements, attributes, text, CDATA, comments and references are read', () => {
  const root = parseXml(
    `<?xml version="1.0"?><!-- ; --><a x='1 &amp; 2'><b>caf&#233; &lt;3</b><c><![CDATA[<p>&amp;</p>]]></c><d/></a>\n`,
  );
  expect(root.name).toBe('a');
  expect(root.attributes.get('x')).toBe('1 & 2');
  expect(childText(root, 'b')).toBe('café <3');
  expect(childText(root, 'c')).toBe('<p>&amp;</p>');
  expect(childText(root, 'd')).toBeUndefined();
  expect(findChild(root, 'e')).toBeUndefined();
});

test.each([
  ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'xml-doctype'],
  ['an outside document type', '<!doctype a SYSTEM "file:///etc/passwd"><a/>', 'xml-doctype'],
  ['entities inside entities', '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>', 'xml-doctype'],
  ['an unknown entity', '<a>&nbsp;</a>', 'xml-doctype'],
  ['an element that is not closed', '<a><b></a>', 'xml-malformed'],
  ['nothing closed', '<a>', 'xml-malformed'],
  ['two roots', '<a/><b/>', 'xml-malformed'],
  ['text outside', 'bonjour <a/>', 'xml-malformed'],
  ['a bare ampersand', '<a>A & B</a>', 'xml-malformed'],
  ['an attribute without quotes', '<a x=1/>', 'xml-malformed'],
  ['an impossible character', '<a>&#xD800;</a>', 'xml-malformed'],
  ['nothing', '   ', 'xml-empty'],
  ['a well', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'xml-too-deep'],
  ['a crowd', `<a>${'<b/>'.repeat(xmlLimits.elements + 1)}</a>`, 'xml-too-large'],
])('%s is refused', (_name, source, code) => {
  expect(() => parseXml(source)).toThrow(expect.objectContaining({ name: 'UnreadableXmlError', code }));
});

test('the line of the fault is told', () => {
  expect(() => parseXml('<a>\n\n<b></a>')).toThrow(expect.objectContaining({ line: 3 }));
});

test('flags and lists are read as all versions write them', () => {
  const root = parseXml('<a><f>required</f><g>False</g><l><item>x</item><value>y</value></l><m>x\ny</m></a>');
  expect([childFlag(root, 'f'), childFlag(root, 'g'), childFlag(root, 'h')]).toEqual([true, false, undefined]);
  expect(listTexts(findChild(root, 'l'))).toEqual(['x', 'y']);
  expect(listTexts(findChild(root, 'm'))).toEqual(['x', 'y']);
});

test('property: any text is read or refused in words', () => {
  const piece = fc.constantFrom(
    '<a>',
    '</a>',
    '<b x="1">',
    '</b>',
    '<c/>',
    '&amp;',
    '&',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    'é',
    '"',
    '<',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
      ),
      (source) => {
        try {
          expect(parseXml(source).name).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableXmlError);
        }
      },
    ),
  );
});
