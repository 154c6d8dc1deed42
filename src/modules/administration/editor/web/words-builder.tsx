import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { phraseText } from '../domain/values/phrase-text.ts';
import { type ChosenWords, isChosen, type Piece } from '../domain/values/value.ts';
import { valueMessages as say } from '../messages/value-messages.ts';
import { clauseId } from './clause-id.ts';
import { ConditionBuilder } from './condition-builder.tsx';
import { chosenPrefix } from './posted-words.ts';
import { type OutcomeProps, optionsOf } from './value-options.ts';

/** A text as it is composed: answers with words around them, and parts that depend on the answers. */
export function WordsInputs(props: OutcomeProps & { pieces: readonly (Piece | ChosenWords)[] }) {
  const { pieces, prefix, sources, locale } = props;
  return (
    <>
      <input type="hidden" name={`${prefix}pieces`} value={String(pieces.length)} />
      {pieces.map((piece, index) => {
        const name = `${prefix}p.${index}`;
        const isDependent = isChosen(piece);
        return (
          <fieldset class="pv-rows__row" key={name}>
            <legend class="govuk-fieldset__legend">
              {say(locale, isDependent ? 'chosen' : 'piece', { number: index + 1 })}
            </legend>
            {isDependent ? (
              <ChosenInputs {...props} chosen={piece} index={index} />
            ) : (
              <PieceInputs {...props} piece={piece} name={name} />
            )}
            <Button tone="link" name={`${prefix}__piece-remove:${index}`} value="1">
              {say(locale, 'removePiece', { number: index + 1 })}
            </Button>
          </fieldset>
        );
      })}
      {pieces.some(isChosen) && sources.size > 0 && (
        <Details summary={say(locale, 'chosen.names')}>
          <ul class="govuk-list">
            {[...sources.values()].map(({ id, label }) => (
              <li key={id}>{`{${label[locale]}}`}</li>
            ))}
          </ul>
        </Details>
      )}
      <p class="govuk-body">
        <Button tone="link" name={`${prefix}__piece-add`} value="1">
          {say(locale, 'addPiece')}
        </Button>
      </p>
      {props.fields.size > 0 && (
        <p class="govuk-body">
          <Button tone="link" name={`${prefix}__chosen-add`} value="1">
            {say(locale, 'addChosen')}
          </Button>
        </p>
      )}
    </>
  );
}

function PieceInputs(props: OutcomeProps & { piece: Piece; name: string }) {
  const { piece, name, sources, locale } = props;
  const text = (part: 'before' | 'after' | 'otherwise') => (
    <TextInput
      id={`${clauseId(name)}-${part}`}
      name={`${name}.${part}`}
      label={say(locale, `piece.${part}`)}
      optional
      value={piece[part]}
      autocomplete="off"
    />
  );
  return (
    <div class="pv-clause__inputs">
      {text('before')}
      <Select
        id={`${clauseId(name)}-source`}
        name={`${name}.source`}
        label={say(locale, 'piece.source')}
        placeholder={say(locale, 'piece.noSource')}
        value={piece.source}
        options={optionsOf(sources, locale)}
      />
      {text('after')}
      {text('otherwise')}
    </div>
  );
}

function ChosenInputs(props: OutcomeProps & { chosen: ChosenWords; index: number }) {
  const { chosen, index, prefix, sources, fields, locale, problems } = props;
  const name = `${prefix}p.${index}`;
  const [example] = sources.values();
  const choices = [...fields.values()].filter((field) => field.kind === 'choice' && field.options.length > 0);
  const text = (id: string, label: string, phrase: ChosenWords['otherwise']) => (
    <TextInput
      id={clauseId(id)}
      name={id}
      label={label}
      optional
      value={phraseText(phrase, sources, locale)}
      error={problems.find((one) => one.fieldId === clauseId(id))?.message}
      autocomplete="off"
    />
  );
  return (
    <>
      <input type="hidden" name={`${name}.ways`} value={String(chosen.cases.length)} />
      <div class="govuk-hint">
        {say(locale, 'chosen.hint', { example: example === undefined ? '{…}' : `{${example.label[locale]}}` })}
      </div>
      {chosen.cases.map(({ condition, phrase }, at) => {
        const own = chosenPrefix(prefix, index, at);
        return (
          <fieldset class="pv-rows__row" key={own}>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
              {say(locale, 'case', { number: at + 1 })}
            </legend>
            <ConditionBuilder
              condition={condition}
              fields={fields}
              locale={locale}
              reading="condition"
              problems={problems}
              prefix={own}
            />
            {text(`${own}words`, say(locale, 'way.text'), phrase)}
            <Button tone="link" name={`${prefix}__way-remove:${index}:${at}`} value="1">
              {say(locale, 'removeCase')}
            </Button>
          </fieldset>
        );
      })}
      {text(`${name}.otherwise`, say(locale, 'way.otherwiseText'), chosen.otherwise)}
      {choices.length > 0 && (
        <div class="pv-inline-form">
          <Select
            id={`${clauseId(name)}-table`}
            name={`${name}.table`}
            label={say(locale, 'table')}
            options={choices.map((field) => ({ value: field.id, label: field.label[locale] }))}
          />
          <Button tone="secondary" name={`${prefix}__way-table:${index}`} value="1">
            {say(locale, 'makeCases')}
          </Button>
        </div>
      )}
      <p class="govuk-body">
        <Button tone="link" name={`${prefix}__way-add:${index}`} value="1">
          {say(locale, 'addCase')}
        </Button>
      </p>
    </>
  );
}
