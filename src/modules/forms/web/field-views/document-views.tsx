import { localize } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { acceptedTypes, formatSize, formatsOf } from '../../domain/field-types/file.ts';
import type { FieldOf } from '../../domain/form-schema.ts';
import { removeDocumentName } from '../../domain/input-names.ts';
import { say } from '../../messages.ts';
import type { FieldViewProps } from '../field-view.ts';

export function FileView(view: FieldViewProps<FieldOf<'file'>>) {
  const { field, name, page } = view;
  const limits = say(page.locale, field.max > 1 ? 'fileHintMany' : 'fileHint', {
    formats: formatsOf(field)[page.locale],
    max: field.max,
  });
  return (
    <FileUpload
      id={view.id}
      name={name}
      label={view.label}
      labelSize="s"
      hint={
        <>
          {view.hint} {limits}
        </>
      }
      optional={view.optional}
      error={view.error}
      multiple={field.max > 1}
      accept={acceptedTypes(field)}
      capture={field.photo ? 'environment' : undefined}
      files={view.documents.map((document) => ({
        id: document.id,
        name: document.name,
        detail: formatSize(document.size, page.locale),
        href: page.documentUrl?.(document.id),
      }))}
      removeName={removeDocumentName(name)}
      uploadUrl={page.uploadUrl?.(name)}
    />
  );
}

export function InfoView(view: FieldViewProps<FieldOf<'info'>>) {
  const text = <RichText text={localize(view.field.text, view.page.locale)} headingLevel={2} />;
  if (view.field.tone === 'details') {
    return <Details summary={localize(view.field.label, view.page.locale)}>{text}</Details>;
  }
  const titled = (
    <>
      <p class="govuk-body">
        <strong>{view.label}</strong>
      </p>
      {text}
    </>
  );
  return view.field.tone === 'important' ? <InsetText>{titled}</InsetText> : <div class="pv-prose">{titled}</div>;
}
