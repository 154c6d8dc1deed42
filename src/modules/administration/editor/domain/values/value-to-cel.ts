import { type ConditionFields, normalized } from '../conditions/condition.ts';
import { conditionToCel } from '../conditions/condition-to-cel.ts';
import {
  type ChosenWords,
  type Factor,
  isChosen,
  type Outcome,
  type Phrase,
  type Piece,
  type Sum,
  type Term,
  type Value,
  type ValueSource,
  type ValueSources,
  type Words,
} from './value.ts';

/** The CEL of a value. All of it has to be whole: see `isWholeValue`. */
export function valueToCel({ cases, otherwise }: Value, sources: ValueSources, fields: ConditionFields): string {
  const outcomes = [...cases.map(({ outcome }) => outcome), otherwise];
  // Both sides of a choice have to be of one type: whole amounts are, other sums are made so.
  const isMixed = cases.length > 0 && !outcomes.every(isWrittenWhole);
  const write = (outcome: Outcome) => {
    const text = outcomeToCel(outcome, sources, fields);
    return isMixed && outcome.kind === 'sum' ? `double(${text})` : text;
  };
  return cases.reduceRight(
    (rest, { condition, outcome }) => `${conditionToCel(normalized(condition), fields)} ? ${write(outcome)} : ${rest}`,
    write(otherwise),
  );
}

function isWrittenWhole(outcome: Outcome): boolean {
  if (outcome.kind !== 'sum' || outcome.atLeast !== undefined || outcome.atMost !== undefined) return false;
  const [term] = outcome.terms;
  const [factor] = term?.factors ?? [];
  return outcome.terms.length === 1 && term?.factors.length === 1 && /^-?\d+$/.test(factor?.literal ?? '');
}

function outcomeToCel(outcome: Outcome, sources: ValueSources, fields: ConditionFields): string {
  switch (outcome.kind) {
    case 'sum':
      return sumToCel(outcome, sources);
    case 'words':
      return wordsToCel(outcome, sources, fields);
    case 'taken':
      return outcome.source;
    case 'judged':
      return conditionToCel(outcome.condition, fields);
  }
}

function sumToCel({ terms, atLeast, atMost }: Sum, sources: ValueSources): string {
  const sum = terms
    .map((term, index) => {
      const product = termToCel(term, sources);
      if (index === 0) return term.sign === '-' ? `0 - ${product}` : product;
      return `${term.sign} ${product}`;
    })
    .join(' ');
  const raised = atLeast === undefined ? sum : `max(${sum}, ${atLeast})`;
  return atMost === undefined ? raised : `min(${raised}, ${atMost})`;
}

function termToCel({ factors }: Term, sources: ValueSources): string {
  const divides = factors.some(({ by }) => by === '/');
  return factors
    .map((factor, index) => {
      const text = factorToCel(factor, sources);
      if (index > 0) return `${factor.by} ${text}`;
      // Whole numbers divide to whole numbers: 3 / 2 would be 1.
      return divides && !text.startsWith('(') ? `double(${text})` : text;
    })
    .join(' ');
}

function factorToCel({ source, literal, orZero }: Factor, sources: ValueSources): string {
  if (source === undefined) return literal ?? '0';
  const guard = sources.get(source)?.guard ?? '';
  return orZero && guard !== '' ? `(${guard} == null ? 0.0 : double(${source}))` : source;
}

function wordsToCel({ pieces }: Words, sources: ValueSources, fields: ConditionFields): string {
  if (pieces.length === 0) return '""';
  return pieces
    .map((piece) => (isChosen(piece) ? chosenToCel(piece, sources, fields) : pieceToCel(piece, sources)))
    .join(' + ');
}

function chosenToCel({ cases, otherwise }: ChosenWords, sources: ValueSources, fields: ConditionFields): string {
  const choice = cases.reduceRight(
    (rest, { condition, phrase }) =>
      `${conditionToCel(normalized(condition), fields)} ? ${phraseToCel(phrase, sources)} : ${rest}`,
    phraseToCel(otherwise, sources),
  );
  return `(${choice})`;
}

/** What is not answered is written as nothing, whatever the case says. */
function phraseToCel(phrase: Phrase, sources: ValueSources): string {
  const parts = phrase.flatMap((part) => {
    if (typeof part === 'string') return [JSON.stringify(part)];
    const found = 'source' in part ? sources.get(part.source) : undefined;
    if (found === undefined) return [];
    const shown = shownAs(found);
    return [found.guard === '' ? shown : `(${found.guard} == null ? "" : ${shown})`];
  });
  return parts.length === 0 ? '""' : parts.join(' + ');
}

function pieceToCel({ before, source, after, otherwise }: Piece, sources: ValueSources): string {
  const found = source === undefined ? undefined : sources.get(source);
  if (found === undefined) return JSON.stringify(before + after);
  const parts = [
    ...(before === '' ? [] : [JSON.stringify(before)]),
    shownAs(found),
    ...(after === '' ? [] : [JSON.stringify(after)]),
  ];
  const text = parts.join(' + ');
  return found.guard === '' ? text : `(${found.guard} == null ? ${JSON.stringify(otherwise)} : ${text})`;
}

/** A source as it is written in a text. */
export function shownAs({ id, kind }: ValueSource): string {
  if (kind === 'number') return `string(${id})`;
  return kind === 'money' ? `string(double(${id}) / 100)` : kind === 'yes-no' ? `(${id} ? "oui" : "non")` : id;
}
