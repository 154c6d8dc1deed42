import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type Competence,
  FileProblemsError,
  type Relay,
  readDirectoryLibrary,
  readYamlFile,
} from '#modules/directory/index.ts';
import { blockSchema, choiceListSchema, type FieldBlock } from '#modules/forms/index.ts';
import {
  type LetterTemplate,
  letterSchema,
  resolveWorkflows,
  type WorkflowDefinition,
  type WorkflowSource,
  workflowSourceSchema,
} from '#modules/workflow/index.ts';
import { readText } from '#platform/yaml/read-yaml-file.ts';
import { parseYamlSource } from '#platform/yaml/yaml-source.ts';
import type { LibraryNames } from '../domain/check-procedure.ts';
import { type Library, LibraryProblemsError, type LibraryProcedure, type LibraryTexts } from '../domain/library.ts';
import {
  lifeEventSchema,
  themeSchema,
  thesaurusSchema,
  type WorkflowGuide,
  workflowGuideSchema,
} from '../domain/library-schema.ts';
import { checkProcedureSource } from './check-procedure-source.ts';

/**
 * Themes, life events, letters and thesaurus: what the pages need besides the published procedures.
 * @throws LibraryProblemsError
 */
export function readLibraryTexts(folder = 'library'): LibraryTexts {
  const problems: string[] = [];
  const texts = collectTexts(folder, problems);
  if (problems.length > 0) throw new LibraryProblemsError(problems);
  return texts;
}

/**
 * Reads and checks the whole library: blocks are put in place, names are resolved, forms, workflows and expressions are
 * checked.
 * @throws LibraryProblemsError with the problems of every file, each with its file and path
 */
export function readLibrary(folder = 'library'): Library {
  const problems: string[] = [];
  const texts = collectTexts(folder, problems);
  const blocks = collect(folder, 'blocks', blockSchema, (block) => block.block, problems);
  const workflows = collectWorkflows(folder, problems);
  const directory = guarded(() => readDirectoryLibrary(folder), problems);
  const names: LibraryNames = {
    competences: new Set(directory?.competences.keys()),
    relays: new Set(directory?.relays.keys()),
    themes: new Set(texts.themes.map((theme) => theme.id)),
    lifeEvents: new Set(texts.lifeEvents.map((event) => event.id)),
    letters: new Set(texts.letters.keys()),
    procedures: procedureIds(folder),
    lists: texts.lists,
  };
  problems.push(...unknownProceduresOpened(folder, names.procedures ?? new Set()));
  const procedures = new Map<string, LibraryProcedure>();
  const slugs = new Map<string, string>();
  for (const file of yamlFiles(join(folder, 'procedures'))) {
    const checked = checkProcedureSource(readText(file), { names, blocks, workflows });
    const at = (line: number, problem: string) => problems.push(`${file}:${line}: ${problem}`);
    for (const { line, path, message } of checked.problems) at(line, path === '' ? message : `${path}: ${message}`);
    if (checked.procedure === undefined) continue;
    const { procedure, workflow } = checked;
    if (procedures.has(procedure.procedure))
      at(1, `procedure: "${procedure.procedure}" is also in ${procedures.get(procedure.procedure)?.file}`);
    if (slugs.has(procedure.slug)) at(1, `slug: "${procedure.slug}" is also in ${slugs.get(procedure.slug)}`);
    slugs.set(procedure.slug, file);
    if (workflow !== undefined) procedures.set(procedure.procedure, { file, procedure, workflow });
  }
  if (problems.length > 0) throw new LibraryProblemsError(problems);
  const warnings = texts.lifeEvents.flatMap((event) =>
    event.steps.flatMap((step) => [
      ...(step.procedure !== undefined && !procedures.has(step.procedure)
        ? [`${join(folder, 'life-events.yaml')}: ${event.id}: no procedure has the id "${step.procedure}"`]
        : []),
      ...(step.relay !== undefined && !names.relays.has(step.relay)
        ? [`${join(folder, 'life-events.yaml')}: ${event.id}: no relay has the id "${step.relay}"`]
        : []),
    ]),
  );
  return { ...texts, procedures, warnings };
}

function collectTexts(folder: string, problems: string[]): LibraryTexts {
  return {
    themes: guarded(() => readYamlFile(join(folder, 'themes.yaml'), z.array(themeSchema)), problems) ?? [],
    lifeEvents: guarded(() => readYamlFile(join(folder, 'life-events.yaml'), z.array(lifeEventSchema)), problems) ?? [],
    thesaurus: guarded(() => readYamlFile(join(folder, 'thesaurus.yaml'), thesaurusSchema), problems) ?? [],
    letters: collect<LetterTemplate>(folder, 'letters', letterSchema, (letter) => letter.letter, problems),
    lists: collect(folder, 'lists', choiceListSchema, (list) => list.list, problems),
  };
}

