import { hkdfSync } from 'node:crypto';
import { submitDossier } from '#modules/dossiers/index.ts';
import { revocationToken } from '#modules/mandates/domain/revocation-link.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Audience, RouteCase } from './route-case.ts';
import { questionAnswers, vernon, type World } from './world.ts';

interface Audiences {
  readonly everybody: Audience;
  readonly anyAgent: Audience;
  /** Whose teams may process the procedure today. */
  readonly mayFile: Audience;
  /** The agent who filed, or the helper whose mandate it is; nobody else. */
  readonly filer: Audience;
  /** Whoever answers the phone of an authority. */
  readonly reception: Audience;
  /** Of Vernon alone. */
  readonly vernonReception: Audience;
  readonly administrators: Audience;
  readonly ownAdministrator: Audience;
  readonly residents: Audience;
  /** The account that gave the mandate. */
  readonly principal: Audience;
}

/** Filing for somebody else: at the counter, and under a mandate. */
export function mandateCases(audiences: Audiences): Readonly<Record<string, RouteCase>> {
  const { everybody, anyAgent, mayFile, filer, residents, principal } = audiences;
  type More = { readonly fields?: Record<string, string>; readonly files?: []; readonly gives?: number };
  const of = (audience: Audience, path: (world: World) => Promise<string>, more: More = {}): RouteCase => ({
    audience,
    at: async (world) => ({
      path: await path(world),
      ...(more.fields === undefined ? {} : { fields: more.fields }),
      ...(more.files === undefined ? {} : { files: more.files }),
    }),
    ...(more.gives === undefined ? {} : { gives: more.gives }),
  });
  const beginPath = async ({ counter }: World) => {
    const adopted = await counter.catalogue.findAdopted(vernon, 'question');
    return `/agents/guichet/vernon/${adopted?.procedure.slug}`;
  };
  const counterDraft = (rest: string, more?: More) =>
    of(
      filer,
      async (world) => `/agents/guichet/brouillons/vernon/${await draft(world, `counter ${helperId(world)}`)}${rest}`,
      more,
    );
  const filed = (rest: string) =>
    of(filer, async (world) => `/agents/guichet/deposees/vernon/${await dossier(world, 'counter')}${rest}`);
  const mandate = (rest: string, agreed: boolean, more?: More) =>
    of(filer, async (world) => `/agents/mandats/${await makeMandate(world, agreed)}${rest}`, more);
  const mandateDraft = (rest: string, more?: More) =>
    of(
      filer,
      async (world) => {
        const id = await makeMandate(world, true);
        return `/agents/mandats/${id}/brouillons/vernon/${await draft(world, `mandate ${id}`)}${rest}`;
      },
      more,
    );
  const mandateDossier = (rest: string, more?: More) =>
    of(filer, async (world) => `${await underMandate(world)}${rest}`, more);
  const page = '/message';
  return {
    'agent-dossiers.counter': { audience: anyAgent, at: () => '/agents/guichet' },
    'agent-dossiers.counter-begin': of(mayFile, beginPath),
    'agent-dossiers.counter-send-begin': of(mayFile, beginPath, {
      fields: { familyName: 'Martin', channel: 'counter', _idempotency: newId() },
    }),
    'agent-dossiers.counter-draft': counterDraft('', { gives: 303 }),
    'agent-dossiers.counter-page': counterDraft(page),
    'agent-dossiers.counter-send-page': counterDraft(page, { files: [], gives: 422 }),
    'agent-dossiers.counter-long': counterDraft('/tout'),
    'agent-dossiers.counter-send-long': counterDraft('/tout', { files: [], gives: 200 }),
    'agent-dossiers.counter-check': counterDraft('/verifier'),
    'agent-dossiers.counter-send': counterDraft('/verifier'),
    'agent-dossiers.counter-erase': counterDraft('/effacer'),
    'agent-dossiers.counter-hand-over': counterDraft('/remettre'),
    'agent-dossiers.counter-send-hand-over': counterDraft('/remettre', { fields: { email: 'zoe@example.fr' } }),
    'agent-dossiers.counter-draft-document': of(filer, async (world) => {
      const id = await draft(world, `counter ${helperId(world)}`, 'street-light');
      return `/agents/guichet/brouillons/vernon/${id}/documents/${await world.document({ draft: id })}`;
    }),
    'agent-dossiers.counter-filed': filed(''),
    'agent-dossiers.counter-acknowledgement': filed('/accuse.pdf'),

    'mandates.list': of(filer, async (world) => {
      await makeHelper(world);
      return '/agents/mandats';
    }),
    'mandates.draw-up': of(filer, async (world) => {
      await makeHelper(world);
      return '/agents/mandats/nouveau';
    }),
    'mandates.send-draw-up': of(
      filer,
      async (world) => {
        await makeHelper(world);
        return '/agents/mandats/nouveau';
      },
      { fields: { _idempotency: newId() }, gives: 422 },
    ),
    'mandates.mandate': mandate('', true),
    'mandates.pdf': mandate('/mandat.pdf', false),
    'mandates.send-code': mandate('/code', false),
    'mandates.use-code': mandate('/accord-code', false, { fields: { code: '000000' }, gives: 422 }),
    'mandates.use-screen': mandate('/accord-ecran', false, { fields: { accord: 'oui', nom: 'Zoé Martin' } }),
    'mandates.use-paper': mandate('/accord-papier', false, { files: [], gives: 422 }),
    'mandates.paper': of(filer, async (world) => {
      const id = await makeMandate(world, true);
      const document = await world.document({ dossier: await dossier(world, 'counter') });
      await inVernon(world, (tx) =>
        tx.updateTable('mandates').set({ paper_id: document }).where('id', '=', id).execute(),
      );
      return `/agents/mandats/${id}/papier`;
    }),
    'mandates.end': mandate('/fin', true),
    'mandates.begin': mandate('/deposer', true, {
      fields: { demarche: `${vernon}:question`, _idempotency: newId() },
    }),
    'mandates.draft': mandateDraft('', { gives: 303 }),
    'mandates.page': mandateDraft(page),
    'mandates.send-page': mandateDraft(page, { files: [], gives: 422 }),
    'mandates.check': mandateDraft('/verifier'),
    'mandates.send': mandateDraft('/verifier'),
    'mandates.erase': mandateDraft('/effacer'),
    'mandates.draft-document': of(filer, async (world) => {
      const id = await makeMandate(world, true);
      const begun = await draft(world, `mandate ${id}`, 'street-light');
      return `/agents/mandats/${id}/brouillons/vernon/${begun}/documents/${await world.document({ draft: begun })}`;
    }),
    'mandates.dossier': mandateDossier(''),
    'mandates.message': mandateDossier('/messages', { fields: { message: 'Bonjour' }, files: [] }),
    'mandates.document': of(filer, async (world) => {
      const path = await underMandate(world);
      return `${path}/documents/${await world.document({ dossier: path.split('/').at(-1) ?? '' })}`;
    }),
    'mandates.acknowledgement': mandateDossier('/accuse.pdf'),

    'mandates.running': of(audiences.reception, async () => '/agents/mandats/en-cours'),
    'mandates.end-for-resident': of(
      audiences.vernonReception,
      async (world) => `/agents/mandats/en-cours/${await makeMandate(world, true)}/fin`,
    ),
    'mandates.helpers': of(audiences.administrators, async () => '/agents/equipe/aidants'),
    // Without an agent nobody is one: whose agent it is, is tried with the next case.
    'mandates.add-helper': of(audiences.administrators, async () => '/agents/equipe/aidants', {
      fields: { agent: '', structure: '' },
      gives: 422,
    }),
    'mandates.grant-helper': of(
      audiences.ownAdministrator,
      async (world) => `/agents/equipe/aidants/${await world.colleague()}`,
      { fields: { structure: 'France Services' } },
    ),
    'mandates.withdrawal': of(audiences.ownAdministrator, async (world) => {
      const colleague = await world.colleague();
      await makeHelper(world, colleague);
      return `/agents/equipe/aidants/${colleague}/retirer`;
    }),
    'mandates.withdraw-helper': of(
      audiences.ownAdministrator,
      async (world) => `/agents/equipe/aidants/${await world.colleague()}/retirer`,
    ),
    'mandates.mine': of(residents, async () => '/mon-espace/mandats'),
    'mandates.end-mine': of(
      principal,
      async (world) => `/mon-espace/mandats/${vernon}/${await makeMandate(world, true)}/fin`,
    ),
    // Whoever holds the link of a message; an altered one is tried in the module's own tests.
    'mandates.by-link': of(everybody, linkOf),
    'mandates.end-by-link': of(everybody, linkOf),
  };
}

