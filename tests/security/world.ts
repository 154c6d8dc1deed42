import { Readable } from 'node:stream';
import { hash } from '@node-rs/argon2';
import { createFromNothing } from '#modules/administration/editor/usecases/create-draft.ts';
import type { Authority } from '#modules/directory/index.ts';
import { applyTransition, submitDossier } from '#modules/dossiers/index.ts';
import type { Answers, FormContext } from '#modules/forms/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { type TestCounter, testCounter, Visitor } from '#tests/support/test-counter.ts';

export const vernon = 'C27681';
export const mercey = 'C27399';
export const agglomeration = 'E200072312';

/** The smallest PNG that is one. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Everybody’s password. */
export const password = 'Trois chaises 8 lampes !';

/** Whose a dossier or a draft is, and which team processes it. */
export type Belongs = 'visitor' | 'resident' | 'delegate' | 'former-delegate';

/** Somebody who asks for a page. */
export interface Person {
  readonly name: string;
  /** What the addresses of a case are about when this person asks for them. */
  readonly belongs: Belongs;
  readonly visitorSecret?: string;
  readonly accountId?: string;
  readonly agent?: { readonly id: string; readonly authorityId: string };
  /** The session of the account or agent ended an hour ago. */
  readonly expired?: boolean;
}

export interface Filed {
  readonly id: string;
  readonly path: string;
  /** The same dossier on the agents' side. */
  readonly agentPath: string;
}

export interface World {
  readonly counter: TestCounter;
  readonly people: Readonly<Record<PersonName, Person>>;
  /** A team of Vernon that may process nothing. */
  readonly idleTeam: string;
  browser(person: Person): Promise<Visitor>;
  dossier(belongs: Belongs, procedure?: string, answers?: Answers, authorityId?: string): Promise<Filed>;
  /** Takes one act of the workflow, as an agent of Vernon. */
  act(dossier: Filed, transition: string, form?: Answers, agentId?: string): Promise<number>;
  /** All of its pages are filled in. */
  draft(belongs: Belongs, expiresAt?: Date): Promise<{ id: string; path: string }>;
  document(of: { draft: string } | { dossier: string }): Promise<string>;
  /** The path of a link that opens the draft. */
  resumeLink(draft: string): Promise<string>;
  token(
    purpose: 'verify-email' | 'reset-password' | 'invite-agent' | 'reset-agent-password' | 'sign-in',
  ): Promise<string>;
  /** An agent of Vernon; `invited` has no password yet. */
  colleague(invited?: boolean): Promise<string>;
  team(): Promise<string>;
  /** A delegation of Vernon that nobody else uses, as the form that ends it names it. */
  delegation(): Promise<{ procedure: string; authority: string; team: string }>;
  /** The address of a procedure of Vernon in preparation. */
  procedureDraft(fresh: boolean): Promise<string>;
  close(): Promise<void>;
}

export const personNames = [
  'stranger',
  'visitor',
  'other visitor',
  'resident',
  'other resident',
  'resident asking for a visitor’s',
  'agent',
  'agent of another team',
  'team leader',
  'administrator',
  'agent by delegation',
  'agent whose delegation ended',
  'administrator of another authority',
  'agent who left',
  'resident whose session ended',
  'agent whose session ended',
] as const;
export type PersonName = (typeof personNames)[number];

export const questionAnswers: Answers = {
  subject: 'services',
  message: 'À quelle heure ouvre la mairie le samedi ?',
  given_names: 'Zoé',
  family_name: 'Martin',
  email: 'zoe.martin@example.fr',
};
const lightAnswers: Answers = {
  fault: 'out',
  danger: false,
  place_address: {
    label: '12 Rue d’Albuféra, 27200 Vernon',
    street: '12 Rue d’Albuféra',
    postcode: '27200',
    city: 'Vernon',
    citycode: '27681',
  },
  email: 'zoe.martin@example.fr',
};

