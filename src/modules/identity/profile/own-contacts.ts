import type { Selectable } from 'kysely';
import { newId } from '#platform/crypto/ids.ts';
import type { Reader } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Platform } from '#platform/platform.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import { ContactsFullError } from '../errors.ts';
import { type DatumSource, forgetDatum } from './profile-data.ts';

/** Beside the home, which is the account's own address. */
export const addressUsages = ['mailing', 'secondary', 'former'] as const;
export const phoneUsages = ['mobile', 'landline', 'work', 'other'] as const;
export type AddressUsage = (typeof addressUsages)[number];
export type PhoneUsage = (typeof phoneUsages)[number];

/** More addresses or phones than this are nobody's own. */
export const mostContacts = 10;

interface Given {
  readonly source: DatumSource;
  readonly givenAt: Date;
}

/** `home`: the address of the account. */
export interface OwnAddress {
  readonly usage: 'home' | AddressUsage;
  readonly address: PostalAddress;
}

/** `main`: the phone of the account. */
export interface OwnPhone {
  readonly usage: 'main' | PhoneUsage;
  /** E.164 */
  readonly phone: string;
}

/** A further address or phone, as the person says it. */
export type ContactDetails =
  | { readonly kind: 'address'; readonly usage: AddressUsage; readonly address: PostalAddress }
  | { readonly kind: 'phone'; readonly usage: PhoneUsage; readonly phone: string };

export type OwnContact = ContactDetails & Given & { readonly id: string };

const isAddressUsage = (usage: string): usage is AddressUsage => addressUsages.some((one) => one === usage);
const isPhoneUsage = (usage: string): usage is PhoneUsage => phoneUsages.some((one) => one === usage);

/** The further addresses and phones of a person, in the order in which they were given: for their eyes only. */
export async function listContacts(open: Reader, accountId: string): Promise<OwnContact[]> {
  const rows = await open
    .selectFrom('profile_contacts')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('given_at')
    .orderBy('id')
    .execute();
  return rows.flatMap((row): OwnContact[] => {
    const given = { id: row.id, source: row.source, givenAt: row.given_at };
    if (row.address !== null && isAddressUsage(row.usage))
      return [{ ...given, kind: 'address', usage: row.usage, address: row.address }];
    if (row.phone !== null && isPhoneUsage(row.usage))
      return [{ ...given, kind: 'phone', usage: row.usage, phone: row.phone }];
    return [];
  });
}

/**
 * Keeps one more address or phone; the same one for the same use is not kept twice.
 * @throws {ContactsFullError} beyond `mostContacts` of a kind
 */
export async function addContact(
  platform: Pick<Platform, 'database'>,
  accountId: string,
  contact: ContactDetails,
  given: Given,
): Promise<void> {
  await platform.database.transaction([], async (tx) => {
    // Two additions at once are counted one after the other.
    await tx
      .selectFrom('accounts')
      .select('id')
      .where('id', '=', accountId)
      .where('closed_at', 'is', null)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const known = await tx
      .selectFrom('profile_contacts')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('kind', '=', contact.kind)
      .execute();
    if (known.some((row) => row.usage === contact.usage && isSame(row, contact))) return;
    if (known.length >= mostContacts) throw new ContactsFullError();
    await tx
      .insertInto('profile_contacts')
      .values({
        account_id: accountId,
        id: newId(),
        ...columnsOf(contact),
        source: given.source,
        given_at: given.givenAt,
      })
      .execute();
    if (contact.kind === 'phone') await forgetDatum(tx, accountId, 'other-phone');
  });
}

/** Corrects one: from now on it is known since now. What did not change keeps its date. */
export async function changeContact(
  open: Reader,
  accountId: string,
  before: OwnContact,
  contact: ContactDetails,
  now: Date,
): Promise<void> {
  const same = contact.usage === before.usage && wordsOf(contact) === wordsOf(before);
  if (same) return;
  await open
    .updateTable('profile_contacts')
    .set({ ...columnsOf(contact), source: 'self', given_at: now })
    .where('account_id', '=', accountId)
    .where('id', '=', before.id)
    .where('kind', '=', contact.kind)
    .execute();
  if (contact.kind === 'phone') await forgetDatum(open, accountId, 'other-phone');
}

export async function removeContact(open: Reader, accountId: string, contact: OwnContact): Promise<void> {
  await open.deleteFrom('profile_contacts').where('account_id', '=', accountId).where('id', '=', contact.id).execute();
  if (contact.kind === 'phone') await forgetDatum(open, accountId, 'other-phone');
}

/** What it comes down to, to compare two. */
function wordsOf(contact: ContactDetails): string {
  return contact.kind === 'phone' ? contact.phone : contact.address.label;
}

function isSame(row: Selectable<Columns>, contact: ContactDetails): boolean {
  return contact.kind === 'phone' ? row.phone === contact.phone : row.address?.label === contact.address.label;
}

type Columns = Tables['profile_contacts'];

function columnsOf(
  contact: ContactDetails,
): Pick<Columns, 'kind' | 'usage'> & { address: string | null; phone: string | null } {
  return contact.kind === 'phone'
    ? { kind: 'phone', usage: contact.usage, phone: contact.phone, address: null }
    : { kind: 'address', usage: contact.usage, phone: null, address: JSON.stringify(contact.address) };
}
