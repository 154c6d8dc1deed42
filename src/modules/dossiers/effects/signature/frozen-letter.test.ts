import { expect, test } from 'vitest';
import type { PdfDocument } from '#modules/documents/index.ts';
import { draftDocument, freezeLetter, hashOfLetter, signedDocument } from './frozen-letter.ts';

const letter: PdfDocument = {
  title: 'Arrêté',
  locale: 'fr',
  createdAt: new Date('2026-11-22T09:00:00Z'),
  letterhead: { name: 'Mairie de Vernon', lines: ['Place Barette'] },
  placeAndDate: 'Vernon, le 22 novembre 2026',
  references: [['Dossier', '4K7M']],
  blocks: [{ kind: 'paragraph', text: 'Considérant la demande,' }],
  signature: { formula: 'Pour le maire,', name: 'Aline Roux' },
};

test('what signing adds is not frozen; the text is, and its hash survives a jsonb column', () => {
  const frozen = freezeLetter(letter, 'Vernon');
  expect(frozen).not.toHaveProperty('signature');
  expect(frozen).not.toHaveProperty('createdAt');
  const { blocks, ...rest } = JSON.parse(JSON.stringify(frozen));
  expect(hashOfLetter({ blocks, ...rest }).equals(hashOfLetter(frozen))).toBe(true);
  expect(hashOfLetter({ ...rest, blocks: [] }).equals(hashOfLetter(frozen))).toBe(false);
});

test('a draft says that it is one and has no number', () => {
  const draft = draftDocument(freezeLetter(letter, 'Vernon'), letter.createdAt);
  expect(draft.blocks[0]).toMatchObject({ kind: 'notice', title: 'Projet, non signé' });
  expect(draft.references).toEqual([['Dossier', '4K7M']]);
  expect(draft).not.toHaveProperty('formula');
});

test('the signed letter ends with who signed, in what capacity and when', () => {
  const frozen = freezeLetter(letter, 'Vernon');
  const at = new Date('2026-11-25T14:05:00Z');
  const signed = signedDocument(
    frozen,
    ['Courrier n°', '2026-0007'],
    [{ name: 'Aline Roux', role: 'Responsable du service', at }],
    hashOfLetter(frozen),
    at,
  );
  expect(signed.placeAndDate).toBe('Vernon, le 25 novembre 2026');
  expect(signed.references).toContainEqual(['Courrier n°', '2026-0007']);
  const table = signed.blocks.find((block) => block.kind === 'table');
  expect(table).toMatchObject({ rows: [['Aline Roux', 'Responsable du service', '25 novembre 2026 à 15:05']] });
  expect(signed.blocks.at(-1)).toMatchObject({ kind: 'rows' });
});
