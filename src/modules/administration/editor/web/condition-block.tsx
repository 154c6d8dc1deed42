import type { Locale } from '#platform/i18n/text.ts';
import type { ConditionTarget } from '../domain/condition-target.ts';
import { expressionInWords } from '../domain/conditions/expression-words.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { builderMessages as say } from '../messages/builder-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { conditionPath, expressionAt, fieldsAt, readingOf } from './condition-target.ts';

/** What an expression says there, in words; undefined when there is none, or none can be put in words. */
export function conditionWordsAt(content: DraftContent, target: ConditionTarget, locale: Locale): string | undefined {
  const expression = expressionAt(content, target);
  if (expression === undefined || expression === '') return undefined;
  return expressionInWords(expression, fieldsAt(content, target), locale, readingOf(target));
}

/** "Page montrée si …": in words when there are some, else as it is written. */
export function ConditionWords(props: { locale: Locale; content: DraftContent; target: ConditionTarget }) {
  const { locale, content, target } = props;
  const expression = expressionAt(content, target) ?? '';
  if (expression === '') return <>{say(locale, `none.${target.on}`)}</>;
  const words = conditionWordsAt(content, target, locale);
  return (
    <>
      {say(locale, `if.${target.on}`)} {words ?? <code class="pv-code">{expression}</code>}
    </>
  );
}

/** What decides whether something is shown, possible or urgent, with the way to its builder. */
export function ConditionBlock(props: { locale: Locale; draft: ProcedureDraft; target: ConditionTarget }) {
  const { locale, draft, target } = props;
  const isSet = (expressionAt(draft.content, target) ?? '') !== '';
  return (
    <div class="pv-condition">
      <p class="govuk-body">
        <ConditionWords locale={locale} content={draft.content} target={target} />
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={conditionPath(draft, target)}>
          {say(locale, isSet ? 'change' : 'add')}
        </a>
      </p>
    </div>
  );
}
