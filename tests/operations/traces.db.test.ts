import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { postJson } from '#modules/dossiers/effects/hooks/post-json.ts';
import { createLogger } from '#platform/log/logger.ts';
import { during } from '#platform/tracing/activity.ts';
import { createOpenTelemetry } from '#platform/tracing/open-telemetry.ts';
import { testCounter } from '#tests/support/test-counter.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { type CollectedSpan, traceCollector } from '#tests/support/trace-collector.ts';
import { Visitor } from '../../bench/support/browser-like-client.ts';
import { expectReceipt, questionPath, step } from '../../bench/support/filing.ts';

const kinds = { server: 2, client: 3, consumer: 5 };
const failed = 2;

const written = {
  subject: 'streets',
  message: 'Le lampadaire de la rue des Hirondelles-Traçantes est éteint.',
  given_names: 'Zénobie',
  family_name: 'Quatremère-Latrace',
  email: 'zenobie.latrace@exemple.fr',
  phone: '06 98 76 54 32',
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(50);
}

test('a filing and what follows from it are one trace, in which nobody is named', async () => {
  const collector = await traceCollector();
  const counter = await testCounter({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=Bearer%20abc',
      OTEL_SERVICE_NAME: 'guichet-de-vernon',
      TRUST_PROXY: '1',
    },
  });
  onTestFinished(() => counter.server.close());
  const address = await counter.server.listen({ host: '127.0.0.1', port: 0 });
  const theirs = { trace: 'a'.repeat(32), span: 'b'.repeat(16) };
  const visitor = new Visitor(Number(new URL(address).port), {
    headers: { 'x-forwarded-for': '203.0.113.77', traceparent: `00-${theirs.trace}-${theirs.span}-01` },
  });
  // As a worker does it: what a filing leaves to be done begins by itself.
  const wanted = new Set(['acknowledge-dossier', 'send-message']);
  await counter.platform.jobs.work(counter.jobs.filter(({ name }) => wanted.has(name)));
  await visitor.get(`/recherche?q=${encodeURIComponent(written.given_names)}`);
  await visitor.get('/health/live');
  const receiptPath = await step(visitor, questionPath, Object.entries(written));
  const receipt = await expectReceipt(visitor, receiptPath);
  await until(() => counter.platform.mail.sent.length > 0);
  await counter.platform.jobs.stop();
  await counter.platform.tracing?.close();

  expect(collector.service).toBe('guichet-de-vernon');
  expect(collector.headers[0]?.['x-key']).toBe('Bearer abc');
  const of = (parent: CollectedSpan | undefined) =>
    collector.spans.filter(
      ({ traceId, parentSpanId }) => traceId === parent?.traceId && parentSpanId === parent.spanId,
    );

  const filing = collector.spans.findLast(({ kind, name }) => kind === kinds.server && name.startsWith('POST '));
  expect(filing).toMatchObject({
    parentSpanId: '',
    name: `POST ${filing?.attributes['http.route']}`,
    attributes: { 'http.request.method': 'POST', 'http.response.status_code': 303, 'parvis.route': expect.any(String) },
  });
  expect(String(filing?.attributes['http.route'])).toContain('/:');
  // What a visitor says of a trace of theirs is noted, and decides nothing.
  expect(filing?.links).toMatchObject([{ traceId: theirs.trace, spanId: theirs.span }]);
  expect(collector.spans.some(({ traceId }) => traceId === theirs.trace)).toBe(false);

  const statements = of(filing).filter(({ attributes }) => attributes['db.system.name'] === 'postgresql');
  const insertion = statements.find(({ name }) => name === 'INSERT dossiers');
  expect(insertion).toMatchObject({
    kind: kinds.client,
    attributes: { 'db.query.text': expect.stringContaining('$1'), 'parvis.pool': 'transactions' },
  });
  expect(statements.some(({ name }) => name === 'COMMIT')).toBe(true);
  expect(statements.every((one) => one.endTimeUnixNano >= one.startTimeUnixNano)).toBe(true);
  const reading = collector.spans.find(({ attributes }) => attributes['db.operation.name'] === 'SELECT');
  expect(reading?.attributes['db.response.returned_rows']).toEqual(expect.any(Number));

  const job = of(filing).find(({ kind }) => kind === kinds.consumer);
  expect(job).toMatchObject({
    name: 'process acknowledge-dossier',
    attributes: { 'parvis.job.attempt': 1, 'parvis.job.outcome': 'done' },
  });
  const sending = collector.spans.find(({ name }) => name === 'process send-message');
  expect(sending?.traceId).toBe(filing?.traceId);
  expect(of(sending).find(({ name }) => name === 'send mail')).toMatchObject({ kind: kinds.client });
  expect(of(sending).some(({ attributes }) => attributes['db.system.name'] === 'postgresql')).toBe(true);
  expect(collector.spans.some(({ name }) => name.includes('/health/'))).toBe(false);

  // Nothing that was typed, nor who asked, nor where in the site they were.
  const [code] = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{3}/.exec(receipt) ?? [];
  expect(code).toBeDefined();
  const inPaths = receiptPath.split(/[/?&=]/).filter((part) => /\d/.test(part));
  expect(inPaths.length).toBeGreaterThan(0);
  expect(collector.raw).toContain('INSERT dossiers');
  for (const secret of [...Object.values(written).slice(1), '203.0.113.77', 'vernon/', 'C27681', code, ...inPaths])
    if (secret !== undefined) expect(collector.raw.toLowerCase(), secret).not.toContain(secret.toLowerCase());
});

