import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { buildAll } from './build.ts';
import { runChecks } from './check.ts';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
}

/** `npm test`: checks, then unit and database tests, then the journeys in the browser. With arguments: only those files. */
const only = process.argv.slice(2);
const totals = { passed: 0, failed: 0, skipped: 0 };

if (only.length === 0) {
  count(await runChecks());
  await buildAll();
  await vitest('vitest.config.ts', []);
  await vitest('vitest.e2e.config.ts', []);
} else {
  await buildAll();
  await vitest(only.some((path) => path.includes('e2e')) ? 'vitest.e2e.config.ts' : 'vitest.config.ts', only);
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;

function count(ok: boolean): void {
  if (ok) totals.passed += 1;
  else totals.failed += 1;
}

/** Runs Vitest in a process of its own and adds its figures; a run that reports nothing is a failure. */
async function vitest(config: string, args: string[]): Promise<void> {
  const reportFile = `var/${config}.json`;
  rmSync(reportFile, { force: true });
  await new Promise<void>((done) => {
    const child = spawn(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--config',
        config,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
        ...args,
      ],
      { stdio: 'inherit' },
    );
    child.on('exit', () => done());
  });
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
  } catch {
    console.error(`${config}: no report was written`);
    totals.failed += 1;
    return;
  }
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests;
  // A file that cannot be loaded fails without a failed test.
  if (!report.success && report.numFailedTests === 0) totals.failed += 1;
}
