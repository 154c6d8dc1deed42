import type { PdfShape, PdfShapes } from '#modules/documents/index.ts';
import { LogoRefusedError } from '../../errors.ts';
import { type Matrix, multiply, readTransform } from './transforms.ts';

/** Bytes of the file, and how much it may hold. */
export const largestSvg = 200_000;
const mostShapes = 2000;
const deepest = 40;

const drawn = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polygon', 'polyline']);
const silent = new Set(['title', 'desc', 'metadata', 'defs', 'clippath', 'style']);

interface Style {
  readonly fill: string | undefined;
  readonly stroke: string | undefined;
  readonly strokeWidth: number;
  readonly opacity: number;
  readonly evenOdd: boolean;
  readonly matrix: Matrix;
}

type Attributes = ReadonlyMap<string, string>;

/**
 * The shapes of an SVG drawing, and nothing else of its file: no script, link, text, picture or font goes further.
 * @throws {LogoRefusedError} for what is no drawing, is too large or needs more than plain shapes and plain colours
 */
export function readSvg(source: string): PdfShapes {
  if (source.length > largestSvg) throw new LogoRefusedError('too-large');
  if (/<!(DOCTYPE[^>]*\[|ENTITY)/i.test(source)) throw new LogoRefusedError('not-plain');
  const classes = readClasses(source);
  const shapes: PdfShape[] = [];
  const stack: { name: string; style: Style; isSilent: boolean }[] = [];
  let size: { width: number; height: number } | undefined;
  const root: Style = {
    fill: '#000000',
    stroke: undefined,
    strokeWidth: 1,
    opacity: 1,
    evenOdd: false,
    matrix: [1, 0, 0, 1, 0, 0],
  };
  for (const tag of tagsOf(source)) {
    if (tag.kind === 'close') {
      if (stack.pop()?.name !== tag.name) throw new LogoRefusedError('not-a-drawing');
      continue;
    }
    const above = stack.at(-1);
    const inherited = above?.style ?? root;
    const isSilent = above?.isSilent === true || silent.has(tag.name);
    const style = isSilent ? inherited : styleOf(tag.attributes, classes, inherited);
    if (stack.length === 0) {
      if (tag.name !== 'svg' || size !== undefined) throw new LogoRefusedError('not-a-drawing');
      size = sizeOf(tag.attributes);
      const [x = 0, y = 0] = numbers(tag.attributes.get('viewbox') ?? '');
      const start: Style = { ...style, matrix: [1, 0, 0, 1, -x, -y] };
      if (!tag.isEmpty) stack.push({ name: tag.name, style: start, isSilent });
      continue;
    }
    if (!isSilent && drawn.has(tag.name)) {
      if (shapes.length >= mostShapes) throw new LogoRefusedError('too-large');
      const shape = shapeOf(pathOf(tag.name, tag.attributes), style);
      if (shape !== undefined) shapes.push(shape);
    } else if (!isSilent && tag.name !== 'g' && tag.name !== 'svg') throw new LogoRefusedError('not-plain');
    if (!tag.isEmpty) stack.push({ name: tag.name, style, isSilent });
    if (stack.length > deepest) throw new LogoRefusedError('too-large');
  }
  if (size === undefined || stack.length > 0 || shapes.length === 0) throw new LogoRefusedError('not-a-drawing');
  return { ...size, shapes };
}

type SvgTag =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Attributes; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string };

const tagPattern =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[^>]*\?>|<![^>]*>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;

function* tagsOf(source: string): Generator<SvgTag> {
  for (const [, slash, name, inside = '', end] of source.matchAll(tagPattern)) {
    if (name === undefined) continue;
    const plain = name.replace(/^svg:/, '').toLowerCase();
    // Of other programs: names in a space of their own say nothing that is drawn.
    const known = plain.includes(':') ? 'metadata' : plain;
    if (slash === '/') yield { kind: 'close', name: known };
    else yield { kind: 'open', name: known, attributes: attributesOf(inside), isEmpty: end === '/' };
  }
}

function attributesOf(text: string): Attributes {
  const found = [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return new Map(found.map(([, name = '', double, single]) => [name.toLowerCase(), (double ?? single ?? '').trim()]));
}

/** `.st0{fill:#fff}` of the drawing's own sheet. */
function readClasses(source: string): ReadonlyMap<string, string> {
  const sheet = [...source.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)].map(([, text]) => text).join('\n');
  const classes = new Map<string, string>();
  for (const [, names = '', rules = ''] of sheet.matchAll(/([^{}]+)\{([^}]*)\}/g))
    for (const name of names.split(','))
      if (/^\s*\.[\w-]+\s*$/.test(name)) {
        const key = name.trim().slice(1);
        classes.set(key, `${classes.get(key) ?? ''};${rules}`);
      }
  return classes;
}

