interface Suggestion {
  value: string;
  label: string;
}

const pauseMs = 180;

/**
 * Suggestions under an input, as the editable combobox with list of ARIA 1.2.
 * Source: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function enableSuggestions(input: HTMLInputElement): void {
  const target = document.getElementById(input.dataset.suggestTarget ?? '') as HTMLInputElement | null;
  const list = document.createElement('ul');
  const status = document.createElement('span');
  const box = document.createElement('div');
  box.className = 'pv-suggest';
  list.className = 'pv-suggest__list';
  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.labels?.[0]?.textContent ?? '');
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  box.append(list, status);
  (input.closest('.pv-search__row') ?? input).after(box);
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  let shown: Suggestion[] = [];
  let active = -1;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let request: AbortController | undefined;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const activate = (index: number): void => {
    active = index;
    [...list.children].forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === index));
      if (at === index) {
        input.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
      }
    });
  };

  const choose = (suggestion: Suggestion): void => {
    input.value = suggestion.label;
    if (target) target.value = suggestion.value;
    close();
    status.textContent = '';
    input.dispatchEvent(new Event('change', { bubbles: true }));
    if (input.dataset.suggestSubmit !== undefined) input.form?.requestSubmit();
  };

  const show = (suggestions: Suggestion[]): void => {
    shown = suggestions;
    list.replaceChildren(
      ...suggestions.map((suggestion, index) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${index}`;
        option.className = 'pv-suggest__option';
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.textContent = suggestion.label;
        // "mousedown" comes before the input loses the focus, which would close the list.
        option.addEventListener('mousedown', (event) => {
          event.preventDefault();
          choose(suggestion);
        });
        return option;
      }),
    );
    close();
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    const sentence = suggestions.length ? input.dataset.suggestResults : input.dataset.suggestNone;
    status.textContent = (sentence ?? '').replace('%n', String(suggestions.length));
  };

  const ask = async (): Promise<void> => {
    const query = input.value.trim();
    request?.abort();
    if (query.length < 2) return close();
    const mine = new AbortController();
    request = mine;
    try {
      const url = new URL(input.dataset.suggestUrl ?? '', location.href);
      url.searchParams.set('q', query);
      const answer = await fetch(url, { signal: mine.signal, headers: { accept: 'application/json' } });
      if (answer.ok) show((await answer.json()) as Suggestion[]);
    } catch {
      // Aborted or off line: the field stays a plain field.
      if (request === mine) close();
    }
  };

  input.addEventListener('input', () => {
    if (target) target.value = '';
    clearTimeout(pause);
    pause = setTimeout(ask, pauseMs);
  });
  // What is still on its way when the field is left must not open over what comes next.
  input.addEventListener('blur', () => {
    clearTimeout(pause);
    request?.abort();
    close();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault();
      const chosen = shown[active];
      if (chosen) choose(chosen);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && shown.length) {
      event.preventDefault();
      if (list.hidden) show(shown);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      activate(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
    }
  });
}
