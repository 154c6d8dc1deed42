import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addDeepFigures } from '#app/deep-figures.ts';
import { environmentSchema } from '#platform/config/config.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';
import { servingFlags, thriftyMalloc } from '../../scripts/setup.mjs';

let counter: TestCounter;
let figures: string;
beforeAll(async () => {
  counter = await testCounter();
  await counter.server.inject({ url: '/', remoteAddress: '127.0.0.1' });
  figures = (await counter.server.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).body;
});
afterAll(() => counter?.close());

const named = () => new Set([...figures.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name ?? ''));

/** The names of figures in a question to Prometheus, without what it adds to those of a histogram. */
const asked = (expression: string) =>
  [...expression.matchAll(/\b(?:parvis|process|nodejs)_\w+/g)].map(([name]) => name.replace(/_bucket$/, ''));

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[];
}

const rules = () =>
  (parse(readFileSync('ops/prometheus/alerts.yaml', 'utf8')) as Rules).groups.flatMap((group) => group.rules);

test('queues and connections are counted', () => {
  expect(figures).toMatch(/^parvis_jobs\{queue="send-message",state="ready"\} \d+$/m);
  expect(figures).toMatch(/^parvis_job_waiting_seconds\{queue="send-message"\} /m);
  expect(figures).toMatch(/^parvis_database_connections\{pool="transactions",state="waiting"\} 0$/m);
});

test('a job that waits is seen, with how long it has waited', async () => {
  await counter.platform.database.transaction([], (tx) =>
    counter.platform.jobs.enqueue(tx, { name: 'warn-expiring-seals' }, {}),
  );
  const owner = new pg.Client({ connectionString: counter.platform.ownerUrl });
  await owner.connect();
  await owner.query(
    `UPDATE pgboss.job SET created_on = now() - interval '10 minutes', start_after = now() - interval '10 minutes'
     WHERE name = 'warn-expiring-seals'`,
  );
  await owner.end();
  const registry = new Registry();
  addDeepFigures(registry, counter.platform);
  const waited = /^parvis_job_waiting_seconds\{queue="warn-expiring-seals"\} (.+)$/m.exec(
    await registry.metrics(),
  )?.[1];
  expect(Number(waited)).toBeGreaterThanOrEqual(600);
});

test('the last backup is told, and one that was never made is none', async () => {
  const lastOf = async () => {
    const registry = new Registry();
    addDeepFigures(registry, counter.platform);
    return Number(/^parvis_last_backup_seconds (.+)$/m.exec(await registry.metrics())?.[1]);
  };
  expect(await lastOf()).toBe(0);
  await counter.platform.database.open
    .insertInto('backup_runs')
    .values([
      { id: newId(), kind: 'backup', name: 'x', began_at: new Date(0), ended_at: new Date('2026-11-22T04:40:00Z') },
      {
        id: newId(),
        kind: 'restoration',
        name: 'x',
        began_at: new Date(0),
        ended_at: new Date('2026-11-23T04:40:00Z'),
      },
    ])
    .execute();
  expect(await lastOf()).toBe(Date.parse('2026-11-22T04:40:00Z') / 1000);
});

test('alerts and dashboard ask for figures that there are, and each alert says what to do', () => {
  const there = named();
  const operations = readFileSync('docs/operations.md', 'utf8');
  for (const { alert, expr } of rules()) {
    for (const name of asked(expr)) expect(there, `${alert} asks for ${name}`).toContain(name);
    expect(operations, `what to do for ${alert}`).toContain(`| \`${alert}\` |`);
  }
  const dashboard = JSON.parse(readFileSync('ops/grafana/parvis.json', 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };
  for (const { title, targets } of dashboard.panels)
    for (const { expr } of targets)
      for (const name of asked(expr)) expect(there, `${title} asks for ${name}`).toContain(name);
});

test('units and container set what there is to set', () => {
  // Settings of ours, and what the C library is told.
  const names = new Set([...Object.keys(environmentSchema.shape), ...Object.keys(thriftyMalloc)]);
  // A timer says when, and sets nothing.
  const units = readdirSync('ops/systemd').filter((name) => name.endsWith('.service'));
  const files = [...units.map((name) => `ops/systemd/${name}`), 'ops/container/Containerfile'];
  for (const file of files) {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^(Environment=|ENV )/.test(line));
    const set = lines.flatMap((line) => [...line.matchAll(/\b([A-Z][A-Z_]+)=/g)].map(([, name]) => name ?? ''));
    expect(set.length, file).toBeGreaterThan(2);
    for (const name of set) expect(names, `${file} sets ${name}`).toContain(name);
  }
});

test('units and container start the site as npm start does', () => {
  const wanted = [...servingFlags, ...Object.entries(thriftyMalloc).map(([name, value]) => `${name}=${value}`)];
  for (const file of ['systemd/parvis-web@.service', 'systemd/parvis-worker@.service', 'container/Containerfile']) {
    const text = readFileSync(`ops/${file}`, 'utf8');
    for (const one of [...wanted, 'node_modules/.bin/node', 'build/server/main.js'])
      expect(text, `${file} says ${one}`).toContain(one);
  }
});

test('each command that the handbook names is one', () => {
  const known = new Set(
    [...readFileSync('src/app/cli.ts', 'utf8').matchAll(/^ {2}'?([a-z-]+)'?: \{$/gm)].map(([, name]) => name),
  );
  expect(known.size).toBeGreaterThan(10);
  const named = [...readFileSync('docs/operations.md', 'utf8').matchAll(/npm run cli -- ([a-z-]+)/g)];
  expect(named.length).toBeGreaterThan(10);
  for (const [text, name] of named) expect(known, text).toContain(name);
});

test('the list of components names each package that runs', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  const printed = execFileSync('npm', ['run', '--silent', 'sbom'], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    stdio: 'pipe',
  });
  const list = JSON.parse(printed) as { bomFormat: string; components: { name: string; version: string }[] };
  expect(list.bomFormat).toBe('CycloneDX');
  const there = new Set(list.components.map(({ name, version }) => `${name}@${version}`));
  for (const [name, version] of Object.entries(dependencies)) {
    expect(version, `${name} is pinned`).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(there).toContain(`${name}@${version}`);
  }
}, 60_000);
