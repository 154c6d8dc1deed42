// Runs on any Node from 20 on, before anything is installed: no dependency, no TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeBinary = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const stamp = join(root, 'node_modules', '.parvis-installed');

function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** Installs the packages of package-lock.json when they are not there or are those of another lock. */
export function install() {
  const wanted = fingerprint();
  if (existsSync(nodeBinary) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Parvis: installing the packages…');
  // `npm ci` refuses a lock in which a registry lacks a package of another platform; `npm install` passes it over.
  if (!npm(['ci']) && !npm(['install', '--no-save'])) {
    console.error('Parvis: the packages could not be installed (see above). Is the npm registry reachable?');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/**
 * For a process that serves for weeks: collect often rather than let the memory grow to gigabytes. A third less memory
 * under load, a few percent more work.
 */
export const servingFlags = ['--max-semi-space-size=8', '--heap-growing-percent=25'];

/**
 * What the C library is told. Threads that compress and hash would each keep a heap of their own; the bytes of a file or a
 * page, once let go, would stay with the process, as the library raises these limits by itself unless they are set.
 */
export const thriftyMalloc = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** Runs the npm that runs this script, else the one in the PATH. */
function npm(command) {
  const args = [...command, '--no-audit', '--no-fund', '--loglevel=error'];
  const own = process.env.npm_execpath;
  const options = { cwd: root, stdio: 'inherit' };
  const isScript = own !== undefined && /\.c?js$/.test(own) && statSync(own, { throwIfNoEntry: false })?.isFile();
  const done = isScript
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return done.status === 0;
}

/** Runs a TypeScript script with the Node that the project brings, hands it the signals, ends with its status. */
export function runWithProjectNode(script, args, nodeFlags = []) {
  const child = spawn(
    nodeBinary,
    ['--disable-warning=ExperimentalWarning', ...nodeFlags, join(root, script), ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...thriftyMalloc,
        ...process.env,
        PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
      },
    },
  );
  // Ctrl-C reaches the child by the terminal as well; it ends cleanly once, whatever the number of signals.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event !== undefined) endWithShell(child);
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
}

/** A signal sent to npm ends the shell between npm and us, which hands nothing on: seen by a change of parent. */
function endWithShell(child) {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) child.kill('SIGTERM');
  }, 500).unref();
}
