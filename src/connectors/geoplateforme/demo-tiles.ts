/** A place drawn on the demonstration's map. */
export interface DemoPlace {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
}

const size = 256;

/**
 * The demonstration's twin of the map tiles (Web Mercator, as every web map): a plain background, the grid and the
 * communes at their places. Enough to choose a point and to see in which commune it falls.
 * @returns an SVG image, or undefined for a tile that does not exist
 */
export function drawDemoTile(z: number, x: number, y: number, places: readonly DemoPlace[]): string | undefined {
  const count = 2 ** z;
  if (!(Number.isInteger(z) && z >= 0 && z <= 20) || x < 0 || y < 0 || x >= count || y >= count) return undefined;
  const shown = places.filter((place) => z >= 13 || place.population >= (13 - z) * 400);
  const marks = shown.map((place) => mark(place, z, x, y)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#eef2e6"/><path d="M0 .5H${size}M.5 0V${size}M0 128.5H${size}M128.5 0V${size}" stroke="#d9dfcc" fill="none"/>${marks}</svg>`;
}

function mark(place: DemoPlace, z: number, tileX: number, tileY: number): string {
  const scale = size * 2 ** z;
  const sine = Math.sin((place.lat * Math.PI) / 180);
  const px = ((place.lon + 180) / 360) * scale - tileX * size;
  const py = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale - tileY * size;
  // A name that starts on the neighbour tile goes on over this one.
  if (px < -size || px > size || py < -20 || py > size + 20) return '';
  const name = place.name.replace(/[<>&"]/g, '');
  return `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="4" fill="#0b6e69"/><text x="${(px + 8).toFixed(1)}" y="${(py + 4).toFixed(1)}" font-family="sans-serif" font-size="13" fill="#1d2b3a">${name}</text>`;
}
