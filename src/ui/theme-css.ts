/** The territory's own accent, built into the style sheets. */
export const territoryAccent = '#0b6e69';

/** Least contrast of text, with a little above the 4.5 of WCAG 2.2 (1.4.3) for rounding. */
const leastContrast = 4.6;

// Page and card of `_tokens.scss`: the accent must be legible as text on each.
const lightGrounds = ['#f7f4ee', '#ffffff'] as const;
const darkGrounds = ['#12181f', '#1b232c'] as const;
const white = '#ffffff';
const nearBlack = '#10161c';

/** Colours derived from one accent, for one mode; every text on its ground has a contrast of at least 4.5. */
export interface AccentColours {
  /** Text, links and filled buttons. */
  accent: string;
  accentHover: string;
  onAccent: string;
  /** Ground of what is chosen or one's own. */
  tint: string;
  onTint: string;
  /** The head of the home page and of the back office. */
  band: string;
  bandDeep: string;
  onBand: string;
}

/**
 * Style sheet that gives an authority's colour to the pages, in light and in dark mode.
 * @param theme.accent `#rgb` or `#rrggbb`, any
 * @throws TypeError when it is not a colour: the text goes into a style sheet
 */
export function themeCss({ accent }: { accent: string }): string {
  return `:root{${declarations(lightColours(accent))}}@media screen and (prefers-color-scheme:dark){:root{${declarations(darkColours(accent))}}}`;
}

/** Colours of the light mode. */
export function lightColours(accent: string): AccentColours {
  const wanted = parse(accent);
  const legible = toward(wanted, nearBlack, (colour) =>
    [...lightGrounds, lightTint(colour)].every((ground) => contrast(colour, ground) >= leastContrast),
  );
  return {
    accent: legible,
    accentHover: mix(legible, nearBlack, 0.3),
    onAccent: white,
    tint: lightTint(legible),
    onTint: legible,
    band: legible,
    bandDeep: mix(legible, nearBlack, 0.16),
    onBand: white,
  };
}

/** Colours of the dark mode. */
export function darkColours(accent: string): AccentColours {
  const wanted = parse(accent);
  const isLegible = (colour: string) =>
    [...darkGrounds, darkTint(colour), nearBlack].every((ground) => contrast(colour, ground) >= leastContrast + 0.6);
  // By way of its vivid form: straight to white, every hue would turn grey.
  const brightened = toward(wanted, mix(vivid(wanted), white, 0.3), isLegible);
  const legible = toward(brightened, white, isLegible);
  // A bright band would dazzle at night: it is darker than by day.
  const band = toward(
    mix(wanted, nearBlack, 0.35),
    nearBlack,
    (colour) => contrast(white, colour) >= leastContrast + 2,
  );
  return {
    accent: legible,
    accentHover: mix(legible, white, 0.35),
    onAccent: nearBlack,
    tint: darkTint(legible),
    onTint: legible,
    band,
    bandDeep: mix(band, nearBlack, 0.3),
    onBand: white,
  };
}

/** WCAG contrast of two colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function lightTint(colour: string): string {
  return mix(colour, white, 0.9);
}

function darkTint(colour: string): string {
  return mix(colour, '#1b232c', 0.86);
}

/** The nearest colour on the way to `end` that is good enough; `end` itself always is. */
function toward(start: string, end: string, goodEnough: (colour: string) => boolean): string {
  for (let share = 0; share < 1; share += 0.02) {
    const colour = mix(start, end, share);
    if (goodEnough(colour)) return colour;
  }
  return end;
}

/** The same hue, as bright as it can be. */
function vivid(colour: string): string {
  const all = channels(colour);
  const brightest = Math.max(...all, 1);
  return hex(all.map((channel) => (channel * 255) / brightest));
}

function declarations(colours: AccentColours): string {
  return [
    `--pv-accent:${colours.accent}`,
    `--pv-accent-hover:${colours.accentHover}`,
    `--pv-on-accent:${colours.onAccent}`,
    `--pv-accent-tint:${colours.tint}`,
    `--pv-on-tint:${colours.onTint}`,
    `--pv-band:${colours.band}`,
    `--pv-band-deep:${colours.bandDeep}`,
    `--pv-on-band:${colours.onBand}`,
  ].join(';');
}

function parse(text: string): string {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const long = short
    ? `#${short
        .slice(1)
        .map((digit) => digit.repeat(2))
        .join('')}`
    : text;
  if (!/^#[0-9a-f]{6}$/i.test(long)) throw new TypeError(`Not a colour: ${text}`);
  return long.toLowerCase();
}

function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function mix(start: string, end: string, share: number): string {
  const to = channels(end);
  return hex(channels(start).map((from, index) => from + ((to[index] ?? 0) - from) * share));
}

function hex(values: number[]): string {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
