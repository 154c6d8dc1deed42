/** The one password of a demonstration. Outside demonstration mode nobody has it. */
export const demonstrationPassword = 'parvis-demonstration';

/**
 * A person to be for a while. `team` is the start of the name of a team of the authority; the default one otherwise. A
 * helper is in no team: what they do, they do under a mandate.
 */
export interface DemonstrationAgent {
  readonly email: string;
  readonly name: string;
  readonly authorityId: string;
  readonly role: 'agent' | 'team-leader' | 'administrator';
  readonly team?: string;
  /** The house for which a helper works before residents. */
  readonly helperOf?: string;
  readonly who: string;
}

export const demonstrationAgents: readonly DemonstrationAgent[] = [
  {
    email: 'secretariat@vernon.example',
    name: 'Camille Bertin',
    authorityId: 'C27681',
    role: 'agent',
    who: 'agente de la mairie de Vernon',
  },
  {
    email: 'responsable@vernon.example',
    name: 'Nadia Cherif',
    authorityId: 'C27681',
    role: 'team-leader',
    who: 'responsable de service à Vernon',
  },
  {
    email: 'admin@vernon.example',
    name: 'Hugo Lambert',
    authorityId: 'C27681',
    role: 'administrator',
    who: 'administrateur de Vernon',
  },
  {
    email: 'france-services@vernon.example',
    name: 'Léa Fontaine',
    authorityId: 'C27681',
    role: 'agent',
    helperOf: 'France Services de Vernon',
    who: 'aidante, France Services de Vernon, avec un mandat de Jeanne Martin',
  },
  {
    email: 'secretariat@mercey.example',
    name: 'Odile Renard',
    authorityId: 'C27399',
    role: 'administrator',
    who: 'secrétaire de mairie de Mercey, seule',
  },
  {
    email: 'dechets@sna.example',
    name: 'Julien Morel',
    authorityId: 'E200072312',
    role: 'agent',
    team: 'Déchets',
    who: 'agent du service Déchets de l’agglomération',
  },
  {
    email: 'admin@sna.example',
    name: 'Sophie Delaunay',
    authorityId: 'E200072312',
    role: 'administrator',
    who: 'administratrice de l’agglomération',
  },
];

export const demonstrationResident = {
  email: 'jeanne.martin@parvis.example',
  givenNames: 'Jeanne',
  familyName: 'Martin',
  phone: '06 12 34 56 78',
  address: {
    label: '12 Rue de la Mairie, 27200 Vernon',
    street: '12 Rue de la Mairie',
    postcode: '27200',
    city: 'Vernon',
    citycode: '27681',
  },
} as const;

/** Others with whom the resident shares something, or who act for an association or a company. */
export const otherResidents = {
  father: {
    email: 'thomas.petit@parvis.example',
    givenNames: 'Thomas Louis',
    familyName: 'Petit',
    phone: '06 23 45 67 89',
    who: 'Thomas Petit, père de Léa et Tom, gérant d’une menuiserie',
  },
  president: {
    email: 'monique.leroy@parvis.example',
    givenNames: 'Monique',
    familyName: 'Leroy',
    phone: '06 34 56 78 90',
    who: 'Monique Leroy, présidente d’une association',
  },
} as const;

/** Everybody who may sign in as a resident. */
export const demonstrationResidents = [
  { email: demonstrationResident.email, who: 'Jeanne Martin, habitante de Vernon, deux enfants' },
  ...Object.values(otherResidents).map(({ email, who }) => ({ email, who })),
] as const;

/** Given away on the sign-in pages of a demonstration, and there only. */
export const exampleSignIns = {
  residents: demonstrationResidents.map(({ who, email }) => ({ label: who, email, password: demonstrationPassword })),
  agents: demonstrationAgents.map((agent) => ({
    label: `${agent.name}, ${agent.who}`,
    email: agent.email,
    password: demonstrationPassword,
  })),
};
