const everySeconds = 20;

/** The list of dossiers by keyboard, what is new in it, who else is looking, how far a long work is. */
export function enableDesk(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-row-keys]')) enableRowKeys(list);
  for (const place of document.querySelectorAll<HTMLElement>('[data-fresh-url]')) watchFresh(place);
  for (const place of document.querySelectorAll<HTMLElement>('[data-presence-url]')) keepPresence(place);
  for (const place of document.querySelectorAll<HTMLElement>('[data-progress-url]')) watchProgress(place);
}

/** J and K go from row to row, X ticks. Enter follows the link, which has the focus: the browser does that by itself. */
function enableRowKeys(list: HTMLElement): void {
  const links = () => [...list.querySelectorAll<HTMLElement>('[data-open-row]')];
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
    const rows = links();
    const current = rows.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
    const key = event.key.toLowerCase();
    if (key === 'j') rows[Math.min(rows.length - 1, current + 1)]?.focus();
    else if (key === 'k') rows[Math.max(0, current - 1)]?.focus();
    else if (key === 'x' && current >= 0)
      rows[current]?.closest('tr')?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    else return;
    event.preventDefault();
  });
}

async function ask<T>(url: string, init: RequestInit = {}): Promise<T | undefined> {
  try {
    const answer = await fetch(url, { ...init, headers: { accept: 'application/json', ...init.headers } });
    return answer.ok && answer.headers.get('content-type')?.includes('json') ? ((await answer.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Asks while the page is in sight, and once when it comes back. */
function repeatInSight(seconds: number, act: () => Promise<void>): void {
  let last = 0;
  const tick = () => {
    if (document.hidden || Date.now() - last < seconds * 1000) return;
    last = Date.now();
    void act();
  };
  setInterval(tick, 1000);
  document.addEventListener('visibilitychange', tick);
}

interface News {
  readonly fresh: number;
  readonly words: string;
  readonly counts: Readonly<Record<string, string>>;
}

/** A screen reader is told of new ones at most so often; the eye sees each. */
const tellEverySeconds = 120;

/** Keeps the counts true and says how many have come; nothing moves until the agent asks to see them. */
function watchFresh(place: HTMLElement): void {
  const line = place.querySelector<HTMLElement>('.pv-fresh');
  const link = line?.querySelector('a');
  const status = place.querySelector<HTMLElement>('[role=status]');
  if (!line || !link || !status) return;
  let told = 0;
  repeatInSight(everySeconds, async () => {
    const news = await ask<News>(place.dataset.freshUrl ?? '');
    if (news === undefined) return;
    showCounts(news.counts);
    line.hidden = news.fresh === 0;
    if (news.fresh === 0 || link.textContent === news.words) return;
    link.textContent = news.words;
    if (Date.now() - told < tellEverySeconds * 1000) return;
    told = Date.now();
    status.textContent = news.words;
  });
  link.addEventListener('click', async (event) => {
    const rows = document.querySelector('[data-row-keys] tbody');
    if (rows === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const page = await fetchPage(link.href);
    const next = page?.querySelector<HTMLElement>('[data-fresh-url]');
    // What cannot be put in place is shown on its own.
    if (page === undefined || !next) return location.assign(link.href);
    const known = new Set([...rows.querySelectorAll<HTMLInputElement>('[name=dossier]')].map((box) => box.value));
    const added = [...page.querySelectorAll('[data-row-keys] tbody tr')].filter(
      (row) => !known.has(row.querySelector<HTMLInputElement>('[name=dossier]')?.value ?? ''),
    );
    rows.prepend(...added.map((row) => document.importNode(row, true)));
    place.dataset.freshUrl = next.dataset.freshUrl;
    link.href = next.querySelector('a')?.href ?? link.href;
    line.hidden = true;
    link.textContent = '';
    status.textContent = next.dataset.freshAdded ?? '';
    rows.querySelector<HTMLElement>('[data-open-row]')?.focus();
  });
}

function showCounts(counts: News['counts']): void {
  for (const badge of document.querySelectorAll<HTMLElement>('[data-live-count]')) {
    const count = counts[badge.dataset.liveCount ?? ''];
    if (count === undefined || badge.textContent === count) continue;
    badge.textContent = count;
    badge.classList.toggle('pv-badge--none', count === '0');
    if (badge.closest('nav')?.id === 'menu') badge.hidden = count === '0';
  }
}

async function fetchPage(url: string): Promise<Document | undefined> {
  try {
    const answer = await fetch(url, { headers: { accept: 'text/html' } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
  } catch {
    return undefined;
  }
}

function keepPresence(place: HTMLElement): void {
  const csrf = document.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
  repeatInSight(everySeconds, async () => {
    const body = new URLSearchParams({ _csrf: csrf });
    const found = await ask<{ names: string[]; words: string }>(place.dataset.presenceUrl ?? '', {
      method: 'POST',
      body,
    });
    if (found === undefined) return;
    place.hidden = found.names.length === 0;
    if (place.textContent !== found.words) place.textContent = found.words;
  });
}

function watchProgress(place: HTMLElement): void {
  repeatInSight(2, async () => {
    const progress = await ask<{ words: string; done: number; finished: boolean }>(place.dataset.progressUrl ?? '');
    if (progress === undefined) return;
    if (progress.finished) {
      location.reload();
      return;
    }
    const line = place.querySelector('p');
    if (line !== null) line.textContent = progress.words;
    const bar = place.querySelector('progress');
    if (bar !== null) bar.value = progress.done;
  });
}
