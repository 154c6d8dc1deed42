import { addRepresentedBody } from '#modules/bodies/index.ts';
import { addCollector, answerParentInvitation, inviteParent, issueParentToken } from '#modules/families/index.ts';
import { createAccount, vouchIdentity } from '#modules/identity/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { Counter } from '../composition.ts';
import { demonstrationPassword, otherResidents } from './sign-ins.ts';

/**
 * A family with two children of two households, one of them shared already and collected by a grandmother, the other one's
 * sharing left to try; an association with two representatives; a company.
 */
export async function addHouseholdsAndBodies(counter: Counter, mother: string): Promise<void> {
  const { platform } = counter;
  const [father, president] = await Promise.all(
    (['father', 'president'] as const).map((who) =>
      createAccount(platform, { ...otherResidents[who], password: demonstrationPassword }),
    ),
  );
  if (father === undefined || president === undefined) return;
  await vouchIdentity(platform, father, {
    givenNames: ['Thomas', 'Louis'],
    familyName: otherResidents.father.familyName,
    birthDate: '1982-06-04',
    gender: 'male',
    birthPlace: '27681',
    birthCountry: '99100',
  });
  await shareChildren(counter, mother, father);
  const now = new Date(platform.clock.now().epochMilliseconds);
  await platform.database.transaction([], async (tx) => {
    await addRepresentedBody(tx, {
      kind: 'association',
      rna: 'W273009999',
      siret: undefined,
      name: 'Les Randonneurs de la Seine',
      representatives: [
        { accountId: president, role: 'manager' },
        { accountId: father, role: 'member' },
      ],
      acceptedBy: 'Nadia Cherif',
      now,
    });
    await addRepresentedBody(tx, {
      kind: 'company',
      siret: '12345678200010',
      rna: undefined,
      name: 'Menuiserie Petit',
      representatives: [{ accountId: father, role: 'manager' }],
      acceptedBy: 'Nadia Cherif',
      now,
    });
  });
}

async function shareChildren(counter: Counter, mother: string, father: string): Promise<void> {
  const { identity, platform, directory, catalogue, parts } = counter;
  const families = { platform, identity, directory, catalogue, site: parts.site, links: identity.parts.links };
  const year = civilDate(platform.clock.now()).year;
  const child = (givenNames: string, birthDate: string) =>
    ({ relation: 'child', givenNames, familyName: 'Petit', birthDate }) as const;
  await identity.addHouseholdMembers(mother, [child('Léa', `${year - 8}-03-14`), child('Tom', `${year - 5}-09-02`)]);
  const lea = (await identity.listHousehold(mother)).find((member) => member.givenNames === 'Léa');
  if (lea === undefined) return;
  const own = { accountId: mother, memberId: lea.id };
  await addCollector(families, own, {
    givenNames: 'Marie',
    familyName: 'Martin',
    phone: '+33698765432',
    until: undefined,
  });
  const email = otherResidents.father.email;
  const { code, id } = await inviteParent(families, { ...own, email, showsDossiers: true, locale: 'fr' });
  const issued = await issueParentToken(families, id);
  if (issued === undefined) return;
  await answerParentInvitation(families, {
    token: issued.token,
    accountId: father,
    accept: true,
    code,
    showsDossiers: false,
  });
}
