import type { Directory } from '#modules/directory/index.ts';
import { registerChoiceLists } from '#modules/forms/index.ts';
import type { LetterTemplate } from '#modules/workflow/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import type { AdoptedProcedure, ProcedureVersion } from '../domain/adopted-procedure.ts';
import { createFinder, type Ranked } from '../domain/finding/finder.ts';
import { findableEntries } from '../domain/finding/library-entries.ts';
import { contentWords } from '../domain/finding/words.ts';
import type { Found } from '../domain/found.ts';
import type { LibraryTexts } from '../domain/library.ts';
import type { LifeEvent, Theme } from '../domain/library-schema.ts';
import { openingOn } from '../domain/opening.ts';
import { ownerOfProcedure } from '../domain/own-procedure.ts';
import type { Procedure } from '../domain/procedure-schema.ts';
import { UnknownLetterError } from '../errors.ts';
import { readLibraryTexts } from '../usecases/read-library.ts';
import { createAdoptions } from './adopted-procedures.ts';
import { type DescribedLibrary, describeAdoptions } from './describe-adoptions.ts';
import { createOverriddenVersions, type FiledVersion } from './overridden-versions.ts';
import { createPublishedProcedures } from './published-procedures.ts';

export interface FindOptions {
  /** INSEE code of the commune where it happens, when it is known. */
  communeCode?: string | undefined;
  locale: Locale;
  /** 8 when not said. */
  limit?: number;
}

/** Who is shown a list: residents, unless said otherwise, never see the procedures of `agentsOnly`. */
export interface Audience {
  readonly agents: boolean;
}

/** The library as residents and agents meet it. */
export interface Catalogue {
  /** By slug or by id; closed procedures too. Internal ones only when they are asked for. */
  findAdopted(authorityId: string, slugOrId: string, audience?: Audience): Promise<AdoptedProcedure | undefined>;
  /** The procedures of an authority, by title; internal ones only when they are asked for. */
  listAdopted(authorityId: string, audience?: Audience): Promise<readonly AdoptedProcedure[]>;
  /** What a draft or a dossier was begun with, the authority's own fields included. @throws UnknownProcedureError */
  getVersionOf(filed: FiledVersion | FiledRow): Promise<ProcedureVersion>;
  /** A version as the library published it. @throws UnknownProcedureError */
  getVersion(procedureId: string, version: number): Promise<ProcedureVersion>;
  /** The latest version of every procedure of the library; internal ones only when they are asked for. */
  listProcedures(audience?: Audience): Promise<readonly Procedure[]>;
  /** Answers to a need in plain words, best first; never empty once a library is published. */
  find(words: string, options: FindOptions): Promise<readonly Found[]>;
  /** Who answers a procedure in a commune, and where it starts. */
  answerFor(procedure: Procedure, communeCode: string | undefined): Promise<Extract<Found, { kind: 'procedure' }>>;
  /** Those of residents. */
  themes(): readonly Theme[];
  lifeEvents(): readonly LifeEvent[];
  /** @throws UnknownLetterError */
  letter(id: string): LetterTemplate;
  /** What an administrator sees of an authority's procedures, read anew. */
  describeAdoptions(authorityId: string): Promise<DescribedLibrary>;
  /** Forgets what is kept in memory: after a deployment, in tests; of one authority when its choices changed. */
  refresh(authorityId?: string): void;
}

/** The same, as the rows of drafts and dossiers have it. */
export interface FiledRow {
  readonly authority_id: string;
  readonly procedure_id: string;
  readonly procedure_version: number;
  readonly overrides_revision: number;
}

function filedVersion(row: FiledRow): FiledVersion {
  return {
    authorityId: row.authority_id,
    procedureId: row.procedure_id,
    procedureVersion: row.procedure_version,
    overridesRevision: row.overrides_revision,
  };
}

export interface CatalogueOptions {
  /** Those of the folder `library` when not given. */
  texts?: LibraryTexts;
}

/** Needs whose ranking is kept: the same words come again and again. */
const keptRankings = 500;

