import {
  type AdministrationParts,
  checklistInWords,
  openInOneAct,
  readChecklist,
  refusalInWords,
} from '#modules/administration/index.ts';
import { CommuneRefusedError, closeCommune } from '#modules/directory/index.ts';
import { cleanLine, normalizeEmail } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';
import { composeCounter } from './composition.ts';

/** What `cli commune` was given besides its verb and code. */
export interface CommuneFlags {
  readonly json: boolean;
  readonly adminEmail?: string | undefined;
  readonly adminName?: string | undefined;
  readonly yes: boolean;
}

export const communeUsage =
  'commune open CODE [--admin-email E --admin-name N] [--json] | commune close CODE --yes [--json] | commune checklist CODE [--json]';

/** @returns the exit status and what to print; status 2 is a wrong usage */
export async function runCommuneCommand(
  platform: Platform,
  [verb, given]: readonly (string | undefined)[],
  flags: CommuneFlags,
): Promise<{ status: number; text: string }> {
  const code = (given ?? '').toUpperCase();
  if (!/^(\d{5}|2[AB]\d{3})$/.test(code)) return { status: 2, text: `Usage: npm run cli -- ${communeUsage}` };
  const { parts, directory, identity, catalogue } = await composeCounter(platform);
  const administration: AdministrationParts = { platform, site: parts.site, directory, identity, catalogue };
  try {
    if (verb === 'open') return await open(administration, code, flags);
    if (verb === 'close') return await close(administration, code, flags);
    if (verb === 'checklist') return await checklist(administration, code, flags);
    return { status: 2, text: `Usage: npm run cli -- ${communeUsage}` };
  } catch (error) {
    if (!(error instanceof CommuneRefusedError)) throw error;
    const message = refusalInWords(error, code, 'en');
    return { status: 1, text: flags.json ? JSON.stringify({ refused: error.refusal, code, message }) : message };
  }
}

async function open(parts: AdministrationParts, code: string, flags: CommuneFlags) {
  const administrator = administratorOf(flags);
  if (typeof administrator === 'string') return { status: 2, text: administrator };
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  const opening = await openInOneAct(parts, { code, administrator, locale: 'fr', now });
  if (flags.json) return { status: 0, text: JSON.stringify(opening) };
  const lines = [
    `${opening.name} (${opening.authorityId}): ${opening.outcome}, ${opening.procedures} procedures at /${opening.slug}`,
    ...checklistInWords(opening.checklist, 'en'),
  ];
  return { status: 0, text: lines.join('\n') };
}

/** Both or neither. */
function administratorOf(flags: CommuneFlags): { email: string; name: string } | undefined | string {
  if (flags.adminEmail === undefined && flags.adminName === undefined) return undefined;
  const email = normalizeEmail(flags.adminEmail ?? '');
  const name = cleanLine(flags.adminName ?? '');
  if (email === undefined) return '--admin-email: an e-mail address is expected';
  return name === '' ? '--admin-name: the name of this person is expected' : { email, name };
}

async function close(parts: AdministrationParts, code: string, flags: CommuneFlags) {
  if (!flags.yes) return { status: 2, text: 'Closing a commune asks for --yes: nothing can be begun there any more.' };
  const { database, clock } = parts.platform;
  const territory = await parts.directory.getTerritory();
  const now = new Date(clock.now().epochMilliseconds);
  const closed = await closeCommune(database, { id: territory.id, epciSiren: territory.epci.siren }, code, now);
  return { status: 0, text: flags.json ? JSON.stringify({ ...closed, outcome: 'closed' }) : `${closed.name}: closed` };
}

async function checklist(parts: AdministrationParts, code: string, flags: CommuneFlags) {
  const authority = await parts.directory.findTownHall(code);
  if (authority === undefined || authority.closed) throw new CommuneRefusedError('not-open');
  const items = await readChecklist(parts, authority.id);
  return { status: 0, text: flags.json ? JSON.stringify(items) : checklistInWords(items, 'en').join('\n') };
}
