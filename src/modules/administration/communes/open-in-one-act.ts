import { deployLibrary } from '#modules/catalogue/index.ts';
import { type OpenedCommune, openCommune } from '#modules/directory/index.ts';
import { AlreadyAgentError, inviteFirstAdministrator } from '#modules/identity/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { type ChecklistItem, readChecklist } from './checklist.ts';

export interface OpeningRequest {
  /** INSEE code. */
  readonly code: string;
  /** The first agent, who will be the administrator. The e-mail is already in its usual form. */
  readonly administrator?: { readonly email: string; readonly name: string } | undefined;
  readonly locale: Locale;
  readonly now: Date;
}

export interface Opening extends OpenedCommune {
  /** Procedures that the portal offers. */
  readonly procedures: number;
  readonly invitation: 'sent' | 'already-agent' | 'none';
  readonly checklist: readonly ChecklistItem[];
}

/**
 * Opens a commune: its authority, its portal, the library for the competences that it holds, the teams that receive the
 * requests, its first agent invited. Each step is harmless when repeated, so that an opening cut short is opened again.
 * @throws CommuneRefusedError
 */
export async function openInOneAct(parts: AdministrationParts, request: OpeningRequest): Promise<Opening> {
  const { platform, directory, catalogue, identity } = parts;
  const territory = await directory.getTerritory();
  const opened = await openCommune(
    platform.database,
    { id: territory.id, epciSiren: territory.epci.siren },
    request.code,
    request.now,
  );
  const { authorityId } = opened;
  await deployLibrary(platform.database, { authorityIds: [authorityId] });
  directory.refresh();
  catalogue.refresh(authorityId);
  let invitation: Opening['invitation'] = 'none';
  if (request.administrator !== undefined) {
    const { email, name } = request.administrator;
    const teamIds = await listTeamIds(parts, authorityId);
    try {
      await inviteFirstAdministrator(identity.parts, authorityId, { email, name, teamIds, locale: request.locale });
      invitation = 'sent';
    } catch (error) {
      if (!(error instanceof AlreadyAgentError)) throw error;
      invitation = 'already-agent';
    }
  }
  const offered = await catalogue.listAdopted(authorityId);
  return { ...opened, procedures: offered.length, invitation, checklist: await readChecklist(parts, authorityId) };
}

async function listTeamIds({ platform }: AdministrationParts, authorityId: string): Promise<string[]> {
  const rows = await platform.database.readOnce([authorityId], (tx) =>
    tx.selectFrom('teams').select('id').where('authority_id', '=', authorityId).execute(),
  );
  return rows.map((row) => row.id);
}
