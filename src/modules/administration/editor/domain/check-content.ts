import type { z } from 'zod';
import {
  type AuthoringKit,
  findProcedureProblems,
  type Procedure,
  placeBlocks,
  procedureSourceSchema,
} from '#modules/catalogue/index.ts';
import { type WorkflowDefinition, workflowSchema } from '#modules/workflow/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { type DraftContent, entriesOf, entryKey, pagesOf } from './draft-content.ts';
import { asJson, isObject, type Json, type JsonObject, objectsOf, textOf } from './json.ts';
import { namesOfParts } from './names-of-parts.ts';
import { problemInWords } from './problem-words.ts';
import { schemaWords } from './problems/schema-words.ts';
import { unwrittenTexts } from './unwritten-texts.ts';
import { unsetAmount } from './values/value-target.ts';

/** Where a problem is mended. */
export type ProblemPlace =
  | { readonly in: 'texts' | 'legal' | 'fees' | 'form' | 'workflow' }
  | { readonly in: 'page'; readonly page: string }
  | { readonly in: 'field'; readonly page: string; readonly field: string }
  | { readonly in: 'states' | 'transitions' | 'messages' | 'letters'; readonly id: string };

export interface ContentProblem {
  readonly place: ProblemPlace;
  readonly message: string;
  /** The path in the file, for who knows it. */
  readonly path: string;
}

/** A draft that can be run, or all that prevents it. */
export type CheckedContent =
  | { readonly problems: readonly []; readonly procedure: Procedure; readonly workflow: WorkflowDefinition }
  | {
      readonly problems: readonly ContentProblem[];
      /** The procedure all the same, when its shape is right: it can be previewed. */
      readonly procedure: Procedure | undefined;
      readonly workflow: WorkflowDefinition | undefined;
    };

/** Everything that prevents the publication, in words. */
export function checkContent(content: DraftContent, kit: AuthoringKit, locale: Locale): CheckedContent {
  const source = procedureSourceSchema.safeParse(content.source, { error: schemaWords(locale) });
  const workflow = workflowSchema.safeParse(content.workflow, { error: schemaWords(locale) });
  const problems: ContentProblem[] = [];
  const nameOf = namesOfParts(content, locale);
  const words = (message: string) => problemInWords(message, locale, nameOf);
  if (!source.success) {
    problems.push(...source.error.issues.map((issue) => schemaProblem(content, issue, locale)));
  }
  if (!workflow.success) {
    problems.push(
      ...workflow.error.issues.map((issue) =>
        workflowProblem(content.workflow, issue.path.map(String), problemInWords(issue.message, locale)),
      ),
    );
  }
  problems.push(...unwrittenProblems(content, locale));
  if (!source.success) {
    return { problems, procedure: undefined, workflow: workflow.data };
  }
  const placed = placeBlocks(source.data.form, kit.blocks);
  const procedure: Procedure = { ...source.data, form: placed.form };
  problems.push(
    ...placed.problems.map((problem) =>
      formProblem(content, pagesOf(content.source), segmentsOf(problem.path), words(problem.message)),
    ),
  );
  for (const told of findProcedureProblems(procedure, workflow.data, kit.names)) {
    if (workflow.data === undefined && told.message.startsWith('no workflow')) continue;
    problems.push(toldProblem(content, procedure, told, words));
  }
  if (problems.length === 0 && workflow.success) return { problems: [], procedure, workflow: workflow.data };
  return { problems, procedure: placed.problems.length === 0 ? procedure : undefined, workflow: workflow.data };
}

function schemaProblem(content: DraftContent, issue: z.core.$ZodIssue, locale: Locale): ContentProblem {
  const path = issue.path.map(String);
  const message = isMissing(content.source, path)
    ? problemInWords('missing', locale)
    : problemInWords(issue.message, locale);
  return path[0] === 'form'
    ? formProblem(content, pagesOf(content.source), path, message)
    : { place: headPlace(path[0] ?? ''), message, path: path.join('.') };
}

/** Texts that an import or a new field left to be written. */
function unwrittenProblems(content: DraftContent, locale: Locale): ContentProblem[] {
  const message = problemInWords('unwritten', locale);
  return [
    ...unwrittenTexts(content.source).map((path) =>
      path[0] === 'form'
        ? formProblem(content, pagesOf(content.source), path, message)
        : { place: headPlace(path[0] ?? ''), message, path: path.join('.') },
    ),
    ...unwrittenTexts(content.workflow).map((path) => workflowProblem(content.workflow, path, message)),
    ...unsetAmounts(content.workflow).map((path) =>
      workflowProblem(content.workflow, path, problemInWords('unpriced', locale)),
    ),
  ];
}

