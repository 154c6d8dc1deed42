interface Received {
  id?: string;
  name?: string;
  detail?: string;
  href?: string;
  error?: string;
}

/** Sends each chosen file at once and lists it; a file that could not be sent stays in the form. */
export function enableUploads(input: HTMLInputElement): void {
  const list = document.getElementById(`${input.id}-files`);
  const status = document.getElementById(`${input.id}-status`);
  if (!list || !status) return;
  input.addEventListener('change', async () => {
    const failed = new DataTransfer();
    const files = [...(input.files ?? [])];
    let refusal = '';
    for (const file of files) {
      const received = await send(input, file, (share) => {
        status.textContent = (input.dataset.uploadProgress ?? '').replace('%n', String(share));
      });
      if (received?.id !== undefined) {
        if (!input.multiple) list.replaceChildren();
        list.append(item(list, received, file.name));
        list.hidden = false;
      } else if (received?.error !== undefined) {
        refusal = `${file.name} : ${received.error}`;
      } else {
        failed.items.add(file);
      }
    }
    input.files = failed.files;
    // What stays in the input is named by the browser.
    input.toggleAttribute('data-upload-kept', failed.files.length > 0);
    const allSent = failed.files.length === 0;
    status.textContent = refusal || (allSent ? input.dataset.uploadDone : input.dataset.uploadFailed) || '';
    if (allSent && !refusal) input.required = false;
  });
}

function send(input: HTMLInputElement, file: File, progress: (percent: number) => void): Promise<Received | undefined> {
  const body = new FormData();
  // Fields before the file: the server checks the proof of origin before it reads a large body.
  const csrf = input.form?.querySelector<HTMLInputElement>('input[name="_csrf"]');
  if (csrf) body.append('_csrf', csrf.value);
  body.append('file', file);
  return new Promise((resolve) => {
    // fetch() does not report the progress of an upload.
    const request = new XMLHttpRequest();
    request.open('POST', input.dataset.uploadUrl ?? '');
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => progress(Math.round((100 * event.loaded) / event.total));
    request.onload = () => resolve((request.response as Received | null) ?? undefined);
    request.onerror = () => resolve(undefined);
    request.send(body);
  });
}

function item(list: HTMLElement, received: Received, fallbackName: string): HTMLLIElement {
  const row = document.createElement('li');
  const name = document.createElement('span');
  const remove = document.createElement('button');
  const shownName = received.name ?? fallbackName;
  row.className = 'pv-upload__file';
  name.className = 'pv-upload__name';
  if (received.href) {
    const link = document.createElement('a');
    link.className = 'govuk-link';
    link.href = received.href;
    link.textContent = shownName;
    name.append(link);
  } else {
    name.textContent = shownName;
  }
  if (received.detail) {
    const detail = document.createElement('span');
    detail.className = 'pv-upload__detail';
    detail.textContent = received.detail;
    name.append(detail);
  }
  const hiddenName = document.createElement('span');
  hiddenName.className = 'govuk-visually-hidden';
  hiddenName.textContent = ` ${shownName}`;
  remove.className = 'pv-link-button';
  remove.type = 'submit';
  remove.name = list.dataset.removeName ?? '';
  remove.value = received.id ?? '';
  remove.formNoValidate = true;
  remove.append(list.dataset.removeWord ?? '', hiddenName);
  row.append(name, remove);
  return row;
}
