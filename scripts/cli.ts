import { buildAll } from './build.ts';

await buildAll();
const { runCli } = (await import(new URL('../build/server/cli.js', import.meta.url).href)) as {
  runCli(args: string[]): Promise<number>;
};
process.exitCode = await runCli(process.argv.slice(2));
