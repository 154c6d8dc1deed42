import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The secrets of a demonstration: made at the first start, kept in a file that only this user reads. */
export function demonstrationSecrets(file = 'var/secrets.json'): { SESSION_SECRET: string; ENCRYPTION_KEY: string } {
  if (existsSync(file))
    return JSON.parse(readFileSync(file, 'utf8')) as { SESSION_SECRET: string; ENCRYPTION_KEY: string };
  const secrets = {
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
