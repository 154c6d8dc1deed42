import { expect, test } from 'vitest';
import type { PdfBlock, PdfDocument } from './pdf-document.ts';
import { renderPdf } from './render-pdf.ts';
import { keepTogether, splitRuns, wrapText } from './text-layout.ts';

function letter(blocks: readonly PdfBlock[], more: Partial<PdfDocument> = {}): PdfDocument {
  return {
    title: 'Accusé de réception',
    locale: 'fr',
    createdAt: new Date('2026-11-22T09:00:00Z'),
    letterhead: { name: 'Commune de Vernon', lines: ['Place Adolphe Barette', '27200 Vernon'] },
    recipient: ['Madame Éloïse Šimánková', '14 rue d’Albufera', '27200 VERNON'],
    placeAndDate: 'Vernon, le 22 novembre 2026',
    subject: 'votre demande',
    blocks,
    signature: { formula: 'Pour le maire,', name: 'Jeanne Exemple' },
    footer: { code: 'Dossier 4K7M-2XAW-9RT' },
    ...more,
  };
}

async function textOf(document: PdfDocument): Promise<string> {
  return (await renderPdf(document)).toString('latin1');
}

const pagesOf = (pdf: string) => (pdf.match(/\/Type \/Page\b(?!s)/g) ?? []).length;
const count = (pdf: string, tag: string) => (pdf.match(new RegExp(`/S /${tag}\\b`, 'g')) ?? []).length;

/** Pieces of marked text on the last page, from the tree that leads from pages to structure (ISO 32000-1, 14.7.4.4). */
function piecesOfLastPage(pdf: string): number {
  const last = [...pdf.matchAll(/^ {4}\d+ \[(.*)\]$/gm)].at(-1)?.[1] ?? '';
  return last.split(' R').length - 1;
}

test('a letter says its language, its title and its structure', async () => {
  const pdf = await textOf(
    letter([
      { kind: 'heading', text: 'Vos réponses' },
      {
        kind: 'rows',
        rows: [
          ['Nom', 'Šimánková'],
          ['Motif', 'Mariage'],
        ],
      },
      { kind: 'list', items: ['un', 'deux'] },
      { kind: 'table', columns: ['Étape', 'Date'], rows: [['Dépôt', '22 novembre 2026']] },
    ]),
  );
  expect(pdf).toContain('/StructTreeRoot');
  expect(pdf).toMatch(/\/MarkInfo \d+ 0 R/);
  expect(pdf).toMatch(/\/Marked true/);
  expect(pdf).toMatch(/\/Lang \(fr-FR\)/);
  expect(pdf).toMatch(/\/DisplayDocTitle true/);
  expect(pdf).toContain('pdfuaid:part>1<');
  expect([count(pdf, 'H1'), count(pdf, 'H2'), count(pdf, 'L'), count(pdf, 'LI'), count(pdf, 'Table')]).toEqual([
    1, 1, 1, 2, 2,
  ]);
  expect([count(pdf, 'TH'), count(pdf, 'TD')]).toEqual([4, 4]);
  expect((pdf.match(/\/Scope \/Row/g) ?? []).length).toBe(2);
  expect((pdf.match(/\/Scope \/Column/g) ?? []).length).toBe(2);
});

test('every font is embedded', async () => {
  const pdf = await textOf(letter([{ kind: 'paragraph', text: 'Łukasz' }]));
  const fonts = pdf.match(/\/BaseFont \/\S+/g) ?? [];
  expect(fonts.length).toBeGreaterThan(0);
  expect(fonts.every((font) => /\+AtkinsonHyperlegible/.test(font))).toBe(true);
  expect((pdf.match(/\/FontFile2/g) ?? []).length).toBe((pdf.match(/\/Type \/FontDescriptor/g) ?? []).length);
});

test('a long letter goes over as many pages as it needs, and a signature is never alone', async () => {
  const paragraph: PdfBlock = {
    kind: 'paragraph',
    text: 'Une phrase assez longue pour tenir sur deux lignes de la lettre. '.repeat(3),
  };
  for (let length = 1; length < 24; length += 1) {
    const pdf = await textOf(letter(Array.from({ length }, () => paragraph)));
    // The formula and the name are two pieces of text: what the last page holds must be more.
    expect(piecesOfLastPage(pdf)).toBeGreaterThan(2);
  }
  expect(pagesOf(await textOf(letter(Array.from({ length: 60 }, () => paragraph))))).toBeGreaterThan(2);
});

test('a row longer than a page, a very long word and empty texts end all the same', async () => {
  const pdf = await textOf(
    letter([
      {
        kind: 'rows',
        rows: [
          ['Récit', 'mot '.repeat(3000)],
          ['Adresse', 'a'.repeat(3000)],
          ['Vide', ''],
        ],
      },
      { kind: 'notice', text: 'x '.repeat(5000) },
      {
        kind: 'table',
        columns: ['A', 'B', 'C'],
        rows: Array.from({ length: 120 }, (_, index) => [`${index}`, 'b', '']),
      },
      { kind: 'rows', rows: [] },
      { kind: 'list', items: [] },
    ]),
  );
  expect(pagesOf(pdf)).toBeGreaterThan(5);
});

test('French keeps its signs, its figures and its dates on the line of their word', () => {
  expect(keepTogether('Oui ? « non » : 12 000 € le 1er janvier 2027')).toBe(
    'Oui\u00a0? «\u00a0non\u00a0»\u00a0: 12\u00a0000\u00a0€ le 1er\u00a0janvier\u00a02027',
  );
});

test('a letter that the first file lacks is drawn by the second; what none has loses its marks or becomes a question mark', () => {
  const text = (word: string) =>
    splitRuns(word, 'regular')
      .map((run) => run.text)
      .join('');
  expect(splitRuns('Šimánek', 'regular').map((run) => run.font.name)).toEqual(['regular-latin-ext', 'regular-latin']);
  expect(text('Nguyễn')).toBe('Nguyen');
  expect(text('Αθήνα')).toMatch(/^\?+$/);
  expect(text('a\u202e\u0007b')).toBe('ab');
});

test('lines are no wider than asked, and lose nothing', () => {
  const measure = ({ text }: { text: string }) => [...text].length;
  const source = 'Un texte avec des mots et unmotvraimenttropgrandpourlaligne, puis la fin.';
  const lines = wrapText(source, 14, { weight: 'regular', size: 10 }, measure);
  expect(lines.every(({ width }) => width <= 14)).toBe(true);
  expect(
    lines
      .map(({ runs }) => runs.map((run) => run.text).join(''))
      .join('')
      .trim(),
  ).toBe(source);
});
