import { type Locale, localize } from '#platform/i18n/text.ts';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { requestedDocumentInput } from '../../domain/requested-document-input.ts';
import { dossierMessages as say } from '../../messages.ts';
import type { RequestedDocument } from '../../queries/list-requested-documents.ts';

/** The documents asked for, each with its own input, and those that have come. */
export function RequestedDocuments({
  requested,
  errorAt,
  locale,
}: {
  requested: readonly RequestedDocument[];
  errorAt: (inputName: string) => string | undefined;
  locale: Locale;
}) {
  if (requested.length === 0) return null;
  const came = requested.filter((document) => document.answered);
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{say(locale, 'follow.requested')}</legend>
      {came.length > 0 && (
        <ul class="govuk-list">
          {came.map((document) => (
            <li key={document.id}>
              <Tag tone="done">{say(locale, 'follow.requestedCame')}</Tag> {localize(document.label, locale)}
            </li>
          ))}
        </ul>
      )}
      {requested
        .filter((document) => !document.answered)
        .map((document) => {
          const name = requestedDocumentInput(document.id);
          return (
            <FileUpload
              key={name}
              id={name}
              label={localize(document.label, locale)}
              hint={say(locale, 'follow.requestedHint')}
              accept=".pdf,image/*,.odt,.ods,.doc,.docx,.xls,.xlsx"
              multiple
              error={errorAt(name)}
            />
          );
        })}
    </fieldset>
  );
}
