import { contactHref } from '#modules/dossiers/contact-ratings/contact-link.ts';
import { canonicalJson } from '#modules/dossiers/domain/event-chain.ts';
import { recordEvent } from '#modules/dossiers/usecases/record-event.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { type Belongs, type Person, png, vernon, type World } from './world.ts';

interface Audiences {
  readonly everybody: Audience;
  readonly anyAgent: Audience;
  /** Who filed the dossier. */
  readonly owner: Audience;
  /** The agents of the team in charge. */
  readonly inCharge: Audience;
  /** The members of a team of Vernon, here that in charge. */
  readonly members: Audience;
  /** The agent who asked something of Vernon, and nobody else. */
  readonly filer: Audience;
  readonly vernonAgents: Audience;
}

const soon = '2026-12-01T09:00:00Z';
const past = '2026-11-20T09:00:00Z';

/** What workflows bring in: payments, appointments, opinions, signatures; and what agents ask of their authority. */
export function capabilityCases(audiences: Audiences): Readonly<Record<string, RouteCase>> {
  const { everybody, anyAgent, owner, inCharge, members, filer, vernonAgents } = audiences;
  const pay = (state: 'due' | 'paid', rest = '', fields?: Record<string, string>): RouteCase => ({
    audience: inCharge,
    at: async (world, who) => {
      const dossier = await world.dossier(who.belongs);
      const path = `${dossier.agentPath}/paiements/${await payment(world, dossier.id, state)}${rest}`;
      return fields === undefined ? path : { path, fields };
    },
  });
  const meet = (
    whose: 'applicant' | 'agent',
    state: 'to-propose' | 'proposed' | 'booked',
    rest = '',
    fields?: Record<string, string>,
    at = soon,
  ): RouteCase => ({
    audience: whose === 'agent' ? inCharge : owner,
    at: async (world, who) => {
      const dossier = await world.dossier(who.belongs);
      const base = whose === 'agent' ? dossier.agentPath : dossier.path;
      const path = `${base}/rendez-vous/${await appointment(world, dossier.id, state, at)}${rest}`;
      return fields === undefined ? path : { path, fields };
    },
  });
  return {
    'agent-dossiers.payment': pay('due'),
    'agent-dossiers.record-payment': pay('due', '/encaisser', { moyen: 'cash' }),
    'agent-dossiers.cancel-payment': pay('due', '/annuler', { motif: 'Erreur' }),
    'agent-dossiers.refuse-payment': pay('paid', '/rejeter', { motif: 'Sans provision' }),

    'agent-dossiers.appointment': meet('agent', 'proposed'),
    'agent-dossiers.propose-appointment': meet('agent', 'to-propose', '/creneaux', {
      'jour-0': '2026-12-08',
      'heure-0': '09:00',
      duree: '30',
      lieu: 'Mairie',
    }),
    'agent-dossiers.cancel-appointment': meet('agent', 'booked', '/annuler', { motif: 'Absence' }),
    'agent-dossiers.conclude-appointment': meet('agent', 'booked', '/issue', { issue: 'held' }, past),
    'dossiers.appointment': meet('applicant', 'proposed'),
    'dossiers.choose-appointment': meet('applicant', 'proposed', '', { creneau: 'aucun', disponibilites: 'Le lundi' }),
    'dossiers.cancel-appointment': meet('applicant', 'booked', '/annuler', { motif: 'Empêchement' }),

    'agent-dossiers.asked-opinion': {
      audience: inCharge,
      at: async (world, who) => {
        const dossier = await world.dossier(who.belongs);
        return `${dossier.agentPath}/avis/${(await opinion(world, dossier.id, 'person')).id}`;
      },
    },
    'agent-dossiers.withdraw-opinion': {
      audience: inCharge,
      at: async (world, who) => {
        const dossier = await world.dossier(who.belongs);
        return `${dossier.agentPath}/avis/${(await opinion(world, dossier.id, 'person')).id}/retirer`;
      },
    },
    'agent-dossiers.opinions': { audience: anyAgent, at: () => '/agents/avis' },
    'agent-dossiers.opinion': { audience: members, at: async (world) => (await teamOpinion(world)).path },
    'agent-dossiers.send-opinion': {
      audience: members,
      at: async (world) => ({ path: (await teamOpinion(world)).path, fields: { avis: 'favourable' }, files: [] }),
    },
    'agent-dossiers.opinion-document': {
      audience: members,
      at: async (world) => {
        const { path, document } = await teamOpinion(world);
        return `${path}/documents/${document}`;
      },
    },
    // Whoever holds the link of the e-mail answers.
    'dossiers.opinion': { audience: everybody, at: async (world) => (await outsideOpinion(world)).path },
    'dossiers.send-opinion': {
      audience: everybody,
      at: async (world) => ({
        path: (await outsideOpinion(world)).path,
        fields: { avis: 'favourable', nom: 'Jeanne Roy' },
        files: [{ field: 'fichier', name: 'plan.png', content: png }],
      }),
    },
    'dossiers.opinion-document': {
      audience: everybody,
      at: async (world) => {
        const { path, document } = await outsideOpinion(world);
        return `${path}/documents/${document}`;
      },
    },

    'contact-ratings.show': { audience: everybody, at: contactLink },
    'contact-ratings.rate': {
      audience: everybody,
      at: async (world) => ({ path: await contactLink(world), fields: { mark: '4' } }),
    },
    'contact-ratings.refuse': {
      audience: everybody,
      at: async (world) => ({ path: `${await contactLink(world)}/ne-plus-demander`, fields: { refus: 'oui' } }),
    },

    'agent-dossiers.to-sign': { audience: anyAgent, at: () => '/agents/a-signer' },
    'agent-dossiers.signature': { audience: members, at: async (world) => (await circuit(world)).path },
    'agent-dossiers.decide-signature': {
      audience: members,
      at: async (world) => {
        const { path, hash } = await circuit(world);
        return { path, fields: { decision: 'sign', empreinte: hash } };
      },
    },
    'agent-dossiers.signature-document': {
      audience: members,
      at: async (world) => `${(await circuit(world)).path}/document`,
    },
    'agent-dossiers.cancel-signature': {
      audience: inCharge,
      at: async (world, who) => {
        const dossier = await world.dossier(who.belongs);
        return `${dossier.agentPath}/signatures/${(await circuit(world, dossier.id)).id}/retirer`;
      },
    },

    'agent-dossiers.internal': { audience: anyAgent, at: () => '/agents/demandes-internes' },
    'agent-dossiers.internal-begin': {
      audience: vernonAgents,
      at: () => '/agents/demandes-internes/nouvelle/demande-de-conge',
    },
    'agent-dossiers.internal-send-begin': {
      audience: vernonAgents,
      at: () => ({
        path: '/agents/demandes-internes/nouvelle/demande-de-conge',
        fields: { _idempotency: newId() },
      }),
    },
    'agent-dossiers.internal-draft': { ...ofOwnDraft(''), audience: filer, gives: 303 },
    'agent-dossiers.internal-page': { ...ofOwnDraft('/leave'), audience: filer },
    'agent-dossiers.internal-send-page': { ...ofOwnDraft('/leave', { files: [] }), audience: filer, gives: 422 },
    'agent-dossiers.internal-check': { ...ofOwnDraft('/verifier'), audience: filer, gives: 303 },
    'agent-dossiers.internal-send': { ...ofOwnDraft('/verifier'), audience: filer },
    'agent-dossiers.internal-erase': { ...ofOwnDraft('/effacer'), audience: filer },
    'agent-dossiers.internal-draft-document': {
      audience: filer,
      at: async (world) => {
        const id = await ownDraft(world);
        return `/agents/demandes-internes/brouillons/${id}/documents/${await world.document({ draft: id })}`;
      },
    },
    'agent-dossiers.internal-dossier': { ...ofOwnDossier(''), audience: filer },
    'agent-dossiers.internal-message': {
      ...ofOwnDossier('/messages', { fields: { message: 'Bonjour' }, files: [] }),
      audience: filer,
    },
    'agent-dossiers.internal-rate': {
      ...ofOwnDossier('/avis', { fields: { mark: 'x' } }),
      audience: filer,
      gives: 422,
    },
    'agent-dossiers.internal-document': {
      audience: filer,
      at: async (world) => {
        const id = await ownDossier(world);
        return `/agents/demandes-internes/dossiers/${id}/documents/${await world.document({ dossier: id })}`;
      },
    },
    'agent-dossiers.internal-act': { ...ofOwnDossier('/actes/withdraw'), audience: filer },
    'agent-dossiers.internal-do-act': { ...ofOwnDossier('/actes/withdraw'), audience: filer },
  };
}

