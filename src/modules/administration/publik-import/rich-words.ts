const named: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  agrave: 'à',
  acirc: 'â',
  auml: 'ä',
  ccedil: 'ç',
  icirc: 'î',
  iuml: 'ï',
  ocirc: 'ô',
  ouml: 'ö',
  ugrave: 'ù',
  ucirc: 'û',
  uuml: 'ü',
  Eacute: 'É',
  Egrave: 'È',
  Ecirc: 'Ê',
  Agrave: 'À',
  Acirc: 'Â',
  Ccedil: 'Ç',
  Icirc: 'Î',
  Ocirc: 'Ô',
  Ucirc: 'Û',
  Ugrave: 'Ù',
  oelig: 'œ',
  OElig: 'Œ',
  aelig: 'æ',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  euro: '€',
  deg: '°',
  middot: '·',
  bull: '•',
  sup2: '²',
  times: '×',
  copy: '©',
  ordm: 'º',
}; // prettier-ignore

/** Beyond these, a text is no label nor help: its tags are taken away without being read. */
const maxLength = 20_000;
const maxTags = 1500;

function resolveEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,8});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 31 && code < 0xd800 ? String.fromCharCode(code) : '';
  });
}

/**
 * The words of an HTML text in the few marks that our texts know: paragraphs, `- ` lists, `**bold**`, links. Everything
 * else of the HTML goes away, scripts and styles with their content.
 */
export function richWords(html: string): string {
  if (!/[<&]/.test(html)) return tidy(html);
  const text = html.slice(0, maxLength);
  if ((text.match(/</g) ?? []).length > maxTags) return tidy(bareTags(text));
  const marked = text
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/\s*\n\s*/g, '\n')
    .replace(
      /<a\b[^>]*?href\s*=\s*(["'])(.*?)\1[^>]*>([\s\S]*?)<\/a\s*>/gi,
      (_whole, _quote, address: string, label: string) => linked(bare(label), address),
    )
    .replace(/<h[1-6]\b[^>]*>([\s\S]*?)<\/h[1-6]\s*>/gi, (_whole, title: string) => `\n\n## ${bare(title)}\n\n`)
    .replace(/<(strong|b)\b[^>]*>([\s\S]*?)<\/\1\s*>/gi, (_whole, _tag, words: string) => {
      const inner = bare(words);
      return inner === '' || inner.includes('**') ? ` ${inner} ` : `**${inner}**`;
    })
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/(ul|ol)\s*>/gi, '\n\n')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?(p|div|tr|table|hr|blockquote|section)\b[^>]*>/gi, '\n\n');
  return tidy(bareTags(marked));
}

/** The words alone, on one line. */
export function plainWords(html: string): string {
  return tidy(bare(html.slice(0, maxLength).replace(/<br\s*\/?>/gi, ' '))).replace(/\s*\n\s*/g, ' ');
}

function linked(label: string, address: string): string {
  const target = resolveEntities(address).trim();
  return /^(https?:\/\/|mailto:|tel:)[^\s()]+$/.test(target) && label !== ''
    ? `[${label.replace(/[[\]]/g, '')}](${target})`
    : label;
}

function bare(html: string): string {
  return bareTags(html).replace(/\s+/g, ' ').trim();
}

function bareTags(html: string): string {
  return resolveEntities(html.replace(/<\/?[A-Za-z!][^<>]*>/g, ''));
}

function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