/** The counter with everybody who may or may not open something. */
export async function makeWorld(options: Parameters<typeof testCounter>[0] = {}): Promise<World> {
  const counter = await testCounter(options);
  const { platform, catalogue, directory, identity, documents, parts } = counter;
  const { open } = platform.database;
  // Cheap: what it costs to guess is tried elsewhere.
  const passwordHash = await hash(password, { memoryCost: 8, timeCost: 1 });
  const now = () => new Date(platform.clock.now().epochMilliseconds);
  const inVernon = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => platform.database.transaction([vernon], work);

  const offered = async (procedure: string, authorityId = vernon) => {
    const adopted = await catalogue.findAdopted(authorityId, procedure, { agents: true });
    if (adopted === undefined) throw new Error(`${authorityId} does not offer ${procedure}`);
    return adopted;
  };
  const ownTeam = (await offered('question')).teamId;

  const makeTeam = async (authorityId: string, name: string): Promise<string> => {
    const id = newId();
    await platform.database.transaction([authorityId], (tx) =>
      tx.insertInto('teams').values({ authority_id: authorityId, id, name }).execute(),
    );
    return id;
  };
  const makeAgent = async (
    role: 'agent' | 'team-leader' | 'administrator' | 'none',
    authorityId: string,
    teamId?: string,
    stored: string | null = passwordHash,
  ) => {
    const id = newId();
    await open
      .insertInto('agents')
      .values({ id, email: `${id}@example.fr`, name: `Agent ${id.slice(-4)}`, password_hash: stored })
      .execute();
    await platform.database.transaction([authorityId], async (tx) => {
      if (role !== 'none')
        await tx.insertInto('agent_roles').values({ authority_id: authorityId, agent_id: id, role }).execute();
      if (teamId !== undefined) {
        await tx
          .insertInto('team_members')
          .values({ authority_id: authorityId, team_id: teamId, agent_id: id, leader: role === 'team-leader' })
          .execute();
      }
    });
    return { id, authorityId };
  };
  const makeAccount = async (givenNames: string) => {
    const id = newId();
    await open
      .insertInto('accounts')
      .values({
        id,
        email: `${id}@example.fr`,
        email_verified_at: now(),
        given_names: givenNames,
        password_hash: passwordHash,
      })
      .execute();
    return id;
  };
  const delegate = async (teamId: string, until: string | null) => {
    await inVernon((tx) =>
      tx
        .insertInto('processing_rights')
        .values({
          authority_id: vernon,
          team_authority_id: agglomeration,
          team_id: teamId,
          procedure_id: 'question',
          valid_from: '2020-01-01',
          valid_until: until,
        })
        .execute(),
    );
  };

  const idleTeam = await makeTeam(vernon, 'Sans droit');
  const merceyTeam = (await offered('question', mercey)).teamId;
  const delegateTeam = await makeTeam(agglomeration, 'Service commun');
  const formerTeam = await makeTeam(agglomeration, 'Ancien service commun');
  await delegate(delegateTeam, null);
  await delegate(formerTeam, '2026-11-01');

  const residentId = await makeAccount('Rose');
  const agent = await makeAgent('agent', vernon, ownTeam);
  const visitorSecret = newToken();
  const person = (name: PersonName, rest: Omit<Person, 'name' | 'belongs'> & { belongs?: Belongs } = {}): Person => ({
    belongs: 'visitor',
    ...rest,
    name,
  });
  const people: Record<PersonName, Person> = {
    stranger: person('stranger'),
    visitor: person('visitor', { visitorSecret }),
    'other visitor': person('other visitor', { visitorSecret: newToken() }),
    resident: person('resident', { accountId: residentId, belongs: 'resident' }),
    'other resident': person('other resident', { accountId: await makeAccount('Hugo'), belongs: 'resident' }),
    'resident asking for a visitor’s': person('resident asking for a visitor’s', { accountId: residentId }),
    agent: person('agent', { agent }),
    'agent of another team': person('agent of another team', { agent: await makeAgent('agent', vernon, idleTeam) }),
    'team leader': person('team leader', { agent: await makeAgent('team-leader', vernon, ownTeam) }),
    // Looks after agents and teams: dossiers are those of the teams that they are in, here none.
    administrator: person('administrator', { agent: await makeAgent('administrator', vernon) }),
    'agent by delegation': person('agent by delegation', {
      agent: await makeAgent('agent', agglomeration, delegateTeam),
      belongs: 'delegate',
    }),
    'agent whose delegation ended': person('agent whose delegation ended', {
      agent: await makeAgent('agent', agglomeration, formerTeam),
      belongs: 'former-delegate',
    }),
    'administrator of another authority': person('administrator of another authority', {
      agent: await makeAgent('administrator', mercey, merceyTeam),
    }),
    'agent who left': person('agent who left', { agent: await makeAgent('none', vernon) }),
    'resident whose session ended': person('resident whose session ended', {
      accountId: residentId,
      expired: true,
      belongs: 'resident',
    }),
    'agent whose session ended': person('agent whose session ended', { agent, expired: true }),
  };

  const openSession = async (who: Person): Promise<string> => {
    const token = newToken();
    const at = now().getTime();
    const ends = new Date(at + (who.expired === true ? -1 : 1) * 3600_000);
    await open
      .insertInto('sessions')
      .values({
        token_hash: sha256(token),
        ...(who.agent === undefined
          ? { account_id: who.accountId }
          : { agent_id: who.agent.id, authority_id: who.agent.authorityId }),
        created_at: new Date(at - 7200_000),
        seen_at: new Date(at),
        expires_at: ends,
      })
      .execute();
    return token;
  };

  const account = (authorityId = vernon) => ({
    id: residentId,
    pseudonym: identity.pseudonymOf(residentId, authorityId),
  });
  const teamOf = (belongs: Belongs, own: { teamAuthorityId: string; teamId: string }) => {
    if (belongs === 'delegate') return { teamAuthorityId: agglomeration, teamId: delegateTeam };
    if (belongs === 'former-delegate') return { teamAuthorityId: agglomeration, teamId: formerTeam };
    return { teamAuthorityId: own.teamAuthorityId, teamId: own.teamId };
  };
  const contextOf = ({ id, kind, name, communeCode }: Authority): FormContext => ({
    today: platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().toString(),
    authority: { code: communeCode ?? id, kind, name },
    communes: parts.communes,
    territory: parts.territory,
  });

  const dossier: World['dossier'] = async (belongs, procedureId = 'question', answers, authorityId = vernon) => {
    const adopted = await offered(procedureId, authorityId);
    const { slug } = adopted.authority;
    const { dossierId } = await platform.database.transaction([authorityId], (tx) =>
      submitDossier(tx, parts, {
        authority: adopted.authority,
        procedure: adopted.procedure,
        procedureVersion: adopted.version,
        overridesRevision: adopted.overridesRevision,
        form: adopted.form,
        workflow: adopted.workflow,
        ...teamOf(belongs, adopted),
        answers: answers ?? (procedureId === 'question' ? questionAnswers : lightAnswers),
        context: contextOf(adopted.authority),
        submissionKey: newId(),
        visitorHash: sha256(visitorSecret),
        account: belongs === 'resident' ? account(authorityId) : undefined,
        channel: 'web',
        locale: 'fr',
        origin: 'https://guichet.example.fr',
        now: now(),
      }),
    );
    return {
      id: dossierId,
      path: `/${slug}/dossiers/${dossierId}`,
      agentPath: `/agents/dossiers/${slug}/${dossierId}`,
    };
  };

  const draft: World['draft'] = async (belongs, expiresAt) => {
    const { version } = await offered('street-light');
    const id = newId();
    const mine = belongs === 'resident';
    await inVernon(async (tx) => {
      await tx
        .insertInto('drafts')
        .values({
          authority_id: vernon,
          id,
          procedure_id: 'street-light',
          procedure_version: version,
          answers: JSON.stringify(lightAnswers),
          completed_pages: ['fault', 'place', 'contact'],
          visitor_hash: mine ? null : sha256(visitorSecret),
          account_pseudonym: mine ? account().pseudonym : null,
          created_at: now(),
          updated_at: now(),
          expires_at: expiresAt ?? new Date(now().getTime() + 86_400_000),
        })
        .execute();
      if (mine) await identity.linkDraft(tx, residentId, vernon, id);
    });
    return { id, path: `/vernon/brouillons/${id}` };
  };

  let procedureDrafts = 0;
  let sharedDraft: Promise<string> | undefined;
  const procedureDraft: World['procedureDraft'] = (fresh) => {
    if (fresh) return makeProcedureDraft();
    sharedDraft ??= makeProcedureDraft();
    return sharedDraft;
  };
  const makeProcedureDraft = async (): Promise<string> => {
    procedureDrafts += 1;
    const agent = people.administrator.agent;
    if (agent === undefined) throw new Error('The administrator is an agent');
    const principal = {
      agentId: agent.id,
      name: 'Hugo Lambert',
      email: 'admin@example.fr',
      authorityId: vernon,
      authorityName: 'Mairie de Vernon',
      role: 'administrator',
      rights: [],
      scope: [vernon],
      sessionHash: Buffer.alloc(0),
    } as const;
    const id = await createFromNothing({ platform, site: parts.site, directory, identity, catalogue }, principal, {
      title: `Démarche d’essai ${procedureDrafts}`,
      theme: 'town-life',
      competence: 'town-life',
      decision: true,
    });
    return `/agents/editeur/${id}`;
  };

  return {
    counter,
    people,
    procedureDraft,
    idleTeam,
    dossier,
    draft,
    browser: async (who) => {
      const visitor = new Visitor(counter.server);
      if (who.visitorSecret !== undefined) visitor.setCookie('parvis_visitor', who.visitorSecret);
      if (who.accountId !== undefined) visitor.setCookie('parvis_session', await openSession(who));
      if (who.agent !== undefined) visitor.setCookie('parvis_agent', await openSession(who));
      return visitor;
    },
    act: async (filed, transitionId, form = {}, agentId = agent.id) => {
      const applied = await inVernon((tx) =>
        applyTransition(tx, parts, {
          authorityId: vernon,
          dossierId: filed.id,
          transitionId,
          actor: { kind: 'agent', role: 'agent', id: agentId, name: 'Agent' },
          channel: 'web',
          form,
          origin: 'https://guichet.example.fr',
        }),
      );
      return applied.seq;
    },
    document: async (of) => {
      const received = await documents.receive(vernon, { filename: 'lampe.png', stream: Readable.from([png]) });
      const stored = await inVernon((tx) =>
        documents.record(tx, vernon, received, {
          origin: 'applicant',
          fieldId: 'photos',
          ...('draft' in of ? { draftId: of.draft } : { dossierId: of.dossier }),
        }),
      );
      return stored.id;
    },
    resumeLink: async (id) => {
      const token = `${vernon}.${newToken()}`;
      await inVernon((tx) =>
        tx
          .updateTable('drafts')
          .set({ resume_token_hash: sha256(token) })
          .where('authority_id', '=', vernon)
          .where('id', '=', id)
          .execute(),
      );
      return `/reprendre/${token}`;
    },
    token: async (purpose) => {
      const token = newToken();
      const owner = purpose.includes('-agent')
        ? { agent_id: (await makeAgent('agent', vernon)).id }
        : { account_id: await unconfirmed() };
      await open
        .insertInto('one_time_tokens')
        .values({ token_hash: sha256(token), purpose, ...owner, expires_at: new Date(now().getTime() + 3600_000) })
        .execute();
      return token;
    },
    colleague: async (invited = false) =>
      (await makeAgent('agent', vernon, undefined, invited ? null : passwordHash)).id,
    team: () => makeTeam(vernon, `Équipe ${newId()}`),
    delegation: async () => {
      const procedure = `p-${newId()}`;
      await platform.database.transaction([vernon], (tx) =>
        tx
          .insertInto('processing_rights')
          .values({
            authority_id: vernon,
            team_authority_id: agglomeration,
            team_id: formerTeam,
            procedure_id: procedure,
            receives: true,
          })
          .execute(),
      );
      return { procedure, authority: agglomeration, team: formerTeam };
    },
    close: () => counter.close(),
  };

  async function unconfirmed(): Promise<string> {
    const id = newId();
    await open
      .insertInto('accounts')
      .values({ id, email: `${id}@example.fr`, password_hash: passwordHash })
      .execute();
    return id;
  }
}
