import type { Selectable } from 'kysely';
import { installationKeys } from '#platform/crypto/keyring.ts';
import { type KeyHolder, rewrapByAuthority } from '#platform/crypto/rewrap.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import type { MailboxAccess } from '../mailbox.ts';

/** A mailbox without its secret. */
export type Mailbox = Omit<Selectable<Tables['mailboxes']>, 'wrapped_secret'>;

export const mailboxColumns = [
  'authority_id',
  'id',
  'address',
  'host',
  'port',
  'security',
  'username',
  'team_id',
  'procedure_id',
  'sub_addressing',
  'done_folder',
  'paused',
  'taken_from',
  'uid_validity',
  'last_uid',
  'busy_until',
  'fetched_at',
  'last_error',
  'failing_since',
  'created_at',
  'updated_at',
] as const;

export function listMailboxes(tx: Tx, authorityId: string): Promise<Mailbox[]> {
  return tx
    .selectFrom('mailboxes')
    .select(mailboxColumns)
    .where('authority_id', '=', authorityId)
    .orderBy('address')
    .execute();
}

/** @throws {NotFoundError} for another authority's, as for one that does not exist */
export async function getMailbox(tx: Tx, authorityId: string, id: string): Promise<Mailbox> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new NotFoundError('mailbox-not-found');
  const row = await tx
    .selectFrom('mailboxes')
    .select(mailboxColumns)
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError('mailbox-not-found');
  return row;
}

/** Everything that opens a mailbox. What it holds goes to the connector and nowhere else. */
export async function getMailboxAccess(
  tx: Tx,
  { config }: Pick<Platform, 'config'>,
  mailbox: Pick<Mailbox, 'authority_id' | 'id' | 'host' | 'port' | 'security' | 'username'>,
): Promise<MailboxAccess> {
  const { authority_id: authorityId, id, host, port, security, username } = mailbox;
  const row = await tx
    .selectFrom('mailboxes')
    .select('wrapped_secret')
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const secret = installationKeys(config).unwrap(row.wrapped_secret, secretContext(authorityId, id)).toString('utf8');
  return { host, port, security, username, secret, allowPrivate: isPrivateAllowed(config, host) };
}

export function wrapMailboxSecret(
  { config }: Pick<Platform, 'config'>,
  authorityId: string,
  id: string,
  secret: string,
): Buffer {
  return installationKeys(config).wrap(Buffer.from(secret, 'utf8'), secretContext(authorityId, id));
}

/** Servers of the house's own network are reached when the installation names them; all are in a demonstration. */
export function isPrivateAllowed(config: Platform['config'], host: string): boolean {
  if (config.demonstration) return true;
  return config.MAILBOX_HOSTS.split(',').some((name) => name.trim().toLowerCase() === host.toLowerCase());
}

function secretContext(authorityId: string, id: string): string {
  return `mailbox ${authorityId} ${id}`;
}

/** What came in lately by each mailbox, by what it became. */
export async function countByMailbox(
  tx: Tx,
  authorityId: string,
): Promise<ReadonlyMap<string, { readonly requests: number; readonly waiting: number; readonly others: number }>> {
  const rows = await tx
    .selectFrom('received_messages')
    .select((eb) => [
      'mailbox_id',
      eb.fn.countAll<string>().as('all'),
      eb.fn.countAll<string>().filterWhere('verdict', 'in', ['joined', 'opened']).as('requests'),
      eb.fn.countAll<string>().filterWhere('state', '=', 'waiting').as('waiting'),
    ])
    .where('authority_id', '=', authorityId)
    .where('mailbox_id', 'is not', null)
    .where('erased_at', 'is', null)
    .groupBy('mailbox_id')
    .execute();
  return new Map(
    rows.map((row) => {
      const [all, requests, waiting] = [Number(row.all), Number(row.requests), Number(row.waiting)];
      return [row.mailbox_id ?? '', { requests, waiting, others: Math.max(0, all - requests - waiting) }];
    }),
  );
}

/** The passwords of mailboxes. */
export function mailboxSecretHolder({ config, database }: Pick<Platform, 'config' | 'database'>): KeyHolder {
  return {
    name: 'passwords of mailboxes',
    rewrap: (options) =>
      rewrapByAuthority(
        database,
        installationKeys(config),
        async (tx, authorityId) => {
          const rows = await tx
            .selectFrom('mailboxes')
            .select(['id', 'wrapped_secret'])
            .where('authority_id', '=', authorityId)
            .execute();
          return rows.map(({ id, wrapped_secret }) => ({
            wrapped: wrapped_secret,
            context: secretContext(authorityId, id),
            replace: (wrapped) =>
              tx
                .updateTable('mailboxes')
                .set({ wrapped_secret: wrapped })
                .where('authority_id', '=', authorityId)
                .where('id', '=', id)
                .where('wrapped_secret', '=', wrapped_secret)
                .execute(),
          }));
        },
        options,
      ),
  };
}
