import { expect, test } from 'vitest';
import { ConfigurationError, environmentSchema, loadConfig } from './config.ts';

const complete = {
  PARVIS_MODE: 'production',
  DATABASE_URL: 'postgresql://parvis_app@db/parvis',
  SESSION_SECRET: 's'.repeat(43),
  ENCRYPTION_KEY: 'ab'.repeat(32),
  SMTP_URL: 'smtp://mail.example',
  PUBLIC_URL: 'https://guichet.example.fr',
};

test('production asks for every secret by its name', () => {
  const start = () => loadConfig({ PARVIS_MODE: 'production' });
  expect(start).toThrow(ConfigurationError);
  for (const name of ['DATABASE_URL', 'SESSION_SECRET', 'ENCRYPTION_KEY', 'SMTP_URL', 'PUBLIC_URL']) {
    expect(start).toThrow(new RegExp(`${name}: missing`));
    expect(() => loadConfig({ ...complete, [name]: undefined })).toThrow(new RegExp(`${name}: missing`));
  }
  expect(loadConfig(complete)).toMatchObject({ demonstration: false, PORT: 8080, storageDir: 'var/files' });
});

test('an empty variable counts as absent, as shells and compose files leave them', () => {
  expect(() => loadConfig({ ...complete, SESSION_SECRET: '' })).toThrow(/SESSION_SECRET: missing/);
});

test('a wrong value is told with its name, and its content is not repeated', () => {
  const wrong = { ...complete, PORT: '99999', ENCRYPTION_KEY: 'my little secret', SESSION_SECRET: 'short' };
  expect(() => loadConfig(wrong)).toThrow(/PORT/);
  expect(() => loadConfig(wrong)).toThrow(/ENCRYPTION_KEY: 64 hexadecimal characters/);
  expect(() => loadConfig(wrong)).toThrow(/SESSION_SECRET: at least 32 characters/);
  expect(() => loadConfig(wrong)).not.toThrow(/my little secret/);
});

test('what demonstration mode supplies is never taken in production', () => {
  const supplied = { SESSION_SECRET: 'd'.repeat(43) };
  expect(() => loadConfig({ ...complete, SESSION_SECRET: undefined }, supplied)).toThrow(/SESSION_SECRET/);
  expect(loadConfig({ ...complete, PARVIS_MODE: undefined, SESSION_SECRET: undefined }, supplied).sessionSecret).toBe(
    supplied.SESSION_SECRET,
  );
});

test('production is reached by HTTPS, or on this very machine', () => {
  for (const address of ['http://guichet.example.fr', 'http://localhost.example.fr', 'ftp://guichet.example.fr'])
    expect(() => loadConfig({ ...complete, PUBLIC_URL: address }), address).toThrow(/PUBLIC_URL: .*https/);
  for (const address of ['https://guichet.example.fr', 'http://127.0.0.1:8080', 'http://localhost:8080'])
    expect(loadConfig({ ...complete, PUBLIC_URL: address }).PUBLIC_URL, address).toBe(address);
});

test('the proxies in front are counted', () => {
  const counts = Object.entries({ '': 0, 0: 0, false: 0, 1: 1, true: 1, 2: 2 });
  for (const [value, count] of counts) expect(loadConfig({ ...complete, TRUST_PROXY: value }).TRUST_PROXY).toBe(count);
  expect(() => loadConfig({ ...complete, TRUST_PROXY: 'all' })).toThrow(/TRUST_PROXY/);
});

test('headers for the collector of traces are read as OpenTelemetry writes them', () => {
  const read = (text: string) =>
    environmentSchema.pick({ OTEL_EXPORTER_OTLP_HEADERS: true }).parse({ OTEL_EXPORTER_OTLP_HEADERS: text })
      .OTEL_EXPORTER_OTLP_HEADERS;
  expect(read('authorization=Bearer%20a%3Db, x-tenant = vernon,')).toEqual({
    authorization: 'Bearer a=b',
    'x-tenant': 'vernon',
  });
  for (const wrong of ['authorization', '=x', 'a b=c', 'a=%E0%A4%A']) expect(() => read(wrong), wrong).toThrow();
});
