import type { VNode } from 'preact';
import { ownerOfProcedure, ownProcedureId, procedureSourceSchema } from '#modules/catalogue/index.ts';
import { workflowSchema } from '#modules/workflow/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { findConditionLoops } from '../domain/condition-loops.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { type JsonObject, textOf } from '../domain/json.ts';
import { namesOfParts } from '../domain/names-of-parts.ts';
import { placeInFile } from '../domain/place-in-file.ts';
import { problemInWords } from '../domain/problem-words.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { tidySource, tidyWorkflow } from '../domain/tidy-source.ts';
import { type FileProblem, fromYaml, toYaml } from '../domain/yaml-file.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts, keepsLibrary } from '../editor-parts.ts';
import { DraftExistsError, StaleEditError } from '../errors.ts';
import { importMessages as say } from '../messages/import-messages.ts';
import { getDraft } from '../queries/get-draft.ts';
import { createDraft } from '../usecases/create-draft.ts';
import { editDraft } from '../usecases/edit-draft.ts';
import { draftOf, draftPath, editorPage, editorPath, privatePage } from './editor-frame.tsx';
import { replacingPage } from './import-replacing.tsx';
import { problemAt } from './problem-at.ts';

/** The draft as a file of the library. */
export async function exportProcedure(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const version = (draft.published?.version ?? 0) + (draft.published?.revision === draft.revision ? 0 : 1);
  const source = { ...draft.content.source, procedure: draft.procedureId, version: Math.max(1, version) };
  return yamlFile(toYaml(tidySource(source)), `${draft.procedureId}.yaml`);
}

/** Its workflow likewise. */
export async function exportWorkflow(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const name = textOf(draft.content.workflow.workflow).replaceAll(/[^a-z0-9-]/g, '') || 'workflow';
  return yamlFile(toYaml(tidyWorkflow(draft.content.workflow)), `${name}.workflow.yaml`);
}

function yamlFile(text: string, name: string): Result {
  return content(text, {
    'content-type': 'application/yaml; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    ...privatePage,
  });
}

export async function showImport(context: RequestContext, parts: EditorParts): Promise<Result> {
  return page(await importPage(context, parts, { text: '', workflow: '' }, []), { headers: privatePage });
}

interface Given {
  readonly name: string;
  readonly text: string;
}

/** Reads the files and makes a draft of them; each problem is told with its file and line, at the box of their content. */
export async function submitImport(context: RequestContext, parts: EditorParts): Promise<Result> {
  const { locale } = context;
  const files = new Map<string, Given>();
  const body = await context.readMultipart({ files: 2, fileSize: 2 * 1024 * 1024 }, async (file) => {
    const chunks: Buffer[] = [];
    for await (const chunk of file.stream) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    if (text.trim() !== '') files.set(file.field, { name: file.filename.slice(0, 100), text });
  });
  const pasted = single(body, 'text');
  const given: Given | undefined =
    files.get('file') ?? (pasted.trim() === '' ? undefined : { name: say(locale, 'import.pasted'), text: pasted });
  const pastedWorkflow = single(body, 'workflow-text');
  const workflowFile =
    files.get('workflow') ??
    (pastedWorkflow.trim() === '' ? undefined : { name: say(locale, 'import.pasted'), text: pastedWorkflow });
  const typed = { text: given?.text ?? '', workflow: workflowFile?.text ?? '' };
  const again = async (problems: readonly SettingProblem[]) =>
    page(await importPage(context, parts, typed, problems), { status: 422, headers: privatePage });
  if (given === undefined) return again([{ fieldId: 'file', message: say(locale, 'import.nothing') }]);
  const read = fromYaml(given.text, procedureSourceSchema, locale);
  if ('problems' in read) return again(inWords(context, 'text', given.name, read.problems));
  const loops = findConditionLoops(read.value, editorLibrary().kit.blocks).map(({ path, message }) => ({
    line: read.lineOf(path),
    path: path.join('.'),
    place: placeInFile(read.value, path, locale),
    message: problemInWords(message, locale, namesOfParts({ source: read.value, workflow: {} }, locale)),
  }));
  if (loops.length > 0) return again(inWords(context, 'text', given.name, loops));
  const workflow = readWorkflow(context, workflowFile, textOf(read.value.workflow));
  if ('problems' in workflow) return again(workflow.problems);
  const replace = { draftId: single(body, 'replace'), revision: Number(single(body, 'revision')) };
  return keep(context, parts, { source: read.value, workflow: workflow.value }, replace);
}

