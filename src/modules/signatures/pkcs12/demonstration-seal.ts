import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import {
  Set as AsnSet,
  type BaseBlock,
  BitString,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  PrintableString,
  Sequence,
  Utf8String,
} from 'asn1js';
import { AlgorithmIdentifier, BasicConstraints, Certificate, Extension, RelativeDistinguishedNames } from 'pkijs';
import { describeSeal, type OpenedSeal } from './open-pkcs12.ts';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/**
 * A key of this installation and a certificate that it signs itself, for three years. Its name says that it is of
 * demonstration: it proves that a letter is unchanged, not who sealed it.
 */
export async function makeDemonstrationSeal(authorityName: string, now: Date): Promise<OpenedSeal> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  // Positive, and as random as the rules of the trade want (CA/Browser Forum, 7.1).
  const serial = new Uint8Array(randomBytes(16));
  serial[0] = (serial[0] ?? 0) & 0x7f || 1;
  certificate.serialNumber = new Integer({ valueHex: serial });
  certificate.notBefore.value = new Date(now.getTime() - 60_000);
  certificate.notAfter.value = new Date(now.getTime() + 3 * 365 * 24 * 3600 * 1000);
  const name = distinguishedName([
    ['2.5.4.6', new PrintableString({ value: 'FR' })],
    ['2.5.4.10', new Utf8String({ value: authorityName.slice(0, 64) })],
    ['2.5.4.3', new Utf8String({ value: `Cachet de démonstration – ${authorityName}`.slice(0, 64) })],
  ]);
  certificate.subject = name;
  certificate.issuer = name;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema().toBER()),
    // digitalSignature and nonRepudiation
    extension('2.5.29.15', true, new BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 }).toBER()),
    extension('2.5.29.14', false, new OctetString({ valueHex: new Uint8Array(randomBytes(20)) }).toBER()),
  ];
  // sha256WithRSAEncryption, whose parameters are NULL (RFC 4055, 5): the library would leave them out.
  const signatureAlgorithm = { algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new Null() };
  certificate.signature = new AlgorithmIdentifier(signatureAlgorithm);
  certificate.signatureAlgorithm = new AlgorithmIdentifier(signatureAlgorithm);
  certificate.tbs = certificate.encodeTBS().toBER();
  const signature = await crypto.subtle.sign(algorithm.name, keys.privateKey, certificate.tbs);
  certificate.signatureValue = new BitString({ valueHex: signature });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return describeSeal(
    [new X509Certificate(Buffer.from(certificate.toSchema(true).toBER()))],
    createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }),
  );
}

/** An attribute in each part of the name, as everybody writes them; the library would put them all in one. */
function distinguishedName(attributes: readonly (readonly [type: string, value: BaseBlock])[]) {
  const parts = attributes.map(
    ([type, value]) => new AsnSet({ value: [new Sequence({ value: [new ObjectIdentifier({ value: type }), value] })] }),
  );
  return new RelativeDistinguishedNames({ schema: fromBER(new Sequence({ value: parts }).toBER()).result });
}

function extension(extnID: string, critical: boolean, extnValue: ArrayBuffer): Extension {
  return new Extension({ extnID, critical, extnValue });
}
