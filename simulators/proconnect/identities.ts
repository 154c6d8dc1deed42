import type { TestIdentity } from '../openid/who-is-who.ts';

const agents: readonly (readonly [
  login: string,
  givenName: string,
  usualName: string,
  email: string,
  siret: string,
  idp: string,
])[] = [
  ['secretariat-vernon', 'Camille', 'Bertin', 'secretariat@vernon.example', '21270681800019', 'idp-mairie'],
  ['admin-vernon', 'Hugo', 'Lambert', 'admin@vernon.example', '21270681800019', 'idp-mairie'],
  ['dechets-sna', 'Julien', 'Morel', 'dechets@sna.example', '20007231200013', 'idp-agglomeration'],
  ['nouvelle-vernon', 'Inès', 'Carpentier', 'ines.carpentier@vernon.example', '21270681800019', 'idp-mairie'],
  ['autre-fournisseur', 'Camille', 'Bertin', 'secretariat@vernon.example', '21270681800019', 'idp-autre'],
  ['autre-organisme', 'Camille', 'Bertin', 'secretariat@vernon.example', '11000601200010', 'idp-ministere'],
  ['inconnu', 'Paul', 'Lenoir', 'paul.lenoir@ailleurs.example', '11000601200010', 'idp-ministere'],
];

/** Agents to choose from: those of the demonstration, and some who have nothing to do here. */
export function listAgents(): TestIdentity[] {
  return agents.map(([login, given_name, usual_name, email, siret, idp_id]) => ({
    login,
    label: `${given_name} ${usual_name}, ${email}, SIRET ${siret}, ${idp_id} (${login})`,
    claims: { given_name, usual_name, email, siret, idp_id, uid: login, phone: '+33232000000' },
  }));
}
