import type { SettingProblem } from '../domain/settings/schema-problems.ts';

/** What is wrong with the input of that id. */
export function problemAt(problems: readonly SettingProblem[], id: string): string | undefined {
  return problems.find((problem) => problem.fieldId === id)?.message;
}
