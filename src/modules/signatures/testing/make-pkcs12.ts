import { createPrivateKey, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import type { SealKeys } from '../domain/cades.ts';

export interface Pkcs12Options {
  /** As the files of today, or as those that Windows and OpenSSL 1 made. */
  readonly algorithm?: 'aes256' | '3des';
  readonly without?: 'key' | 'certificate';
  /** Turns that the password is stirred. */
  readonly count?: number;
}

/** A PKCS#12 such as a supplier of certificates sends, for the tests. */
export function makePkcs12(seal: SealKeys, password: string, options: Pkcs12Options = {}): Buffer {
  const pem = createPrivateKey({ key: seal.key, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  });
  const key = options.without === 'key' ? null : forge.pki.privateKeyFromPem(String(pem));
  const certificates =
    options.without === 'certificate'
      ? null
      : seal.certificates.map((der) => forge.pki.certificateFromPem(new X509Certificate(der).toString()));
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    key as forge.pki.rsa.PrivateKey,
    certificates as forge.pki.Certificate[],
    password,
    {
      algorithm: options.algorithm ?? 'aes256',
      ...(options.count === undefined ? {} : { count: options.count }),
    },
  );
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
}
