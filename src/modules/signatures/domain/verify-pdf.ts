import { X509Certificate } from 'node:crypto';
import { fromBER, ObjectIdentifier, OctetString } from 'asn1js';
import { type Certificate, ContentInfo, SignedData } from 'pkijs';
import { oids, sha256 } from './cades.ts';
import { certificateName } from './certificate-name.ts';
import { type FoundSignature, findSignatures } from './find-signatures.ts';

/**
 * - `intact`: signed whole, and nothing has changed since;
 * - `extended`: what was signed has not changed, but something was added after it;
 * - `altered`: what was signed has changed;
 * - `unreadable`: it is no signature that can be checked.
 */
export type SignatureVerdict = 'intact' | 'extended' | 'altered' | 'unreadable';

export interface SignatureReport {
  readonly verdict: SignatureVerdict;
  /** As the certificate says it; who vouches for that is `issuer`. */
  readonly signer: string | undefined;
  readonly issuer: string | undefined;
  readonly selfSigned: boolean;
  /** SHA-256 of the certificate. */
  readonly fingerprint: Buffer | undefined;
  readonly validFrom: Date | undefined;
  readonly validUntil: Date | undefined;
  /** When, by the clock of the signer. */
  readonly signedAt: Date | undefined;
  /** Whether the certificate held at that moment. */
  readonly certificateHeld: boolean;
  readonly reason: string | undefined;
  readonly place: string | undefined;
  /** The level of PAdES that is met, when it is: the certificate is bound to the signature. */
  readonly baseline: boolean;
}

/** The signatures of a PDF, each checked; empty when it has none. Who the signer is remains to be trusted. */
export async function verifyPdf(pdf: Buffer): Promise<SignatureReport[]> {
  const reports: SignatureReport[] = [];
  for (const found of findSignatures(pdf)) reports.push(await verifyOne(pdf, found));
  return reports;
}

async function verifyOne(pdf: Buffer, found: FoundSignature): Promise<SignatureReport> {
  const told = {
    signedAt: found.signedAt,
    reason: found.reason,
    place: found.place,
  };
  const read = readSigned(found.cms);
  if (read === undefined) return { ...unreadable, ...told };
  const { signedData, certificate } = read;
  const described = describe(certificate, found.signedAt);
  const content = Buffer.concat([pdf.subarray(0, found.gapStart), pdf.subarray(found.gapEnd, found.end)]);
  const bound = bindsCertificate(signedData, certificate);
  const holds = bound !== false && hasContentType(signedData) && (await signatureHolds(signedData, content));
  const verdict = !holds ? 'altered' : found.end === pdf.length ? 'intact' : 'extended';
  return { ...described, ...told, verdict, baseline: bound === true && found.subFilter === 'ETSI.CAdES.detached' };
}

const unreadable: SignatureReport = {
  verdict: 'unreadable',
  signer: undefined,
  issuer: undefined,
  selfSigned: false,
  fingerprint: undefined,
  validFrom: undefined,
  validUntil: undefined,
  signedAt: undefined,
  certificateHeld: false,
  reason: undefined,
  place: undefined,
  baseline: false,
};

function describe(certificate: Certificate, signedAt: Date | undefined): SignatureReport {
  const der = Buffer.from(certificate.toSchema().toBER());
  const x509 = new X509Certificate(der);
  const [validFrom, validUntil] = [x509.validFromDate, x509.validToDate];
  return {
    ...unreadable,
    signer: certificateName(x509.subject),
    issuer: certificateName(x509.issuer),
    selfSigned: x509.subject === x509.issuer,
    fingerprint: Buffer.from(sha256(der)),
    validFrom,
    validUntil,
    certificateHeld: signedAt !== undefined && signedAt >= validFrom && signedAt <= validUntil,
  };
}

/** The one signer of a CMS and the certificate that it names. Undefined for all that is not just that. */
function readSigned(cms: Buffer): { signedData: SignedData; certificate: Certificate } | undefined {
  try {
    const { result, offset } = fromBER(new Uint8Array(cms));
    if (offset < 0) return undefined;
    const info = new ContentInfo({ schema: result });
    if (info.contentType !== oids.signedData) return undefined;
    const signedData = new SignedData({ schema: info.content });
    const [signer, ...others] = signedData.signerInfos;
    if (signer === undefined || others.length > 0 || signer.signedAttrs === undefined) return undefined;
    // The hashes that a signature may still be made with.
    if (!/^2\.16\.840\.1\.101\.3\.4\.2\.[123]$/.test(signer.digestAlgorithm.algorithmId)) return undefined;
    const sid: unknown = signer.sid;
    const certificate = (signedData.certificates ?? []).find((one): one is Certificate => {
      if (!('serialNumber' in one && 'subjectPublicKeyInfo' in one)) return false;
      return isNamed(sid, one as Certificate);
    });
    return certificate === undefined ? undefined : { signedData, certificate };
  } catch {
    return undefined;
  }
}

function isNamed(sid: unknown, certificate: Certificate): boolean {
  if (typeof sid !== 'object' || sid === null) return false;
  if ('serialNumber' in sid && 'issuer' in sid) {
    const { issuer, serialNumber } = sid as Pick<Certificate, 'issuer' | 'serialNumber'>;
    return certificate.issuer.isEqual(issuer) && certificate.serialNumber.isEqual(serialNumber);
  }
  return false;
}

function attributeValue(signedData: SignedData, type: string) {
  const attributes = signedData.signerInfos[0]?.signedAttrs?.attributes.filter((one) => one.type === type) ?? [];
  return attributes.length === 1 ? attributes[0]?.values[0] : undefined;
}

function hasContentType(signedData: SignedData): boolean {
  const value: unknown = attributeValue(signedData, oids.contentType);
  return value instanceof ObjectIdentifier && value.valueBlock.toString() === oids.data;
}

/** Whether the certificate is the one that the signature binds; undefined when it binds none (before PAdES). */
function bindsCertificate(signedData: SignedData, certificate: Certificate): boolean | undefined {
  const value: unknown = attributeValue(signedData, oids.signingCertificateV2);
  if (value === undefined) return undefined;
  // SigningCertificateV2 → certs → the first ESSCertIDv2 → [algorithm,] hash
  const parts = childrenOf(childrenOf(childrenOf(value)[0])[0]);
  const hash = parts.find((part) => part instanceof OctetString);
  // An algorithm other than SHA-256, which is the default, is not looked into.
  if (hash === undefined || parts[0] !== hash) return undefined;
  const expected = sha256(Buffer.from(certificate.toSchema().toBER()));
  return Buffer.from(hash.valueBlock.valueHexView).equals(Buffer.from(expected));
}

function childrenOf(block: unknown): readonly unknown[] {
  const inner: unknown = typeof block === 'object' && block !== null && 'valueBlock' in block ? block.valueBlock : {};
  const value: unknown = typeof inner === 'object' && inner !== null && 'value' in inner ? inner.value : [];
  return Array.isArray(value) ? value : [];
}

async function signatureHolds(signedData: SignedData, content: Buffer): Promise<boolean> {
  try {
    return await signedData.verify({ signer: 0, data: new Uint8Array(content).buffer, checkChain: false });
  } catch {
    return false;
  }
}
