import type { Answers } from '#modules/forms/index.ts';

/** A request that somebody might have made, and what agents have done with it. */
export interface SampleFiling {
  readonly authorityId: string;
  readonly procedure: string;
  readonly hoursAgo: number;
  readonly answers: Answers;
  readonly channel?: 'web' | 'counter' | 'phone' | 'letter' | 'email';
  /** Filed by the demonstration's resident, signed in. */
  readonly byAccount?: boolean;
  readonly acts?: readonly { readonly by: string; readonly transition: string; readonly form?: Answers }[];
}

const vernon = 'C27681';
const mercey = 'C27399';
const agglomeration = 'E200072312';
const secretary = 'secretariat@vernon.example';

const person = (given: string, family: string) => ({
  given_names: given,
  family_name: family,
  email: `${given}.${family}@exemple.example`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z.@]/g, ''),
});

const byEmail = { contact_channel: 'email' } as const;

const home = (street: string, postcode: string, city: string, citycode: string) => ({
  label: `${street}, ${postcode} ${city}`,
  street,
  postcode,
  city,
  citycode,
});

/** `now` in milliseconds: absences and events lie in the days around it. */
export function sampleFilings(now: number): SampleFiling[] {
  const day = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
  return [
    {
      authorityId: vernon,
      procedure: 'question',
      hoursAgo: 3,
      answers: {
        subject: 'streets',
        message:
          'Bonjour, quand la rue du Moulin sera-t-elle refaite ? Les trous deviennent dangereux pour les vélos. Merci.',
        ...person('Lucie', 'Lefebvre'),
      },
    },
    {
      authorityId: vernon,
      procedure: 'question',
      hoursAgo: 30,
      byAccount: true,
      answers: {
        subject: 'school',
        message: 'La cantine sera-t-elle ouverte pendant la grève de jeudi ?',
        given_names: 'Jeanne',
        family_name: 'Martin',
        email: 'jeanne.martin@parvis.example',
        phone: '+33612345678',
      },
      acts: [{ by: secretary, transition: 'take' }],
    },
    {
      authorityId: vernon,
      procedure: 'street-light',
      hoursAgo: 20,
      answers: {
        fault: 'wires',
        danger: true,
        details: 'La trappe du lampadaire est ouverte, des fils pendent à hauteur d’enfant.',
        place_address: home('4 Rue de l’École', '27200', 'Vernon', '27681'),
        ...person('Ahmed', 'Benali'),
        ...byEmail,
      },
    },
    {
      authorityId: vernon,
      procedure: 'street-light',
      hoursAgo: 120,
      answers: {
        fault: 'flickering',
        danger: false,
        place_address: home('18 Avenue de la République', '27200', 'Vernon', '27681'),
        ...person('Paul', 'Garnier'),
        ...byEmail,
      },
      acts: [{ by: secretary, transition: 'plan', form: { planned_for: day(4) } }],
    },
    {
      authorityId: vernon,
      procedure: 'holiday-watch',
      hoursAgo: 50,
      byAccount: true,
      answers: {
        absence: { from: day(12), to: day(26) },
        reachable: true,
        away_phone: '+33612345678',
        home_kind: 'house',
        address: home('12 Rue de la Mairie', '27200', 'Vernon', '27681'),
        alarm: false,
        contacts: [
          {
            contact_name: 'Marc Petit',
            contact_phone: '+33698765432',
            contact_role: 'Voisin',
            contact_keys: true,
            contact_visits: true,
          },
        ],
        given_names: 'Jeanne',
        family_name: 'Martin',
        email: 'jeanne.martin@parvis.example',
        phone: '+33612345678',
        contact_channel: 'email',
        occupier: true,
      },
    },
    {
      authorityId: mercey,
      procedure: 'question',
      hoursAgo: 70,
      channel: 'phone',
      answers: {
        subject: 'papers',
        message: 'Je n’ai pas reçu ma carte électorale. Que dois-je faire ?',
        given_names: 'Yvonne',
        family_name: 'Roussel',
        email: 'yvonne.roussel@exemple.example',
      },
    },
    {
      authorityId: mercey,
      procedure: 'street-light',
      hoursAgo: 26,
      answers: {
        fault: 'out',
        danger: false,
        place_address: home('Place de l’Église', '27950', 'Mercey', '27399'),
        ...person('Denis', 'Quesnel'),
        ...byEmail,
      },
    },
    {
      authorityId: agglomeration,
      procedure: 'bin-change',
      hoursAgo: 8,
      answers: {
        reason: 'new',
        collections: ['household', 'recycling'],
        occupant: 'home',
        household_size: 4,
        address: home('7 Chemin des Vignes', '27950', 'Mercey', '27399'),
        ...person('Maria', 'Fernandes'),
        ...byEmail,
      },
    },
    {
      authorityId: agglomeration,
      procedure: 'bin-change',
      hoursAgo: 200,
      answers: {
        reason: 'size',
        collections: ['household'],
        serial_number: 'A123456',
        occupant: 'home',
        household_size: 6,
        address: home('31 Rue de Rouen', '27200', 'Vernon', '27681'),
        ...person('Karim', 'Haddad'),
        ...byEmail,
      },
      acts: [{ by: 'dechets@sna.example', transition: 'take' }],
    },
  ];
}
