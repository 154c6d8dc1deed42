import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workflowSchema } from '#modules/workflow/index.ts';
import { findProcedureProblems } from '../domain/check-procedure.ts';
import { LibraryProblemsError } from '../domain/library.ts';
import { checkProcedureSource } from './check-procedure-source.ts';
import { readAuthoringKit, readLibrary } from './read-library.ts';

test('a workflow that opens a dossier of a procedure that does not exist is refused, with the line of its file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  try {
    cpSync('library', folder, { recursive: true });
    const file = join(folder, 'workflows', 'request.yaml');
    const text = `${readFileSync(file, 'utf8').trimEnd()}
onSubmission:
  - { effect: mark-complete }
  - effect: open-dossier
    procedure: no-such-procedure
`;
    writeFileSync(file, text);
    const line = text.trimEnd().split('\n').length;
    let told: readonly string[] = [];
    try {
      readLibrary(folder);
    } catch (error) {
      if (!(error instanceof LibraryProblemsError)) throw error;
      told = error.problems;
    }
    expect(told).toContain(`${file}:${line}: onSubmission[1].procedure: no procedure has the id "no-such-procedure"`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every workflow of the library is told once, with what it is for', () => {
  const { guide, workflows } = readAuthoringKit();
  const told = guide.flatMap((group) => group.workflows.map(({ workflow }) => workflow));
  expect(told.toSorted()).toEqual([...workflows.keys()].toSorted());
});

test('an authority’s own procedure may open its others and those of the library, not those of another authority', () => {
  const kit = readAuthoringKit();
  const { procedure, workflow } = checkProcedureSource(
    readFileSync('library/procedures/civil-status/birth-certificate.yaml', 'utf8'),
    kit,
  );
  if (procedure === undefined || workflow === undefined) throw new Error('The library is sound');
  const problems = (id: string, opened: string) =>
    findProcedureProblems(
      { ...procedure, procedure: id },
      workflowSchema.parse({ ...workflow, onSubmission: [{ effect: 'open-dossier', procedure: opened }] }),
      kit.names,
    ).map(({ message }) => message);
  expect(problems('c27681-bikes', 'c27681-helmets')).toEqual([]);
  expect(problems('c27681-bikes', 'question')).toEqual([]);
  expect(problems('c27681-bikes', 'c27399-helmets')).toEqual([expect.stringContaining('Unknown procedure')]);
  expect(problems('birth-certificate', 'c27681-helmets')).toEqual([expect.stringContaining('Unknown procedure')]);
});
