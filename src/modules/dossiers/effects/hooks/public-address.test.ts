import { expect, test } from 'vitest';
import { CallError, checkedUrl } from './post-json.ts';
import { isPublicAddress } from './public-address.ts';

test.each(['8.8.8.8', '90.1.2.3', '2a01:cb00::1', '[2a01:cb00::1]', '::ffff:8.8.8.8'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  '127.0.0.1',
  '10.2.3.4',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '::1',
  '::',
  'fd00::1',
  'fe80::1%eth0',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  'localhost',
  '',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

const codeOf = (url: string, allowHttp = false) => {
  try {
    return checkedUrl(url, { allowHttp }).href;
  } catch (error) {
    return error instanceof CallError ? error.code : error;
  }
};

test.each([
  ['https://permits.example.fr/hook', 'https://permits.example.fr/hook'],
  ['http://permits.example.fr/hook', 'https-only'],
  ['https://127.0.0.1/', 'private-address'],
  ['https://[::1]/', 'private-address'],
  // Written otherwise, these are still 127.0.0.1 and 10.0.0.1.
  ['https://2130706433/', 'private-address'],
  ['https://0x0a.1/', 'private-address'],
  ['https://user:word@permits.example.fr/', 'not-an-address'],
  ['file:///etc/passwd', 'not-an-address'],
  ['permits', 'not-an-address'],
])('%s: %s', (url, outcome) => {
  expect(codeOf(url)).toBe(outcome);
});

test('a demonstration may call without encryption, but no private network', () => {
  expect(codeOf('http://permits.example.fr/', true)).toBe('http://permits.example.fr/');
  expect(codeOf('http://192.168.0.1/', true)).toBe('private-address');
});
