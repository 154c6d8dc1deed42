import { readLibrary } from '#modules/catalogue/index.ts';
import { describeSimulation, simulationLines } from '#modules/workflow/index.ts';

export const workflowUsage = 'workflow simulate PROCEDURE [--json]';

/**
 * `workflow simulate PROCEDURE`: every path of the workflow of a procedure of the library, with its acts, delays and
 * messages.
 * @returns 0; 1 for an unknown procedure or a workflow that cannot come to an end; undefined for a wrong usage
 */
export function runWorkflowCommand(
  [verb, procedureId]: string[],
  flags: { readonly json: boolean },
): number | undefined {
  if (verb !== 'simulate' || procedureId === undefined) return undefined;
  const entry = readLibrary().procedures.get(procedureId);
  if (entry === undefined) {
    console.error(`The library has no procedure "${procedureId}".`);
    return 1;
  }
  const report = describeSimulation(entry.workflow, 'fr');
  console.log(flags.json ? JSON.stringify({ procedure: procedureId, ...report }) : simulationLines(report).join('\n'));
  return report.deadEnds.length === 0 && report.unreachable.length === 0 ? 0 : 1;
}
