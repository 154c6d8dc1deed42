import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { convertPublik, type NamedFile, reportAsJson, reportInWords } from '#modules/administration/index.ts';

export const importUsage = 'import publik FILE… [--json]';

/** More than any export of a site; a mistaken path is not read into memory. */
const maxFileBytes = 200_000_000;

/**
 * Reads exports of Publik and tells what would become of them: nothing is written, drafts are made in the editor.
 * Answers 0 when a file could be converted, 1 when none could, 2 for a wrong usage.
 */
export async function runImportCommand(
  [source, ...paths]: readonly string[],
  flags: { readonly json: boolean },
): Promise<number> {
  if (source !== 'publik' || paths.length === 0) {
    console.error(`Usage: npm run cli -- ${importUsage}`);
    return 2;
  }
  const files: NamedFile[] = [];
  const unreadable: string[] = [];
  for (const path of paths) {
    const file = await openFile(path);
    if (file === undefined) unreadable.push(path);
    else files.push(file);
  }
  const conversion = convertPublik(files);
  if (flags.json) {
    const { procedures, workflows, blocks, lists, mailTemplates } = conversion;
    const drafts = { procedures, workflows, blocks, lists, mailTemplates };
    console.log(JSON.stringify({ ...reportAsJson(conversion.report), unreadable, drafts }));
  } else {
    console.log(reportInWords(conversion.report));
    for (const path of unreadable) console.error(`${path} : fichier illisible`);
  }
  return conversion.report.files.some((file) => file.outcome === 'converted') ? 0 : 1;
}

async function openFile(path: string): Promise<NamedFile | undefined> {
  try {
    const { size } = await stat(path);
    if (size > maxFileBytes) return undefined;
    return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
  } catch {
    // Absent, a folder, or not ours to read: told by its name.
    return undefined;
  }
}