/** A port at which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

test('a call to another house is a span of what calls it: whom, how, how it went; they learn nothing of it', async () => {
  const heard: IncomingHttpHeaders[] = [];
  const other = createServer((request, answer) => {
    heard.push(request.headers);
    answer.writeHead(request.url?.startsWith('/no') === true ? 422 : 200).end('{}');
  });
  await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    other.closeAllConnections();
    return new Promise<void>((done) => other.close(() => done()));
  });
  const { port } = other.address() as AddressInfo;
  const collector = await traceCollector();
  const gone = await closedPort();
  const tracing = createOpenTelemetry(
    { endpoint: collector.url, headers: {}, serviceName: 'x', role: 'all', share: 1 },
    createLogger('silent'),
  );
  const span = tracing.start('process x', { kind: 'consumer', attributes: {} });
  const url = (path: string, at = port) => `http://127.0.0.1:${at}${path}?nom=Latrace`;
  await fetch(url('/outside'));
  await during({ kind: 'job', job: 'x', jobId: '1', span }, async () => {
    await (await fetch(url('/yes/Latrace'))).text();
    const options = { allowHttp: true, allowPrivate: true };
    await postJson({ url: url('/no/Latrace'), body: '{"nom":"Latrace"}', headers: {} }, options);
    await postJson({ url: url('/', gone), body: '{}', headers: {} }, options).catch(() => undefined);
    await fetch(url('/', gone)).catch(() => undefined);
  });
  span.end();
  await tracing.close();
  const calls = collector.spans.filter(({ kind }) => kind === kinds.client);
  const [root] = collector.spans.filter(({ kind }) => kind === kinds.consumer);
  for (const call of calls) expect(call).toMatchObject({ traceId: root?.traceId, parentSpanId: root?.spanId });
  expect(calls.map(({ name, status, attributes }) => [name, status.code ?? 0, attributes])).toEqual([
    [
      'GET',
      0,
      {
        'http.request.method': 'GET',
        'server.address': '127.0.0.1',
        'server.port': port,
        'http.response.status_code': 200,
      },
    ],
    [
      'POST',
      failed,
      {
        'http.request.method': 'POST',
        'server.address': '127.0.0.1',
        'server.port': port,
        'http.response.status_code': 422,
        'error.type': '422',
      },
    ],
    [
      'POST',
      failed,
      {
        'http.request.method': 'POST',
        'server.address': '127.0.0.1',
        'server.port': gone,
        'error.type': 'ECONNREFUSED',
      },
    ],
    [
      'GET',
      failed,
      {
        'http.request.method': 'GET',
        'server.address': '127.0.0.1',
        'server.port': gone,
        'error.type': expect.any(String),
      },
    ],
  ]);
  expect(collector.raw).not.toContain('Latrace');
  expect(heard).toHaveLength(3);
  for (const headers of heard) expect(headers.traceparent).toBeUndefined();
});

test('of the traces, the share that was asked for is kept, each whole or not at all', async () => {
  const collector = await traceCollector();
  const tracing = createOpenTelemetry(
    { endpoint: collector.url, headers: {}, serviceName: 'x', role: 'all', share: 0.5 },
    createLogger('silent'),
  );
  for (let n = 0; n < 400; n += 1) {
    const parent = tracing.start('parent', { kind: 'server', attributes: {} });
    const child = tracing.start('child', { kind: 'client', attributes: {}, parent });
    expect(child.traceId).toBe(parent.traceId);
    child.end();
    // A job of an act whose trace is not kept begins one of its own; it is not half of another.
    expect(parent.traceparent === undefined).toBe(child.traceparent === undefined);
    parent.end();
  }
  await tracing.close();
  const parents = collector.spans.filter(({ name }) => name === 'parent');
  // By chance less than once in a million million runs.
  expect(parents.length).toBeGreaterThan(120);
  expect(parents.length).toBeLessThan(280);
  for (const parent of parents)
    expect(collector.spans.filter(({ parentSpanId }) => parentSpanId === parent.spanId)).toHaveLength(1);
});

test('a collector that hangs keeps nobody waiting', async () => {
  const collector = await traceCollector({ hangs: true });
  const counter = await testCounter({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
  onTestFinished(() => counter.server.close());
  const { tracing } = counter.platform;
  // More than may wait: what is too much is left out.
  for (let n = 0; n < 20_000; n += 1) tracing?.start('x', { kind: 'internal', attributes: {} }).end();
  for (let n = 0; n < 5; n += 1) expect((await counter.visitor().get('/')).status).toBe(200);
  await tracing?.close();
  expect(collector.spans.length).toBeLessThan(10_000);
});

test('a collector that is away is told of in a line, and the spans are left out', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const endpoint = `http://127.0.0.1:${await closedPort()}`;
  const tracing = createOpenTelemetry({ endpoint, headers: {}, serviceName: 'x', role: 'all', share: 1 }, log);
  for (let n = 0; n < 3; n += 1) tracing.start('x', { kind: 'internal', attributes: {} }).end();
  await tracing.close();
  await until(() => lines.length > 0);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ spans: 3, reason: expect.any(String) });
});

test('without the setting nothing of it is there', async () => {
  expect((await testPlatform()).tracing).toBeUndefined();
});
