import type { ComponentChildren, VNode } from 'preact';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Notification } from '#ui/components/notification.tsx';
import type { Command } from '../domain/command.ts';
import { CommandRefusedError } from '../domain/command-refused.ts';
import type { Reference } from '../domain/references.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { type DraftRevision, StaleEditError } from '../errors.ts';
import { actInWords, momentInWords, editorMessages as say } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { editDraft, type SavedEdit } from '../usecases/edit-draft.ts';
import { postedRevision } from './editor-frame.tsx';
import { withFrames } from './frame-headers.ts';

/** Why an edit was not made. */
export type EditRefusal = StaleEditError | CommandRefusedError;

export interface EditFlow {
  /** Where one goes on once it is saved. */
  readonly to: string | ((saved: SavedEdit) => string);
  /** The page again with what was typed; without it the person is led back where nothing was typed. */
  again?(refusal: EditRefusal): Promise<VNode>;
}

/** Makes the edit that a page asks for: saved, or the page again with what prevents it. */
export async function saveEdit(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  command: Command,
  flow: EditFlow,
): Promise<Result> {
  const { locale } = context;
  try {
    const saved = await editDraft(parts, agentOf(context), draft.id, command, postedRevision(context));
    context.setFlash(savedInWords(locale, saved.meanwhile));
    return redirect(typeof flow.to === 'string' ? flow.to : flow.to(saved));
  } catch (error) {
    if (!(error instanceof StaleEditError || error instanceof CommandRefusedError)) throw error;
    if (error.status === 404) throw error;
    if (flow.again !== undefined) return page(await flow.again(error), { status: 409, headers: withFrames(parts) });
    context.setFlash(
      error instanceof StaleEditError
        ? `${say(locale, 'stale.title')} ${sinceInWords(locale, error.since)}`
        : refusalInWords(locale, error),
    );
    return redirect(typeof flow.to === 'string' ? flow.to : context.path);
  }
}

function savedInWords(locale: Locale, meanwhile: readonly DraftRevision[]): string {
  if (meanwhile.length === 0) return say(locale, 'saved');
  return `${say(locale, 'saved')} ${say(locale, 'saved.meanwhile')} ${sinceInWords(locale, meanwhile.toReversed())}`;
}

function sinceInWords(locale: Locale, since: readonly DraftRevision[]): string {
  return since
    .slice(-3)
    .map((one) => `${one.agentName}, ${momentInWords(locale, one.at)}\u00a0: ${actInWords(locale, one)}.`)
    .join(' ');
}

function refusalInWords(locale: Locale, refusal: CommandRefusedError): string {
  switch (refusal.code) {
    case 'editor.id-taken':
      return say(locale, 'refused.id-taken');
    case 'editor.block-placed':
      return say(locale, 'refused.block-placed');
    default:
      return say(locale, 'refused.referred-to');
  }
}

/** One thing that both changed: what is kept now, and what was typed. */
export interface Difference {
  readonly label: string;
  readonly theirs: string;
  readonly yours: string;
}

/** Says why nothing was saved: who changed what meanwhile, beside what was typed; or who needs what was to go. */
export function RefusalNotice(props: {
  locale: Locale;
  refusal: EditRefusal;
  differences?: readonly Difference[];
  /** What refers, said better than by its id: a link to it. */
  nameOf?: (reference: Reference) => ComponentChildren;
  children?: ComponentChildren;
}) {
  const { locale, refusal, differences = [] } = props;
  if (refusal instanceof CommandRefusedError) {
    return (
      <Notification tone="important" title={refusalInWords(locale, refusal)} live>
        {refusal.references.length > 0 && (
          <ul class="govuk-list govuk-list--bullet">
            {refusal.references.map((reference) => (
              <li key={`${reference.kind}${reference.page}${reference.id}`}>
                {props.nameOf?.(reference) ?? referenceInWords(locale, reference)}
              </li>
            ))}
          </ul>
        )}
        {props.children}
      </Notification>
    );
  }
  return (
    <Notification tone="important" title={say(locale, 'stale.title')} live>
      <p class="govuk-body">{say(locale, 'stale.body')}</p>
      <ul class="govuk-list govuk-list--bullet">
        {refusal.since.map((one) => (
          <li key={one.revision}>
            {one.agentName}, {momentInWords(locale, one.at)}
            {'\u00a0: '}
            {actInWords(locale, one)}
          </li>
        ))}
      </ul>
      {differences.length > 0 && (
        <table class="govuk-table pv-table--stack">
          <caption class="govuk-table__caption govuk-table__caption--s">{say(locale, 'stale.compared')}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header">
                {say(locale, 'stale.what')}
              </th>
              <th scope="col" class="govuk-table__header">
                {say(locale, 'stale.theirs')}
              </th>
              <th scope="col" class="govuk-table__header">
                {say(locale, 'stale.yours')}
              </th>
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {differences.map((one) => (
              <tr class="govuk-table__row" key={one.label}>
                <th scope="row" class="govuk-table__header">
                  {one.label}
                </th>
                <td class="govuk-table__cell pv-pre" data-label={say(locale, 'stale.theirs')}>
                  {one.theirs}
                </td>
                <td class="govuk-table__cell pv-pre" data-label={say(locale, 'stale.yours')}>
                  {one.yours}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {props.children}
    </Notification>
  );
}

export function referenceInWords(locale: Locale, reference: Reference): string {
  const at = [reference.page, reference.id].filter((part) => part !== undefined).join(' › ');
  const words = say(locale, `reference.${reference.kind}`);
  return at === '' ? words : `${words} (${at})`;
}
