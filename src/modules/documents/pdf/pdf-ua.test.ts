import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { PdfDocument } from './pdf-document.ts';
import { renderPdf, renderPdfBundle } from './render-pdf.ts';

const letter: PdfDocument = {
  title: 'Votre demande est acceptée',
  locale: 'fr',
  createdAt: new Date('2026-11-23T09:00:00Z'),
  letterhead: {
    name: 'Commune de Vernon',
    service: 'État civil',
    lines: ['Place Adolphe Barette', '27200 Vernon'],
    logo: {
      kind: 'shapes',
      alt: 'Blason de Vernon',
      width: 100,
      height: 120,
      shapes: [{ path: 'M0 0 H100 V120 H0 Z', fill: '#0b6e69', stroke: '#1d2b3a', matrix: [1, 0, 0, 1, 0, 0] }],
    },
  },
  recipient: ['Madame Éloïse Martin', '14 rue d’Albufera', '27200 VERNON'],
  placeAndDate: 'Vernon, le 23 novembre 2026',
  subject: 'Votre demande est acceptée',
  references: [['Dossier', '4K7M-2XAW-9RT']],
  blocks: [
    { kind: 'paragraph', text: 'Madame,' },
    { kind: 'list', items: ['une pièce', 'une autre'] },
    { kind: 'table', caption: 'Pièces', columns: ['Nom', 'Date'], rows: [['Acte', '1er mars 2026']] },
    { kind: 'rows', rows: [['Motif', 'Mariage']] },
  ],
  signature: { formula: 'Pour le maire et par délégation,', name: 'Jeanne Exemple', capacity: 'l’adjointe' },
  footer: { code: 'Dossier 4K7M-2XAW-9RT', note: 'Service ouvert le lundi.' },
};

interface Objects {
  readonly all: ReadonlyMap<number, string>;
  resolve(text: string | undefined): string;
}

/** The objects of a file that PDFKit wrote: plain, each between `obj` and `endobj`. */
function objectsOf(pdf: Buffer): Objects {
  const all = new Map(
    [...pdf.toString('latin1').matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(
      ([, number, body]) => [Number(number), body ?? ''] as const,
    ),
  );
  const resolve = (text: string | undefined) => {
    const number = /^\s*(\d+) 0 R/.exec(text ?? '')?.[1];
    return number === undefined ? (text ?? '') : (all.get(Number(number)) ?? '');
  };
  return { all, resolve };
}

/** The words of the pages, between the marks of their content. */
function contentOf(body: string): string {
  const raw = /stream\n([\s\S]*?)\nendstream/.exec(body)?.[1] ?? '';
  const bytes = Buffer.from(raw, 'latin1');
  return body.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : raw;
}

const entry = (body: string, name: string) => new RegExp(`/${name}\\s+([^\\n]+)`).exec(body)?.[1];

test('what PDF/UA-1 asks of the catalogue, the metadata and the pages (ISO 14289-1, 7.1, 7.2, 7.18.3)', async () => {
  const objects = objectsOf(await renderPdf(letter));
  const catalog = [...objects.all.values()].find((body) => /\/Type \/Catalog/.test(body)) ?? '';
  expect(objects.resolve(entry(catalog, 'MarkInfo'))).toContain('/Marked true');
  expect(objects.resolve(entry(catalog, 'ViewerPreferences'))).toContain('/DisplayDocTitle true');
  expect(entry(catalog, 'Lang')).toContain('fr-FR');
  expect(objects.resolve(entry(catalog, 'StructTreeRoot'))).toContain('/StructTreeRoot');
  const metadata = objects.resolve(entry(catalog, 'Metadata'));
  expect(metadata).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
  expect(metadata).toMatch(/<dc:title>/);
  const pages = [...objects.all.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body));
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) expect(page).toMatch(/\/Tabs \/S\b/);
});

test('every font is embedded and says what its signs mean', async () => {
  const { all, resolve } = objectsOf(await renderPdf(letter));
  const fonts = [...all.values()].filter((body) => /\/Subtype \/Type0/.test(body));
  expect(fonts.length).toBeGreaterThan(1);
  for (const font of fonts) {
    expect(contentOf(resolve(entry(font, 'ToUnicode')))).toMatch(/beginbf(char|range)/);
    const descendant = resolve(/\/DescendantFonts \[([^\]]+)\]/.exec(font)?.[1]);
    expect(resolve(entry(descendant, 'FontDescriptor'))).toContain('/FontFile2');
  }
});

test('all that is drawn is tagged or an artefact; the picture has its words; tables have headers', async () => {
  const { all } = objectsOf(await renderPdf(letter));
  const bodies = [...all.values()];
  const figure = bodies.find((body) => /\/S \/Figure/.test(body)) ?? '';
  expect(figure).toMatch(/\/Alt \(/);
  const page = bodies.find((body) => /\/Type \/Page\b(?!s)/.test(body)) ?? '';
  const content = contentOf(all.get(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1])) ?? '');
  let depth = 0;
  for (const line of content.split('\n')) {
    if (/ BDC$| BMC$/.test(line)) depth += 1;
    if (line === 'EMC') depth -= 1;
    // What shows signs or paints, outside of every mark.
    if (/(\bTJ|\bTj|^f\*?|^S|^B\*?)$/.test(line)) expect([line, depth > 0]).toEqual([line, true]);
  }
  expect(depth).toBe(0);
  const headers = bodies.filter((body) => /\/S \/TH/.test(body));
  expect(headers.length).toBe(3);
});

test('several letters in one file each begin on a page of their own, and on the front of a sheet when asked', async () => {
  const pages = async (bothSides: boolean) =>
    (
      (await renderPdfBundle([letter, letter, letter], { bothSides }))
        .toString('latin1')
        .match(/\/Type \/Page\b(?!s)/g) ?? []
    ).length;
  expect(await pages(false)).toBe(3);
  expect(await pages(true)).toBe(5);
});

const poppler = (() => {
  try {
    execFileSync('pdfinfo', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!poppler)('an outside reader finds it tagged and reads the words in order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'letter-'));
  try {
    const file = join(folder, 'letter.pdf');
    writeFileSync(file, await renderPdf(letter));
    const said = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(said).toMatch(/Tagged:\s+yes/);
    expect(said).toMatch(/Title:\s+Votre demande est acceptée/);
    const tree = execFileSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8' });
    const order = ['Commune de Vernon', 'Madame Éloïse Martin', 'Objet', 'une pièce', 'Motif', 'Jeanne Exemple'];
    const places = order.map((words) => tree.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(tree).toContain('Figure');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
