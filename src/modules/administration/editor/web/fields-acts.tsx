import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import type { Command } from '../domain/command.ts';
import { CommandRefusedError } from '../domain/command-refused.ts';
import { entriesOf, fieldIdsOf, findEntry, isBlock } from '../domain/draft-content.ts';
import { fieldTypeSchema } from '../domain/field-types.ts';
import { fieldIdFrom } from '../domain/identifiers.ts';
import { isObject, type JsonObject, textOf } from '../domain/json.ts';
import { newField } from '../domain/new-field.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftPath, editorPage, fieldPath, pagePath, RevisionField } from './editor-frame.tsx';
import { withFrames } from './frame-headers.ts';
import { type OpenPage, openPage, pagePage } from './page.page.tsx';

/** Adds, moves, copies or takes away a field of a page. */
export async function submitFields(context: RequestContext, parts: EditorParts): Promise<Result> {
  const open = await openPage(context, parts);
  const act = single(context.body, 'act');
  if (act === 'add') return addField(context, parts, open);
  if (act === 'add-block') return addBlock(context, parts, open);
  const { draft, pageId } = open;
  const field = single(context.body, 'field');
  const group = field.startsWith('use:') ? undefined : groupOf(field);
  const to = group === undefined ? pagePath(draft, pageId) : fieldPath(draft, pageId, group);
  const command = fieldCommand(context, open, act, field);
  if (command === undefined) throw new NotFoundError('editor.act-not-found');
  return saveEdit(context, parts, draft, command, {
    to,
    ...(act === 'remove' ? { again: (refusal: EditRefusal) => removalPage(context, parts, open, field, refusal) } : {}),
  });
}

function groupOf(key: string): string | undefined {
  const [group, inner] = key.split('.');
  return inner === undefined ? undefined : group;
}

function fieldCommand(
  context: RequestContext,
  { draft, pageId }: OpenPage,
  act: string,
  field: string,
): Command | undefined {
  const at = { page: pageId, field };
  switch (act) {
    case 'up':
      return { do: 'move-field', ...at, by: -1 };
    case 'down':
      return { do: 'move-field', ...at, by: 1 };
    case 'duplicate':
      return { do: 'duplicate-field', ...at };
    case 'remove':
      return { do: 'remove-field', ...at, knowingly: single(context.body, 'knowingly') === 'yes' };
    case 'move-to':
      return { do: 'move-field-to', ...at, to: single(context.body, 'to') };
    case 'unfold': {
      const entry = findEntry(draft.content.source, pageId, field)?.entry;
      return entry === undefined ? undefined : { do: 'unfold-block', ...at, fields: unfolded(entry) };
    }
    default:
      return undefined;
  }
}

/** The fields that the block asks here, as one's own. */
function unfolded(entry: JsonObject): JsonObject[] {
  const listed = (key: string) => (Array.isArray(entry[key]) ? entry[key] : []);
  return editorLibrary()
    .blockFields(textOf(entry.use))
    .filter((field) => !listed('without').includes(field.id ?? null))
    .map((field) => {
      const outer = textOf(entry.when);
      const inner = textOf(field.when);
      const when = outer === '' ? inner : inner === '' ? outer : `(${outer}) && (${inner})`;
      const own: JsonObject = { ...field };
      if (listed('optional').includes(field.id ?? null)) own.optional = true;
      if (when !== '') own.when = when;
      return own;
    });
}

async function addField(context: RequestContext, parts: EditorParts, open: OpenPage): Promise<Result> {
  const { body, locale } = context;
  const { draft, pageId } = open;
  const typed = { label: single(body, 'label').trim().slice(0, 300), type: single(body, 'type') };
  const group = single(body, 'group') || undefined;
  const problems = [
    ...(typed.label === '' ? [{ fieldId: 'new-label', message: say(locale, 'field.labelMissing') }] : []),
    ...(fieldTypeSchema(typed.type) === undefined
      ? [{ fieldId: 'new-type', message: say(locale, 'field.typeMissing') }]
      : []),
  ];
  const again = (refusal?: EditRefusal) => pagePage(context, parts, open, { typed, problems, refusal });
  if (problems.length > 0) return pageResult(await again(), { status: 422, headers: withFrames(parts) });
  const taken = new Set([...fieldIdsOf(draft.content.source), ...blockIds(draft.content.source)]);
  const entry = newField(typed.type, typed.label, fieldIdFrom(typed.label, taken));
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'add-field', page: pageId, entry, group },
    {
      to: fieldPath(draft, pageId, group === undefined ? textOf(entry.id) : `${group}.${textOf(entry.id)}`),
      again,
    },
  );
}

/** The ids that blocks bring with them. */
function blockIds(source: JsonObject): string[] {
  const form = isObject(source.form) ? source.form : {};
  const pages = Array.isArray(form.pages) ? form.pages.filter(isObject) : [];
  return pages
    .flatMap(entriesOf)
    .filter(isBlock)
    .flatMap((entry) => editorLibrary().blockFields(textOf(entry.use)))
    .map((field) => textOf(field.id));
}

async function addBlock(context: RequestContext, parts: EditorParts, open: OpenPage): Promise<Result> {
  const { draft, pageId } = open;
  const block = single(context.body, 'block');
  if (!editorLibrary().kit.blocks.has(block)) {
    const problems = [{ fieldId: 'block', message: say(context.locale, 'block.missing') }];
    return pageResult(await pagePage(context, parts, open, { problems }), { status: 422, headers: withFrames(parts) });
  }
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'add-field', page: pageId, entry: { use: block } },
    {
      to: pagePath(draft, pageId),
      again: (refusal) => pagePage(context, parts, open, { refusal }),
    },
  );
}

/** What needs the field that was to go, and the way to take it away all the same. */
function removalPage(
  context: RequestContext,
  parts: EditorParts,
  { draft, pageId }: OpenPage,
  field: string,
  refusal: EditRefusal,
) {
  const { locale } = context;
  return editorPage(context, parts, {
    title: say(locale, 'field.remove'),
    draft,
    step: 'form',
    crumbs: [
      { href: draftPath(draft, 'form'), label: say(locale, 'step.form') },
      { href: pagePath(draft, pageId), label: pageId },
    ],
    children: (
      <>
        <RefusalNotice locale={locale} refusal={refusal} />
        {refusal instanceof CommandRefusedError && (
          <Form action={`${pagePath(draft, pageId)}/champs`} csrf={context.csrfToken()}>
            <RevisionField revision={draft.revision} />
            <input type="hidden" name="field" value={field} />
            <input type="hidden" name="knowingly" value="yes" />
            <Button tone="warning" name="act" value="remove">
              {say(locale, 'refused.anyway')}
            </Button>
          </Form>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={pagePath(draft, pageId)}>
            {say(locale, 'refused.keep')}
          </a>
        </p>
      </>
    ),
  });
}
