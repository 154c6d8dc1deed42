import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { type Answers, type CompiledField, type CompiledPage, isGroup, visibleFields } from '#modules/forms/index.ts';
import type { Answer as HttpAnswer, Visitor } from '#tests/support/test-counter.ts';
import type { Surroundings } from './candidate-answers.ts';

export type Inputs = Record<string, string | readonly string[]>;
export type Upload = { field: string; name: string; type: string; content: Buffer };

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Fills in every page of a procedure as a browser does, and sends it. Answers the address of the dossier and its receipt. */
export async function fileOverHttp(
  visitor: Visitor,
  { authority, procedure, form }: AdoptedProcedure,
  answers: Answers,
  around: Surroundings,
): Promise<{ dossierPath: string; receipt: HttpAnswer }> {
  const said = (answer: HttpAnswer, where: string) =>
    new Error(`${procedure.procedure}, ${where}: ${answer.status}\n${errorsIn(answer.body)}`);
  let path = `/${authority.slug}/demarches/${procedure.slug}/commencer`;
  for (let steps = 0; steps <= form.pages.length + 1; steps += 1) {
    const shown = await visitor.get(path);
    if (shown.status !== 200) throw said(shown, path);
    const pageId = path.split('/').at(-1) ?? '';
    if (pageId === 'verifier') {
      const sent = await visitor.post(path);
      return receiptOf(visitor, sent, said(sent, path));
    }
    const page = form.pagesById.get(pageId) ?? form.pages[0];
    if (page === undefined) throw said(shown, path);
    const { inputs, files } = inputsOf(page, answers, visibleIds(page));
    const fields = { ...hiddenOf(shown.body), ...inputs };
    const sent = page.hasFiles ? await visitor.postFiles(path, fields, files) : await visitor.post(path, fields);
    if (sent.status !== 303 || sent.location === undefined) throw said(sent, path);
    if (sent.location.endsWith('/recu')) return receiptOf(visitor, sent, said(sent, path));
    path = sent.location;
  }
  throw new Error(`${procedure.procedure}: the form does not end`);

  function visibleIds(page: CompiledPage): ReadonlySet<string> {
    return new Set(visibleFields(form, page.id, answers, around.context).map(({ id }) => id));
  }
}

async function receiptOf(visitor: Visitor, sent: HttpAnswer, problem: Error) {
  if (sent.status !== 303 || sent.location === undefined || !sent.location.endsWith('/recu')) throw problem;
  return { dossierPath: sent.location.replace(/\/recu$/, ''), receipt: await visitor.get(sent.location) };
}

function hiddenOf(body: string): Inputs {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1];
  return Object.fromEntries(
    ['_idempotency', '_mark'].flatMap((name) => {
      const found = value(name);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

/** What the inputs of a page hold when its answers are typed, and the files that are chosen. */
export function inputsOf(page: CompiledPage, answers: Answers, visible: ReadonlySet<string>) {
  const inputs: Inputs = {};
  const files: Upload[] = [];
  const type = (field: CompiledField, name: string, answer: unknown) => {
    if (answer === undefined || field.definition.agentOnly) return;
    if (field.definition.type === 'file') {
      for (const document of answer as { name: string; type: string }[]) {
        const content = document.type === 'application/pdf' ? pdf : png;
        files.push({ field: name, name: document.name, type: document.type, content });
      }
      return;
    }
    const typed = field.type.toInputs(field.definition, answer as never, 'fr');
    for (const [suffix, value] of Object.entries(typed)) inputs[`${name}${suffix}`] = value;
  };
  for (const entry of page.fields) {
    if (!visible.has(entry.id)) continue;
    const answer = answers[entry.id];
    if (!isGroup(entry)) {
      type(entry, entry.id, answer);
      continue;
    }
    const rows = (Array.isArray(answer) ? answer : []) as Record<string, unknown>[];
    inputs[`${entry.id}-rows`] = String(rows.length);
    for (const [index, row] of rows.entries()) {
      for (const field of entry.fields) type(field, `${entry.id}.${index}.${field.id}`, row[field.id]);
    }
  }
  return { inputs, files };
}

/** The words of the error summary, or of the whole page. */
function errorsIn(body: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? body;
  const summary = /class="govuk-error-summary[\s\S]*?<\/ul>/.exec(main)?.[0] ?? main;
  return summary
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 800);
}
