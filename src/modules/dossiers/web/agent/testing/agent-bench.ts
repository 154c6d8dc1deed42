import { sql } from 'kysely';
import { type AdoptedProcedure, createCatalogue } from '#modules/catalogue/index.ts';
import { createDirectory, loadCommuneLookup, noAnnouncements } from '#modules/directory/index.ts';
import { createDocuments } from '#modules/documents/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import { createIdentity } from '#modules/identity/index.ts';
import { createSeals } from '#modules/signatures/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { createServer } from '#platform/http/server.ts';
import type { Platform } from '#platform/platform.ts';
import { loadAssetManifest } from '#ui/assets.ts';
import { formContextOf } from '../../../domain/form-surroundings.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { type DossierRow, dossierColumns } from '../../../usecases/lock-dossier.ts';
import { submitDossier } from '../../../usecases/submit-dossier.ts';
import { agentDossierRoutes } from '../routes.ts';

/** What the tests' own platform adds, and is handed in: the product's folders import nothing of the tests'. */
export interface BenchPlatform extends Platform {
  readonly clock: Clock & { advance(duration: Temporal.DurationLike): void };
  close(): Promise<void>;
}

export const vernon = 'C27681';

/** The agents' side of the counter on a real database with the demonstration territory. */
export interface AgentBench {
  readonly platform: BenchPlatform;
  readonly parts: DossiersParts;
  /** An agent with a place in the teams given. */
  makeAgent(name: string, teams: readonly TeamPlace[]): Promise<AgentPrincipal>;
  /** A procedure of Vernon, by id. */
  procedure(id: string, authorityId?: string): Promise<AdoptedProcedure>;
  file(adopted: AdoptedProcedure, answers?: Answers): Promise<DossierRow>;
  read(dossier: Pick<DossierRow, 'authority_id' | 'id'>): Promise<DossierRow>;
  /** Pages as the browser of that agent asks for them. */
  browser(agent: AgentPrincipal): Promise<AgentBrowser>;
  close(): Promise<void>;
}

export interface TeamPlace {
  readonly authorityId: string;
  readonly teamId: string;
  readonly leader?: boolean;
}

export interface AgentBrowser {
  get(path: string): Promise<{ status: number; body: string; headers: Record<string, unknown> }>;
  post(
    path: string,
    fields: Record<string, string | string[]>,
  ): Promise<{ status: number; body: string; location: string | undefined }>;
  postFiles(
    path: string,
    fields: Record<string, string>,
    files: readonly { readonly field: string; readonly name: string; readonly content: string }[],
  ): Promise<{ status: number; body: string }>;
  close(): Promise<void>;
}

/** @param platform with the demonstration territory; closed with the bench */
export async function agentBench(platform: BenchPlatform): Promise<AgentBench> {
  const directory = createDirectory(platform);
  const parts: DossiersParts = {
    platform,
    site: { platform, directory, assets: loadAssetManifest(), announcements: noAnnouncements },
    directory,
    identity: createIdentity(platform, directory),
    catalogue: createCatalogue(platform, directory),
    documents: createDocuments(platform),
    seals: createSeals(platform),
    communes: await loadCommuneLookup(platform.database.open),
    territory: { communes: new Set() },
  };
  const read = (dossier: Pick<DossierRow, 'authority_id' | 'id'>) =>
    platform.database.transaction([dossier.authority_id], (tx) =>
      tx
        .selectFrom('dossiers')
        .select(dossierColumns)
        .where('authority_id', '=', dossier.authority_id)
        .where('id', '=', dossier.id)
        .executeTakeFirstOrThrow(),
    );
  return {
    platform,
    parts,
    read,
    makeAgent: (name, teams) => makeAgent(platform, name, teams),
    procedure: async (id, authorityId = vernon) => {
      const adopted = await parts.catalogue.findAdopted(authorityId, id);
      if (adopted === undefined) throw new Error(`${authorityId} has not adopted ${id}`);
      return adopted;
    },
    file: async (adopted, answers = {}) => {
      const id = await file(parts, adopted, answers);
      return read({ authority_id: adopted.authority.id, id });
    },
    browser: (agent) => agentBrowser(parts, agent),
    close: () => platform.close(),
  };
}

