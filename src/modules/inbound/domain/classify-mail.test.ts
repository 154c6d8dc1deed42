import { expect, test } from 'vitest';
import { classifyMail } from './classify-mail.ts';
import type { MailFacts } from './mail-facts.ts';

function mail(headers: Record<string, string> = {}, more: Partial<MailFacts> = {}): MailFacts {
  return {
    messageId: '<1@exemple.fr>',
    sender: { address: 'jeanne@exemple.fr', name: 'Jeanne' },
    recipients: [],
    subject: 'Bonjour',
    references: [],
    sentAt: undefined,
    reportType: undefined,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    ...more,
  };
}

test.each([
  [{}, undefined],
  [{ 'auto-submitted': 'no' }, undefined],
  [{ 'auto-submitted': 'auto-replied' }, 'automatic'],
  [{ precedence: 'bulk' }, 'automatic'],
  [{ 'x-autoreply': 'yes' }, 'automatic'],
  [{ 'list-unsubscribe': '<mailto:x>' }, 'automatic'],
  [{ 'return-path': '<>' }, 'automatic'],
  [{ 'return-path': '<jeanne@exemple.fr>' }, undefined],
  [{ 'x-spam-flag': 'YES' }, 'spam'],
  [{ 'x-spam-status': 'Yes, score=12' }, 'spam'],
  [{ 'authentication-results': 'mx; spf=fail smtp.mailfrom=x; dkim=none' }, 'spam'],
  [{ 'authentication-results': 'mx; spf=fail; dkim=pass header.d=exemple.fr' }, undefined],
  [{ 'authentication-results': 'mx; spf=softfail; dkim=none' }, undefined],
  [{ 'authentication-results': 'mx; spf=pass; dmarc=fail' }, 'spam'],
])('%j is %s', (headers, verdict) => {
  expect(classifyMail(mail(headers), ['mairie@exemple.fr'])).toBe(verdict);
});

test('a report of delivery, a daemon, ourselves', () => {
  expect(classifyMail(mail({}, { reportType: 'delivery-status' }), [])).toBe('bounce');
  expect(classifyMail(mail({ 'return-path': '<>' }, { sender: { address: 'mailer-daemon@x.fr', name: '' } }), [])).toBe(
    'bounce',
  );
  expect(classifyMail(mail(), ['jeanne@exemple.fr'])).toBe('loop');
});

test('only the last server is believed about who sent it', () => {
  const headers = new Map([['authentication-results', ['mx.mairie; spf=pass', 'forged; dmarc=fail']]]);
  expect(classifyMail(mail({}, { headers }), [])).toBeUndefined();
});