function inVernon<T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> {
  return world.counter.platform.database.transaction([vernon], work);
}

const now = (world: World) => new Date(world.counter.platform.clock.now().epochMilliseconds);

async function payment(world: World, dossierId: string, state: 'due' | 'paid'): Promise<string> {
  const id = newId();
  await inVernon(world, (tx) =>
    tx
      .insertInto('payments')
      .values({
        authority_id: vernon,
        id,
        subject_kind: 'dossier',
        subject_id: dossierId,
        request_key: id,
        label: 'Droits',
        amount_cents: 1200,
        state,
        ...(state === 'paid' ? { method: 'cheque', paid_at: now(world), receipt_number: id } : {}),
        created_at: now(world),
        updated_at: now(world),
      })
      .execute(),
  );
  return id;
}

async function appointment(
  world: World,
  dossierId: string,
  state: 'to-propose' | 'proposed' | 'booked',
  at: string,
): Promise<string> {
  const id = newId();
  await inVernon(world, async (tx) => {
    await tx
      .insertInto('appointments')
      .values({
        authority_id: vernon,
        id,
        subject_kind: 'dossier',
        subject_id: dossierId,
        request_key: id,
        title: 'Dépôt',
        minutes: 30,
        state,
        created_at: now(world),
        updated_at: now(world),
      })
      .execute();
    if (state === 'to-propose') return;
    await tx
      .insertInto('appointment_slots')
      .values({
        authority_id: vernon,
        id: newId(),
        appointment_id: id,
        agent_id: newId(),
        starts_at: at,
        ends_at: new Date(Date.parse(at) + 1_800_000),
        state: state === 'booked' ? 'chosen' : 'offered',
      })
      .execute();
  });
  return id;
}

