import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface DemonstrationSecrets {
  readonly SESSION_SECRET: string;
  readonly ENCRYPTION_KEY: string;
  readonly BACKUP_KEY: string;
}

/** The secrets of a demonstration: made at the first start, kept in a file that only this user reads. */
export function demonstrationSecrets(file = 'var/secrets.json'): DemonstrationSecrets {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DemonstrationSecrets>) : {};
  const secrets = {
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    BACKUP_KEY: randomBytes(32).toString('hex'),
    ...kept,
  };
  if (Object.keys(kept).length === Object.keys(secrets).length) return secrets;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
