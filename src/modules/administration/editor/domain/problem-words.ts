import type { Locale } from '#platform/i18n/text.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import type { NamesOfParts } from './names-of-parts.ts';
import { expressionProblems, patternProblems } from './problems/expression-problems.ts';
import { formProblems } from './problems/form-problems.ts';
import type { ProblemSentence } from './problems/problem-sentence.ts';
import { typesInWords } from './problems/type-words.ts';
import { workflowProblems } from './problems/workflow-problems.ts';

const known: readonly ProblemSentence[] = [
  ...expressionProblems,
  ...patternProblems,
  ...formProblems,
  ...workflowProblems,
];

const didYouMean = /; did you mean "(.+)"\?$/;
const meant = {
  fr: (name: string) => ` Vouliez-vous dire «\u00a0${name}\u00a0»\u00a0?`,
  en: (name: string) => ` Did you mean “${name}”?`,
};

/**
 * The problem in the reader's language, for somebody who writes no code; as the check says it when it is already in
 * words (those of a schema). With `nameOf`, the parts of a draft are called as the administrator called them.
 */
export function problemInWords(message: string, locale: Locale, nameOf?: NamesOfParts): string {
  const suggestion = didYouMean.exec(message)?.[1];
  const told = message.replace(didYouMean, '');
  for (const sentence of known) {
    const found = sentence.pattern.exec(told);
    if (found === null) continue;
    return (
      filled(sentence[locale], found, locale, nameOf) + (suggestion === undefined ? '' : meant[locale](suggestion))
    );
  }
  return message;
}

/** The key of the names of what a marker stands for: `{e1}` is an effect. */
const namedBy: Readonly<Record<string, string>> = { e: 'effect', p: 'phase', o: 'on', f: 'type' };

function filled(sentence: string, found: RegExpExecArray, locale: Locale, nameOf?: NamesOfParts): string {
  return sentence
    .replace(/\{([tnepof]?)(\d)\}/g, (_, kind: string, index: string) => {
      const part = found[Number(index)] ?? '';
      const key = namedBy[kind];
      if (kind === 't') return typesInWords(part, locale);
      if (kind === 'n')
        return part
          .split(' → ')
          .map((one) => nameOf?.(one) ?? one)
          .join(' → ');
      if (key === undefined) return part;
      return part
        .split(', ')
        .map((one) => choiceLabel(locale, key, one))
        .join(', ');
    })
    .replaceAll('\\{', '{');
}
