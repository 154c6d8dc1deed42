import type { Locale } from '#platform/i18n/text.ts';
import { unsetAmount, type ValueTarget } from '../domain/values/value-target.ts';
import { valueMessages as say } from '../messages/value-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { linesOf, valueAt, valuePath } from './value-target.ts';

/** What a value is, in words, with the way to its builder. */
export function ValueBlock(props: { locale: Locale; draft: ProcedureDraft; target: ValueTarget }) {
  const { locale, draft, target } = props;
  const expression = valueAt(draft.content, target) ?? '';
  const isAmount = target.on === 'amount' || target.on === 'filing-amount';
  const isNothing = expression === '' || (target.on !== 'headline' && expression === unsetAmount);
  return (
    <div class="pv-condition">
      {isNothing ? (
        <p class="govuk-body">{say(locale, `none.${target.on}`)}</p>
      ) : (
        <ValueLines lines={linesOf(draft.content, target, expression, locale)} expression={expression} />
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={valuePath(draft, target)}>
          {say(locale, isAmount ? 'change.amount' : target.on === 'headline' ? 'change.headline' : 'change')}
        </a>
      </p>
    </div>
  );
}

export function ValueLines({ lines, expression }: { lines: readonly string[] | undefined; expression: string }) {
  if (lines === undefined)
    return (
      <p class="govuk-body">
        <code class="pv-code">{expression}</code>
      </p>
    );
  const [only] = lines;
  if (lines.length === 1) return <p class="govuk-body">{only}</p>;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
