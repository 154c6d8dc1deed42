import type { ComponentChildren } from 'preact';
import { classNames } from '#ui/class-names.ts';
import { useWords } from '#ui/words.tsx';
import { describedBy, FieldGroup, type FieldProps } from './field.tsx';

export interface UploadedFile {
  /** Sent by the remove button. */
  id: string;
  name: string;
  /** Size and type in words, e.g. "PDF, 240 Ko". */
  detail?: string;
  /** Where it can be opened. */
  href?: string;
  error?: string;
}

export interface FileUploadProps extends FieldProps {
  multiple?: boolean;
  /** MIME types or extensions offered by the file chooser, e.g. "image/*,.pdf". */
  accept?: string;
  /** Opens the camera on a phone. */
  capture?: 'environment' | 'user';
  /** Files already received. */
  files?: readonly UploadedFile[];
  /** Name of the remove buttons; the value is the file's id. */
  removeName?: string;
  /** Sends each file at once when script runs: `POST` multipart, answering JSON `{ id, name, detail?, href? }`. */
  uploadUrl?: string;
  /** Anything to say under the list, e.g. a button that attaches from the vault. */
  children?: ComponentChildren;
}

/** Files to attach. The form around must be `multipart`; remove buttons submit it. */
export function FileUpload(props: FileUploadProps) {
  const words = useWords();
  const name = props.name ?? props.id;
  const removeName = props.removeName ?? `${name}-remove`;
  const files = props.files ?? [];
  return (
    <FieldGroup {...props} class="pv-upload">
      <ul
        class="pv-upload__files"
        id={`${props.id}-files`}
        aria-label={words.addedFiles}
        data-remove-name={removeName}
        data-remove-word={words.remove}
        hidden={files.length === 0}
      >
        {files.map((file) => (
          <li class="pv-upload__file" key={file.id}>
            <span class="pv-upload__name">
              {file.href ? (
                <a class="govuk-link" href={file.href}>
                  {file.name}
                </a>
              ) : (
                file.name
              )}
              {file.detail && <span class="pv-upload__detail">{file.detail}</span>}
              {file.error && <span class="pv-upload__error">{file.error}</span>}
            </span>
            <button
              class="pv-link-button"
              type="submit"
              name={removeName}
              value={file.id}
              formNoValidate
              disabled={props.disabled}
            >
              {words.remove}
              <span class="govuk-visually-hidden"> {file.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="pv-upload__choice">
        <input
          class={classNames('govuk-file-upload', !!props.error && 'govuk-file-upload--error')}
          type="file"
          id={props.id}
          name={name}
          multiple={props.multiple}
          accept={props.accept}
          capture={props.capture}
          required={props.required && files.length === 0}
          disabled={props.disabled}
          aria-describedby={describedBy(props)}
          aria-invalid={props.error ? 'true' : undefined}
          data-upload-url={props.uploadUrl}
          data-upload-progress={props.uploadUrl ? words.uploading : undefined}
          data-upload-done={props.uploadUrl ? words.uploaded : undefined}
          data-upload-failed={props.uploadUrl ? words.uploadFailed : undefined}
        />
        {/* The browser words its own button in its own language: these words stand over it, for the eye only. */}
        <span class="pv-upload__button" aria-hidden="true">
          {props.multiple ? words.chooseFiles : words.chooseFile}
        </span>
      </div>
      {props.uploadUrl && <p class="pv-upload__status" id={`${props.id}-status`} role="status" />}
      {props.children}
    </FieldGroup>
  );
}
