import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { type BaseBlock, fromBER, Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { curves } from './signing-key.ts';

/** Object identifiers of RFC 5652 (CMS) and RFC 5035 (signing-certificate-v2). */
export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

export interface SealKeys {
  /** In DER: the one that seals, then those that lead to its root. */
  readonly certificates: readonly Buffer[];
  /** PKCS#8, DER. */
  readonly key: Buffer;
}

/** Bytes that a signature takes at most: the certificates, the attributes, an RSA signature of 8192 bits. */
export function signatureRoom(certificates: readonly Buffer[]): number {
  return certificates.reduce((sum, one) => sum + one.length, 0) + 3072;
}

/**
 * A detached CAdES signature of the baseline level B-B (ETSI EN 319 122-1), as PAdES wants it (EN 319 142-1): the time is
 * not among its attributes, since the PDF says it.
 */
export async function signDetached(content: Buffer, { certificates, key }: SealKeys): Promise<Buffer> {
  const chain = certificates.map((der) => Certificate.fromBER(new Uint8Array(der)));
  const [certificate] = chain;
  const [der] = certificates;
  if (certificate === undefined || der === undefined) throw new Error('A seal has a certificate');
  const signedData = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: signedAttributes(content, der) }),
      }),
    ],
    certificates: chain,
  });
  await signedData.sign(
    await signingKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' })),
    0,
    'SHA-256',
    new Uint8Array(content),
  );
  // RSA has parameters, which are NULL (RFC 4055, 5); the library leaves them out.
  const [signer] = signedData.signerInfos;
  if (signer?.signatureAlgorithm.algorithmId.startsWith('1.2.840.113549.1.1.'))
    signer.signatureAlgorithm.algorithmParams ??= new Null();
  const wrapped = new ContentInfo({ contentType: oids.signedData, content: signedData.toSchema(true) });
  return Buffer.from(wrapped.toSchema().toBER());
}

/** In the order of DER, which sorts the members of a set by their bytes: others verify over that very order. */
function signedAttributes(content: Uint8Array, certificate: Buffer): Attribute[] {
  const attributes = [
    attribute(oids.contentType, new ObjectIdentifier({ value: oids.data })),
    attribute(oids.messageDigest, new OctetString({ valueHex: sha256(content) })),
    attribute(oids.signingCertificateV2, signingCertificate(certificate)),
  ];
  const bytes = new Map(attributes.map((one) => [one, Buffer.from(one.toSchema().toBER())]));
  return attributes.sort((a, b) => Buffer.compare(bytes.get(a) ?? Buffer.alloc(0), bytes.get(b) ?? Buffer.alloc(0)));
}

function attribute(type: string, value: BaseBlock): Attribute {
  return new Attribute({ type, values: [value] });
}

/**
 * `SigningCertificateV2` (RFC 5035, 3): the hash of the certificate, so that no other can be put in its place. SHA-256 is
 * the default and is not written.
 */
function signingCertificate(certificate: Buffer): Sequence {
  const id = new Sequence({
    value: [new OctetString({ valueHex: sha256(certificate) }), issuerAndSerial(certificate)],
  });
  return new Sequence({ value: [new Sequence({ value: [id] })] });
}

/** `IssuerSerial` (RFC 5035, 5): the issuer as a directory name, tag 4 of GeneralName. */
function issuerAndSerial(der: Buffer): Sequence {
  const { issuer, serialNumber } = Certificate.fromBER(new Uint8Array(der));
  const name = Buffer.from(issuer.toSchema().toBER());
  const directoryName = Buffer.concat([Buffer.from([0xa4]), lengthOf(name.length), name]);
  const names = Buffer.concat([Buffer.from([0x30]), lengthOf(directoryName.length), directoryName]);
  const parsed = fromBER(names).result;
  return new Sequence({
    value: [parsed, new Integer({ valueHex: serialNumber.valueBlock.valueHexView.slice().buffer })],
  });
}

/** A length in DER. */
function lengthOf(length: number): Buffer {
  if (length < 128) return Buffer.from([length]);
  const bytes = length < 256 ? [length] : [length >> 8, length & 255];
  return Buffer.from([128 + bytes.length, ...bytes]);
}

function signingKey(key: KeyObject): Promise<CryptoKey> {
  const der = key.export({ format: 'der', type: 'pkcs8' });
  const algorithm =
    key.asymmetricKeyType === 'ec'
      ? { name: 'ECDSA', namedCurve: curves[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? '' }
      : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return crypto.subtle.importKey('pkcs8', new Uint8Array(der), algorithm, false, ['sign']);
}

export function sha256(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(content).digest());
}