/** Payments that were added and whose amount nobody has set. */
function unsetAmounts(workflow: JsonObject): string[][] {
  const lists = [
    { at: ['onSubmission'], effects: objectsOf(workflow.onSubmission) },
    ...objectsOf(workflow.transitions).map((act, index) => ({
      at: ['transitions', String(index), 'effects'],
      effects: objectsOf(act.effects),
    })),
  ];
  return lists.flatMap(({ at, effects }) =>
    effects.flatMap((effect, index) =>
      effect.effect === 'payment' && effect.amount === unsetAmount ? [[...at, String(index), 'amount']] : [],
    ),
  );
}

function isMissing(source: JsonObject, path: readonly string[]): boolean {
  let value: Json | undefined = source;
  for (const part of path)
    value = Array.isArray(value) ? value[Number(part)] : isObject(value) ? value[part] : undefined;
  return value === undefined || value === '';
}

/** A problem as the checks tell it; those of the workflow have their own path at the head of their words. */
function toldProblem(
  content: DraftContent,
  procedure: Procedure,
  told: { readonly path: string; readonly message: string },
  words: (message: string) => string,
): ContentProblem {
  const inWorkflow =
    told.path === 'workflow' ? /^[^\s,]+, ([^\s:]+(?:: pages\[[^\s:]+)?): ([\s\S]*)$/.exec(told.message) : null;
  if (inWorkflow !== null) {
    return workflowProblem(content.workflow, segmentsOf(inWorkflow[1] ?? ''), words(inWorkflow[2] ?? ''));
  }
  const message = words(told.message);
  const segments = segmentsOf(told.path);
  if (segments[0] === 'form') return formProblem(content, objectsOf(asJson(procedure.form.pages)), segments, message);
  return { place: headPlace(segments[0] ?? ''), message, path: told.path };
}

function segmentsOf(path: string): string[] {
  return path.split(/[.[\]]+/).filter((part) => part !== '');
}

/** `pages`: those that the indexes of the path count in, blocks already in their place or not yet. */
function formProblem(
  content: DraftContent,
  pages: readonly JsonObject[],
  segments: readonly string[],
  message: string,
): ContentProblem {
  const path = segments.join('.');
  const at = segments.indexOf('pages');
  const page = at < 0 ? undefined : pages[Number(segments[at + 1])];
  if (page === undefined) return { place: { in: 'form' }, message, path };
  const pageId = textOf(page.id);
  if (segments[at + 2] !== 'fields') return { place: { in: 'page', page: pageId }, message, path };
  const field = entriesOf(page)[Number(segments[at + 3])];
  if (field === undefined) return { place: { in: 'page', page: pageId }, message, path };
  const inner = segments[at + 4] === 'fields' ? entriesOf(field)[Number(segments[at + 5])] : undefined;
  const key = inner === undefined ? entryKey(field) : `${entryKey(field)}.${entryKey(inner)}`;
  const isWritten = entriesOf(pagesOf(content.source).find((one) => one.id === page.id) ?? {}).some(
    (entry) => entryKey(entry) === entryKey(field),
  );
  return {
    place: isWritten ? { in: 'field', page: pageId, field: key } : { in: 'page', page: pageId },
    message,
    path,
  };
}

function workflowProblem(workflow: JsonObject, segments: readonly string[], message: string): ContentProblem {
  const [list = '', index = ''] = segments;
  const path = `workflow.${segments.join('.')}`;
  if (list !== 'states' && list !== 'transitions' && list !== 'messages' && list !== 'letters')
    return { place: { in: 'workflow' }, message, path };
  const id = textOf(objectsOf(workflow[list])[Number(index)]?.id);
  return { place: id === '' ? { in: 'workflow' } : { in: list, id }, message, path };
}

function headPlace(key: string): ProblemPlace {
  if (key === 'legal' || key === 'silence') return { in: 'legal' };
  if (key === 'fees' || key === 'cost') return { in: 'fees' };
  if (key === 'workflow') return { in: 'workflow' };
  return { in: 'texts' };
}