/** What an author of procedures can use: what may be named, the blocks to place, the workflows to start from. */
export interface AuthoringKit {
  readonly names: LibraryNames;
  readonly blocks: ReadonlyMap<string, FieldBlock>;
  readonly workflows: ReadonlyMap<string, WorkflowDefinition>;
  readonly texts: LibraryTexts;
  readonly competences: ReadonlyMap<string, Competence>;
  readonly relays: ReadonlyMap<string, Relay>;
  /** The workflows by what they are for. */
  readonly guide: WorkflowGuide;
}

/** The library as its authors use it, without its procedures. Files with a problem are left out. */
export function readAuthoringKit(folder = 'library'): AuthoringKit {
  const ignored: string[] = [];
  const texts = collectTexts(folder, ignored);
  const directory = guarded(() => readDirectoryLibrary(folder), ignored);
  return {
    texts,
    blocks: collect(folder, 'blocks', blockSchema, (block) => block.block, ignored),
    workflows: collectWorkflows(folder, ignored),
    competences: directory?.competences ?? new Map(),
    relays: directory?.relays ?? new Map(),
    guide: guarded(() => readYamlFile(join(folder, 'workflow-guide.yaml'), workflowGuideSchema), ignored) ?? [],
    names: {
      competences: new Set(directory?.competences.keys()),
      relays: new Set(directory?.relays.keys()),
      themes: new Set(texts.themes.map((theme) => theme.id)),
      lifeEvents: new Set(texts.lifeEvents.map((event) => event.id)),
      letters: new Set(texts.letters.keys()),
      procedures: procedureIds(folder),
      lists: texts.lists,
    },
  };
}

/** The ids of the library's procedures, whatever else is wrong in their files. */
function procedureIds(folder: string): ReadonlySet<string> {
  return new Set(
    yamlFiles(join(folder, 'procedures')).flatMap((file) => {
      const id = /^procedure:\s*["']?([a-z][a-z0-9-]*)/m.exec(readText(file))?.[1];
      return id === undefined ? [] : [id];
    }),
  );
}

const openedShape = z.object({ effect: z.literal('open-dossier'), procedure: z.string() });
const effectsShape = z.object({ effects: z.array(z.unknown()).optional() });
const openingShape = z.object({
  transitions: z.array(effectsShape).optional(),
  onSubmission: z.array(z.unknown()).optional(),
});

/** The workflows that open dossiers of a procedure that does not exist, with the line of their own file. */
function unknownProceduresOpened(folder: string, known: ReadonlySet<string>): string[] {
  return yamlFiles(join(folder, 'workflows')).flatMap((file) => {
    const parsed = parseYamlSource(readText(file));
    const shape = 'source' in parsed ? openingShape.safeParse(parsed.source.value) : undefined;
    if (!('source' in parsed) || shape?.data === undefined) return [];
    const { transitions = [], onSubmission = [] } = shape.data;
    const lists = [
      ...transitions.map(({ effects = [] }, index) => ({ path: `transitions[${index}].effects`, effects })),
      { path: 'onSubmission', effects: onSubmission },
    ];
    return lists.flatMap(({ path, effects }) =>
      effects.flatMap((effect, index) => {
        const opened = openedShape.safeParse(effect).data;
        if (opened === undefined || known.has(opened.procedure)) return [];
        const at = `${path}[${index}].procedure`;
        return [`${file}:${parsed.source.lineOf(at)}: ${at}: no procedure has the id "${opened.procedure}"`];
      }),
    );
  });
}

/** The workflows, those that extend another one made whole. */
function collectWorkflows(folder: string, problems: string[]): ReadonlyMap<string, WorkflowDefinition> {
  const sources = collect<WorkflowSource>(
    folder,
    'workflows',
    workflowSourceSchema,
    (workflow) => workflow.workflow,
    problems,
  );
  const resolved = resolveWorkflows(sources);
  problems.push(
    ...resolved.problems.map(
      ({ workflow, path, message }) => `${join(folder, 'workflows')}: ${workflow}: ${path}: ${message}`,
    ),
  );
  return resolved.workflows;
}

/** One thing a file, each with an id of its own. */
function collect<T>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
  idOf: (thing: T) => string,
  problems: string[],
): Map<string, T> {
  const found = new Map<string, T>();
  for (const file of yamlFiles(join(folder, name))) {
    const thing = guarded(() => readYamlFile(file, schema), problems);
    if (thing === undefined) continue;
    const id = idOf(thing);
    if (found.has(id)) problems.push(`${file}: the id "${id}" is used twice`);
    found.set(id, thing);
  }
  return found;
}

/** Goes on with the other files when one is wrong, so that all is told at once. */
function guarded<T>(read: () => T, problems: string[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FileProblemsError)) throw error;
    problems.push(...error.problems.map((problem) => `${error.file}: ${problem}`));
    return undefined;
  }
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}
