import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stamp = 'build/.built';

/** Everything whose change asks for a new build. */
const sources = ['src', 'scripts', 'package-lock.json', 'tsconfig.json'];

/** Newest change and number of files: a removed file counts too. */
export function sourcesFingerprint(): string {
  let newest = 0;
  let count = 0;
  const visit = (path: string): void => {
    const stats = statSync(path);
    if (stats.isDirectory()) {
      for (const name of readdirSync(path)) visit(join(path, name));
      return;
    }
    count += 1;
    newest = Math.max(newest, stats.mtimeMs);
  };
  for (const source of sources) visit(source);
  return `${count} ${newest}`;
}

export function isBuilt(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesFingerprint();
}

/** `fingerprint` is that of before the build: a file that changes meanwhile asks for another one. */
export function markBuilt(fingerprint: string): void {
  writeFileSync(stamp, fingerprint);
}
