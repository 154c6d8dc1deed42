import { type FormBody, single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { type Condition, type ConditionFields, isSoundCondition } from '../domain/conditions/condition.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { readPhrase } from '../domain/values/phrase-text.ts';
import { type ChosenWords, isChosen, type Phrase, type Piece, type ValueSources } from '../domain/values/value.ts';
import { mostWays } from '../domain/values/words-of-cel.ts';
import { valueMessages as say } from '../messages/value-messages.ts';
import { clauseId } from './clause-id.ts';

interface Reader {
  readonly body: FormBody;
  readonly sources: ValueSources;
  readonly fields: ConditionFields;
}

const mostPieces = 20;
const mostLetters = 200;

/** The prefix of the names of a case of a part that depends on the answers. */
export function chosenPrefix(prefix: string, piece: number, way: number): string {
  return `${prefix}p${piece}w${way}-`;
}

/** The text as it was composed; its buttons change what is shown. */
export function readPieces(
  reader: Reader,
  prefix: string,
  conditionAt: (prefix: string) => Condition,
): (Piece | ChosenWords)[] {
  const { body } = reader;
  const count = Math.min(mostPieces, Number(single(body, `${prefix}pieces`)) || 0);
  const pieces = Array.from({ length: count }, (_, index) =>
    body[`${prefix}p.${index}.ways`] === undefined
      ? readPiece(reader, `${prefix}p.${index}`)
      : readChosen(reader, prefix, index, conditionAt),
  );
  const [removed] = pressedAt(body, `${prefix}__piece-remove`);
  const kept = pieces.filter((_, index) => index !== removed);
  if (body[`${prefix}__piece-add`] !== undefined) return [...kept, { before: '', after: '', otherwise: '' }];
  if (body[`${prefix}__chosen-add`] !== undefined) return [...kept, { cases: [blankWay], otherwise: [] }];
  return kept;
}

const blankWay = { condition: { join: 'all', items: [] }, phrase: [] } as const;

function readPiece({ body, sources }: Reader, name: string): Piece {
  const text = (part: string) => single(body, `${name}.${part}`).slice(0, mostLetters);
  const source = text('source');
  return {
    before: text('before'),
    ...(sources.has(source) ? { source } : {}),
    after: text('after'),
    otherwise: text('otherwise'),
  };
}

function readChosen(
  reader: Reader,
  prefix: string,
  index: number,
  conditionAt: (prefix: string) => Condition,
): ChosenWords {
  const { body, sources, fields } = reader;
  const name = `${prefix}p.${index}`;
  const phrase = (key: string) => readPhrase(single(body, key).slice(0, mostLetters), sources);
  const count = Math.min(mostWays, Number(single(body, `${name}.ways`)) || 0);
  const cases = Array.from({ length: count }, (_, at) => {
    const own = chosenPrefix(prefix, index, at);
    return { condition: conditionAt(own), phrase: phrase(`${own}words`) };
  });
  const otherwise = phrase(`${name}.otherwise`);
  const [removedFrom, removed] = pressedAt(body, `${prefix}__way-remove`);
  if (removedFrom === index) return { cases: cases.filter((_, at) => at !== removed), otherwise };
  if (pressedAt(body, `${prefix}__way-add`)[0] === index)
    return { cases: [...cases, blankWay].slice(0, mostWays), otherwise };
  const field = fields.get(single(body, `${name}.table`));
  if (pressedAt(body, `${prefix}__way-table`)[0] !== index || field === undefined) return { cases, otherwise };
  // The words of the option to begin with: most stay as they are.
  const rows = field.options.map(({ value, label }) => ({
    condition: { join: 'all' as const, items: [{ field: field.id, operator: 'is' as const, values: [value] }] },
    phrase: [label.fr.replaceAll(/[{}]/g, '')],
  }));
  const said = cases.filter(({ condition, phrase }) => condition.items.length > 0 || phrase.length > 0);
  return { cases: [...said, ...rows].slice(0, mostWays), otherwise };
}

/** The numbers at the end of a button's name, when one of that kind was pressed there. */
function pressedAt(body: FormBody, name: string): number[] {
  const key = Object.keys(body).find((one) => one.startsWith(`${name}:`));
  return key === undefined
    ? []
    : key
        .slice(name.length + 1)
        .split(':')
        .map(Number);
}

/** What the parts that depend on the answers lack, each at its input. */
export function problemsOfWords(
  pieces: readonly (Piece | ChosenWords)[],
  prefix: string,
  { sources, fields, locale }: { sources: ValueSources; fields: ConditionFields; locale: Locale },
): SettingProblem[] {
  const ofPhrase = (phrase: Phrase, fieldId: string): SettingProblem[] =>
    phrase.flatMap((part) => {
      if (typeof part === 'string' || ('source' in part && sources.has(part.source))) return [];
      const name = 'unknown' in part ? part.unknown : part.source;
      return [{ fieldId, message: say(locale, 'way.unknown', { name }) }];
    });
  return pieces.flatMap((piece, index) => {
    if (!isChosen(piece)) return [];
    return [
      ...piece.cases.flatMap(({ condition, phrase }, at) => {
        const own = chosenPrefix(prefix, index, at);
        const isSaid = isSoundCondition(condition, fields);
        return [
          ...(isSaid ? [] : [{ fieldId: `${own}builder`, message: say(locale, 'incompleteCondition') }]),
          ...ofPhrase(phrase, clauseId(`${own}words`)),
        ];
      }),
      ...ofPhrase(piece.otherwise, clauseId(`${prefix}p.${index}.otherwise`)),
    ];
  });
}
