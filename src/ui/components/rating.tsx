import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';
import { describedBy, ErrorMessage, type FieldProps, Hint } from './field.tsx';
import { Fieldset } from './fieldset.tsx';

export interface RatingProps extends Omit<FieldProps, 'label'> {
  label?: string;
  /** "1" to "5". */
  value?: string;
}

/** A mark from 1 to 5, each said in words. */
export function Rating(props: RatingProps) {
  const words = useWords();
  return (
    <div class={classNames('govuk-form-group', !!props.error && 'govuk-form-group--error')}>
      <Fieldset
        legend={props.label ?? words.ratingLegend}
        legendSize={props.labelSize ?? 's'}
        describedBy={describedBy(props)}
      >
        <Hint id={props.id}>{props.hint}</Hint>
        <ErrorMessage id={props.id} message={props.error} />
        <div class="pv-rating">
          {words.rating.map((word, index) => {
            const mark = String(index + 1);
            const id = index === 0 ? props.id : `${props.id}-${mark}`;
            return (
              <div class="pv-rating__item" key={mark}>
                <input
                  class="pv-rating__input"
                  type="radio"
                  id={id}
                  name={props.name ?? props.id}
                  value={mark}
                  checked={props.value === mark}
                  required={props.required}
                  disabled={props.disabled}
                />
                <label class="pv-rating__label" for={id}>
                  <span class="pv-rating__mark">{mark}</span>
                  <span class="pv-rating__word">{word}</span>
                </label>
              </div>
            );
          })}
        </div>
      </Fieldset>
    </div>
  );
}
