import { sql } from 'kysely';
import { setHook } from '#modules/dossiers/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { askedBy } from './ask.ts';
import { bodyCases } from './body-cases.ts';
import { capabilityCases } from './capability-cases.ts';
import { clockCases } from './clock-cases.ts';
import { deskCases } from './desk-cases.ts';
import { dossierPageCases } from './dossier-page-cases.ts';
import { familyCases } from './family-cases.ts';
import { inboundCases } from './inbound-cases.ts';
import { incomingMailCases } from './incoming-mail-cases.ts';
import { keepingCases } from './keeping-cases.ts';
import { letterCases } from './letter-cases.ts';
import { mandateCases } from './mandate-cases.ts';
import type { Asked, Audience, Outcome, RouteCase } from './route-case.ts';
import { sealCases } from './seal-cases.ts';
import { serviceStateCases } from './service-state-cases.ts';
import { signInCases } from './sign-in-cases.ts';
import { singleSignOnCases } from './single-sign-on-cases.ts';
import { type PersonName, password, png, vernon, type World } from './world.ts';

const agents: readonly PersonName[] = [
  'agent',
  'agent of another team',
  'team leader',
  'administrator',
  'agent by delegation',
  'agent whose delegation ended',
  'administrator of another authority',
];

function audience(otherwise: Outcome, ...exceptions: readonly [Outcome, readonly PersonName[]][]): Audience {
  const all: readonly PersonName[] = [
    'stranger',
    'visitor',
    'other visitor',
    'resident',
    'other resident',
    'resident asking for a visitor’s',
    ...agents,
    'agent who left',
    'resident whose session ended',
    'agent whose session ended',
  ];
  const outcomes = Object.fromEntries(all.map((name) => [name, otherwise])) as Record<PersonName, Outcome>;
  for (const [outcome, names] of exceptions) for (const name of names) outcomes[name] = outcome;
  return outcomes;
}

const everybody = audience('allowed');
/** The browser or the account that it belongs to. An agent is no applicant. */
const owner = audience('hidden', ['allowed', ['visitor', 'resident']]);
const signedInResidents: readonly PersonName[] = ['resident', 'other resident', 'resident asking for a visitor’s'];
const residents = audience('sign-in', ['allowed', signedInResidents]);
const anyAgent = audience('sign-in', ['allowed', agents]);
/** Agents of the team in charge, with a right that holds today. */
const inCharge = audience('sign-in', ['hidden', agents], ['allowed', ['agent', 'team leader', 'agent by delegation']]);
/** What an administrator sees of their own authority. */
const administrators = audience(
  'sign-in',
  ['forbidden', agents],
  ['allowed', ['administrator', 'administrator of another authority']],
);
/** The administrator of the agglomération alone, who is none of these. */
const territoryOnly = audience('sign-in', ['forbidden', agents]);
/** An agent or a team of Vernon: nothing to the administrator of Mercey. */
const ownAdministrator = audience(
  'sign-in',
  ['forbidden', agents],
  ['allowed', ['administrator']],
  ['hidden', ['administrator of another authority']],
);

/** Whoever answers the phone and opens the letters of an authority. */
const reception = audience(
  'sign-in',
  ['hidden', agents],
  ['allowed', ['agent', 'team leader', 'administrator', 'administrator of another authority']],
);
/** Of Vernon alone. */
const vernonReception = audience('sign-in', ['hidden', agents], ['allowed', ['agent', 'team leader', 'administrator']]);

const everywhere = (path: string, gives?: number): RouteCase => ({
  audience: everybody,
  at: () => path,
  ...(gives === undefined ? {} : { gives }),
});
const newPassword = { 'new-password': 'Sept tasses 3 fenêtres ?', 'repeat-password': 'Sept tasses 3 fenêtres ?' };

const ofDossier = (
  rest: string,
  more: Pick<Asked, 'fields' | 'files'> & { gives?: number; procedure?: 'question' | 'street-light' } = {},
): RouteCase => ({
  audience: owner,
  at: async (world, who) => ({ ...more, path: (await world.dossier(who.belongs, more.procedure)).path + rest }),
  ...(more.gives === undefined ? {} : { gives: more.gives }),
});

const ofDraft = (rest: string, more: Pick<Asked, 'fields' | 'files'> & { gives?: number } = {}): RouteCase => ({
  audience: owner,
  at: async (world, who) => ({ ...more, path: (await world.draft(who.belongs)).path + rest }),
  ...(more.gives === undefined ? {} : { gives: more.gives }),
});

const processing = (rest: string, more: Pick<Asked, 'fields' | 'files'> & { gives?: number } = {}): RouteCase => ({
  audience: inCharge,
  at: async (world, who) => ({ ...more, path: (await world.dossier(who.belongs)).agentPath + rest }),
  ...(more.gives === undefined ? {} : { gives: more.gives }),
});

const child = {
  relation: 'child',
  'given-names': 'Léa',
  'family-name': 'Martin',
  'birth-date-day': '12',
  'birth-date-month': '3',
  'birth-date-year': '2018',
};

/** Somebody of the household of `resident`: nobody to every other account. */
const ofHousehold = (rest: string, fields?: Asked['fields']): RouteCase => ({
  audience: audience(
    'sign-in',
    ['hidden', signedInResidents],
    ['allowed', ['resident', 'resident asking for a visitor’s']],
  ),
  at: async ({ counter, people }) => {
    const { accountId } = people.resident;
    if (accountId === undefined) throw new Error('A resident has an account');
    const id = newId();
    await counter.platform.database.open
      .insertInto('household_members')
      .values({ account_id: accountId, id, relation: 'adult', given_names: 'Rose', family_name: id })
      .execute();
    return { path: `/mon-espace/foyer/${id}${rest}`, ...(fields === undefined ? {} : { fields }) };
  },
});

