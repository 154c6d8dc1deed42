import type { Reader } from '#platform/database/database.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import { findFederation } from '../federation/queries/find-federation.ts';
import type { Profile } from '../identity.ts';

export async function findProfile(open: Reader, accountId: string): Promise<Profile | undefined> {
  const [row, federation] = await Promise.all([findRow(open, accountId), findFederation(open, accountId)]);
  if (row === undefined) return undefined;
  return {
    email: row.email,
    emailVerified: row.email_verified_at !== null,
    givenNames: row.given_names ?? undefined,
    familyName: row.family_name ?? undefined,
    phone: row.phone ?? undefined,
    address: row.address === null ? undefined : (row.address as unknown as PostalAddress),
    locale: row.locale,
    ...(federation === undefined
      ? {}
      : {
          verified: {
            source: 'franceconnect',
            at: federation.identityAt,
            identity: federation.identity,
          },
        }),
  };
}

function findRow(open: Reader, accountId: string) {
  return open
    .selectFrom('accounts')
    .select(['email', 'email_verified_at', 'given_names', 'family_name', 'phone', 'address', 'locale'])
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}
