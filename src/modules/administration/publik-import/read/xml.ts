/** An element of an export: its name, attributes, elements inside it and its own text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, character references resolved. */
  readonly text: string;
}

/** Why a text is not read. `code` names the words to show. */
export class UnreadableXmlError extends Error {
  readonly code: 'xml-doctype' | 'xml-malformed' | 'xml-too-deep' | 'xml-too-large' | 'xml-empty';
  readonly line: number;

  constructor(code: UnreadableXmlError['code'], line: number, detail: string) {
    super(detail);
    this.name = 'UnreadableXmlError';
    this.code = code;
    this.line = line;
  }
}

/** An export of a whole town stays far below these; what goes beyond is refused before it costs anything. */
export const xmlLimits = { characters: 20_000_000, depth: 60, elements: 400_000, attributes: 40 } as const;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads XML as Publik writes it: elements, attributes, text, CDATA, comments. A document type declaration is refused,
 * and so are the entities that it could define: nothing is expanded but characters, nothing is fetched.
 * @throws {UnreadableXmlError}
 */
export function parseXml(source: string): XmlElement {
  return new XmlReader(source).read();
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const namePattern = /[A-Za-z_:\u00c0-\uffff][\w:.\-\u00b7-\uffff]*/y;
const spacePattern = /[ \t\r\n]*/y;

class XmlReader {
  readonly #source: string;
  #at = 0;
  #elements = 0;

  constructor(source: string) {
    this.#source = source;
    if (source.length > xmlLimits.characters) this.#fail('xml-too-large', 'The text is too long');
  }

  read(): XmlElement {
    const open: OpenElement[] = [];
    let root: XmlElement | undefined;
    while (this.#at < this.#source.length) {
      const current = open.at(-1);
      if (this.#source[this.#at] !== '<') {
        const text = this.#text();
        if (current !== undefined) current.text += text;
        else if (text.trim() !== '') this.#fail('xml-malformed', 'Text outside the root element');
        continue;
      }
      if (this.#skipMarkup()) continue;
      if (this.#source.startsWith('<![CDATA[', this.#at)) {
        const text = this.#until('<![CDATA['.length, ']]>');
        if (current === undefined) this.#fail('xml-malformed', 'Text outside the root element');
        else current.text += text;
        continue;
      }
      if (this.#source.startsWith('</', this.#at)) {
        const closed = this.#endTag(open);
        if (open.length === 0) root = closed;
        continue;
      }
      if (root !== undefined) this.#fail('xml-malformed', 'Two root elements');
      const { element, empty } = this.#startTag();
      current?.children.push(element);
      if (empty) {
        if (current === undefined) root = element;
        continue;
      }
      open.push(element);
      if (open.length > xmlLimits.depth) this.#fail('xml-too-deep', 'Too many elements inside one another');
    }
    if (open.length > 0) this.#fail('xml-malformed', `<${open.at(-1)?.name}> is not closed`);
    if (root === undefined) throw new UnreadableXmlError('xml-empty', 1, 'No element');
    return root;
  }

  #fail(code: UnreadableXmlError['code'], detail: string): never {
    const line = this.#source.slice(0, this.#at).split('\n').length;
    throw new UnreadableXmlError(code, line, detail);
  }

  /** Comments, processing instructions; a document type is refused. */
  #skipMarkup(): boolean {
    if (this.#source.startsWith('<!--', this.#at)) {
      this.#until(4, '-->');
      return true;
    }
    if (this.#source.startsWith('<?', this.#at)) {
      this.#until(2, '?>');
      return true;
    }
    if (/^<!doctype/i.test(this.#source.slice(this.#at, this.#at + 9)) || this.#source.startsWith('<!E', this.#at)) {
      this.#fail('xml-doctype', 'Document type declarations are not read');
    }
    return false;
  }

  #until(skip: number, end: string): string {
    const from = this.#at + skip;
    const to = this.#source.indexOf(end, from);
    if (to < 0) this.#fail('xml-malformed', `"${end}" is missing`);
    this.#at = to + end.length;
    return this.#source.slice(from, to);
  }

  #text(): string {
    const next = this.#source.indexOf('<', this.#at);
    const end = next < 0 ? this.#source.length : next;
    const raw = this.#source.slice(this.#at, end);
    const text = this.#resolve(raw);
    this.#at = end;
    return text;
  }

  #resolve(raw: string): string {
    if (!raw.includes('&')) return raw;
    return raw.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][\w.-]*)?;?/g, (whole, name: string | undefined) => {
      if (name === undefined || !whole.endsWith(';')) this.#fail('xml-malformed', 'A bare "&"');
      const known = entities[name];
      if (known !== undefined) return known;
      if (!name.startsWith('#')) this.#fail('xml-doctype', `Unknown entity "&${name};"`);
      const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) this.#fail('xml-malformed', 'Not a character');
      // XML 1.0 has no other control characters, and PostgreSQL keeps no NUL.
      return code < 32 && ![9, 10, 13].includes(code) ? '' : String.fromCodePoint(code);
    });
  }

  #name(): string {
    namePattern.lastIndex = this.#at;
    const name = namePattern.exec(this.#source)?.[0];
    if (name === undefined) this.#fail('xml-malformed', 'A name is expected');
    this.#at += name.length;
    return name;
  }

  #space(): void {
    spacePattern.lastIndex = this.#at;
    this.#at += spacePattern.exec(this.#source)?.[0].length ?? 0;
  }

  #startTag(): { element: OpenElement; empty: boolean } {
    this.#at += 1;
    this.#elements += 1;
    if (this.#elements > xmlLimits.elements) this.#fail('xml-too-large', 'Too many elements');
    const element: OpenElement = { name: this.#name(), attributes: new Map(), children: [], text: '' };
    for (;;) {
      this.#space();
      if (this.#source.startsWith('/>', this.#at)) {
        this.#at += 2;
        return { element, empty: true };
      }
      if (this.#source[this.#at] === '>') {
        this.#at += 1;
        return { element, empty: false };
      }
      this.#attribute(element);
    }
  }

  #attribute(element: OpenElement): void {
    const name = this.#name();
    this.#space();
    if (this.#source[this.#at] !== '=') this.#fail('xml-malformed', `"${name}" has no value`);
    this.#at += 1;
    this.#space();
    const quote = this.#source[this.#at];
    if (quote !== '"' && quote !== "'") this.#fail('xml-malformed', `The value of "${name}" is not quoted`);
    element.attributes.set(name, this.#resolve(this.#until(1, quote)));
    if (element.attributes.size > xmlLimits.attributes) this.#fail('xml-too-large', 'Too many attributes');
  }

  #endTag(open: OpenElement[]): XmlElement {
    this.#at += 2;
    const name = this.#name();
    this.#space();
    if (this.#source[this.#at] !== '>') this.#fail('xml-malformed', `</${name} is not closed`);
    this.#at += 1;
    const closed = open.pop();
    if (closed === undefined || closed.name !== name) {
      this.#fail('xml-malformed', `</${name}> closes nothing`);
    }
    return closed;
  }
}

/** The first child of that name. */
export function findChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of a child, trimmed; undefined when it is absent or empty. Old exports repeat a tag: the last one counts. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  const text = element?.children
    .filter((child) => child.name === name)
    .at(-1)
    ?.text.trim();
  return text === undefined || text === '' || text === 'None' ? undefined : text;
}

/** `True`, `true`, `yes`, `on`, `1`, `required` are true. */
export function childFlag(element: XmlElement | undefined, name: string): boolean | undefined {
  const text = childText(element, name)?.toLowerCase();
  return text === undefined ? undefined : ['true', 'yes', 'on', '1', 'required', 'checked'].includes(text);
}

/** A list as any version writes it: one element an entry, whatever their name; or a text of lines. */
export function listTexts(element: XmlElement | undefined): string[] {
  if (element === undefined) return [];
  const entries = element.children.length > 0 ? element.children.map((child) => child.text) : element.text.split('\n');
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
