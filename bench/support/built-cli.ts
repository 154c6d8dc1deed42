import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EmbeddedPostgres } from '#platform/database/embedded-postgres.ts';

/** Runs a command of the built product. The start of the process is counted: it is what a person waits for. */
export async function runBuiltCli(
  postgres: Pick<EmbeddedPostgres, 'appUrl' | 'ownerUrl'>,
  args: readonly string[],
): Promise<{ said: string; cpuSeconds: number }> {
  const code =
    "import { runCli } from './build/server/cli.js'; process.exitCode = await runCli(process.argv.slice(1)); const { user, system } = process.cpuUsage(); console.error('cpu:' + (user + system));";
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', code, '--', ...args],
    {
      env: {
        ...process.env,
        DATABASE_URL: postgres.appUrl,
        DATABASE_OWNER_URL: postgres.ownerUrl,
        NODE_ENV: 'production',
      },
      maxBuffer: 64 * 2 ** 20,
    },
  );
  return { said: stdout, cpuSeconds: Number(/^cpu:(\d+)$/m.exec(stderr)?.[1]) / 1e6 };
}
