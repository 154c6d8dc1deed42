import { readFile } from 'node:fs/promises';
import { type SignatureReport, verifyPdf } from '#modules/signatures/index.ts';

export const letterUsage = 'letter verify FILE [--json]';

/**
 * `letter verify FILE`: who signed a PDF, when, and whether it was changed since. It needs no database.
 * @returns 0 when every signature is intact, 1 for a document that has none or was changed, undefined for a wrong usage
 */
export async function runLetterCommand(
  [verb, file]: readonly string[],
  flags: { readonly json: boolean },
): Promise<{ status: number; text: string } | undefined> {
  if (verb !== 'verify' || file === undefined) return undefined;
  let pdf: Buffer;
  try {
    pdf = await readFile(file);
  } catch {
    return { status: 1, text: `${file}: cannot be read` };
  }
  if (!pdf.subarray(0, 1024).includes('%PDF-')) return { status: 1, text: `${file}: not a PDF` };
  const reports = await verifyPdf(pdf);
  const status = reports.length > 0 && reports.every(({ verdict }) => verdict === 'intact') ? 0 : 1;
  if (flags.json) return { status, text: JSON.stringify(reports.map(plain)) };
  if (reports.length === 0) return { status, text: `${file}: no electronic signature` };
  return { status, text: reports.map((report) => linesOf(report).join('\n')).join('\n\n') };
}

const verdicts: Readonly<Record<SignatureReport['verdict'], string>> = {
  intact: 'intact: unchanged since it was signed',
  extended: 'extended: what was signed is unchanged, but something was added afterwards',
  altered: 'ALTERED: this is not the document that was signed',
  unreadable: 'unreadable: this signature cannot be checked',
};

function linesOf(report: SignatureReport): string[] {
  const lines = [verdicts[report.verdict]];
  if (report.signer !== undefined) {
    lines.push(`  signed by    ${report.signer}`);
    lines.push(`  vouched by   ${report.selfSigned ? 'nobody: the certificate signs itself' : report.issuer}`);
    lines.push(`  certificate  ${report.fingerprint?.toString('hex')}`);
    lines.push(`  valid        ${report.validFrom?.toISOString()} – ${report.validUntil?.toISOString()}`);
  }
  const held = report.certificateHeld ? '' : ', outside the dates of the certificate';
  if (report.signedAt !== undefined) lines.push(`  signed on    ${report.signedAt.toISOString()}${held}`);
  if (report.reason !== undefined) lines.push(`  reason       ${report.reason}`);
  if (report.place !== undefined) lines.push(`  place        ${report.place}`);
  lines.push(`  PAdES B-B    ${report.baseline ? 'yes' : 'no'}`);
  return lines;
}

function plain({ fingerprint, ...report }: SignatureReport) {
  return { ...report, fingerprint: fingerprint?.toString('hex') };
}
