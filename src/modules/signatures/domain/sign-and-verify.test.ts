import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type PdfDocument, renderPdf } from '#modules/documents/index.ts';
import { makeDemonstrationSeal } from '../pkcs12/demonstration-seal.ts';
import type { OpenedSeal } from '../pkcs12/open-pkcs12.ts';
import { signatureRoom, signDetached } from './cades.ts';
import { findSignatures } from './find-signatures.ts';
import { fillSignature, SealPlaceError } from './prepared-pdf.ts';
import { verifyPdf } from './verify-pdf.ts';

const at = new Date('2026-11-25T14:05:00Z');
let seal: OpenedSeal;
let signed: Buffer;

beforeAll(async () => {
  seal = await makeDemonstrationSeal('Commune de Vernon', new Date('2026-11-22T09:00:00Z'));
  signed = await signedLetter(seal);
});

function letter(room: number): PdfDocument {
  return {
    title: 'Arrêté',
    locale: 'fr',
    createdAt: at,
    letterhead: { name: 'Commune de Vernon', lines: ['Place Barette'] },
    subject: 'Arrêté de voirie',
    blocks: [{ kind: 'paragraph', text: 'Considérant la demande,' }],
    seal: {
      name: 'Commune de Vernon',
      reason: 'Arrêté n° 2026-0042 (voirie)',
      place: 'Évreux',
      description: 'Cachet électronique de la commune',
      at,
      room,
    },
  };
}

async function signedLetter(keys: OpenedSeal): Promise<Buffer> {
  const pdf = await renderPdf(letter(signatureRoom(keys.certificates)));
  return fillSignature(pdf, (content) => signDetached(content, keys));
}

test('a letter that is sealed is found intact, with who, when, why and where', async () => {
  const reports = await verifyPdf(signed);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({
    verdict: 'intact',
    baseline: true,
    signer: 'Cachet de démonstration – Commune de Vernon',
    selfSigned: true,
    signedAt: at,
    certificateHeld: true,
    reason: 'Arrêté n° 2026-0042 (voirie)',
    place: 'Évreux',
  });
  expect(reports[0]?.fingerprint?.equals(seal.fingerprint)).toBe(true);
});

test('a byte that changed anywhere in the letter is found', async () => {
  for (const place of [20, signed.indexOf('/Reason'), signed.indexOf('startxref')]) {
    const altered = Buffer.from(signed);
    altered.writeUInt8(altered.readUInt8(place) ^ 1, place);
    expect((await verifyPdf(altered)).map(({ verdict }) => verdict)).toEqual(['altered']);
  }
});

test('a byte that changed in the signature is found', async () => {
  const [found] = findSignatures(signed);
  if (found === undefined) throw new Error('no signature');
  for (const share of [0.3, 0.6, 0.95]) {
    const altered = Buffer.from(signed);
    const place = found.gapStart + 1 + 2 * Math.floor(found.cms.length * share);
    altered.write(altered.toString('latin1', place, place + 1) === '0' ? '1' : '0', place, 'latin1');
    expect(['altered', 'unreadable']).toContain((await verifyPdf(altered))[0]?.verdict);
  }
});

test('what was added after the signature is told', async () => {
  const added = Buffer.concat([signed, Buffer.from('\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n')]);
  expect((await verifyPdf(added)).map(({ verdict }) => verdict)).toEqual(['extended']);
});

test('a gap wider than the signature hides nothing: it counts for no signature', async () => {
  const [found] = findSignatures(signed);
  if (found === undefined) throw new Error('no signature');
  const forged = Buffer.from(
    signed.toString('latin1').replace(`${found.gapStart} ${found.gapEnd}`, `${found.gapStart - 9} ${found.gapEnd}`),
    'latin1',
  );
  expect(await verifyPdf(forged)).toEqual([]);
});

test('a signature of another document put on this one is found out', async () => {
  const [one] = findSignatures(signed);
  const other = await renderPdf({ ...letter(signatureRoom(seal.certificates)), title: 'Autre arrêté' });
  const taken = await fillSignature(other, async () => one?.cms ?? Buffer.alloc(0));
  expect((await verifyPdf(taken)).map(({ verdict }) => verdict)).toEqual(['altered']);
});

test('no PDF, or one without a signature, has none', async () => {
  expect(await verifyPdf(Buffer.from('not a PDF'))).toEqual([]);
  const { seal: _seal, ...plain } = letter(10);
  const pdf = await renderPdf(plain);
  expect(await verifyPdf(pdf)).toEqual([]);
  await expect(fillSignature(pdf, async () => Buffer.alloc(1))).rejects.toThrow(SealPlaceError);
});

test('the tags and PDF/UA of the letter stay, and the field of the seal is part of its structure', async () => {
  const text = signed.toString('latin1');
  expect(text).toContain('pdfuaid:part>1<');
  expect(text).toMatch(/\/Marked true/);
  expect(text).toMatch(/\/S \/Form\n/);
  expect(text).toMatch(/\/Type \/OBJR\n/);
  expect(text).toMatch(/\/SigFlags 3/);
  expect(text).not.toContain('NeedAppearances');
  const field = /\/Subtype \/Widget[\s\S]*?endobj/.exec(text)?.[0] ?? '';
  expect(field).toContain('/StructParent ');
  expect(field).toContain('/TU (');
  expect(text).toMatch(/\/Tabs \/S/);
});

const openssl = spawnSync('openssl', ['version']).status === 0;

test.skipIf(!openssl)(
  'OpenSSL verifies the signature and its signing certificate (CAdES); skipped without openssl',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-cms-'));
    try {
      const [found] = findSignatures(signed);
      if (found === undefined) throw new Error('no signature');
      const files = { cms: join(folder, 'cms.der'), content: join(folder, 'content'), root: join(folder, 'root.pem') };
      writeFileSync(files.cms, found.cms);
      writeFileSync(files.content, Buffer.concat([signed.subarray(0, found.gapStart), signed.subarray(found.gapEnd)]));
      const pem = seal.certificates[0]?.toString('base64').replaceAll(/(.{64})/g, '$1\n');
      writeFileSync(files.root, `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`);
      const verify = (content: string) =>
        spawnSync('openssl', [
          ...['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', files.cms, '-content', content],
          ...['-CAfile', files.root, '-purpose', 'any', '-attime', String(at.getTime() / 1000), '-out', '/dev/null'],
        ]);
      const result = verify(files.content);
      expect(result.stderr.toString()).toContain('successful');
      expect(result.status).toBe(0);
      writeFileSync(files.content, 'something else');
      expect(verify(files.content).status).not.toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

const pdfsig = spawnSync('pdfsig', ['-v']).error === undefined;

test.skipIf(!pdfsig)('a PDF reader finds the signature valid over the whole file; skipped without pdfsig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-pdfsig-'));
  try {
    const file = join(folder, 'letter.pdf');
    writeFileSync(file, signed);
    const told = execFileSync('pdfsig', ['-nocert', file]).toString();
    expect(told).toContain('Signature is Valid');
    expect(told).toContain('Total document signed');
    expect(told).toContain('ETSI.CAdES.detached');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