/** A phone of `resident`: nobody's to every other account. */
const ofContact = (rest: string, fields?: Asked['fields']): RouteCase => ({
  audience: audience(
    'sign-in',
    ['hidden', signedInResidents],
    ['allowed', ['resident', 'resident asking for a visitor’s']],
  ),
  at: async ({ counter, people }) => {
    const { accountId } = people.resident;
    if (accountId === undefined) throw new Error('A resident has an account');
    const id = newId();
    await counter.platform.database.open
      .insertInto('profile_contacts')
      .values({
        account_id: accountId,
        id,
        kind: 'phone',
        usage: 'mobile',
        phone: '+33612345678',
        source: 'self',
        given_at: new Date(),
      })
      .execute();
    return {
      path: `/mon-espace/profil/informations/contacts/${id}${rest}`,
      ...(fields === undefined ? {} : { fields }),
    };
  },
});

/** A message of Vernon that was given up. */
async function failedMessageOfVernon({ counter }: World): Promise<string> {
  const id = newId();
  await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .insertInto('outgoing_messages')
      .values({
        authority_id: vernon,
        id,
        medium: 'email',
        recipient: 'absente@exemple.fr',
        subject: 'Votre demande',
        body: 'Bonjour',
        attachments: '[]',
        state: 'failed',
        created_at: new Date(),
      })
      .execute(),
  );
  return id;
}

/** Another system that Vernon tells: a new one each time. */
async function hookOfVernon({ counter: { platform } }: World): Promise<string> {
  const name = newHook();
  const hook = { authorityId: 'C27681', name, url: 'https://hook.example.fr/' };
  await platform.database.transaction(['C27681'], (tx) => setHook(tx, platform, hook));
  return name;
}
const newHook = () => `hook-${newId()}`;

