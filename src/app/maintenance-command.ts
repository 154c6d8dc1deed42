import { beginMaintenance, endMaintenance, readLocalMoment, readMaintenance } from '#modules/service-state/index.ts';
import type { Platform } from '#platform/platform.ts';

export const maintenanceUsage =
  'maintenance on [--until "24/11/2026 14:00"] [--message TEXT] | maintenance off | maintenance status [--json]';

export interface MaintenanceFlags {
  readonly until?: string | undefined;
  readonly message?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `on`: requests, messages and acts wait, reading and drafts go on; `off`; `status`, whose exit status is 0 in either case. `--until`
 * is told to residents, in the time of Paris, and ends nothing by itself.
 * @returns undefined for a wrong usage
 */
export async function runMaintenanceCommand(
  platform: Platform,
  [verb, ...more]: readonly string[],
  flags: MaintenanceFlags,
): Promise<{ status: number; text: string } | undefined> {
  if (more.length > 0) return undefined;
  switch (verb) {
    case 'on':
      return begin(platform, flags);
    case 'off':
      return {
        status: 0,
        text: (await endMaintenance(platform, 'command')) ? 'Maintenance is over.' : 'Maintenance was off already.',
      };
    case 'status':
      return tellStatus(platform, flags.json === true);
    default:
      return undefined;
  }
}

async function begin(platform: Platform, flags: MaintenanceFlags): Promise<{ status: number; text: string }> {
  const until = flags.until === undefined ? undefined : readLocalMoment(flags.until);
  if (flags.until !== undefined && until === undefined)
    return { status: 2, text: '--until wants a day and a time, for example "24/11/2026 14:00"' };
  if (until !== undefined && until.getTime() <= platform.clock.now().epochMilliseconds)
    return { status: 2, text: '--until is past already' };
  const message = flags.message?.trim();
  if (message !== undefined && message.length > 300)
    return { status: 2, text: '--message holds 300 characters at most' };
  const isNew = await beginMaintenance(platform, 'command', {
    until,
    message: message === undefined || message === '' ? undefined : { fr: message },
  });
  return {
    status: 0,
    text: isNew
      ? 'Maintenance is on: every process follows within seconds.'
      : 'Maintenance was on: its announcement is changed.',
  };
}

async function tellStatus(platform: Platform, asJson: boolean): Promise<{ status: number; text: string }> {
  const maintenance = await readMaintenance(platform.database.open);
  if (asJson) {
    const { beganAt, until, message } = maintenance ?? {};
    return {
      status: 0,
      text: JSON.stringify({ on: maintenance !== undefined, since: beganAt, until, message: message?.fr }),
    };
  }
  if (maintenance === undefined) return { status: 0, text: 'Maintenance is off.' };
  const until = maintenance.until === undefined ? '' : `, announced until ${maintenance.until.toISOString()}`;
  return { status: 0, text: `Maintenance is on since ${maintenance.beganAt.toISOString()}${until}.` };
}
