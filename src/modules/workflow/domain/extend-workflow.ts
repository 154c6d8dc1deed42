import type { WorkflowProblem } from './check-workflow.ts';
import {
  messageTemplateSchema,
  stateSchema,
  transitionSchema,
  type WorkflowDefinition,
  type WorkflowExtension,
  type WorkflowSource,
} from './workflow-schema.ts';

/** A family of workflows made whole, or what is wrong with each. */
export interface ResolvedWorkflows {
  readonly workflows: ReadonlyMap<string, WorkflowDefinition>;
  readonly problems: readonly (WorkflowProblem & { readonly workflow: string })[];
}

/** Makes every workflow whole: each extension is laid over its base, which may itself be an extension. */
export function resolveWorkflows(sources: ReadonlyMap<string, WorkflowSource>): ResolvedWorkflows {
  const workflows = new Map<string, WorkflowDefinition>();
  const problems: (WorkflowProblem & { workflow: string })[] = [];
  const failed = new Set<string>();
  const resolve = (id: string, asked: readonly string[]): WorkflowDefinition | undefined => {
    const known = workflows.get(id);
    const source = sources.get(id);
    if (known !== undefined || source === undefined || failed.has(id)) return known;
    if (!isExtension(source)) {
      workflows.set(id, source);
      return source;
    }
    const refuse = (found: readonly WorkflowProblem[]) => {
      failed.add(id);
      problems.push(...found.map((problem) => ({ workflow: id, ...problem })));
      return undefined;
    };
    const chain = [...asked, id];
    if (chain.includes(source.extends)) {
      return refuse([{ path: 'extends', message: `Goes in a circle: ${[...chain, source.extends].join(' → ')}` }]);
    }
    if (!sources.has(source.extends)) {
      return refuse([{ path: 'extends', message: `Unknown workflow "${source.extends}"` }]);
    }
    const base = resolve(source.extends, chain);
    if (base === undefined) return refuse([{ path: 'extends', message: `"${source.extends}" cannot be used` }]);
    const extended = extendWorkflow(base, source);
    if (extended.definition === undefined) return refuse(extended.problems);
    workflows.set(id, extended.definition);
    return extended.definition;
  };
  for (const id of sources.keys()) resolve(id, []);
  return { workflows, problems };
}

export function isExtension(source: WorkflowSource): source is WorkflowExtension {
  return 'extends' in source;
}

/** Lays an extension over its base. What the extension adds must be whole, and what it takes away must be there. */
export function extendWorkflow(
  base: WorkflowDefinition,
  extension: WorkflowExtension,
): { definition?: WorkflowDefinition; problems: WorkflowProblem[] } {
  const { without } = extension;
  const problems: WorkflowProblem[] = [];
  const states = layOver('states', base.states, extension.states, without.states ?? [], stateSchema, problems);
  const transitions = layOver(
    'transitions',
    base.transitions,
    extension.transitions,
    without.transitions ?? [],
    transitionSchema,
    problems,
  );
  const messages = layOver(
    'messages',
    base.messages,
    extension.messages,
    without.messages ?? [],
    messageTemplateSchema,
    problems,
  );
  if (problems.length > 0) return { problems };
  return {
    problems,
    definition: {
      workflow: extension.workflow,
      version: extension.version,
      title: extension.title,
      initial: extension.initial ?? base.initial,
      states,
      transitions,
      messages,
      ...ownLetters(extension.letters ?? base.letters),
      ...onSubmission(extension.onSubmission ?? base.onSubmission),
    },
  };
}

function ownLetters(letters: WorkflowDefinition['letters']): Pick<WorkflowDefinition, 'letters'> {
  return letters === undefined || letters.length === 0 ? {} : { letters };
}

function onSubmission(effects: WorkflowDefinition['onSubmission']): Pick<WorkflowDefinition, 'onSubmission'> {
  return effects === undefined || effects.length === 0 ? {} : { onSubmission: effects };
}

interface WholeItem<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function layOver<T extends { readonly id: string }>(
  path: string,
  base: readonly T[],
  patches: readonly { readonly id: string }[],
  removed: readonly string[],
  schema: WholeItem<T>,
  problems: WorkflowProblem[],
): T[] {
  removed.forEach((id, index) => {
    if (!base.some((item) => item.id === id)) {
      problems.push({ path: `without.${path}[${index}]`, message: `The base has no "${id}"` });
    }
  });
  const kept = base.filter((item) => !removed.includes(item.id));
  const basis = new Map<string, T>(kept.map((item) => [item.id, item]));
  const laid = new Map<string, T>();
  const additions: { readonly item: T; readonly before: string | undefined }[] = [];
  patches.forEach((patch, index) => {
    if (laid.has(patch.id)) {
      problems.push({ path: `${path}[${index}].id`, message: `"${patch.id}" is used twice` });
      return;
    }
    const known = basis.get(patch.id);
    const merged = { ...known, ...said(patch) };
    for (const [key, value] of Object.entries(merged)) {
      if (value === null) delete (merged as Record<string, unknown>)[key];
    }
    const parsed = schema.safeParse(merged);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map((issue) => incomplete(`${path}[${index}]`, issue, known !== undefined)));
      return;
    }
    laid.set(patch.id, parsed.data);
    const before = patches.slice(index + 1).find((other) => basis.has(other.id))?.id;
    if (known === undefined) additions.push({ item: parsed.data, before });
  });
  const addedBefore = (id: string | undefined) => additions.filter((one) => one.before === id).map((one) => one.item);
  return [...kept.flatMap((item) => [...addedBefore(item.id), laid.get(item.id) ?? item]), ...addedBefore(undefined)];
}

/** The keys that a patch really says. */
function said(patch: object): object {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

function incomplete(path: string, issue: Issue, known: boolean): WorkflowProblem {
  const key = issue.path.map(String).join('.');
  const why = known ? '' : 'The base has no such item, so it must be whole: ';
  return { path: key === '' ? path : `${path}.${key}`, message: `${why}${issue.message}` };
}