export function createCatalogue(
  platform: Pick<Platform, 'database' | 'clock'>,
  directory: Directory,
  options: CatalogueOptions = {},
): Catalogue {
  const texts = options.texts ?? readLibraryTexts();
  registerChoiceLists(texts.lists);
  const published = createPublishedProcedures(platform.database.open);
  const { database, clock } = platform;
  const overridden = createOverriddenVersions(database);
  const adoptions = createAdoptions({ database, clock, directory, published, overridden });
  const today = () => civilDate(platform.clock.now()).toString();
  let publicOnes:
    | {
        of: readonly Procedure[];
        list: readonly Procedure[];
        /** Also what authorities write for themselves. */
        findable: readonly Procedure[];
      }
    | undefined;
  const listPublic = async () => {
    const all = await published.listLatest();
    if (publicOnes?.of !== all) {
      const findable = all.filter((procedure) => !procedure.agentsOnly);
      const list = findable.filter((procedure) => ownerOfProcedure(procedure.procedure) === undefined);
      publicOnes = { of: all, list, findable };
    }
    return publicOnes;
  };
  const publicThemes = texts.themes.filter((theme) => !theme.agentsOnly);
  const eventsById = new Map(texts.lifeEvents.map((event) => [event.id, event]));

  let index:
    | { of: readonly Procedure[]; byId: Map<string, Procedure>; rank: (need: string) => readonly Ranked[] }
    | undefined;
  const currentIndex = async () => {
    const procedures = (await listPublic()).findable;
    if (index?.of === procedures) return index;
    const finder = createFinder(
      findableEntries(procedures, directory.listRelays(), texts.lifeEvents),
      texts.thesaurus,
      'procedure:question',
    );
    const rankings = new Map<string, readonly Ranked[]>();
    index = {
      of: procedures,
      byId: new Map(procedures.map((procedure) => [procedure.procedure, procedure])),
      rank: (need) => {
        const key = contentWords(need).join(' ');
        const known = rankings.get(key);
        if (known !== undefined) return known;
        const ranking = worthKeeping(finder.rank(need));
        if (rankings.size >= keptRankings) rankings.clear();
        rankings.set(key, ranking);
        return ranking;
      },
    };
    return index;
  };

  const answerFor: Catalogue['answerFor'] = async (procedure, communeCode) => {
    const holder =
      communeCode === undefined ? undefined : await directory.findHolder(communeCode, procedure.competence);
    const href = holder?.authority === undefined ? undefined : `/${holder.authority.slug}/demarches/${procedure.slug}`;
    return { kind: 'procedure', score: 0, procedure, holder, href };
  };

  return {
    findAdopted: async (authorityId, slugOrId, audience) => {
      const found = (await adoptions.get(authorityId)).byName.get(slugOrId);
      if (found === undefined || (found.procedure.agentsOnly && audience?.agents !== true)) return undefined;
      return onDay(found, today());
    },
    listAdopted: async (authorityId, audience) => {
      const { list, listPublic: shown } = await adoptions.get(authorityId);
      const day = today();
      return (audience?.agents === true ? list : shown).map((entry) => onDay(entry, day));
    },
    getVersion: published.getVersion,
    getVersionOf: async (given) => {
      const filed = 'authorityId' in given ? given : filedVersion(given);
      const library = await published.getVersion(filed.procedureId, filed.procedureVersion);
      return filed.overridesRevision === 0 ? library : overridden.get(filed, library);
    },
    listProcedures: async (audience) =>
      audience?.agents === true ? published.listLatest() : (await listPublic()).list,
    answerFor,
    find: async (words, { communeCode, limit = 8 }) => {
      const { byId, rank } = await currentIndex();
      const ranked = rank(words);
      const found: Found[] = [];
      for (const { key, score } of ranked) {
        if (found.length >= limit) break;
        const [kind = '', id = ''] = key.split(':');
        const procedure = kind === 'procedure' ? byId.get(id) : undefined;
        const relay = kind === 'relay' ? directory.findRelay(id) : undefined;
        const event = kind === 'life-event' ? eventsById.get(id) : undefined;
        if (procedure !== undefined) {
          const answer = await answerFor(procedure, communeCode);
          const owner = ownerOfProcedure(id);
          if (owner === undefined || answer.holder?.authority?.id === owner) found.push({ ...answer, score });
        } else if (relay !== undefined)
          found.push({ kind: 'relay', score, relay, local: await localCounter(directory, relay, communeCode) });
        else if (event !== undefined) found.push({ kind: 'life-event', score, event });
      }
      if (found.length > 0) return found;
      const question = byId.get('question');
      return question === undefined ? [] : [{ ...(await answerFor(question, communeCode)), fallback: true }];
    },
    themes: () => publicThemes,
    lifeEvents: () => texts.lifeEvents,
    letter: (id) => {
      const letter = texts.letters.get(id);
      if (letter === undefined) throw new UnknownLetterError();
      return letter;
    },
    describeAdoptions: (authorityId) =>
      describeAdoptions({ database, clock, directory, published, overridden }, authorityId),
    refresh: (authorityId) => {
      if (authorityId !== undefined) {
        adoptions.forget(authorityId);
        return;
      }
      published.refresh();
      adoptions.clear();
      index = undefined;
    },
  };
}

/** Far behind the best, an answer is noise. */
function worthKeeping(ranked: readonly Ranked[]): readonly Ranked[] {
  const floor = 0.3 * (ranked[0]?.score ?? 0);
  const end = ranked.findIndex(({ score }) => score < floor);
  return end === -1 ? ranked : ranked.slice(0, end);
}

/** The procedure as it stands on a day: outside its dates it cannot be begun. */
function onDay(adopted: AdoptedProcedure, today: string): AdoptedProcedure {
  if (adopted.procedure.opening === undefined || !adopted.open) return adopted;
  const state = openingOn(adopted.procedure.opening, today);
  return state === 'open' ? adopted : { ...adopted, open: false, closedBy: state };
}

/** The commune's own counter for what another body decides (identity papers), when it has one. */
async function localCounter(
  directory: Directory,
  relay: { localCompetence?: string | undefined },
  communeCode: string | undefined,
) {
  if (relay.localCompetence === undefined || communeCode === undefined) return undefined;
  const holder = await directory.findHolder(communeCode, relay.localCompetence);
  return holder?.authority === undefined ? undefined : holder;
}
