import type { Locale } from '#platform/i18n/text.ts';
import type { ConditionTarget } from '../domain/command.ts';
import { celToCondition } from '../domain/conditions/cel-to-condition.ts';
import { fieldsFor } from '../domain/conditions/condition-fields.ts';
import { conditionInWords } from '../domain/conditions/condition-words.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { editorLibrary } from '../editor-library.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { conditionPath, expressionAt } from './condition-target.ts';

/** An expression as a reader understands it: in words when the builder can say it, else as it is written. */
export function conditionWordsAt(content: DraftContent, target: ConditionTarget, locale: Locale): string | undefined {
  const expression = expressionAt(content, target);
  if (expression === undefined || expression === '') return undefined;
  const { blockFields, listOptions } = editorLibrary();
  const fields = fieldsFor(content.source, target, blockFields, listOptions);
  const condition = celToCondition(expression, fields);
  return condition === undefined ? undefined : conditionInWords(condition, fields, locale);
}

/** What decides whether something is shown, possible or urgent, with the way to its builder. */
export function ConditionBlock(props: { locale: Locale; draft: ProcedureDraft; target: ConditionTarget }) {
  const { locale, draft, target } = props;
  const expression = expressionAt(draft.content, target) ?? '';
  const words = conditionWordsAt(draft.content, target, locale);
  return (
    <div class="pv-condition">
      <p class="govuk-body">
        {expression === '' ? (
          say(locale, `condition.none.${target.on}`)
        ) : words === undefined ? (
          <>
            {say(locale, `condition.if.${target.on}`)} <code class="pv-code">{expression}</code>
          </>
        ) : (
          `${say(locale, `condition.if.${target.on}`)} ${words}`
        )}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={conditionPath(draft, target)}>
          {say(locale, expression === '' ? 'condition.add' : 'condition.change')}
        </a>
      </p>
    </div>
  );
}
