import type { TestIdentity } from '../openid/who-is-who.ts';

/**
 * Establishments: the SIREN of Vernon and of the agglomération are real, so that their agents are let in without a further
 * setting; the five digits that follow are an example whose check digit holds.
 */
const agents: readonly (readonly [
  login: string,
  givenName: string,
  usualName: string,
  email: string,
  siret: string,
  idp: string,
])[] = [
  ['secretariat-vernon', 'Camille', 'Bertin', 'secretariat@vernon.example', '21270681600015', 'idp-mairie'],
  ['responsable-vernon', 'Nadia', 'Cherif', 'responsable@vernon.example', '21270681600015', 'idp-mairie'],
  ['admin-vernon', 'Hugo', 'Lambert', 'admin@vernon.example', '21270681600015', 'idp-mairie'],
  ['dechets-sna', 'Julien', 'Morel', 'dechets@sna.example', '20007231200016', 'idp-agglomeration'],
  ['admin-sna', 'Sophie', 'Delaunay', 'admin@sna.example', '20007231200016', 'idp-agglomeration'],
  ['secretariat-mercey', 'Odile', 'Renard', 'secretariat@mercey.example', '21270399500010', 'idp-mairie'],
  ['nouvelle-vernon', 'Inès', 'Carpentier', 'ines.carpentier@vernon.example', '21270681600015', 'idp-mairie'],
  ['autre-fournisseur', 'Camille', 'Bertin', 'secretariat@vernon.example', '21270681600015', 'idp-autre'],
  ['autre-organisme', 'Camille', 'Bertin', 'secretariat@vernon.example', '11000601200014', 'idp-ministere'],
  ['inconnu', 'Paul', 'Lenoir', 'paul.lenoir@ailleurs.example', '11000601200014', 'idp-ministere'],
];

/** Agents to choose from: those of the demonstration, and some who have nothing to do here. */
export function listAgents(): TestIdentity[] {
  return agents.map(([login, given_name, usual_name, email, siret, idp_id]) => ({
    login,
    label: `${given_name} ${usual_name}, ${email}, SIRET ${siret}, ${idp_id} (${login})`,
    claims: { given_name, usual_name, email, siret, idp_id, uid: login, phone: '+33232000000' },
  }));
}
