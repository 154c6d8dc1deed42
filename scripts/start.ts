import { watch } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { buildAll } from './build.ts';

await buildAll();

if (process.argv.includes('--watch')) watchAndRestart();
else await import(new URL('../build/server/main.js', import.meta.url).href);

/** `npm run dev`: builds and restarts at each change of the source, the library or a territory. */
function watchAndRestart(): void {
  let child: ChildProcess | undefined;
  const start = () => {
    child = spawn(process.execPath, ['--enable-source-maps', 'build/server/main.js'], { stdio: 'inherit' });
  };
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        await buildAll();
      } catch {
        // esbuild and sass have said what is wrong; the former build goes on.
        return;
      }
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
