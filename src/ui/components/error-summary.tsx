import { useWords } from '#ui/words.tsx';

export interface FormError {
  /** Id of the field to correct; without it the message stands alone. */
  fieldId?: string;
  message: string;
}

/** All that is wrong, at the top of the page; renders nothing when nothing is. Takes the focus when script runs. */
export function ErrorSummary({ errors, title }: { errors: readonly FormError[]; title?: string }) {
  const words = useWords();
  if (errors.length === 0) return null;
  return (
    <div class="govuk-error-summary" data-focus tabIndex={-1}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title ?? words.errorSummaryTitle}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {errors.map((error) => (
              <li key={`${error.fieldId}${error.message}`}>
                {error.fieldId ? <a href={`#${error.fieldId}`}>{error.message}</a> : error.message}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
