import forge from 'node-forge';

// Forge knows RSA alone, and writes a certificate anew with what it understood of it. What it cannot read it leaves as it
// came, byte for byte: so it is made to read neither keys nor certificates.
const leaveAsItCame = () => {
  throw new Error('left as it came');
};
Object.assign(forge.pki, { certificateFromAsn1: leaveAsItCame, privateKeyFromAsn1: leaveAsItCame });

/** What is in a PKCS#12, in DER and base64: a line of JSON between two processes. */
export type Pkcs12Reading =
  | { readonly keys: readonly string[]; readonly certificates: readonly string[] }
  | { readonly problem: 'not-pkcs12' | 'password' };

/**
 * Opens a PKCS#12 (RFC 7292), of today or of the days of RC2: authorities still receive both. Keys come out in PKCS#8.
 * A wrong password and a file whose mark does not fit look the same.
 */
export function readPkcs12(file: Buffer, password: string): Pkcs12Reading {
  let asn1: forge.asn1.Asn1;
  try {
    asn1 = forge.asn1.fromDer(file.toString('binary'), false);
  } catch {
    return { problem: 'not-pkcs12' };
  }
  let opened: forge.pkcs12.Pkcs12Pfx;
  try {
    opened = forge.pkcs12.pkcs12FromAsn1(asn1, false, password);
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    return { problem: /MAC could not be verified|password|decrypt/i.test(words) ? 'password' : 'not-pkcs12' };
  }
  const { pkcs8ShroudedKeyBag = '', keyBag = '', certBag = '' } = forge.pki.oids;
  const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags);
  const contents = (...types: string[]) =>
    bags.flatMap((bag) => (types.includes(bag.type) && bag.asn1 ? [base64(bag.asn1)] : []));
  return { keys: contents(pkcs8ShroudedKeyBag, keyBag), certificates: contents(certBag) };
}

function base64(asn1: forge.asn1.Asn1): string {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary').toString('base64');
}
