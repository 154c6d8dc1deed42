import type * as MapModule from './map.ts';

/** The script tag of this module says where the map's own files are, since their names carry a hash. */
export async function loadMap(): Promise<typeof MapModule | undefined> {
  const { mapJs, mapCss } = document.querySelector<HTMLScriptElement>('script[data-map-js]')?.dataset ?? {};
  if (!mapJs || !mapCss) return undefined;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = mapCss;
  await new Promise((resolve) => {
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
  return (await import(mapJs)) as typeof MapModule;
}

/** Shows the map's buttons; the map itself is loaded when it is asked for, or at once in `[data-map]`. */
export function enableMapPoints(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-map-point]')) enablePoint(box);
  const views = document.querySelectorAll<HTMLElement>('[data-map]');
  if (views.length) void showViews(views);
}

async function showViews(views: NodeListOf<HTMLElement>): Promise<void> {
  const map = await loadMap();
  for (const view of views) map?.openView(view);
}

function enablePoint(box: HTMLElement): void {
  const buttons = box.querySelector<HTMLElement>('[data-map-buttons]');
  const locate = box.querySelector<HTMLButtonElement>('[data-map-locate]');
  const open = box.querySelector<HTMLButtonElement>('[data-map-open]');
  if (!buttons || !locate || !open) return;
  buttons.hidden = false;
  locate.hidden = !('geolocation' in navigator);
  const openMap = async (): Promise<void> => {
    open.hidden = true;
    (await loadMap())?.openMap(box, readPoint(box), (lat, lon) => writePoint(box, lat, lon));
  };
  open.addEventListener('click', openMap);
  locate.addEventListener('click', () => {
    say(box, box.dataset.locating);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        writePoint(box, coords.latitude, coords.longitude);
        say(box, box.dataset.located);
        void openMap();
      },
      () => say(box, box.dataset.notLocated),
      { enableHighAccuracy: true, timeout: 12_000 },
    );
  });
}

function say(box: HTMLElement, sentence = ''): void {
  const status = box.querySelector('[role="status"]');
  if (status) status.textContent = sentence;
}

/** Writes the point in the form; six decimals are ten centimetres. */
function writePoint(box: HTMLElement, lat: number, lon: number): void {
  const latField = box.querySelector<HTMLInputElement>('[data-map-lat]');
  const lonField = box.querySelector<HTMLInputElement>('[data-map-lon]');
  if (latField) latField.value = lat.toFixed(6);
  if (lonField) lonField.value = lon.toFixed(6);
  box.dispatchEvent(new CustomEvent('parvis:point', { detail: { lat, lon } }));
}

function readPoint(box: HTMLElement): MapModule.Point | undefined {
  const lat = box.querySelector<HTMLInputElement>('[data-map-lat]')?.value;
  const lon = box.querySelector<HTMLInputElement>('[data-map-lon]')?.value;
  return lat && lon ? { lat: Number(lat), lon: Number(lon) } : undefined;
}