function inWords(
  context: RequestContext,
  fieldId: string,
  file: string,
  problems: readonly FileProblem[],
): SettingProblem[] {
  return problems.map(({ line, path, place, message }) => {
    const where = place === '' ? '' : `, ${place}`;
    const problem = path === '' ? message : `${message} (${path})`;
    return { fieldId, message: say(context.locale, 'import.line', { file, line, where, problem }) };
  });
}

function readWorkflow(
  context: RequestContext,
  file: Given | undefined,
  named: string,
): { value: JsonObject } | { problems: SettingProblem[] } {
  if (file === undefined) {
    const known = editorLibrary().findWorkflow(named);
    if (known !== undefined) return { value: known };
    const message = say(context.locale, 'import.noWorkflow', { workflow: named });
    return { problems: [{ fieldId: 'workflow', message }] };
  }
  const read = fromYaml(file.text, workflowSchema, context.locale);
  return 'problems' in read ? { problems: inWords(context, 'workflow-text', file.name, read.problems) } : read;
}

/**
 * A new draft; when the procedure is already in preparation it is asked first whether the file replaces it, and its
 * history then holds what was there before.
 */
async function keep(
  context: RequestContext,
  parts: EditorParts,
  read: DraftContent,
  confirmed: { readonly draftId: string; readonly revision: number },
): Promise<Result> {
  const agent = agentOf(context);
  const { locale } = context;
  const named = textOf(read.source.procedure);
  const owner = ownerOfProcedure(named);
  const isTheirs = owner === agent.authorityId || (owner === undefined && (await keepsLibrary(parts, agent)));
  const procedureId = isTheirs ? named : ownProcedureId(agent.authorityId, textOf(read.source.slug));
  const content: DraftContent = {
    source: tidySource({ ...read.source, procedure: procedureId }),
    workflow: read.workflow,
  };
  try {
    const id = await createDraft(parts, agent, { procedureId, content, act: 'imported' });
    context.setFlash(say(locale, 'import.done'));
    return redirect(draftPath({ id }));
  } catch (error) {
    if (!(error instanceof DraftExistsError)) throw error;
    const { draftId } = error;
    const ask = async () =>
      page(await replacingPage(context, parts, await getDraft(parts, agent, draftId), content), {
        status: 409,
        headers: privatePage,
      });
    if (confirmed.draftId !== draftId) return ask();
    try {
      await editDraft(parts, agent, draftId, { do: 'replace', ...content }, confirmed.revision);
    } catch (stale) {
      if (!(stale instanceof StaleEditError)) throw stale;
      return ask();
    }
    context.setFlash(say(locale, 'import.replaced'));
    return redirect(draftPath({ id: draftId }));
  }
}

function importPage(
  context: RequestContext,
  parts: EditorParts,
  typed: { readonly text: string; readonly workflow: string },
  problems: readonly SettingProblem[],
): Promise<VNode> {
  const { locale } = context;
  return editorPage(context, parts, {
    title: say(locale, 'import.title'),
    intro: say(locale, 'import.intro'),
    problems,
    children: (
      <Form action={`${editorPath}/importer`} csrf={context.csrfToken()} multipart>
        <FileUpload
          id="file"
          label={say(locale, 'import.file')}
          accept=".yaml,.yml"
          error={problemAt(problems, 'file')}
        />
        <Textarea
          id="text"
          label={say(locale, 'import.text')}
          value={typed.text}
          rows={12}
          spellcheck={false}
          error={problemAt(problems, 'text')}
          optional
        />
        <FileUpload
          id="workflow"
          label={say(locale, 'import.workflow')}
          hint={say(locale, 'import.workflowHint')}
          accept=".yaml,.yml"
          error={problemAt(problems, 'workflow')}
        />
        {typed.workflow !== '' && (
          <Textarea
            id="workflow-text"
            label={say(locale, 'import.workflowText')}
            value={typed.workflow}
            rows={12}
            spellcheck={false}
            error={problemAt(problems, 'workflow-text')}
            optional
          />
        )}
        <Button>{say(locale, 'import.button')}</Button>
      </Form>
    ),
  });
}
