import type { RequestContext } from '#platform/http/context.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Table } from '#ui/components/table.tsx';
import { statesOf, transitionsOf } from '../domain/draft-content.ts';
import { type Json, type JsonObject, objectsOf, shownText, textOf } from '../domain/json.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftPath, RevisionField } from './editor-frame.tsx';
import { itemPath } from './item-path.ts';
import { whoDoes } from './trial-walk.tsx';

function stateName(state: JsonObject | undefined, locale: 'fr' | 'en'): string {
  return shownText(state?.agentLabel, locale) || shownText(state?.label, locale) || textOf(state?.id);
}

export interface ListProps {
  readonly context: RequestContext;
  readonly draft: ProcedureDraft;
}

/** The states, in their order. */
export function StateTable({ context, draft }: ListProps) {
  const { locale } = context;
  const { workflow } = draft.content;
  return (
    <Table
      caption={say(locale, 'states')}
      rows={statesOf(workflow)}
      columns={[
        {
          label: say(locale, 'state'),
          rowHeader: true,
          cell: (state) => (
            <a class="govuk-link" href={itemPath(draft, 'states', textOf(state.id))}>
              {stateName(state, locale)}
            </a>
          ),
        },
        {
          label: say(locale, 'phase'),
          cell: (state) =>
            choiceLabel(locale, 'phase', textOf(state.phase)) +
            (state.id === workflow.initial ? ` (${say(locale, 'first')})` : ''),
        },
        {
          label: say(locale, 'actions'),
          cell: (state) => <MoveButtons context={context} draft={draft} list="states" item={state} />,
        },
      ]}
    />
  );
}

/** The acts: from where to where, who does them, what they do. */
export function TransitionTable({ context, draft }: ListProps) {
  const { locale } = context;
  const { workflow } = draft.content;
  const nameOf = (id: string) =>
    stateName(
      statesOf(workflow).find((state) => state.id === id),
      locale,
    ) || id;
  const transitions = transitionsOf(workflow);
  return (
    <Table
      caption={say(locale, 'transitions')}
      rows={transitions}
      narrow="stack-early"
      columns={[
        { label: say(locale, 'number'), numeric: true, cell: (one) => String(transitions.indexOf(one) + 1) },
        {
          label: say(locale, 'act'),
          rowHeader: true,
          cell: (one) => (
            <>
              <a class="govuk-link" href={itemPath(draft, 'transitions', textOf(one.id))}>
                {shownText(one.label, locale) || textOf(one.id)}
              </a>
              <EffectNames act={one} locale={locale} />
            </>
          ),
        },
        {
          label: say(locale, 'way'),
          cell: (one) =>
            say(locale, 'fromTo', { from: list(one.from).map(nameOf).join(', '), to: nameOf(textOf(one.to)) }),
        },
        {
          label: say(locale, 'by'),
          cell: (one) => whoDoes({ by: list(one.by), on: textOf(one.on), after: textOf(one.after) }, locale),
        },
        {
          label: say(locale, 'actions'),
          cell: (one) => <MoveButtons context={context} draft={draft} list="transitions" item={one} />,
        },
      ]}
    />
  );
}

const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

function EffectNames({ act, locale }: { act: JsonObject; locale: 'fr' | 'en' }) {
  const names = effectNames(act.effects, locale);
  return names === '' ? null : <div class="pv-muted govuk-!-font-weight-regular">{names}</div>;
}

/** What effects do, by name. */
export function effectNames(effects: Json | undefined, locale: 'fr' | 'en'): string {
  return objectsOf(effects)
    .map((effect) => choiceLabel(locale, 'effect', textOf(effect.effect)))
    .join(', ');
}

function MoveButtons(props: ListProps & { list: 'states' | 'transitions'; item: JsonObject }) {
  const { context, draft, list, item } = props;
  const { locale } = context;
  const items = objectsOf(draft.content.workflow[list]);
  const index = items.findIndex((one) => one.id === item.id);
  const name = shownText(item.label, locale) || textOf(item.id);
  const button = (act: 'up' | 'down') => (
    <Button tone="link" name="act" value={act} ariaLabel={`${editorMessages(locale, `row.${act}`)}\u00a0: ${name}`}>
      {editorMessages(locale, `row.${act}`)}
    </Button>
  );
  return (
    <Form action={draftPath(draft, 'workflow')} csrf={context.csrfToken()}>
      <RevisionField revision={draft.revision} />
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="id" value={textOf(item.id)} />
      <div class="pv-rows__buttons">
        {index > 0 && button('up')}
        {index < items.length - 1 && button('down')}
      </div>
    </Form>
  );
}
