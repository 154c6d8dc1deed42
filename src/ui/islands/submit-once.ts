const pauseMs = 1500;

/**
 * Ignores a second submission of the same form within a moment. The button is not disabled: its name and value would
 * not be sent. The server's idempotency key is the real protection.
 */
export function preventDoubleSubmission(): void {
  const sentAt = new WeakMap<HTMLFormElement, number>();
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method === 'get') return;
    const now = Date.now();
    if (now - (sentAt.get(form) ?? 0) < pauseMs) event.preventDefault();
    else sentAt.set(form, now);
  });
}
