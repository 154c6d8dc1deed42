import type { Locale } from '#platform/i18n/text.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
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
 * words (those of a schema).
 */
export function problemInWords(message: string, locale: Locale): string {
  const suggestion = didYouMean.exec(message)?.[1];
  const told = message.replace(didYouMean, '');
  for (const sentence of known) {
    const found = sentence.pattern.exec(told);
    if (found === null) continue;
    return filled(sentence[locale], found, locale) + (suggestion === undefined ? '' : meant[locale](suggestion));
  }
  return message;
}

/** The key of the names of what a marker stands for: `{e1}` is an effect. */
const namedBy: Readonly<Record<string, string>> = { e: 'effect', p: 'phase', o: 'on', f: 'type' };

function filled(sentence: string, found: RegExpExecArray, locale: Locale): string {
  return sentence
    .replace(/\{([tepof]?)(\d)\}/g, (_, kind: string, index: string) => {
      const part = found[Number(index)] ?? '';
      const key = namedBy[kind];
      if (kind === 't') return typesInWords(part, locale);
      if (key === undefined) return part;
      return part
        .split(', ')
        .map((one) => choiceLabel(locale, key, one))
        .join(', ');
    })
    .replaceAll('\\{', '{');
}
