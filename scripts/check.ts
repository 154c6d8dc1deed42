import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { plantedFaultIsFound } from './planted-fault.ts';

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

const bin = (name: string): string => `node_modules/.bin/${name}`;

/** Types, style, walls, migrations, dead code. Each is quick; together under a minute. */
const checks: readonly Check[] = [
  { name: 'types', command: [process.execPath, 'node_modules/ts7/bin/tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint and format', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'boundaries',
    command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'scripts', 'bench', 'chaos', 'tests'],
  },
  {
    name: 'migrations that a running version survives',
    command: [process.execPath, '--disable-warning=ExperimentalWarning', 'scripts/migration-safety.ts'],
  },
  { name: 'dead code', command: [bin('knip'), '--no-progress'] },
];

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly output: string;
  readonly seconds: number;
}

function runCheck(check: Check): Promise<Outcome> {
  const [command, ...args] = check.command;
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command as string, args, { env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.on('close', (code) => {
      resolve({ name: check.name, ok: code === 0, output, seconds: (performance.now() - started) / 1000 });
    });
  });
}

/** Runs all the checks, as many at once as there are cores, and says what failed. */
export async function runChecks(): Promise<boolean> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const outcome = await runCheck(check);
      outcomes.push(outcome);
      console.log(`${outcome.ok ? 'ok  ' : 'FAIL'} ${outcome.name} (${outcome.seconds.toFixed(1)} s)`);
      if (!outcome.ok) console.log(outcome.output);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, lane));
  // A check of walls that reads nothing would pass: show that it finds a fault.
  const found = await plantedFaultIsFound();
  console.log(`${found ? 'ok  ' : 'FAIL'} a planted breach of the walls is found`);
  return found && outcomes.every((outcome) => outcome.ok);
}

if (import.meta.main) process.exitCode = (await runChecks()) ? 0 : 1;
