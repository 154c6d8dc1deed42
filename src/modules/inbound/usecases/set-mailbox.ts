import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { getMailbox, wrapMailboxSecret } from '../queries/mailboxes.ts';

/** What an administrator says of a mailbox. */
export interface MailboxSettings {
  /** In small letters. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string;
  /** '' keeps the one there is. */
  readonly secret: string;
  readonly teamId: string | null;
  readonly procedureId: string | null;
  readonly subAddressing: boolean;
  readonly doneFolder: string | null;
  /** Take what lies in the mailbox already, too. */
  readonly older: boolean;
}

export class MailboxTakenError extends ConflictError {
  constructor() {
    super('mailbox-taken');
  }
}

/**
 * Adds a mailbox, or changes one. Another server or account is another mailbox: its messages are counted from the start.
 * @throws {MailboxTakenError} when another mailbox of the authority has that address
 * @throws {NotFoundError}
 */
export async function setMailbox(
  tx: Tx,
  platform: Pick<Platform, 'config'>,
  given: { readonly authorityId: string; readonly id?: string; readonly settings: MailboxSettings; readonly now: Date },
): Promise<string> {
  const { authorityId, settings, now } = given;
  const known = given.id === undefined ? undefined : await getMailbox(tx, authorityId, given.id);
  const id = known?.id ?? newId(now.getTime());
  const namesake = await tx
    .selectFrom('mailboxes')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where('address', '=', settings.address)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (namesake !== undefined) throw new MailboxTakenError();
  const values = {
    address: settings.address,
    host: settings.host,
    port: settings.port,
    security: settings.security,
    username: settings.username,
    team_id: settings.teamId,
    procedure_id: settings.procedureId,
    sub_addressing: settings.subAddressing,
    done_folder: settings.doneFolder,
    updated_at: now,
    last_error: null,
    failing_since: null,
  };
  const wrapped = wrapMailboxSecret(platform, authorityId, id, settings.secret);
  if (known === undefined) {
    await tx
      .insertInto('mailboxes')
      .values({
        authority_id: authorityId,
        id,
        ...values,
        wrapped_secret: wrapped,
        taken_from: settings.older ? null : now,
        created_at: now,
      })
      .execute();
    return id;
  }
  const isOther = known.host !== settings.host || known.username !== settings.username;
  await tx
    .updateTable('mailboxes')
    .set({
      ...values,
      ...(settings.secret === '' ? {} : { wrapped_secret: wrapped }),
      ...(isOther ? { uid_validity: null, last_uid: 0, taken_from: settings.older ? null : now } : {}),
    })
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .execute();
  return id;
}

export async function pauseMailbox(tx: Tx, authorityId: string, id: string, paused: boolean): Promise<void> {
  await getMailbox(tx, authorityId, id);
  await tx
    .updateTable('mailboxes')
    .set({ paused, last_error: null, failing_since: null })
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .execute();
}

/** The mailbox is fetched no more; what came by it stays. */
export async function removeMailbox(tx: Tx, authorityId: string, id: string): Promise<void> {
  await getMailbox(tx, authorityId, id);
  await tx.deleteFrom('mailboxes').where('authority_id', '=', authorityId).where('id', '=', id).execute();
}
