/** Rewrites "up to n characters" as what remains, and has it read out once typing pauses. */
export function countCharacters(area: HTMLTextAreaElement): void {
  const text = document.getElementById(`${area.id}-count`);
  if (!text) return;
  const max = Number(area.dataset.max);
  const status = document.createElement('p');
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  text.after(status);
  let pause: ReturnType<typeof setTimeout> | undefined;
  const update = (): void => {
    // The server counts the same way: a line break is one character, an emoji is one too.
    const left = max - [...area.value].length;
    const sentence = (left < 0 ? text.dataset.excess : text.dataset.remaining) ?? '';
    text.textContent = sentence.replace('%n', String(Math.abs(left)));
    text.classList.toggle('pv-count--over', left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => {
      status.textContent = text.textContent;
    }, 1000);
  };
  area.addEventListener('input', update);
  if (area.value) update();
}
