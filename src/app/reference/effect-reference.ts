import { type EffectKind, effectSchema, submissionEffectKinds } from '#modules/workflow/index.ts';
import { effectKeyWords, effectWords } from './effect-words.ts';
import { keysOf, keyTable } from './schema-table.ts';

/** `docs/reference/effects.md` */
export function effectReference(): string {
  const parts = effectSchema.options.map((shape) => {
    const kind: EffectKind = shape.shape.effect.value;
    const keys = keysOf(shape).filter((key) => key.name !== 'effect' && key.name !== 'when');
    const table = keys.length === 0 ? '' : `\n\n${keyTable(keys, (key) => wordsOf(key))}`;
    return `## \`${kind}\`\n\n${effectWords[kind]}${table}`;
  });
  return [
    '# Effects\n\nWritten by `npm run cli -- reference` from the shapes that the code checks; do not edit.',
    'What a transition of a workflow does besides changing the state: `effects: [{ effect: notify, message: accepted }]`. All of it is written in one transaction with the act; what leaves the house goes by a job. Every effect may have `when`, an expression: the effect takes place when it holds.',
    `A workflow may also say \`onSubmission\`, a list of effects that are done when a request is filed, in the transaction of the filing: ${submissionEffectKinds.map((kind) => `\`${kind}\``).join(', ')}. The first state may then wait for what they bring, a payment or an appointment. A workflow that extends another keeps its list, says its own, or takes it away with \`[]\`.`,
    'A delay is written `10d` (days), `5wd` (working days), `2m` (months) or `1y` (years).',
    ...parts,
    '',
  ].join('\n\n');
}

function wordsOf(key: string): string {
  const words = effectKeyWords[key];
  if (words === undefined) throw new Error(`The key "${key}" of an effect has no words in effect-words.ts`);
  return words;
}
