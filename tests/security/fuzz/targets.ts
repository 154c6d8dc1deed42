import type { CompiledEntry } from '#modules/forms/index.ts';
import { isGroup } from '#modules/forms/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Route } from '#platform/http/route.ts';
import type { Random } from '../../../chaos/random.ts';
import { askedBy } from '../ask.ts';
import { routeCases } from '../route-cases.ts';
import { type Person, type PersonName, personNames, vernon, type World } from '../world.ts';
import { inputNames, offeredValues } from './names.ts';
import type { RouteNames } from './route-names.ts';
import type { Aim } from './shot.ts';
import { hostileValue } from './values.ts';

/** Something that hostile requests are sent to. */
export interface Target {
  readonly id: string;
  readonly kind: 'route' | 'protocol' | 'form page' | 'act' | 'filed';
  /** Who asks. */
  who(random: Random): Person;
  /** What is there to be asked for, made for this one request. */
  aim(who: Person, random: Random): Promise<Aim>;
  /** Pages that show what has just been made. */
  readonly after?: (aim: Aim) => readonly { readonly path: string; readonly who: Person }[];
}

const roles: readonly PersonName[] = ['stranger', 'resident', 'agent', 'administrator'];

/** Each route with the four roles, and with whoever may enter more often than the rest: what is tried is mostly the handler. */
export function routeTargets(world: World, namesOf: (route: Route) => RouteNames): Target[] {
  return world.counter.routes.map((route) => {
    const found = routeCases[route.id];
    if (found === undefined) throw new Error(`No case for ${route.id}`);
    const entering = [...roles, ...personNames].filter((name) => found.audience[name] === 'allowed');
    const params = route.path.split('/').flatMap((name, place) => (name.startsWith(':') ? [place] : []));
    return {
      id: route.id,
      kind: 'route',
      who: (random) =>
        world.people[random.pick(random.next() < 0.75 && entering.length > 0 ? entering.slice(0, 4) : roles)],
      aim: async (who) => {
        const { path, fields = {}, files = [] } = await askedBy(world, found, who);
        const { query, inputs, fileInputs } = namesOf(route);
        return {
          method: route.method,
          path,
          params,
          query,
          fields,
          inputs,
          files: [...new Set([...files.map((file) => file.field), ...fileInputs])],
          multipart: route.multipart === true,
        };
      },
    };
  });
}

/** What is answered beside the routes: the sign-in of other sites, the SMS that come in, files of the build, nothing at all. */
export function protocolTargets(world: World): Target[] {
  const protocol: readonly [method: string, path: string, names: string][] = [
    ['GET', '/oidc/.well-known/openid-configuration', ''],
    ['GET', '/oidc/jwks', ''],
    [
      'GET',
      '/oidc/auth?client_id=x&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fx.example',
      'client_id response_type scope redirect_uri state nonce prompt max_age claims request request_uri code_challenge code_challenge_method acr_values id_token_hint ui_locales',
    ],
    ['POST', '/oidc/auth', 'client_id response_type scope redirect_uri state nonce'],
    [
      'POST',
      '/oidc/token',
      'grant_type code redirect_uri client_id client_secret code_verifier refresh_token client_assertion client_assertion_type',
    ],
    ['GET', '/oidc/me', 'access_token'],
    ['POST', '/oidc/me', 'access_token'],
    ['GET', '/oidc/session/end', 'id_token_hint post_logout_redirect_uri state client_id'],
    ['POST', '/oidc/session/end/confirm', 'xsrf logout'],
    ['POST', '/oidc/token/introspection', 'token token_type_hint client_id client_secret'],
    ['POST', '/oidc/token/revocation', 'token token_type_hint client_id client_secret'],
    ['POST', '/oidc/request', 'client_id request'],
    ['POST', '/oidc/reg', 'redirect_uris'],
    ['GET', '/oidc/auth/x', ''],
    ['GET', '/assets/x', ''],
    ['GET', '/nothing/at/all', ''],
    ['POST', '/nothing/at/all', 'a'],
  ];
  return protocol.map(([method, path, names]) => {
    const known = names.split(' ').filter((name) => name !== '');
    const segments = path.split('?')[0]?.split('/') ?? [];
    return {
      id: `${method} ${path.split('?')[0]}`,
      kind: 'protocol',
      who: (random) => world.people[random.pick(roles)],
      aim: async () => ({
        method,
        path,
        params: [segments.length - 1],
        query: known,
        fields: {},
        inputs: new Map(known.map((name) => [name, []])),
        files: [],
        multipart: false,
      }),
    };
  });
}

