import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ResolvedWorkflows, resolveWorkflows } from '../domain/extend-workflow.ts';
import { workflowSourceSchema } from '../domain/workflow-schema.ts';

/** The workflows of the library, made whole, for the tests of the engine. */
export function libraryWorkflows(folder = 'library/workflows'): ResolvedWorkflows {
  const sources = readdirSync(folder).map((file) =>
    workflowSourceSchema.parse(parse(readFileSync(join(folder, file), 'utf8'))),
  );
  return resolveWorkflows(new Map(sources.map((source) => [source.workflow, source])));
}
