import { type DraftContent, entriesOf, entryKey, pagesOf } from './draft-content.ts';
import { readsName } from './expression-names.ts';
import { isObject, type Json, type JsonObject, objectsOf, textOf } from './json.ts';

/** Something that names a field: where it stands, in the words of addresses. */
export interface Reference {
  readonly kind:
    | 'page-condition'
    | 'field-condition'
    | 'field-rule'
    | 'option-condition'
    | 'page-check'
    | 'exit'
    | 'prefill'
    | 'applicant'
    | 'place'
    | 'headline'
    | 'urgent'
    | 'transition'
    | 'filing'
    | 'message';
  /** The page concerned, when it is in the form. */
  readonly page?: string;
  /** The field, state or message that refers. */
  readonly id?: string;
}

/** Everything of the procedure and of its workflow that names this field. */
export function referencesTo(content: DraftContent, fieldId: string): Reference[] {
  return [
    ...pagesOf(content.source).flatMap((page) => ofPage(page, fieldId)),
    ...ofHead(content.source, fieldId),
    ...ofWorkflow(content.workflow, fieldId),
  ];
}

const reads = (value: Json | undefined, fieldId: string) => typeof value === 'string' && readsName(value, fieldId);

function ofPage(page: JsonObject, fieldId: string): Reference[] {
  const at = { page: textOf(page.id) };
  return [
    ...(reads(page.when, fieldId) ? [{ kind: 'page-condition' as const, ...at }] : []),
    ...objectsOf(page.checks)
      .filter((check) => check.at === fieldId || reads(check.check, fieldId))
      .map(() => ({ kind: 'page-check' as const, ...at })),
    ...objectsOf(page.exits)
      .filter((exit) => reads(exit.when, fieldId) || (isObject(exit.link) && exit.link.authorityOf === fieldId))
      .map(() => ({ kind: 'exit' as const, ...at })),
    ...entriesOf(page).flatMap((entry) => [
      ...ofEntry(entry, fieldId, at.page, entryKey(entry)),
      ...(entry.type === 'group'
        ? entriesOf(entry).flatMap((inner) => ofEntry(inner, fieldId, at.page, `${entryKey(entry)}.${entryKey(inner)}`))
        : []),
    ]),
  ];
}

function ofEntry(entry: JsonObject, fieldId: string, page: string, id: string): Reference[] {
  if (entry.id === fieldId) return [];
  const at = { page, id };
  const rule = objectsOf(entry.constraints).some((one) => reads(one.check, fieldId)) || reads(entry.value, fieldId);
  return [
    ...(reads(entry.when, fieldId) ? [{ kind: 'field-condition' as const, ...at }] : []),
    ...(rule ? [{ kind: 'field-rule' as const, ...at }] : []),
    ...(objectsOf(entry.options).some((option) => reads(option.when, fieldId))
      ? [{ kind: 'option-condition' as const, ...at }]
      : []),
    ...(entry.prefillFrom === fieldId ? [{ kind: 'prefill' as const, ...at }] : []),
  ];
}

function ofHead(source: JsonObject, fieldId: string): Reference[] {
  const names = (value: Json | undefined) => isObject(value) && Object.values(value).includes(fieldId);
  return [
    ...(names(source.applicant) ? [{ kind: 'applicant' as const }] : []),
    ...(names(source.place) ? [{ kind: 'place' as const }] : []),
    ...(reads(source.headline, fieldId) ? [{ kind: 'headline' as const }] : []),
    ...(reads(source.urgentWhen, fieldId) ? [{ kind: 'urgent' as const }] : []),
  ];
}

function ofWorkflow(workflow: JsonObject, fieldId: string): Reference[] {
  const says = (value: Json) => JSON.stringify(value).includes(`{{answers.${fieldId}}}`);
  return [
    ...(objectsOf(workflow.onSubmission).some((effect) => readsInEffect(effect, fieldId))
      ? [{ kind: 'filing' as const }]
      : []),
    ...objectsOf(workflow.transitions)
      .filter(
        (transition) =>
          reads(transition.when, fieldId) ||
          transition.since === fieldId ||
          objectsOf(transition.effects).some((effect) => readsInEffect(effect, fieldId)),
      )
      .map((transition) => ({ kind: 'transition' as const, id: textOf(transition.id) })),
    ...objectsOf(workflow.messages)
      .filter(says)
      .map((message) => ({ kind: 'message' as const, id: textOf(message.id) })),
  ];
}

function readsInEffect(effect: JsonObject, fieldId: string): boolean {
  const listed = [effect.fields, effect.keep].some((list) => Array.isArray(list) && list.includes(fieldId));
  const computed = isObject(effect.answers) && Object.values(effect.answers).some((one) => reads(one, fieldId));
  const written =
    isObject(effect.values) &&
    (Object.hasOwn(effect.values, fieldId) || Object.values(effect.values).some((one) => reads(one, fieldId)));
  return (
    written ||
    listed ||
    computed ||
    effect.to === fieldId ||
    reads(effect.when, fieldId) ||
    reads(effect.amount, fieldId)
  );
}
