import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestIdentity } from '../openid/who-is-who.ts';

const columns = [
  'login',
  'password',
  'family_name',
  'preferred_username',
  'given_name',
  'gender',
  'email',
  'phone_number',
  'birthdate',
  'birthplace',
  'birthcountry',
] as const;

/** People of our own, in the columns of FranceConnect's public test identities. */
const ownPeople = `
jeanne,123,MARTIN,,Jeanne Marie,female,jeanne.martin@parvis.example,,1984-03-12,27681,99100
nom_d_usage,123,MERCIER,DUBOIS,Pierre,male,pierre.mercier@exemple.example,,1969-03-17,95277,99100
nom_compose,123,LE GOFF-D’ARTAGNAN,,Anne-Laure Héloïse,female,anne-laure@exemple.example,,1981-07-27,29019,99100
jour_inconnu,123,DIALLO,,Aminata,female,aminata.diallo@exemple.example,,1957-00-00,,99335
mois_connu,123,HADDAD,,Yasser,male,yasser.haddad@exemple.example,,1977-03-00,,99350
etranger,123,NGUYEN,,Van Minh,male,minh.nguyen@exemple.example,,1990-12-19,,99243
sans_adresse,123,DUFOUR,,Amandine,female,,,1989-03-02,27701,99100
sans_prenom,123,MARTIN,,,female,sans.prenom@exemple.example,,1972-06-14,97601,99100
mineur,123,POSTEUR,,Alain,male,alain.posteur@exemple.example,,2015-06-20,75113,99100
connue,123,PERRIN,,Claire Odile,female,claire.perrin@exemple.example,,1975-05-06,27422,99100
thomas,123,PETIT,,Thomas Louis,male,thomas.petit@parvis.example,,1982-06-04,27681,99100
aidee,123,FERRAND,,Odette Simone,female,odette.ferrand@exemple.example,,1938-01-25,27056,99100
`;

/** FranceConnect's public test identities, where the reference data lie beside the repository: they are no part of it. */
export const publicTestIdentities = fileURLToPath(
  new URL('../../../shared/reference/franceconnect/test-identities.csv', import.meta.url),
);

/** Those for whom a helper of Aidants Connect signs in. */
const helped = new Set(['aidee']);

/** The identifier of the simulated Aidants Connect among the providers of FranceConnect. */
export const helperIdp = 'aidants-connect-simule';

/**
 * The people to choose from: our own, and those of a file of FranceConnect's public test identities when there is one.
 * @param file path of the file
 */
export function listResidents(file?: string): TestIdentity[] {
  const given = file !== undefined && existsSync(file) ? readIdentities(readFileSync(file, 'utf8')) : [];
  const own = readIdentities(ownPeople);
  const taken = new Set(own.map((one) => one.login));
  return [...own, ...given.filter((one) => !taken.has(one.login))];
}

/** Reads lines without quotes, of which the first may be the names of the columns. */
function readIdentities(csv: string): TestIdentity[] {
  return csv
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('login,'))
    .map((line) => {
      const cells = line.split(',').map((cell) => cell.trim());
      return toIdentity(Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])));
    });
}

function toIdentity(row: Record<string, string>): TestIdentity {
  const { login = '', given_name = '', family_name = '', birthdate = '' } = row;
  const given = Object.fromEntries(
    ['family_name', 'given_name', 'gender', 'birthdate', 'birthplace', 'birthcountry', 'email', 'preferred_username']
      .map((name) => [name, row[name] ?? ''])
      .filter(([, value]) => value !== ''),
  );
  return {
    login,
    label: `${given_name} ${family_name}, ${birthdate} (${login})`.trim(),
    claims: {
      ...given,
      ...(given_name === '' ? {} : { given_name_array: given_name.split(' ') }),
      idp_id: helped.has(login) ? helperIdp : 'fournisseur-simule',
    },
  };
}