function inVernon<T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> {
  return world.counter.platform.database.transaction([vernon], work);
}

const now = (world: World) => new Date(world.counter.platform.clock.now().epochMilliseconds);
const helperId = (world: World) => world.people.agent.agent?.id ?? '';

async function makeHelper(world: World, agentId = helperId(world)): Promise<void> {
  await inVernon(world, (tx) =>
    tx
      .insertInto('helpers')
      .values({
        authority_id: vernon,
        agent_id: agentId,
        structure: 'France Services',
        granted_by: helperId(world),
        granted_at: now(world),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

async function makeMandate(world: World, agreed: boolean): Promise<string> {
  await makeHelper(world);
  const id = newId();
  const at = now(world);
  await inVernon(world, async (tx) => {
    await tx
      .insertInto('mandates')
      .values({
        authority_id: vernon,
        id,
        helper_id: helperId(world),
        helper_name: 'Marie Dupont',
        structure: 'France Services',
        given_names: 'Zoé',
        family_name: 'Martin',
        email: `${id}@example.fr`,
        days: 31,
        created_at: at,
        ...(agreed ? { agreement: 'code', agreed_at: at, ends_at: new Date(at.getTime() + 31 * 86_400_000) } : {}),
      })
      .execute();
    await tx
      .insertInto('mandate_procedures')
      .values(
        ['question', 'street-light'].map((procedure) => ({
          authority_id: vernon,
          mandate_id: id,
          target_authority_id: vernon,
          procedure_id: procedure,
        })),
      )
      .execute();
    await tx
      .insertInto('account_mandates')
      .values({ account_id: world.people.resident.accountId ?? '', authority_id: vernon, mandate_id: id })
      .execute();
  });
  return id;
}

/** Filled in, under the secret of a desk. */
/** A draft of a desk that fills in for somebody. */
export async function draft(world: World, desk: string, procedure = 'question'): Promise<string> {
  const { catalogue, identity } = world.counter;
  const adopted = await catalogue.findAdopted(vernon, procedure);
  const id = newId();
  const at = now(world);
  await inVernon(world, (tx) =>
    tx
      .insertInto('drafts')
      .values({
        authority_id: vernon,
        id,
        procedure_id: procedure,
        procedure_version: adopted?.version ?? 1,
        answers: JSON.stringify(questionAnswers),
        completed_pages: [...(adopted?.form.pages.map((one) => one.id) ?? [])],
        visitor_hash: identity.pseudonymOf(desk, vernon),
        channel: desk.startsWith('counter') ? 'counter' : 'web',
        agent_id: helperId(world),
        assisted_name: 'Zoé Martin',
        created_at: at,
        updated_at: at,
        expires_at: new Date(at.getTime() + 86_400_000),
      })
      .execute(),
  );
  return id;
}

/** A dossier that an agent filed for somebody. */
export async function dossier(world: World, channel: 'counter' | 'web' | 'letter'): Promise<string> {
  const { catalogue, platform, parts } = world.counter;
  const adopted = await catalogue.findAdopted(vernon, 'question');
  if (adopted === undefined) throw new Error('Vernon does not offer question');
  const { authority } = adopted;
  const filed = await platform.database.transaction([vernon], (tx) =>
    submitDossier(tx, parts, {
      ...adopted,
      procedureVersion: adopted.version,
      answers: questionAnswers,
      context: {
        today: '2026-11-22',
        authority: { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name },
        communes: parts.communes,
        territory: parts.territory,
      },
      submissionKey: newId(),
      visitorHash: undefined,
      channel,
      filedBy: { kind: 'agent', id: helperId(world), name: 'Marie Dupont', onBehalf: true },
      locale: 'fr',
      origin: 'https://guichet.example.fr',
      now: now(world),
    }),
  );
  return filed.dossierId;
}

async function underMandate(world: World): Promise<string> {
  const mandate = await makeMandate(world, true);
  const id = await dossier(world, 'web');
  await inVernon(world, (tx) =>
    tx
      .insertInto('mandate_dossiers')
      .values({
        authority_id: vernon,
        mandate_id: mandate,
        target_authority_id: vernon,
        dossier_id: id,
        draft_id: newId(),
        filed_at: now(world),
      })
      .execute(),
  );
  return `/agents/mandats/${mandate}/dossiers/vernon/${id}`;
}

async function linkOf(world: World): Promise<string> {
  const id = await makeMandate(world, true);
  const secret = Buffer.from(world.counter.platform.config.encryptionKey, 'hex');
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'parvis mandates', 32)).toString('hex');
  return `/mandats/lien/${revocationToken(key, { authorityId: vernon, id })}`;
}