async function opinion(
  world: World,
  dossierId: string,
  whom: 'person' | 'team',
): Promise<{ id: string; token: string; document: string }> {
  const id = newId();
  const token = `${vernon}.${newToken()}`;
  const document = await world.document({ dossier: dossierId });
  await inVernon(world, async (tx) =>
    tx
      .insertInto('opinion_requests')
      .values({
        authority_id: vernon,
        id,
        dossier_id: dossierId,
        round: newId(),
        question: 'Qu’en pensez-vous ?',
        document_ids: [document],
        ...(whom === 'team'
          ? { team_id: await teamInCharge(world), team_name: 'Accueil' }
          : { email: 'expert@example.org', token_hash: sha256(token) }),
        due_on: '2026-12-10',
        state: 'asked',
        asked_at: now(world),
      })
      .execute(),
  );
  return { id, token, document };
}

async function teamInCharge(world: World): Promise<string> {
  const adopted = await world.counter.catalogue.findAdopted(vernon, 'question');
  if (adopted === undefined) throw new Error('Vernon does not offer question');
  return adopted.teamId;
}

async function teamOpinion(world: World): Promise<{ path: string; document: string }> {
  const dossier = await world.dossier('visitor');
  const { id, document } = await opinion(world, dossier.id, 'team');
  return { path: `/agents/avis/vernon/${id}`, document };
}

async function outsideOpinion(world: World): Promise<{ path: string; document: string }> {
  const dossier = await world.dossier('visitor');
  const { token, document } = await opinion(world, dossier.id, 'person');
  return { path: `/avis/${token}`, document };
}

