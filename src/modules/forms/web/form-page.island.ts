import { isToBeShown, type TypedPage, typedNumber } from '../domain/decide-showing.ts';
import type { ShowWhen } from '../domain/show-when.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Inputs in sight: a field that is itself hidden counts as unanswered, as the server decides. */
function controlsInSight(): Control[] {
  const found = document.querySelectorAll<Control>('input:not([type=hidden]), select, textarea');
  return [...found].filter((control) => control.checkVisibility());
}

function isFilled(control: Control): boolean {
  const isBox = control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');
  return isBox ? control.checked : control.value.trim() !== '';
}

function readPage(): TypedPage {
  const filled = controlsInSight().filter(isFilled);
  return {
    has: (name, value) => filled.some((control) => control.name === name && control.value === value),
    isFilled: (name) => filled.some((control) => control.name === name || control.name.startsWith(`${name}-`)),
    number: (name) => typedNumber(filled.find((control) => control.name === name)?.value ?? ''),
  };
}

/** In the order of the page, each after those that it may depend on. */
function showWhatApplies(): void {
  for (const wrapper of document.querySelectorAll<HTMLElement>('[data-show-when]')) {
    wrapper.hidden = !isToBeShown(JSON.parse(wrapper.dataset.showWhen ?? 'true') as ShowWhen, readPage());
  }
}

/** A suggestion taken in the first line of an address fills in the two others. */
function fillAddress(box: HTMLElement): void {
  const name = box.dataset.address ?? '';
  const input = (suffix: string) => box.querySelector<HTMLInputElement>(`input[name="${name}${suffix}"]`);
  const chosen = input('-chosen');
  if (!chosen?.value.startsWith('{')) return;
  const address = JSON.parse(chosen.value) as Record<string, unknown>;
  for (const part of ['street', 'postcode', 'city']) {
    const target = input(`-${part}`);
    const value = address[part];
    if (target && typeof value === 'string') target.value = value;
  }
}

// The words "(si …)" are for pages without script: here the field itself comes and goes.
for (const note of document.querySelectorAll<HTMLElement>('[data-show-when] [data-only-if]')) note.hidden = true;
for (const box of document.querySelectorAll<HTMLElement>('[data-address]')) {
  box.addEventListener('change', (event) => {
    if (event.target === box.querySelector('input')) fillAddress(box);
  });
}
document.addEventListener('input', showWhatApplies);
document.addEventListener('change', showWhatApplies);
showWhatApplies();