/** A version of Vernon’s question that a dossier under way follows, older than the one online. */
async function formerVersion(world: World): Promise<number> {
  const { counter } = world;
  const { id } = await world.dossier('visitor');
  const { platform } = counter;
  const row = await platform.database.transaction(['C27681'], (tx) =>
    tx.selectFrom('dossiers').select('procedure_version').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  const { procedure_version: version } = row;
  const latest = await platform.database.open
    .selectFrom('procedure_versions')
    .selectAll()
    .where('procedure_id', '=', 'question')
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow();
  if (latest.version > version) return version;
  const next = version + 1;
  const { definition, workflow } = latest;
  await platform.database.open
    .insertInto('procedure_versions')
    .values({
      procedure_id: 'question',
      version: next,
      definition: JSON.stringify({ ...(definition as Record<string, unknown>), version: next }),
      workflow: JSON.stringify(workflow),
      content_hash: `next ${next}`,
    })
    .execute();
  counter.catalogue.refresh();
  return version;
}

/** A draft of a procedure of Vernon; a new one for who may change it. */
const ofProcedureDraft = (
  rest: string,
  more: Pick<Asked, 'fields' | 'files'> & { gives?: number } = {},
): RouteCase => ({
  audience: ownAdministrator,
  at: async (world, who) => ({
    ...more,
    ...(more.fields === undefined ? {} : { fields: { revision: '1', ...more.fields } }),
    path: (await world.procedureDraft(more.fields !== undefined && who.name === 'administrator')) + rest,
  }),
  ...(more.gives === undefined ? {} : { gives: more.gives }),
});
/** The same of a draft whose filing opens another request. */
const ofDraftThatOpens = (...given: Parameters<typeof ofProcedureDraft>): RouteCase => {
  const plain = ofProcedureDraft(...given);
  return {
    ...plain,
    at: async (world, who) => {
      const asked = await askedBy(world, plain, who);
      const draft = /[0-9a-f-]{36}/.exec(asked.path)?.[0] ?? '';
      await world.counter.platform.database.transaction([vernon], (tx) =>
        tx
          .updateTable('procedure_drafts')
          .set({ workflow: sql`workflow || '{"onSubmission":[{"effect":"open-dossier","procedure":"question"}]}'` })
          .where('authority_id', '=', vernon)
          .where('id', '=', draft)
          .execute(),
      );
      return asked;
    },
  };
};
const firstPage = '/formulaire/request';
const firstField = `${firstPage}/champs/request_text`;
const twoTexts = { 'purpose-fr': 'Répondre.', 'recipients-fr': 'Le service.', 'afterwards-fr': 'Effacement.' };

/** Everything that the counter answers to. A route that is not here makes the test of access fail. */
export const routeCases: Readonly<Record<string, RouteCase>> = {
  'operations.live': everywhere('/health/live'),
  'operations.ready': everywhere('/health/ready'),
  // On the loopback interface, which these tests use; refused elsewhere, which has a test of its own.
  'operations.metrics': everywhere('/metrics'),
  'directory.theme': everywhere('/theme/C27681.css'),
  'directory.communes': everywhere('/api/communes?q=vern'),
  'forms.choice-list': everywhere('/api/listes/school-levels?q=moyenne'),
  'directory.addresses': everywhere('/api/adresses?q=rue+de+la+mairie'),
  'app.manifest': everywhere('/manifest.webmanifest'),
  'app.favicon': everywhere('/favicon.ico', 303),
  'demo.tile': everywhere('/demo/tuiles/12/2064/1400.svg'),
  'notifications.demo-list': everywhere('/demo/messages'),
  'notifications.demo-message': {
    audience: everybody,
    at: async ({ counter }) => {
      const id = newId();
      const message = { id, medium: 'email', recipient: 'zoe@example.fr', subject: 'Bonjour', body: 'Bonjour' };
      await counter.platform.database.open
        .insertInto('demo_messages')
        .values(message as never)
        .execute();
      return `/demo/messages/${id}`;
    },
  },

  ...serviceStateCases({ everybody, territoryOnly }),

  'catalogue.open-catalogue': everywhere('/catalogue.jsonld'),
  'catalogue.open-service': everywhere('/catalogue/birth-certificate.jsonld'),
  'catalogue.own-catalogue': everywhere('/vernon/catalogue.jsonld'),
  'catalogue.home': everywhere('/'),
  'catalogue.find': everywhere('/recherche?q=lampadaire'),
  'catalogue.themes': everywhere('/themes'),
  'catalogue.theme': everywhere('/themes/town-life'),
  'catalogue.life-event': everywhere('/evenements/moving-home'),
  'catalogue.legal-notice': everywhere('/mentions-legales'),
  'catalogue.privacy': everywhere('/confidentialite'),
  'catalogue.accessibility': everywhere('/accessibilite'),
  'catalogue.contact': everywhere('/contact'),
  'catalogue.help': everywhere('/aide'),
  'catalogue.site-map': everywhere('/plan-du-site'),
  'catalogue.robots': everywhere('/robots.txt'),
  'catalogue.portal': everywhere('/vernon'),
  'catalogue.procedures': everywhere('/vernon/demarches'),
  'catalogue.procedure': everywhere('/vernon/demarches/question-a-la-mairie'),
  'catalogue.portal-legal-notice': everywhere('/vernon/mentions-legales'),
  'catalogue.portal-privacy': everywhere('/vernon/confidentialite'),
  'catalogue.portal-accessibility': everywhere('/vernon/accessibilite'),
  'catalogue.portal-contact': everywhere('/vernon/contact'),

  ...signInCases({
    everybody,
    residents,
    anyAgent,
    ownAdministrator,
    reception: audience(
      'sign-in',
      ['hidden', agents],
      ['allowed', ['agent', 'team leader', 'administrator', 'administrator of another authority']],
    ),
  }),
  // Neither provider is configured here: its pages are not there. tests/federation tries them against simulators.
  'identity.start-franceconnect': { audience: audience('hidden'), at: () => '/connexion/franceconnect' },
  'identity.finish-franceconnect': { audience: audience('hidden'), at: () => '/connexion/franceconnect/retour' },
  'identity.start-proconnect': { audience: audience('hidden'), at: () => '/agents/connexion/proconnect' },
  'identity.finish-proconnect': { audience: audience('hidden'), at: () => '/agents/connexion/proconnect/retour' },
  // No identity waits in these browsers: one is led on.
  'identity.franceconnect-first-time': everywhere('/connexion/franceconnect/premiere-fois', 303),
  'identity.submit-franceconnect-first-time': everywhere('/connexion/franceconnect/premiere-fois'),
  'identity.forget-franceconnect': everywhere('/connexion/franceconnect/premiere-fois/oublier'),
  'identity.finish-sign-out': everywhere('/deconnexion/retour', 303),
  'identity.franceconnect': { audience: residents, at: () => '/mon-espace/profil/franceconnect' },
  // Signed in two hours ago: one proves first who one is.
  'identity.link-franceconnect': { audience: residents, at: () => '/mon-espace/profil/franceconnect/relier' },
  'identity.unlink-franceconnect': { audience: residents, at: () => '/mon-espace/profil/franceconnect/delier' },
  'identity.proconnect': { audience: anyAgent, at: () => '/agents/compte/proconnect' },
  'identity.link-proconnect': { audience: anyAgent, at: () => '/agents/compte/proconnect/relier' },
  'identity.unlink-proconnect': { audience: anyAgent, at: () => '/agents/compte/proconnect/delier' },
  'identity.proconnect-rules': { audience: administrators, at: () => '/agents/equipe/proconnect' },
  'identity.change-proconnect-rules': {
    audience: administrators,
    at: () => ({ path: '/agents/equipe/proconnect', fields: { sirets: '21270681600015' } }),
  },
  'identity.unlink-agent-proconnect': { audience: administrators, at: () => '/agents/equipe/proconnect/delier' },
  'identity.sign-up': { ...everywhere('/inscription'), leadsOn: signedInResidents },
  'identity.submit-sign-up': {
    audience: everybody,
    at: () => ({ path: '/inscription', fields: { email: `${newId()}@example.fr`, ...newPassword } }),
  },
  'identity.sign-up-sent': everywhere('/inscription/envoye'),
  'identity.verify': { audience: everybody, at: async (world) => `/verifier/${await world.token('verify-email')}` },
  'identity.submit-verify': {
    audience: everybody,
    at: async (world) => ({ path: `/verifier/${await world.token('verify-email')}`, fields: { password } }),
  },
  'identity.sign-in': { ...everywhere('/connexion'), leadsOn: signedInResidents },
  'identity.submit-sign-in': everywhere('/connexion', 422),
  'identity.sign-out': everywhere('/deconnexion'),
  'identity.forgotten-password': everywhere('/mot-de-passe-oublie'),
  'identity.submit-forgotten-password': {
    audience: everybody,
    at: () => ({ path: '/mot-de-passe-oublie', fields: { email: `${newId()}@example.fr` } }),
  },
  'identity.forgotten-password-sent': everywhere('/mot-de-passe-oublie/envoye'),
  'identity.reset-password': {
    audience: everybody,
    at: async (world) => `/reinitialiser/${await world.token('reset-password')}`,
  },
  'identity.submit-reset-password': {
    audience: everybody,
    at: async (world) => ({ path: `/reinitialiser/${await world.token('reset-password')}`, fields: newPassword }),
  },

  'identity.profile': { audience: residents, at: () => '/mon-espace/profil' },
  'identity.details': { audience: residents, at: () => '/mon-espace/profil/coordonnees' },
  'identity.submit-details': {
    audience: residents,
    at: () => ({ path: '/mon-espace/profil/coordonnees', fields: { 'given-names': 'Rose' } }),
  },
  'identity.change-password': { audience: residents, at: () => '/mon-espace/profil/mot-de-passe' },
  'identity.submit-change-password': {
    audience: residents,
    at: () => ({ path: '/mon-espace/profil/mot-de-passe', fields: newPassword }),
    gives: 422,
  },
  'identity.change-email': { audience: residents, at: () => '/mon-espace/profil/adresse-electronique' },
  'identity.submit-change-email': {
    audience: residents,
    at: () => ({
      path: '/mon-espace/profil/adresse-electronique',
      fields: { email: `${newId()}@example.fr`, password },
    }),
  },
  'identity.change-email-sent': { audience: residents, at: () => '/mon-espace/profil/adresse-electronique/envoye' },
  'identity.devices': { audience: residents, at: () => '/mon-espace/profil/appareils' },
  'identity.end-devices': {
    audience: residents,
    at: () => ({ path: '/mon-espace/profil/appareils', fields: { session: 'x' } }),
  },
  'identity.household': { audience: residents, at: () => '/mon-espace/foyer' },
  'identity.new-household-member': { audience: residents, at: () => '/mon-espace/foyer/ajouter' },
  'identity.add-household-member': {
    audience: residents,
    at: () => ({ path: '/mon-espace/foyer/ajouter', fields: child }),
  },
  'identity.household-member': ofHousehold(''),
  'identity.change-household-member': ofHousehold('', child),
  'identity.remove-household-member': ofHousehold('/retirer', {}),
  'identity.close-account': { audience: residents, at: () => '/mon-espace/profil/fermer' },
  'identity.submit-close-account': { audience: residents, at: () => '/mon-espace/profil/fermer', gives: 422 },

  'identity.agent-sign-in': { ...everywhere('/agents/connexion'), leadsOn: agents },
  'identity.submit-agent-sign-in': everywhere('/agents/connexion', 422),
  'identity.agent-sign-out': everywhere('/agents/deconnexion'),
  'identity.agent-forgotten-password': everywhere('/agents/mot-de-passe-oublie'),
  'identity.submit-agent-forgotten-password': {
    audience: everybody,
    at: () => ({ path: '/agents/mot-de-passe-oublie', fields: { email: `${newId()}@example.fr` } }),
  },
  'identity.agent-forgotten-password-sent': everywhere('/agents/mot-de-passe-oublie/envoye'),
  'identity.reset-agent-password': {
    audience: everybody,
    at: async (world) => `/agents/reinitialiser/${await world.token('reset-agent-password')}`,
  },
  'identity.submit-reset-agent-password': {
    audience: everybody,
    at: async (world) => ({
      path: `/agents/reinitialiser/${await world.token('reset-agent-password')}`,
      fields: newPassword,
    }),
  },
  'identity.accept-invitation': {
    audience: everybody,
    at: async (world) => `/agents/invitation/${await world.token('invite-agent')}`,
  },
  'identity.submit-accept-invitation': {
    audience: everybody,
    at: async (world) => ({
      path: `/agents/invitation/${await world.token('invite-agent')}`,
      fields: { name: 'Nouvelle Venue', ...newPassword },
    }),
  },

  'identity.employers': { audience: anyAgent, at: () => '/agents/collectivite' },
  'identity.change-employer': {
    audience: anyAgent,
    at: (_world, who) => ({ path: '/agents/collectivite', fields: { authority: who.agent?.authorityId ?? '' } }),
  },
  'identity.agent-account': { audience: anyAgent, at: () => '/agents/compte' },
  'identity.submit-agent-details': {
    audience: anyAgent,
    at: () => ({ path: '/agents/compte', fields: { name: 'Camille Bertin' } }),
  },
  'identity.submit-agent-password': {
    audience: anyAgent,
    at: () => ({ path: '/agents/compte/mot-de-passe', fields: newPassword }),
    gives: 422,
  },

  'editor.list': { audience: administrators, at: () => '/agents/editeur' },
  'editor.new': { audience: administrators, at: () => '/agents/editeur/nouvelle' },
  'editor.create': {
    audience: administrators,
    at: () => ({
      path: '/agents/editeur/nouvelle',
      fields: { title: `Essai ${newId()}`, theme: 'town-life', competence: 'town-life', nature: 'answer' },
    }),
  },
  'editor.prepare': {
    audience: administrators,
    at: () => ({ path: '/agents/editeur/preparer', fields: { procedure: 'question', act: 'copy' } }),
  },
  'editor.journal': { audience: administrators, at: () => '/agents/editeur/journal' },
  'editor.import': { audience: administrators, at: () => '/agents/editeur/importer' },
  'editor.submit-import': {
    audience: administrators,
    at: () => ({ path: '/agents/editeur/importer', fields: { text: 'procedure: [' }, files: [] }),
    gives: 422,
  },
  'editor.home': ofProcedureDraft(''),
  'editor.undo': ofProcedureDraft('/annuler', { fields: {} }),
  'editor.delete': ofProcedureDraft('/supprimer', { fields: { confirm: 'yes' } }),
  'editor.texts': ofProcedureDraft('/textes'),
  'editor.save-texts': ofProcedureDraft('/textes', { fields: { 'title-fr': '' }, gives: 422 }),
  'editor.fees': ofProcedureDraft('/tarifs'),
  'editor.save-fees': ofProcedureDraft('/tarifs', { fields: { 'cost-fr': 'Gratuit', 'fees-rows': '0' } }),
  'editor.form': ofProcedureDraft('/formulaire'),
  'editor.save-form': ofProcedureDraft('/formulaire', { fields: { act: 'add-page', title: 'Suite' } }),
  'editor.page': ofProcedureDraft(firstPage),
  'editor.save-page': ofProcedureDraft(firstPage, { fields: { 'title-fr': 'Votre besoin' } }),
  'editor.save-fields': ofProcedureDraft(`${firstPage}/champs`, {
    fields: { act: 'add', label: 'Couleur', type: 'text' },
  }),
  'editor.field': ofProcedureDraft(firstField),
  'editor.save-field': ofProcedureDraft(firstField, {
    fields: { 'label-fr': 'Votre besoin', maxLength: '2000', rows: '5', id: 'request_text' },
  }),
  'editor.condition': ofProcedureDraft('/condition?cible=page:applicant'),
  'editor.save-condition': ofProcedureDraft('/condition?cible=page:applicant', {
    fields: { expression: 'request_text != null' },
  }),
  'editor.value': ofProcedureDraft('/calcul?cible=titre'),
  'editor.save-value': ofProcedureDraft('/calcul?cible=titre', {
    fields: { cases: '0', 'o-pieces': '1', 'o-p.0.before': 'Demande' },
  }),
  'editor.opening': ofDraftThatOpens('/demande-liee?cible=depot:0'),
  'editor.save-opening': ofDraftThatOpens('/demande-liee?cible=depot:0', { fields: {} }),
  'editor.workflow': ofProcedureDraft('/suivi'),
  'editor.save-workflow': ofProcedureDraft('/suivi', { fields: { act: 'add-states', name: 'En commission' } }),
  'editor.filing': ofProcedureDraft('/suivi/depot'),
  'editor.save-filing': ofProcedureDraft('/suivi/depot', { fields: { 'onSubmission-rows': '0' } }),
  'editor.state': ofProcedureDraft('/suivi/etats/submitted'),
  'editor.save-state': ofProcedureDraft('/suivi/etats/submitted', {
    fields: { phase: 'received', 'label-fr': 'Reçue', 'explanation-fr': 'Nous la lisons.' },
  }),
  'editor.transition': ofProcedureDraft('/suivi/actions/accept'),
  'editor.save-transition': ofProcedureDraft('/suivi/actions/accept', {
    fields: { from: 'submitted', to: 'accepted', by: 'agent', 'label-fr': 'Accepter', tone: 'primary' },
  }),
  'editor.save-act-form': ofProcedureDraft('/suivi/actions/refuse/champs', {
    fields: { act: 'add', label: 'Date de la décision', type: 'date' },
  }),
  'editor.act-field': ofProcedureDraft('/suivi/actions/refuse/champs/reason'),
  'editor.save-act-field': ofProcedureDraft('/suivi/actions/refuse/champs/reason', {
    fields: { 'label-fr': 'Motifs', id: 'reason' },
  }),
  'editor.letter-pdf': ofProcedureDraft('/messages/courriers/refusal/apercu.pdf'),
  'editor.messages': ofProcedureDraft('/messages'),
  'editor.add-message': ofProcedureDraft('/messages', { fields: { name: 'Bonne nouvelle' } }),
  'editor.message': ofProcedureDraft('/messages/accepted'),
  'editor.save-message': ofProcedureDraft('/messages/accepted', {
    fields: { 'subject-fr': 'Bonne nouvelle', 'body-fr': 'Bonjour' },
  }),
  'editor.letter': ofProcedureDraft('/messages/courriers/refusal'),
  'editor.letter-text': ofProcedureDraft('/messages/courriers/refusal/texte'),
  'editor.save-letter': ofProcedureDraft('/messages/courriers/refusal/texte', {
    fields: {
      'title-fr': 'Réponse à votre demande',
      'paragraphs-rows': '1',
      'paragraphs.0-fr': 'Bonjour {{applicant.name}},',
      'signatory-fr': 'Pour le maire',
    },
  }),
  'editor.legal': ofProcedureDraft('/mentions'),
  'editor.save-legal': ofProcedureDraft('/mentions', {
    fields: { ...twoTexts, basis: 'task', months: '12', silence: 'none', delay: '10wd' },
  }),
  'editor.trial': ofProcedureDraft('/essai'),
  'editor.submit-trial': ofProcedureDraft('/essai', {
    fields: { _page: 'request', request_text: 'Un vélo' },
    files: [],
    gives: 200,
  }),
  'editor.compare': ofProcedureDraft('/comparer'),
  'editor.publish': ofProcedureDraft('/publier'),
  'editor.submit-publish': ofProcedureDraft('/publier', { fields: { act: 'publish' } }),
  'editor.history': ofProcedureDraft('/historique'),
  'editor.restore': ofProcedureDraft('/historique', { fields: { restore: '1' } }),
  'editor.export': ofProcedureDraft('/demarche.yaml'),
  'editor.export-workflow': ofProcedureDraft('/suivi.yaml'),
  'editor.preview': ofProcedureDraft('/apercu/request'),

  'hooks.list': { audience: administrators, at: () => '/agents/administration/logiciels' },
  'hooks.save': {
    audience: administrators,
    at: () => ({
      path: '/agents/administration/logiciels',
      fields: { name: newHook(), url: 'https://hook.example.fr/' },
    }),
    gives: 200,
  },
  'hooks.removal': {
    audience: ownAdministrator,
    at: async (world) => `/agents/administration/logiciels/${await hookOfVernon(world)}/supprimer`,
  },
  'hooks.remove': {
    audience: ownAdministrator,
    at: async (world) => ({
      path: `/agents/administration/logiciels/${await hookOfVernon(world)}/supprimer`,
      fields: {},
    }),
  },

  'failures.list': { audience: administrators, at: () => '/agents/administration/echecs' },
  'failures.send-message': {
    audience: ownAdministrator,
    at: async (world) => ({
      path: `/agents/administration/echecs/messages/${await failedMessageOfVernon(world)}/renvoyer`,
      fields: {},
    }),
  },
  'failures.replay-job': {
    audience: administrators,
    at: () => ({ path: `/agents/administration/echecs/travaux/${newId()}/relancer`, fields: {} }),
  },
  'failures.replay-territory-job': {
    audience: territoryOnly,
    at: () => ({ path: `/agents/administration/echecs/travaux-du-territoire/${newId()}/relancer`, fields: {} }),
  },

  'carry-over.list': { audience: administrators, at: () => '/agents/administration/versions' },
  'carry-over.plan': {
    audience: ownAdministrator,
    at: async (world) => `/agents/administration/versions/question/${await formerVersion(world)}`,
  },
  'carry-over.do': {
    audience: ownAdministrator,
    at: async (world) => ({
      path: `/agents/administration/versions/question/${await formerVersion(world)}`,
      fields: { dossier: newId() },
    }),
  },

  'adoption.list': { audience: administrators, at: () => '/agents/administration/demarches' },
  'adoption.follow': {
    audience: administrators,
    at: () => ({ path: '/agents/administration/demarches/bibliotheque', fields: { follows: 'yes' } }),
  },
  'adoption.seen': {
    audience: administrators,
    at: () => ({ path: '/agents/administration/demarches/lu', fields: {} }),
  },
  'adoption.procedure': { audience: administrators, at: () => '/agents/administration/demarches/question' },
  'adoption.save': {
    audience: administrators,
    at: () => ({ path: '/agents/administration/demarches/question', fields: { open: 'yes', team: '', revision: '0' } }),
  },
  'adoption.preview': { audience: administrators, at: () => '/agents/administration/demarches/question/apercu' },
  'adoption.take': {
    audience: administrators,
    at: () => ({ path: '/agents/administration/demarches/question/version', fields: { version: '1' } }),
  },
  'adoption.postpone': {
    audience: administrators,
    at: () => ({ path: '/agents/administration/demarches/question/report', fields: { until: '2099-01-01' } }),
  },
  'communes.list': { audience: territoryOnly, at: () => '/agents/administration/communes' },
  'communes.one': { audience: territoryOnly, at: () => '/agents/administration/communes/27681' },
  'communes.open': {
    audience: territoryOnly,
    at: () => ({ path: '/agents/administration/communes/27681', fields: {} }),
  },
  'communes.closing': { audience: territoryOnly, at: () => '/agents/administration/communes/27681/fermer' },
  'communes.close': {
    audience: territoryOnly,
    at: () => ({ path: '/agents/administration/communes/27681/fermer', fields: { confirm: 'true' } }),
  },
  'communes.checklist': { audience: administrators, at: () => '/agents/administration/ouverture' },
  'communes.tick': {
    audience: administrators,
    at: () => ({ path: '/agents/administration/ouverture', fields: { item: 'procedures', done: 'yes' } }),
  },
  'communes.portal': { audience: administrators, at: () => '/agents/administration/portail' },
  'communes.save-portal': {
    audience: administrators,
    at: () => ({
      path: '/agents/administration/portail',
      fields: { street: '1 place de la Mairie', postcode: '27200', city: 'Vernon', email: 'mairie@vernon.example' },
    }),
  },
  'identity.agents': { audience: administrators, at: () => '/agents/equipe' },
  'identity.invite-agent': { audience: administrators, at: () => '/agents/equipe/agents/nouveau' },
  'identity.submit-invite-agent': {
    audience: administrators,
    at: () => ({
      path: '/agents/equipe/agents/nouveau',
      fields: { email: `${newId()}@example.fr`, name: 'Nouvelle Venue', role: 'agent' },
    }),
  },
  'identity.agent': {
    audience: ownAdministrator,
    at: async (world) => `/agents/equipe/agents/${await world.colleague()}`,
  },
  'identity.change-agent-role': {
    audience: ownAdministrator,
    at: async (world) => ({
      path: `/agents/equipe/agents/${await world.colleague()}`,
      fields: { role: 'team-leader' },
    }),
  },
  'identity.repeat-invitation': {
    audience: ownAdministrator,
    at: async (world) => `/agents/equipe/agents/${await world.colleague(true)}/invitation`,
  },
  'identity.end-agent-access': {
    audience: ownAdministrator,
    at: async (world) => `/agents/equipe/agents/${await world.colleague()}/retirer`,
  },
  'identity.submit-end-agent-access': {
    audience: ownAdministrator,
    at: async (world) => `/agents/equipe/agents/${await world.colleague()}/retirer`,
  },
  'identity.teams': { audience: administrators, at: () => '/agents/equipe/services' },
  'identity.new-team': { audience: administrators, at: () => '/agents/equipe/services/nouveau' },
  'identity.create-team': {
    audience: administrators,
    at: () => ({ path: '/agents/equipe/services/nouveau', fields: { name: `Équipe ${newId()}` } }),
  },
  'identity.team': { audience: ownAdministrator, at: async (world) => `/agents/equipe/services/${await world.team()}` },
  'identity.change-team': {
    audience: ownAdministrator,
    at: async (world) => ({
      path: `/agents/equipe/services/${await world.team()}`,
      fields: { name: `Équipe ${newId()}` },
    }),
  },
  'identity.change-team-member': {
    audience: ownAdministrator,
    at: async (world) => ({
      path: `/agents/equipe/services/${await world.team()}/membres`,
      fields: { agent: await world.colleague(), act: 'add' },
    }),
  },
  'identity.delegations': { audience: administrators, at: () => '/agents/equipe/delegations' },
  'identity.new-delegation': { audience: administrators, at: () => '/agents/equipe/delegations/nouvelle' },
  'identity.give-delegation': { audience: administrators, at: () => '/agents/equipe/delegations/nouvelle' },
  'identity.end-delegation': {
    audience: ownAdministrator,
    at: async (world) => ({ path: '/agents/equipe/delegations/fin', fields: await world.delegation() }),
  },

  'dossiers.start': everywhere('/vernon/demarches/question-a-la-mairie/commencer'),
  // Without the key of its page nothing is filed: what was typed is shown again.
  'dossiers.send-start': {
    audience: everybody,
    at: () => ({ path: '/vernon/demarches/question-a-la-mairie/commencer', fields: { message: 'Bonjour' } }),
    gives: 422,
  },
  'dossiers.draft': ofDraft('', { gives: 303 }),
  'dossiers.check': ofDraft('/verifier'),
  'dossiers.submit': ofDraft('/verifier'),
  'dossiers.later': ofDraft('/plus-tard'),
  'dossiers.send-resume-link': ofDraft('/plus-tard', { fields: { email: 'zoe.martin@example.fr' } }),
  'dossiers.erase-draft': ofDraft('/effacer'),
  'dossiers.send-draft-file': ofDraft('/fichiers?page=place&champ=photos', {
    files: [{ field: 'file', name: 'lampe.png', content: png }],
    gives: 200,
  }),
  'dossiers.draft-document': {
    audience: owner,
    at: async (world, who) => {
      const draft = await world.draft(who.belongs);
      return `${draft.path}/documents/${await world.document({ draft: draft.id })}`;
    },
  },
  'dossiers.draft-page': ofDraft('/fault'),
  'dossiers.send-draft-page': ofDraft('/fault', { fields: { _later: '1', fault: 'out', danger: 'no' } }),
  // Whoever holds the link of the e-mail holds the draft.
  'dossiers.resume': {
    audience: everybody,
    at: async (world, who) => world.resumeLink((await world.draft(who.belongs)).id),
  },
  'dossiers.send-resume': {
    audience: everybody,
    at: async (world, who) => world.resumeLink((await world.draft(who.belongs)).id),
  },

  'dossiers.receipt': ofDossier('/recu'),
  'dossiers.keep-children': {
    ...ofDossier('/foyer', { fields: { child: 'child' } }),
    audience: audience('hidden', ['allowed', ['resident']]),
  },
  'dossiers.acknowledgement': ofDossier('/accuse.pdf'),
  'dossiers.follow': ofDossier(''),
  'dossiers.send-message': ofDossier('/messages', { fields: { message: 'Merci de votre réponse.' } }),
  'dossiers.rate': {
    audience: owner,
    at: async (world, who) => {
      const dossier = await world.dossier(who.belongs, 'street-light');
      await world.act(dossier, 'finish');
      return { path: `${dossier.path}/avis`, fields: { mark: '4' } };
    },
  },
  'dossiers.act': ofDossier('/actes/withdraw', { procedure: 'street-light' }),
  'dossiers.send-act': ofDossier('/actes/withdraw', { procedure: 'street-light' }),
  'dossiers.document': {
    audience: owner,
    at: async (world, who) => {
      const dossier = await world.dossier(who.belongs);
      return `${dossier.path}/documents/${await world.document({ dossier: dossier.id })}`;
    },
  },
  'dossiers.code': everywhere('/suivi'),
  'dossiers.send-code': {
    audience: everybody,
    at: () => ({ path: '/suivi', fields: { code: '2222-2222-222' } }),
    gives: 422,
  },
  'dossiers.my-space': { audience: residents, at: () => '/mon-espace' },
  'dossiers.my-dossiers': { audience: residents, at: () => '/mon-espace/dossiers' },
  'dossiers.claim': { audience: residents, at: () => '/mon-espace/rattacher' },
  'dossiers.send-claim': {
    audience: residents,
    at: () => ({ path: '/mon-espace/rattacher', fields: { code: '2222-2222-222' } }),
    gives: 422,
  },

  ...capabilityCases({
    everybody,
    anyAgent,
    owner,
    inCharge,
    members: audience('sign-in', ['hidden', agents], ['allowed', ['agent', 'team leader']]),
    filer: audience('sign-in', ['hidden', agents], ['allowed', ['agent']]),
    vernonAgents: audience('sign-in', ['allowed', agents]),
  }),

  ...bodyCases({
    residents,
    representative: audience(
      'sign-in',
      ['hidden', signedInResidents],
      ['allowed', ['resident', 'resident asking for a visitor’s']],
    ),
    deciding: audience(
      'sign-in',
      ['forbidden', agents],
      ['allowed', ['team leader', 'administrator']],
      ['hidden', ['administrator of another authority']],
    ),
    anyDeciding: audience(
      'sign-in',
      ['forbidden', agents],
      ['allowed', ['team leader', 'administrator', 'administrator of another authority']],
    ),
  }),

  ...incomingMailCases({
    reception,
    vernonReception,
    vernonFiler: audience('sign-in', ['hidden', agents], ['allowed', ['agent', 'team leader']]),
  }),
  ...inboundCases({ everybody, reception, vernonReception, administrators, ownAdministrator }),
  ...sealCases({ everybody, administrators }),
  ...keepingCases({
    administrators,
    ownAdministrator,
    leaders: audience('sign-in', ['hidden', agents], ['allowed', ['team leader']]),
  }),
  ...letterCases({
    anyAgent,
    inCharge,
    filer: audience('sign-in', ['hidden', agents], ['allowed', ['agent']]),
    owner,
    reception,
    administrators,
    ownAdministrator,
  }),
  ...deskCases({ anyAgent, inCharge }),
  ...clockCases({
    everybody,
    anyAgent,
    owner,
    inCharge,
    administrators,
    leaders: audience(
      'sign-in',
      ['forbidden', agents],
      ['allowed', ['team leader', 'administrator', 'administrator of another authority']],
    ),
    absenceKeeper: audience('sign-in', ['hidden', agents], ['allowed', ['administrator']]),
    handoverKeeper: audience(
      'sign-in',
      ['forbidden', agents],
      ['hidden', ['team leader', 'administrator of another authority']],
      ['allowed', ['administrator']],
    ),
  }),
  ...mandateCases({
    everybody,
    anyAgent,
    mayFile: inCharge,
    filer: audience('sign-in', ['hidden', agents], ['allowed', ['agent']]),
    reception,
    vernonReception,
    administrators,
    ownAdministrator,
    residents,
    principal: audience(
      'sign-in',
      ['hidden', signedInResidents],
      ['allowed', ['resident', 'resident asking for a visitor’s']],
    ),
  }),

  ...singleSignOnCases({
    everybody,
    residents,
    nobody: audience('hidden'),
    residentsWithout: audience('sign-in', ['hidden', signedInResidents]),
    territoryOnly,
  }),

  'profile.data': { audience: residents, at: () => '/mon-espace/profil/informations' },
  'profile.save-data': {
    audience: residents,
    at: () => ({ path: '/mon-espace/profil/informations', fields: { income: '', year: '' } }),
  },
  'profile.contact': ofContact(''),
  'profile.save-contact': ofContact('', { usage: 'work', phone: '0612345678' }),
  'profile.remove-contact': ofContact('/retirer', {}),
  'profile.choose-filling': {
    audience: residents,
    at: () => ({ path: '/mon-espace/profil/informations/remplissage', fields: { remplir: '1' } }),
  },
  'profile.consent': {
    audience: residents,
    at: () => ({
      path: '/mon-espace/profil/informations/accords',
      fields: { echange: 'family-quotient', acte: 'donner' },
    }),
  },
  'profile.own-data': { audience: residents, at: () => '/mon-espace/profil/informations/donnees' },
  'profile.download': { audience: residents, at: () => '/mon-espace/profil/informations/donnees.json' },
  'dossiers.refuse-profile': {
    audience: residents,
    at: () => ({
      path: '/mon-espace/sans-profil',
      fields: { demarche: 'question', suite: '/vernon/demarches/question-a-la-mairie/commencer' },
    }),
  },

  ...familyCases({
    residents,
    parent: audience(
      'sign-in',
      ['hidden', signedInResidents],
      ['allowed', ['resident', 'resident asking for a visitor’s']],
    ),
  }),

  'agent-dossiers.inbox': { audience: anyAgent, at: () => '/agents' },
  // Says of each dossier ticked whether it was given: dossiers of others are left as they are, which has its own test.
  'agent-dossiers.assign-several': {
    audience: anyAgent,
    at: async (world, who) => ({
      path: '/agents/attribuer',
      fields: { dossier: `C27681/${(await world.dossier(who.belongs)).id}`, agent: 'personne' },
    }),
  },
  ...dossierPageCases({ anyAgent, inCharge, residents }),
  'agent-dossiers.dossier': processing(''),
  'agent-dossiers.act': processing('/actes/take'),
  'agent-dossiers.do-act': processing('/actes/take', { fields: { revision: '1', seq: '1' } }),
  'agent-dossiers.undo': {
    audience: inCharge,
    at: async (world, who) => {
      const dossier = await world.dossier(who.belongs);
      // Whoever did it undoes it; others try what somebody in charge did.
      const mayAct = inCharge[who.name as PersonName] === 'allowed';
      const seq = await world.act(dossier, 'take', {}, mayAct ? who.agent?.id : undefined);
      return { path: `${dossier.agentPath}/annuler`, fields: { seq: String(seq) } };
    },
  },
  'agent-dossiers.assign': {
    audience: inCharge,
    at: async (world, who) => ({
      path: `${(await world.dossier(who.belongs)).agentPath}/attribuer`,
      fields: { agent: who.agent?.id ?? newId() },
    }),
  },
  'agent-dossiers.complete': processing('/completer'),
  'agent-dossiers.do-complete': processing('/completer', { fields: { revision: '1' } }),
  'agent-dossiers.note': processing('/notes', { fields: { note: 'Rappelé ce matin.' } }),
  'agent-dossiers.message': processing('/messages', { fields: { message: 'Nous avons bien reçu votre question.' } }),
  'agent-dossiers.add-document': processing('/pieces', {
    files: [{ field: 'document', name: 'lampe.png', content: png }],
  }),
  'agent-dossiers.document': {
    audience: inCharge,
    at: async (world, who) => {
      const dossier = await world.dossier(who.belongs);
      return `${dossier.agentPath}/pieces/${await world.document({ dossier: dossier.id })}`;
    },
  },
  'agent-dossiers.replay-call': {
    audience: inCharge,
    at: async (world, who) => {
      const dossier = await world.dossier(who.belongs);
      const id = newId();
      const now = new Date();
      await world.counter.platform.database.transaction(['C27681'], (tx) =>
        tx
          .insertInto('hook_calls')
          .values({
            authority_id: 'C27681',
            id,
            dossier_id: dossier.id,
            hook: 'permits',
            transition: 'take',
            origin: 'https://guichet.example.fr',
            state: 'failed',
            created_at: now,
            updated_at: now,
          })
          .execute(),
      );
      return { path: `${dossier.agentPath}/appels/${id}/rejouer` };
    },
  },
  'agent-dossiers.review-document': {
    audience: inCharge,
    at: async (world, who) => {
      const dossier = await world.dossier(who.belongs);
      const document = await world.document({ dossier: dossier.id });
      return { path: `${dossier.agentPath}/pieces/${document}/avis`, fields: { avis: 'accepted' } };
    },
  },
  'administration.import-publik': { audience: administrators, at: () => '/agents/editeur/importer-publik' },
  'administration.submit-publik': {
    audience: administrators,
    gives: 200,
    at: () => ({
      path: '/agents/editeur/importer-publik',
      fields: {},
      files: [{ field: 'fichiers', name: 'role.wcs', content: Buffer.from('<role><name>Voirie</name></role>') }],
    }),
  },
};