/** Each page of each form that Vernon offers, each act of each workflow, and each procedure filed with hostile words. */
export async function libraryTargets(world: World): Promise<Target[]> {
  const { counter, people } = world;
  const adopted = await counter.catalogue.listAdopted(vernon);
  const found = await Promise.all(adopted.map((one) => counter.catalogue.findAdopted(vernon, one.procedure.procedure)));
  return found.flatMap((one): Target[] => {
    if (one === undefined) return [];
    const id = one.procedure.procedure;
    const pages = one.form.pages.map((page): Target => {
      const offered = offeredValues(page.fields);
      const names = [...inputNames(page.fields), '_later', '_mark'];
      return {
        id: `${id}/${page.id}`,
        kind: 'form page',
        who: () => people.visitor,
        aim: async () => ({
          method: 'POST',
          path: `/vernon/brouillons/${await newDraft(
            world,
            id,
            one.version,
            one.form.pages.map((each) => each.id),
          )}/${page.id}`,
          params: [],
          query: [],
          fields: {},
          inputs: new Map(names.map((name) => [name, offered.get(name) ?? yesOrNo(page.fields, name)])),
          files: page.fields.flatMap((entry) => (entry.definition.type === 'file' ? [entry.id] : [])),
          multipart: page.hasFiles,
        }),
        after: ({ path }) => [
          { path, who: people.visitor },
          { path: path.replace(/[^/]+$/, 'verifier'), who: people.visitor },
        ],
      };
    });
    const acts = one.workflow.transitions.map((act): Target => {
      const asked = act.compiledForm?.pages.flatMap((page) => page.fields) ?? [];
      const offered = new Map([...offeredValues(asked), ['revision', ['1']], ['seq', ['1']]]);
      const names = [...inputNames(asked), 'revision', 'seq', 'subject', 'body', 'message', 'motif'];
      return {
        id: `${id} › ${act.id}`,
        kind: 'act',
        who: () => people.agent,
        aim: async () => {
          const dossier = await world.dossier('visitor', id, {});
          await moveTo(world, dossier.id, act.from[0]);
          return {
            method: 'POST',
            path: `${dossier.agentPath}/actes/${act.id}`,
            params: [],
            query: ['liste', 'apres'],
            fields: {},
            inputs: new Map(names.map((name) => [name, offered.get(name) ?? []])),
            files: [],
            multipart: false,
          };
        },
        after: ({ path }) => [{ path: path.replace(/\/actes\/.*$/, ''), who: people.agent }],
      };
    });
    const filed: Target = {
      id: `filed ${id}`,
      kind: 'filed',
      who: () => people.visitor,
      aim: async (_who, random) => {
        const answers = hostileAnswers(
          one.form.pages.flatMap((page) => page.fields),
          random,
        );
        const dossier = await world.dossier('visitor', id, answers as never);
        return {
          method: 'GET',
          path: dossier.path,
          params: [],
          query: [],
          fields: {},
          inputs: new Map(),
          files: [],
          multipart: false,
        };
      },
      after: ({ path }) => [
        { path: `${path.split('?')[0]}/recu`, who: people.visitor },
        { path: `${path.split('?')[0]}/accuse.pdf`, who: people.visitor },
        { path: `/agents${path.split('?')[0]?.replace('/vernon/dossiers/', '/dossiers/vernon/')}`, who: people.agent },
      ],
    };
    return [...pages, ...acts, filed];
  });
}

function yesOrNo(entries: readonly CompiledEntry[], name: string): readonly string[] {
  const type = entries.find((entry) => entry.id === name)?.definition.type;
  return type === 'yes-no' ? ['yes', 'no'] : type === 'consent' || type === 'declaration' ? ['yes'] : [];
}

async function newDraft(world: World, procedure: string, version: number, pages: readonly string[]): Promise<string> {
  const { platform } = world.counter;
  const now = new Date(platform.clock.now().epochMilliseconds);
  const id = newId();
  await platform.database.transaction([vernon], (tx) =>
    tx
      .insertInto('drafts')
      .values({
        authority_id: vernon,
        id,
        procedure_id: procedure,
        procedure_version: version,
        answers: '{}',
        completed_pages: [...pages],
        visitor_hash: sha256(world.people.visitor.visitorSecret ?? ''),
        created_at: now,
        updated_at: now,
        expires_at: new Date(now.getTime() + 86_400_000),
      })
      .execute(),
  );
  return id;
}

/** As far in its workflow as the act needs. */
async function moveTo(world: World, dossier: string, state: string | undefined): Promise<void> {
  if (state === undefined) return;
  await world.counter.platform.database.transaction([vernon], (tx) =>
    tx.updateTable('dossiers').set({ state }).where('authority_id', '=', vernon).where('id', '=', dossier).execute(),
  );
}

/** Words that a form takes: what it cleans away before it keeps them is not among them. */
function kept(random: Random): string {
  const value = hostileValue(random);
  const text = typeof value === 'string' ? value : value.toString();
  return text.toWellFormed().replaceAll('\u0000', '').slice(0, 4000);
}

function hostileAnswers(entries: readonly CompiledEntry[], random: Random): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const entry of entries) {
    if (isGroup(entry)) {
      answers[entry.id] = [hostileAnswers(entry.fields, random), hostileAnswers(entry.fields, random)];
      continue;
    }
    const { type } = entry.definition;
    if (/text|phone|company|association|iban|plate|country|nir|tax|allowance/.test(type))
      answers[entry.id] = kept(random);
    else if (type === 'email') answers[entry.id] = 'zoe.martin@example.fr';
    else if (type === 'address')
      answers[entry.id] = { label: kept(random), street: kept(random), postcode: '27200', city: kept(random) };
    else if (type === 'commune') answers[entry.id] = { code: '27681', name: kept(random) };
  }
  return answers;
}
