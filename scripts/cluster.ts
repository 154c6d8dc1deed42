import { spawnSync } from 'node:child_process';
import { isWritable, startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { isBuilt } from './build-stamp.ts';
import { startCluster } from './cluster/cluster.ts';

/**
 * `npm run cluster`: two processes of pages, two of jobs and a small proxy on this machine, on the demonstration's database.
 * SIGHUP builds again and replaces the processes one after the other, without a failed request.
 */
const build = (): boolean =>
  isBuilt() ||
  spawnSync(process.execPath, ['scripts/build.ts'], { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

if (!build()) process.exit(1);
if (!isWritable('var')) {
  console.error('var: this folder cannot be written in; a demonstration keeps its data there');
  process.exit(1);
}
const postgres =
  process.env.DATABASE_URL === undefined
    ? await startEmbeddedPostgres({ folder: 'var/postgres', settings: { max_connections: '200' } })
    : undefined;
const cluster = await startCluster({
  web: 2,
  workers: 2,
  port: Number(process.env.PORT ?? 8080),
  env: postgres === undefined ? {} : { DATABASE_URL: postgres.appUrl, DATABASE_OWNER_URL: postgres.ownerUrl },
  say: (name, line) => console.log(`${name} | ${line}`),
});
console.log(
  `Parvis: http://127.0.0.1:${cluster.proxy.port} in front of ${cluster.web.map(({ port }) => port).join(' and ')}; kill -HUP ${process.pid} replaces the processes one by one.`,
);

let busy: Promise<void> = Promise.resolve();
process.on('SIGHUP', () => {
  busy = busy.then(async () => {
    if (!build()) return;
    await cluster.rollingRestart();
    console.log('Parvis: every process has been replaced.');
  });
});
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (ending) return;
    ending = true;
    await cluster.stop();
    await postgres?.stop();
    process.exit(0);
  });
}
