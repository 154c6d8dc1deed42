import { spawn } from 'node:child_process';
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { SealKeys } from '../domain/cades.ts';
import { certificateName } from '../domain/certificate-name.ts';
import { canSign } from '../domain/signing-key.ts';
import { SealFileError } from '../errors.ts';
import type { Pkcs12Reading } from './read-pkcs12.ts';

/** Bytes of the largest PKCS#12 that is looked at: real ones have a few thousand. */
export const largestPkcs12 = 200_000;

/** Beside this file in the sources, beside the bundle in a build. */
const readerFile = new URL(
  import.meta.url.endsWith('.ts') ? './reader.process.ts' : './reader.process.js',
  import.meta.url,
);

/** Milliseconds given to a file: one that asks for more was made to hold us up. */
const patience = 20_000;

export interface OpenedSeal extends SealKeys {
  readonly fingerprint: Buffer;
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/**
 * Opens a PKCS#12 and finds in it the key that signs and its certificates. The password is used here and kept nowhere.
 * @throws {SealFileError}
 */
export async function openPkcs12(file: Buffer, password: string): Promise<OpenedSeal> {
  if (file.length === 0) throw new SealFileError('missing');
  if (file.length > largestPkcs12) throw new SealFileError('too-large');
  const reading = await readApart(file, password);
  if ('problem' in reading) throw new SealFileError(reading.problem);
  const keys = reading.keys.flatMap(keyOf);
  const certificates = reading.certificates.flatMap(certificateOf);
  const [key] = keys;
  if (key === undefined) throw new SealFileError('no-key');
  const certificate = certificates.find((one) => one.checkPrivateKey(key));
  if (certificate === undefined) throw new SealFileError('no-certificate');
  if (!canSign(key)) throw new SealFileError('weak-key');
  return describeSeal(chainOf(certificate, certificates), key);
}

/** @throws {SealFileError} for a certificate that holds no longer, or not yet */
export function requireDates({ validFrom, validUntil }: Pick<OpenedSeal, 'validFrom' | 'validUntil'>, now: Date): void {
  if (validUntil <= now) throw new SealFileError('expired');
  if (validFrom > now) throw new SealFileError('not-yet-valid');
}

/** What is said of a certificate and its key. The first certificate is the one that seals. */
export function describeSeal(certificates: readonly X509Certificate[], key: KeyObject): OpenedSeal {
  const [certificate] = certificates;
  if (certificate === undefined) throw new SealFileError('no-certificate');
  return {
    key: key.export({ format: 'der', type: 'pkcs8' }),
    certificates: certificates.map(({ raw }) => raw),
    fingerprint: Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex'),
    subject: certificateName(certificate.subject),
    issuer: certificateName(certificate.issuer),
    validFrom: certificate.validFromDate,
    validUntil: certificate.validToDate,
  };
}

async function readApart(file: Buffer, password: string): Promise<Pkcs12Reading> {
  const reader = fileURLToPath(readerFile);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256', reader], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Nothing of our environment, which holds secrets.
    env: {},
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  try {
    // A child that ends before it has read all is told by its answer, which is then missing.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify({ file: file.toString('base64'), password }));
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
    });
    return JSON.parse(await Promise.race([text(child.stdout), failed])) as Pkcs12Reading;
  } catch {
    throw new SealFileError('unreadable');
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

function keyOf(base64: string): KeyObject[] {
  try {
    return [createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' })];
  } catch {
    return [];
  }
}

function certificateOf(base64: string): X509Certificate[] {
  try {
    return [new X509Certificate(Buffer.from(base64, 'base64'))];
  } catch {
    return [];
  }
}

/** From the one that seals towards its root, as far as the file leads. */
function chainOf(certificate: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain = [certificate];
  for (let last = certificate; last.subject !== last.issuer && chain.length < 6; ) {
    const issuer = others.find((one) => !chain.includes(one) && last.checkIssued(one));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}
