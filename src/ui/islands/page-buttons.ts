/** Shows the print buttons and makes them print. */
export function enablePrintButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}

/** Shows the copy buttons where the browser can copy, and says when it has. */
export function enableCopyButtons(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.hidden = false;
    const label = button.textContent;
    const status = document.createElement('span');
    status.className = 'govuk-visually-hidden';
    status.setAttribute('role', 'status');
    button.after(status);
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy ?? '');
      status.textContent = button.textContent = button.dataset.copied ?? label;
      setTimeout(() => {
        button.textContent = label;
        status.textContent = '';
      }, 4000);
    });
  }
}
