import { createSite, setSiteState } from '#modules/single-sign-on/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { agglomeration, type World } from './world.ts';

interface Audiences {
  readonly everybody: Audience;
  readonly residents: Audience;
  /** Nothing to anybody: what is asked for belongs to a browser that is none of these. */
  readonly nobody: Audience;
  readonly residentsWithout: Audience;
  readonly territoryOnly: Audience;
}

const sites = '/agents/administration/sites-connectes';
const typed = {
  name: 'Médiathèque',
  purpose: 'Emprunter des livres.',
  'privacy-url': 'https://mediatheque.example/donnees',
  'redirect-uris': 'https://mediatheque.example/retour',
  authority: agglomeration,
};

/** Sites that sign people in here: a request under way is its browser's, the sites are the territory's administrators'. */
export function singleSignOnCases(audiences: Audiences): Readonly<Record<string, RouteCase>> {
  const { everybody, residents, nobody, residentsWithout, territoryOnly } = audiences;
  const ofSite = (rest: string, fields?: Record<string, string>): RouteCase => ({
    audience: territoryOnly,
    at: async (world) => {
      const path = `${sites}/${await newSite(world)}${rest}`;
      return fields === undefined ? path : { path, fields };
    },
  });
  const turn = (rest: string, fields?: Record<string, string>): RouteCase => ({
    audience: nobody,
    at: () => {
      const path = `/connexion-site/${newId()}${rest}`;
      return fields === undefined ? path : { path, fields };
    },
  });
  return {
    'single-sign-on.turn': turn(''),
    'single-sign-on.answer': turn('', { answer: 'accept' }),
    'single-sign-on.go-on': turn('/suite'),
    'single-sign-on.sign-in-again': turn('/identite', {}),
    'single-sign-on.refusal': { audience: everybody, at: () => '/connexion-site-impossible?motif=x', gives: 400 },
    'single-sign-on.leaving': { audience: everybody, at: () => '/deconnexion-site' },
    'single-sign-on.left': { audience: everybody, at: () => '/deconnexion-site/fait' },
    'single-sign-on.connected-sites': { audience: residents, at: () => '/mon-espace/sites-connectes' },
    'single-sign-on.withdraw': {
      audience: residentsWithout,
      at: () => ({ path: '/mon-espace/sites-connectes', fields: { site: newId() } }),
    },
    'single-sign-on.sites': { audience: territoryOnly, at: () => sites },
    'single-sign-on.new-site': { audience: territoryOnly, at: () => `${sites}/nouveau` },
    'single-sign-on.create-site': {
      audience: territoryOnly,
      at: () => ({ path: `${sites}/nouveau`, fields: typed }),
    },
    'single-sign-on.site': ofSite(''),
    'single-sign-on.change-site': ofSite('', typed),
    'single-sign-on.rotate-secret': ofSite('/secret', {}),
    'single-sign-on.set-site-state': ofSite('/etat', { act: 'suspend' }),
    'single-sign-on.remove-site': ofSite('/retirer'),
    'single-sign-on.send-remove-site': ofSite('/retirer', {}),
    'single-sign-on.restore-site': {
      audience: territoryOnly,
      at: async (world) => {
        const id = await newSite(world);
        await setSiteState(world.counter.singleSignOn.parts, { agentId: undefined, name: 'Essai' }, id, 'removed');
        return { path: `${sites}/${id}/retablir`, fields: {} };
      },
    },
  };
}

async function newSite({ counter }: World): Promise<string> {
  const name = newId();
  const { id } = await createSite(counter.singleSignOn.parts, { agentId: undefined, name: 'Essai' }, agglomeration, {
    name,
    purpose: 'Emprunter des livres.',
    privacyUrl: `https://${name}.example/donnees`,
    redirectUris: [`https://${name}.example/retour`],
    postLogoutRedirectUris: [],
    backchannelLogoutUri: undefined,
    scopes: {},
    authMethod: 'client_secret_basic',
  });
  return id;
}
