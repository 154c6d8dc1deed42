import {
  circleMarker,
  control,
  map as createMap,
  type Map as LeafletMap,
  latLngBounds,
  layerGroup,
  polygon,
  tileLayer,
} from 'leaflet';

export interface Point {
  lat: number;
  lon: number;
}

interface ViewPoint extends Point {
  label: string;
  href?: string;
}

// Drawn rather than an image: it takes the page's colours and needs no file.
const markerStyle = { radius: 11, weight: 4, color: '#ffffff', fillColor: '#a8331e', fillOpacity: 1 };

function base(canvas: HTMLElement, data: DOMStringMap): LeafletMap {
  const map = createMap(canvas, { zoomControl: false, scrollWheelZoom: false });
  map.attributionControl.setPrefix('Leaflet');
  control.zoom({ zoomInTitle: data.zoomIn ?? '', zoomOutTitle: data.zoomOut ?? '' }).addTo(map);
  tileLayer(data.tiles ?? '', { attribution: data.attribution ?? '', maxZoom: 19 }).addTo(map);
  return map;
}

/** Opens the map of a form: a click, or Enter at the map's centre, places the point. */
export function openMap(box: HTMLElement, known: Point | undefined, write: (lat: number, lon: number) => void): void {
  const canvas = box.querySelector<HTMLElement>('[data-map-canvas]');
  if (!canvas) return;
  canvas.hidden = false;
  const centre: [number, number] = known ? [known.lat, known.lon] : [Number(box.dataset.lat), Number(box.dataset.lon)];
  const map = base(canvas, box.dataset);
  map.setView(centre, known ? 17 : Number(box.dataset.zoom));
  const marker = circleMarker(centre, markerStyle);
  if (known) marker.addTo(map);
  map.on('click', ({ latlng }) => write(latlng.lat, latlng.lng));
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', box.dataset.help ?? '');
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target !== canvas) return;
    event.preventDefault();
    const { lat, lng } = map.getCenter();
    write(lat, lng);
  });
  box.addEventListener('parvis:point', (event) => {
    const { lat, lon } = (event as CustomEvent<Point>).detail;
    marker.setLatLng([lat, lon]).addTo(map);
    map.panTo([lat, lon]);
  });
  canvas.focus();
}

/** An area on a map: `show` draws the corners that there are now. */
export interface Drawing {
  show(corners: readonly Point[]): void;
}

/** Opens the map of an area: a click, or Enter at the map's centre, adds a corner. */
export function openArea(box: HTMLElement, known: readonly Point[], add: (corner: Point) => void): Drawing | undefined {
  const canvas = box.querySelector<HTMLElement>('[data-map-canvas]');
  if (!canvas) return undefined;
  canvas.hidden = false;
  const map = base(canvas, box.dataset);
  const corners = layerGroup().addTo(map);
  const shape = polygon([], { color: markerStyle.fillColor, weight: 4 }).addTo(map);
  if (known.length) {
    map.fitBounds(latLngBounds(known.map(({ lat, lon }): [number, number] => [lat, lon])), {
      maxZoom: 18,
      padding: [30, 30],
    });
  } else {
    map.setView([Number(box.dataset.lat), Number(box.dataset.lon)], Number(box.dataset.zoom));
  }
  map.on('click', ({ latlng }) => add({ lat: latlng.lat, lon: latlng.lng }));
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', box.dataset.help ?? '');
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target !== canvas) return;
    event.preventDefault();
    const { lat, lng } = map.getCenter();
    add({ lat, lon: lng });
  });
  canvas.focus();
  return {
    show(points) {
      corners.clearLayers();
      for (const { lat, lon } of points) corners.addLayer(circleMarker([lat, lon], { ...markerStyle, radius: 7 }));
      shape.setLatLngs(points.map(({ lat, lon }): [number, number] => [lat, lon]));
    },
  };
}

/** Opens a map that only shows points; the same points are in a list beside it. */
export function openView(box: HTMLElement): void {
  const points = JSON.parse(box.dataset.points ?? '[]') as ViewPoint[];
  box.hidden = false;
  const map = base(box, box.dataset);
  for (const point of points) {
    const label = document.createElement(point.href ? 'a' : 'span');
    label.textContent = point.label;
    if (point.href) label.setAttribute('href', point.href);
    circleMarker([point.lat, point.lon], markerStyle).bindPopup(label).addTo(map);
  }
  if (points.length) {
    map.fitBounds(latLngBounds(points.map((point) => [point.lat, point.lon])), { maxZoom: 16, padding: [30, 30] });
  } else {
    map.setView([Number(box.dataset.lat), Number(box.dataset.lon)], Number(box.dataset.zoom));
  }
}
