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
  return existsSync(stamp) && isSameSources(readFileSync(stamp, 'utf8'), sourcesFingerprint());
}

/** Whether two fingerprints are of the same sources. An image of a container keeps whole seconds of the moments of its files. */
export function isSameSources(built: string, now: string): boolean {
  if (built === now) return true;
  const [builtCount, builtNewest] = built.split(' ');
  const [count, newest] = now.split(' ');
  return count === builtCount && Number(newest) === Math.floor(Number(builtNewest) / 1000) * 1000;
}

/** `fingerprint` is that of before the build: a file that changes meanwhile asks for another one. */
export function markBuilt(fingerprint: string): void {
  writeFileSync(stamp, fingerprint);
}
