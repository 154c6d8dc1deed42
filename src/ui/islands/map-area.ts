import type * as MapModule from './map.ts';
import { loadMap } from './map-point.ts';

/** Shows the buttons of the areas; the map itself is loaded when it is asked for. */
export function enableMapAreas(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-map-area]')) enableArea(box);
}

function enableArea(box: HTMLElement): void {
  const button = (name: string) => box.querySelector<HTMLButtonElement>(`[data-map-${name}]`);
  const [buttons, open, undo, clear] = [
    box.querySelector<HTMLElement>('[data-map-buttons]'),
    button('open'),
    button('undo'),
    button('clear'),
  ];
  if (!buttons || !open || !undo || !clear) return;
  buttons.hidden = false;
  let drawing: MapModule.Drawing | undefined;
  let corners: readonly MapModule.Point[] = readCorners(box);
  const change = (next: readonly MapModule.Point[]): void => {
    corners = next;
    writeCorners(box, corners);
    drawing?.show(corners);
    clear.hidden = corners.length === 0;
    undo.hidden = drawing === undefined || corners.length === 0;
  };
  open.addEventListener('click', async () => {
    drawing = (await loadMap())?.openArea(box, corners, (corner) => change([...corners, corner]));
    if (drawing === undefined) return;
    open.hidden = true;
    change(corners);
  });
  undo.addEventListener('click', () => change(corners.slice(0, -1)));
  clear.addEventListener('click', () => change([]));
  clear.hidden = corners.length === 0;
}

function readCorners(box: HTMLElement): MapModule.Point[] {
  const drawn = box.querySelector<HTMLInputElement>('[data-map-points]')?.value ?? '';
  return drawn
    .split(';')
    .map((pair) => pair.split(',').map(Number))
    .flatMap(([lat, lon]) => (lat !== undefined && Number.isFinite(lat) && lon !== undefined ? [{ lat, lon }] : []));
}

/** Six decimals are ten centimetres. */
function writeCorners(box: HTMLElement, corners: readonly MapModule.Point[]): void {
  const field = box.querySelector<HTMLInputElement>('[data-map-points]');
  const status = box.querySelector('[role="status"]');
  if (field) field.value = corners.map(({ lat, lon }) => `${lat.toFixed(6)},${lon.toFixed(6)}`).join(';');
  const sentence = corners.length === 0 ? box.dataset.noCorner : box.dataset.corners;
  if (status) status.textContent = (sentence ?? '').replace('%n', String(corners.length));
}
