import type { ShowWhen } from '../domain/show-when.ts';

/** Hides the fields that do not apply to what is typed, and fills in a whole address from a suggestion. */

function inputsNamed(name: string): (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[] {
  const found = document.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    'input, select, textarea',
  );
  return [...found].filter((input) => input.name === name || input.name.startsWith(`${name}-`));
}

function isChosen(input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): boolean {
  const isBox = input instanceof HTMLInputElement && (input.type === 'radio' || input.type === 'checkbox');
  return isBox ? input.checked : input.value.trim() !== '';
}

/** A field that is itself hidden counts as unanswered, as the server decides. */
function isHidden(input: Element): boolean {
  return !input.checkVisibility();
}

export function applies(condition: ShowWhen): boolean {
  if (typeof condition === 'boolean') return condition;
  switch (condition[0]) {
    case 'is':
      return inputsNamed(condition[1]).some(
        (input) => input.name === condition[1] && input.value === condition[2] && isChosen(input) && !isHidden(input),
      );
    case 'filled':
      return inputsNamed(condition[1]).some((input) => isChosen(input) && !isHidden(input));
    case 'not':
      return !applies(condition[1]);
    case 'and':
      return applies(condition[1]) && applies(condition[2]);
    default:
      return applies(condition[1]) || applies(condition[2]);
  }
}

function showWhatApplies(): void {
  for (const wrapper of document.querySelectorAll<HTMLElement>('[data-show-when]')) {
    wrapper.hidden = !applies(JSON.parse(wrapper.dataset.showWhen ?? 'true') as ShowWhen);
  }
}

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

for (const note of document.querySelectorAll<HTMLElement>('[data-show-when] [data-only-if]')) note.hidden = true;
for (const box of document.querySelectorAll<HTMLElement>('[data-address]'))
  box.addEventListener('change', () => fillAddress(box));
document.addEventListener('input', showWhatApplies);
document.addEventListener('change', showWhatApplies);
showWhatApplies();