function styleOf(attributes: Attributes, classes: ReadonlyMap<string, string>, inherited: Style): Style {
  const own = (attributes.get('class') ?? '').split(/\s+/).map((name) => classes.get(name) ?? '');
  const declared = new Map<string, string>();
  for (const line of [...own, attributes.get('style') ?? ''].join(';').split(';')) {
    const [name = '', ...rest] = line.split(':').map((part) => part.trim().toLowerCase());
    if (name !== '') declared.set(name, rest.join(':'));
  }
  const value = (name: string) => declared.get(name) ?? attributes.get(name);
  const part = (name: string) => {
    const number = Number.parseFloat(value(name) ?? '1');
    return Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 1;
  };
  const width = Number.parseFloat(value('stroke-width') ?? '');
  const hidden = value('display') === 'none' || value('visibility') === 'hidden';
  return {
    fill: value('fill') === undefined ? inherited.fill : colourOf(value('fill') ?? ''),
    stroke: value('stroke') === undefined ? inherited.stroke : colourOf(value('stroke') ?? ''),
    strokeWidth: Number.isFinite(width) && width >= 0 ? width : inherited.strokeWidth,
    opacity: hidden ? 0 : inherited.opacity * part('opacity') * part('fill-opacity'),
    evenOdd: value('fill-rule') === undefined ? inherited.evenOdd : value('fill-rule') === 'evenodd',
    matrix: multiply(inherited.matrix, readTransform(attributes.get('transform') ?? '')),
  };
}

const named: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#ffffff',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  gold: '#ffd700',
  silver: '#c0c0c0',
  gray: '#808080',
  grey: '#808080',
  navy: '#000080',
  maroon: '#800000',
  orange: '#ffa500',
  purple: '#800080',
  currentcolor: '#000000',
};

/** @throws {LogoRefusedError} for a gradient or a pattern: it would not be what its author drew */
function colourOf(text: string): string | undefined {
  const value = text.trim().toLowerCase();
  if (value === '' || value === 'none' || value === 'transparent') return undefined;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value);
  if (short !== null)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  if (/^#[0-9a-f]{6}$/.test(value)) return value;
  const parts = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(value)?.slice(1).map(Number);
  if (parts?.every((one) => one <= 255)) return `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
  const known = named[value];
  if (known === undefined) throw new LogoRefusedError('not-plain');
  return known;
}

function sizeOf(attributes: Attributes): { width: number; height: number } {
  const box = numbers(attributes.get('viewbox') ?? '');
  const width = box[2] ?? Number.parseFloat(attributes.get('width') ?? '');
  const height = box[3] ?? Number.parseFloat(attributes.get('height') ?? '');
  if (!(width > 0 && height > 0 && width < 100_000 && height < 100_000)) throw new LogoRefusedError('not-a-drawing');
  return { width, height };
}

function numbers(text: string): number[] {
  return (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
}

function pathOf(name: string, attributes: Attributes): string {
  const at = (key: string) => {
    const number = Number.parseFloat(attributes.get(key) ?? '0');
    return Number.isFinite(number) ? number : 0;
  };
  switch (name) {
    case 'path': {
      const data = attributes.get('d') ?? '';
      if (!/^[MmZzLlHhVvCcSsQqTtAa\d\seE+,.-]*$/.test(data)) throw new LogoRefusedError('not-plain');
      return data;
    }
    case 'rect':
      return `M${at('x')} ${at('y')}h${at('width')}v${at('height')}h${-at('width')}Z`;
    case 'line':
      return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
    case 'circle':
    case 'ellipse': {
      const rx = name === 'circle' ? at('r') : at('rx');
      const ry = name === 'circle' ? at('r') : at('ry');
      return `M${at('cx') - rx} ${at('cy')}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
    }
    default: {
      const points = numbers(attributes.get('points') ?? '');
      return points.length < 4 ? '' : `M${points.join(' ')}${name === 'polygon' ? 'Z' : ''}`;
    }
  }
}

function shapeOf(path: string, style: Style): PdfShape | undefined {
  const { fill, stroke, strokeWidth, opacity, evenOdd, matrix } = style;
  if (path === '' || opacity === 0 || (fill === undefined && stroke === undefined)) return undefined;
  return {
    path,
    matrix,
    ...(fill === undefined ? {} : { fill }),
    ...(stroke === undefined ? {} : { stroke, strokeWidth }),
    ...(opacity === 1 ? {} : { opacity }),
    ...(evenOdd ? { evenOdd } : {}),
  };
}
