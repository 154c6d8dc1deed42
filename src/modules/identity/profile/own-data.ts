import type { Reader } from '#platform/database/database.ts';
import { findProfile } from '../queries/find-profile.ts';
import { listHousehold } from '../queries/list-household.ts';
import { listConsents } from './exchange-consents.ts';
import { listUses } from './exchange-uses.ts';
import { listContacts } from './own-contacts.ts';
import { fillsForms, listProfileData } from './profile-data.ts';

/** Everything that the account holds of the person and their household (RGPD, articles 15 and 20). */
export async function readOwnData(open: Reader, accountId: string) {
  const [profile, given, contacts, household, consents, uses, fills] = await Promise.all([
    findProfile(open, accountId),
    listProfileData(open, accountId),
    listContacts(open, accountId),
    listHousehold(open, accountId),
    listConsents(open, accountId),
    listUses(open, accountId),
    fillsForms(open, accountId),
  ]);
  return { profile, given: [...given.values()], contacts, household, consents, uses, fillsForms: fills };
}