async function makeAgent(platform: BenchPlatform, name: string, teams: readonly TeamPlace[]): Promise<AgentPrincipal> {
  const agentId = newId();
  const email = `${agentId}@example.fr`;
  await platform.database.open.insertInto('agents').values({ id: agentId, email, name }).execute();
  const authorityId = teams[0]?.authorityId ?? vernon;
  for (const authority of new Set([authorityId, ...teams.map((team) => team.authorityId)])) {
    await platform.database.transaction([authority], async (tx) => {
      await tx
        .insertInto('agent_roles')
        .values({ authority_id: authority, agent_id: agentId, role: 'agent' })
        .execute();
      for (const team of teams.filter((one) => one.authorityId === authority)) {
        await tx
          .insertInto('team_members')
          .values({ authority_id: authority, team_id: team.teamId, agent_id: agentId, leader: team.leader ?? false })
          .execute();
      }
    });
  }
  const { rows } = await sql<{
    authority_id: string;
    procedure_id: string;
    team_authority_id: string;
    team_id: string;
    leader: boolean;
  }>`SELECT * FROM agent_processing_rights(${agentId}::uuid)`.execute(platform.database.open);
  return {
    agentId,
    name,
    email,
    authorityId,
    authorityName: authorityId,
    role: 'agent',
    rights: rows.map((row) => ({
      authorityId: row.authority_id,
      procedureId: row.procedure_id,
      teamAuthorityId: row.team_authority_id,
      teamId: row.team_id,
      leader: row.leader,
    })),
    scope: [...new Set([authorityId, ...rows.map((row) => row.authority_id)])],
    sessionHash: Buffer.from(agentId),
  };
}

async function file(parts: DossiersParts, adopted: AdoptedProcedure, given: Answers): Promise<string> {
  const { applicant } = adopted.procedure;
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  const answers: Answers = { ...given };
  const put = (field: string | undefined, value: string) => {
    if (field !== undefined && answers[field] === undefined) answers[field] = value;
  };
  put(applicant.givenNames, 'Zoé');
  put(applicant.familyName, 'Martin');
  put(applicant.email, 'zoe.martin@example.fr');
  const { dossierId } = await parts.platform.database.transaction([adopted.authority.id], (tx) =>
    submitDossier(tx, parts, {
      authority: adopted.authority,
      procedure: adopted.procedure,
      procedureVersion: adopted.version,
      overridesRevision: adopted.overridesRevision,
      form: adopted.form,
      workflow: adopted.workflow,
      teamAuthorityId: adopted.teamAuthorityId,
      teamId: adopted.teamId,
      answers,
      context: formContextOf(parts, adopted.authority, now),
      submissionKey: newId(),
      visitorHash: undefined,
      channel: 'web',
      locale: 'fr',
      origin: 'https://guichet.example.fr',
      now,
    }),
  );
  return dossierId;
}

async function agentBrowser(parts: DossiersParts, agent: AgentPrincipal): Promise<AgentBrowser> {
  const server = await createServer({
    platform: parts.platform,
    routes: agentDossierRoutes(parts),
    cookieNames: { resident: 'resident', agent: 'agent' },
    resolvePrincipals: async () => ({ agent }),
    errorPage: (_context, problem) => ({ type: 'p', props: { children: problem.code } }) as never,
    signInPath: () => '/agents/connexion',
  });
  const cookies = new Map([['agent', 'signed-in']]);
  let token = '';
  const ask = async (
    method: 'GET' | 'POST',
    url: string,
    payload?: string,
    type = 'application/x-www-form-urlencoded',
  ) => {
    const response = await server.inject({
      method,
      url,
      cookies: Object.fromEntries(cookies),
      headers: {
        'accept-language': 'fr',
        ...(payload === undefined ? {} : { 'content-type': type }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const cookie of response.cookies) cookies.set(cookie.name, cookie.value);
    token = /name="_csrf" value="([^"]+)"/.exec(response.body)?.[1] ?? token;
    return response;
  };
  return {
    get: async (path) => {
      const response = await ask('GET', path);
      return { status: response.statusCode, body: response.body, headers: response.headers };
    },
    post: async (path, fields) => {
      const body = new URLSearchParams({ _csrf: token });
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
      const response = await ask('POST', path, body.toString());
      return { status: response.statusCode, body: response.body, location: response.headers.location };
    },
    postFiles: async (path, fields, files) => {
      const head = (name: string, more = '') =>
        `--limit\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`;
      const parts = [
        ...Object.entries({ _csrf: token, ...fields }).map(([name, value]) => `${head(name)}${value}\r\n`),
        ...files.map((file) => `${head(file.field, `; filename="${file.name}"`)}${file.content}\r\n`),
        '--limit--\r\n',
      ];
      const response = await ask('POST', path, parts.join(''), 'multipart/form-data; boundary=limit');
      return { status: response.statusCode, body: response.body };
    },
    close: () => server.close(),
  };
}
