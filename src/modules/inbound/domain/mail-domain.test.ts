import { expect, test } from 'vitest';
import { readDeliveryReport } from './delivery-report.ts';
import {
  codesIn,
  isOwnReference,
  mailReference,
  ownMessageIds,
  referencesIn,
  subjectMark,
  taggedAddress,
  threadRoot,
} from './mail-reference.ts';
import { threadOfSms } from './sms-thread.ts';
import { readTnef } from './tnef.ts';

const secret = 'a secret of the installation, long enough';

test('a reference is read back from the address, the subject and the thread, and no other is one', () => {
  const reference = mailReference(secret, 'C27681', 'd1');
  expect(reference).toMatch(/^[a-z2-7]{16}$/);
  const none = { recipients: [], subject: '', references: [] };
  expect(referencesIn({ ...none, recipients: [taggedAddress('mairie@exemple.fr', reference)] })).toEqual([reference]);
  expect(referencesIn({ ...none, subject: `Re: Votre demande ${subjectMark(reference).toUpperCase()}` })).toEqual([
    reference,
  ]);
  expect(referencesIn({ ...none, references: [threadRoot(reference, 'exemple.fr')] })).toEqual([reference]);
  expect(isOwnReference(secret, 'C27681', 'd1', reference)).toBe(true);
  expect(isOwnReference(secret, 'C27399', 'd1', reference)).toBe(false);
  expect(isOwnReference(secret, 'C27681', 'd1', 'aaaaaaaaaaaaaaaa')).toBe(false);
});

test('messages of ours are known by their id and our domain', () => {
  const id = '0198c7a2-1111-7222-8333-444455556666';
  expect(ownMessageIds([`<${id}@parvis.example>`, '<x@y>', `<${id}@ailleurs.fr>`], 'parvis.example')).toEqual([id]);
  expect(codesIn('Re: ma demande 4k7m-22ab-3cd')).toEqual(['4K7M-22AB-3CD']);
});

test('a report says what came back, and whether for good', () => {
  const report =
    'Reporting-MTA: dns; mx\n\nAction: failed\nStatus: 5.1.1\n\nMessage-ID: <a@b>\nReferences: <c@d>\n <e@f>\n';
  expect(readDeliveryReport(report)).toEqual({ failed: true, messageIds: ['<a@b>', '<c@d>', '<e@f>'] });
  expect(readDeliveryReport('Action: delayed\nStatus: 4.4.1').failed).toBe(false);
});

test('an SMS answers the last dossier that wrote, unless two did in three days', () => {
  const at = (iso: string, dossierId: string) => ({ authorityId: 'C27681', dossierId, writtenAt: new Date(iso) });
  expect(threadOfSms([])).toBeUndefined();
  expect(threadOfSms([at('2026-11-22T10:00Z', 'a')])?.dossierId).toBe('a');
  expect(threadOfSms([at('2026-11-22T10:00Z', 'a'), at('2026-11-10T10:00Z', 'b')])?.dossierId).toBe('a');
  expect(threadOfSms([at('2026-11-22T10:00Z', 'a'), at('2026-11-21T10:00Z', 'b')])).toBeUndefined();
});

/** An attribute of TNEF: level, name, length, bytes, sum. */
function attribute(name: number, value: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(2, 0);
  head.writeUInt32LE(name, 1);
  head.writeUInt32LE(value.length, 5);
  return Buffer.concat([head, value, Buffer.alloc(2)]);
}

test('winmail.dat gives its files, and nothing when it is cut', () => {
  const start = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]);
  const bytes = Buffer.concat([
    start,
    attribute(0x00069002, Buffer.alloc(14)),
    attribute(0x00018010, Buffer.from('plan.pdf\0')),
    attribute(0x0006800f, Buffer.from('%PDF-1.7 …')),
  ]);
  expect(readTnef(bytes)).toEqual([{ name: 'plan.pdf', content: Buffer.from('%PDF-1.7 …') }]);
  expect(readTnef(bytes.subarray(0, bytes.length - 5))).toBeUndefined();
  expect(readTnef(Buffer.from('autre chose'))).toBeUndefined();
});
