import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const planted = 'src/platform/planted-fault.ts';

/** Plants a file of the platform that imports a module, and sees whether the check of the walls names it. */
export async function plantedFaultIsFound(): Promise<boolean> {
  await writeFile(planted, "export * from '#modules/forms/index.ts';\n");
  try {
    await run(process.execPath, ['node_modules/.bin/depcruise', '--config', '.dependency-cruiser.cjs', planted]);
    return false;
  } catch (error) {
    return String((error as { stdout?: string }).stdout).includes('platform-knows-no-module');
  } finally {
    await rm(planted, { force: true });
  }
}