/** The link in the mail of a message of the service: whoever has it may say what they think of the message, and no more. */
async function contactLink(world: World): Promise<string> {
  const { id: dossierId } = await world.dossier('visitor');
  const contact = { authorityId: vernon, dossierId, contactId: newId() };
  await world.counter.platform.database.transaction([vernon], (tx) =>
    recordEvent(tx, {
      authorityId: vernon,
      dossierId,
      at: new Date(),
      kind: 'message',
      actor: { kind: 'agent', id: world.people.agent.agent?.id ?? '', name: 'Aline' },
      channel: 'web',
      visibility: 'public',
      data: { from: 'Mairie de Vernon', body: 'Nous venons mardi.', contact: contact.contactId },
    }),
  );
  return contactHref(world.counter.platform.config.sessionSecret, contact);
}

async function circuit(world: World, of?: string): Promise<{ id: string; path: string; hash: string }> {
  const dossierId = of ?? (await world.dossier('visitor')).id;
  const id = newId();
  const content = {
    title: 'Arrêté',
    locale: 'fr',
    letterhead: { name: 'Mairie de Vernon', lines: ['Vernon'] },
    blocks: [{ kind: 'paragraph', text: 'Considérant la demande.' }],
    formula: 'Pour le maire,',
    city: 'Vernon',
  };
  const hash = sha256(canonicalJson(content));
  const draft = await world.document({ dossier: dossierId });
  await inVernon(world, async (tx) => {
    await tx
      .insertInto('signature_circuits')
      .values({
        authority_id: vernon,
        id,
        dossier_id: dossierId,
        template: 'refusal',
        title: 'Arrêté',
        content: JSON.stringify(content),
        content_hash: hash,
        draft_document_id: draft,
        state: 'running',
        started_at: now(world),
      })
      .execute();
    await tx
      .insertInto('signature_steps')
      .values({
        authority_id: vernon,
        circuit_id: id,
        position: 1,
        who: 'team',
        team_id: await teamInCharge(world),
        team_name: 'Accueil',
      })
      .execute();
  });
  return { id, path: `/agents/a-signer/vernon/${id}`, hash: hash.toString('hex') };
}

/** What the person "agent" asks of Vernon. */
function pseudonym(world: World): Buffer {
  const id = world.people.agent.agent?.id ?? '';
  return world.counter.identity.pseudonymOf(id, vernon);
}

async function ownDraft(world: World): Promise<string> {
  const adopted = await world.counter.catalogue.findAdopted(vernon, 'leave', { agents: true });
  const id = newId();
  await inVernon(world, (tx) =>
    tx
      .insertInto('drafts')
      .values({
        authority_id: vernon,
        id,
        procedure_id: 'leave',
        procedure_version: adopted?.version ?? 1,
        account_pseudonym: pseudonym(world),
        created_at: now(world),
        updated_at: now(world),
        expires_at: new Date(now(world).getTime() + 86_400_000),
      })
      .execute(),
  );
  return id;
}

function ofOwnDraft(rest: string, more: { files?: [] } = {}): Pick<RouteCase, 'at'> {
  return {
    at: async (world) => ({ ...more, path: `/agents/demandes-internes/brouillons/${await ownDraft(world)}${rest}` }),
  };
}

async function ownDossier(world: World): Promise<string> {
  const belongs: Belongs = 'visitor';
  const { id } = await world.dossier(belongs, 'leave', {
    leave_kind: 'annual',
    given_names: 'Camille',
    family_name: 'Bertin',
    email: 'camille.bertin@example.fr',
  });
  await inVernon(world, (tx) =>
    tx
      .updateTable('dossiers')
      .set({ account_pseudonym: pseudonym(world), visitor_hash: null })
      .where('authority_id', '=', vernon)
      .where('id', '=', id)
      .execute(),
  );
  return id;
}

function ofOwnDossier(rest: string, more: { fields?: Record<string, string>; files?: [] } = {}): Pick<RouteCase, 'at'> {
  return {
    at: async (world: World, _who: Person) => ({
      ...more,
      path: `/agents/demandes-internes/dossiers/${await ownDossier(world)}${rest}`,
    }),
  };
}
