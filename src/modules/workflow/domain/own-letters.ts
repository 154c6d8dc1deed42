import type { LetterTemplate } from './letter-schema.ts';
import type { WorkflowDefinition } from './workflow-schema.ts';

/** The letter of that id that the workflow writes itself; undefined when it uses the library's. */
export function findOwnLetter(
  definition: Pick<WorkflowDefinition, 'letters' | 'version'>,
  id: string,
): LetterTemplate | undefined {
  const own = definition.letters?.find((letter) => letter.id === id);
  if (own === undefined) return undefined;
  const { title, paragraphs, signatory } = own;
  return { letter: id, version: definition.version, title, paragraphs, signatory };
}
