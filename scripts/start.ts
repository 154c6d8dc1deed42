import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { isBuilt } from './build-stamp.ts';

if (!build()) process.exit(1);

if (process.argv.includes('--watch')) watchAndRestart();
else await import(new URL('../build/server/main.js', import.meta.url).href);

/** In a process of its own: the builders would stay in the memory of the site. */
function build(): boolean {
  if (isBuilt()) return true;
  console.log('Parvis: building…');
  return spawnSync(process.execPath, ['scripts/build.ts'], { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

/** `npm run dev`: builds and restarts at each change of the source, the library or a territory. */
function watchAndRestart(): void {
  let child: ChildProcess | undefined;
  const start = () => {
    child = spawn(process.execPath, ['--enable-source-maps', 'build/server/main.js'], { stdio: 'inherit' });
  };
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    // A build that fails has said why; the former one goes on.
    timer = setTimeout(() => {
      if (!build()) return;
      child?.once('exit', start);
      child?.kill('SIGTERM');
    }, 150);
  };
  for (const folder of ['src', 'library', 'territories']) watch(folder, { recursive: true }, changed);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      child?.once('exit', () => process.exit(0));
      child?.kill(signal);
    });
  }
  start();
}
