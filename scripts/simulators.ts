import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Runs each simulator of `simulators/` that has a `main.ts`, in a process of its own, and leaves in `var/simulators.json`
 * what the site is to be given. A demonstration that starts meanwhile takes it from there.
 */
const file = 'var/simulators.json';
const names = readdirSync('simulators').filter((name) => existsSync(`simulators/${name}/main.ts`));
const children: ChildProcess[] = [];
const env: Record<string, string> = {};

for (const name of names) {
  const child = spawn(process.execPath, [`simulators/${name}/main.ts`], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  child.once('exit', (code) => {
    console.error(`${name} ended (${code ?? 'signal'})`);
    end(1);
  });
  createInterface({ input: child.stdout }).on('line', (line) => said(name, line));
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(0));

/** The first line that a simulator says is its settings, as JSON; the rest is for the reader. */
function said(name: string, line: string): void {
  if (!line.startsWith('{')) {
    console.log(`${name}: ${line}`);
    return;
  }
  Object.assign(env, JSON.parse(line) as Record<string, string>);
  mkdirSync('var', { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, env }, null, 2));
  console.log(
    `${name}\n${Object.entries(JSON.parse(line))
      .map(([key, value]) => `  ${key}=${String(value)}`)
      .join('\n')}`,
  );
  console.log('  `npm start`, in another window, takes these settings.');
}

function end(code: number): void {
  rmSync(file, { force: true });
  for (const child of children) {
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
  }
  process.exit(code);
}
