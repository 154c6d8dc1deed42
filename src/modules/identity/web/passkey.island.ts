import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** Forms that a passkey fills in: they are shown where the browser knows passkeys. */
if (browserSupportsWebAuthn()) {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) enable(form);
}

function enable(form: HTMLFormElement): void {
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const status = form.querySelector<HTMLElement>('[role="status"]');
    if (status !== null) status.textContent = '';
    try {
      const answer = await ask(form);
      const field = form.elements.namedItem('answer');
      if (field instanceof HTMLInputElement) field.value = JSON.stringify(answer);
      // Without a second `submit` event: the page goes on as with any form.
      form.submit();
    } catch {
      // Given up, not known here, too late: the words are the same, and the other ways stay on the page.
      if (status !== null) status.textContent = form.dataset.failed ?? '';
    }
  });
}

async function ask(form: HTMLFormElement): Promise<unknown> {
  const token = form.elements.namedItem('_csrf');
  const response = await fetch(form.dataset.challenge ?? '', {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ _csrf: token instanceof HTMLInputElement ? token.value : '' }),
  });
  if (!response.ok) throw new Error(String(response.status));
  if (form.dataset.passkey === 'create') {
    return startRegistration({ optionsJSON: (await response.json()) as PublicKeyCredentialCreationOptionsJSON });
  }
  return startAuthentication({ optionsJSON: (await response.json()) as PublicKeyCredentialRequestOptionsJSON });
}
