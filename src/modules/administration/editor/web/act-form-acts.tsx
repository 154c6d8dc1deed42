import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type ActFormEdit, editActForm, fitsAct, missingActFields } from '../domain/act-form.ts';
import { fieldTypeSchema } from '../domain/field-types.ts';
import { fieldIdFrom } from '../domain/identifiers.ts';
import { objectsOf, shownText, textOf } from '../domain/json.ts';
import { newField } from '../domain/new-field.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { actFormMessages as say } from '../messages/act-form-messages.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { ActForm, actFieldPath, actPath, type OpenAct, openAct } from './act-form.tsx';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftPath, editorPage, privatePage } from './editor-frame.tsx';

/** Adds, moves or takes away a question of an act. */
export async function submitActForm(context: RequestContext, parts: EditorParts): Promise<Result> {
  const open = await openAct(context, parts);
  const { body } = context;
  if (single(body, 'act') === 'add') return addField(context, parts, open);
  const edit = readEdit(open, single(body, 'act'), single(body, 'field'));
  if (edit === undefined) throw new NotFoundError('editor.act-not-found');
  return saveActForm(context, parts, open, edit, `${actPath(open.draft, open.id)}#act-form`);
}

function readEdit({ act }: OpenAct, does: string, id: string): ActFormEdit | undefined {
  switch (does) {
    case 'up':
      return { do: 'move', id, by: -1 };
    case 'down':
      return { do: 'move', id, by: 1 };
    case 'remove':
      return { do: 'remove', id };
    case 'add-needed': {
      const field = missingActFields(act).find((one) => one.id === id);
      return field === undefined ? undefined : { do: 'add', field };
    }
    default:
      return undefined;
  }
}

async function addField(context: RequestContext, parts: EditorParts, open: OpenAct): Promise<Result> {
  const { body, locale } = context;
  const typed = { label: single(body, 'label').trim().slice(0, 300), type: single(body, 'type') };
  const problems: SettingProblem[] = [
    ...(typed.label === '' ? [{ fieldId: 'new-label', message: say(locale, 'labelMissing') }] : []),
    ...(fieldTypeSchema(typed.type) === undefined || !fitsAct(typed.type)
      ? [{ fieldId: 'new-type', message: say(locale, 'typeMissing') }]
      : []),
  ];
  const again = (told: readonly SettingProblem[], refusal?: EditRefusal) =>
    editorPage(context, parts, {
      title: say(locale, 'title'),
      draft: open.draft,
      step: 'workflow',
      crumbs: actCrumbs(context, open),
      problems: told,
      notice: refusal && <RefusalNotice locale={locale} refusal={refusal} />,
      children: (
        <ActForm
          context={context}
          open={open}
          revision={refusal instanceof StaleEditError ? refusal.revision : open.draft.revision}
          problems={told}
          typed={typed}
        />
      ),
    });
  if (problems.length > 0) return page(await again(problems), { status: 422, headers: privatePage });
  const id = fieldIdFrom(typed.label, new Set(objectsOf(open.act.form).map((field) => textOf(field.id))));
  const edit: ActFormEdit = { do: 'add', field: newField(typed.type, typed.label, id) };
  return saveActForm(context, parts, open, edit, actFieldPath(open.draft, open.id, id), (refusal) =>
    again([], refusal),
  );
}

function saveActForm(
  context: RequestContext,
  parts: EditorParts,
  open: OpenAct,
  edit: ActFormEdit,
  to: string,
  again?: (refusal: EditRefusal) => Promise<VNode>,
): Promise<Result> {
  const { draft, act, id } = open;
  const item = editActForm(act, edit);
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'change-item', list: 'transitions', id, item },
    { to, ...(again && { again }) },
  );
}

/** From the workflow to the act that is open. */
export function actCrumbs({ locale }: RequestContext, { draft, act, id }: OpenAct) {
  return [
    { href: draftPath(draft, 'workflow'), label: editorMessages(locale, 'step.workflow') },
    { href: actPath(draft, id), label: shownText(act.label, locale) || id },
  ];
}
