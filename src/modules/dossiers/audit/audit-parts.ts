import type { Platform } from '#platform/platform.ts';
import { createRegisterFolder, type RegisterFolder } from '#platform/storage/register-folder.ts';
import { type AuditKeys, createAuditKeys } from './audit-keys.ts';

/** What sealing and verifying work with. */
export interface AuditParts {
  readonly platform: Pick<Platform, 'database' | 'clock' | 'log'>;
  readonly keys: AuditKeys;
  readonly register: RegisterFolder;
}

export function createAudit(platform: Pick<Platform, 'database' | 'clock' | 'log' | 'config'>): AuditParts {
  return {
    platform,
    keys: createAuditKeys(platform.config),
    register: createRegisterFolder(platform.config.registerDir),
  };
}
