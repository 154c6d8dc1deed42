import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AddressObject, type HeaderLines, type Headers, MailParser } from 'mailparser';
import type { MailFacts } from '../domain/mail-facts.ts';

/** A file of a message while it flows by. Its stream must be read to its end. */
export interface MailFile {
  readonly name: string;
  readonly mediaType: string;
  /** Part of the page's look: a logo, a picture set in the text. */
  readonly inline: boolean;
  readonly content: Readable;
}

export interface ReadMail {
  readonly facts: MailFacts;
  /** Plain text, made from the HTML when there is no other. */
  readonly text: string;
  /** SHA-256 of what is said: the same whatever servers it went through. */
  readonly digest: Buffer;
  /** The first bytes as they came, one character each: what reports of delivery say is there. */
  readonly start: string;
}

const longestHtml = 2_000_000;
const longestText = 200_000;
const longestStart = 256 * 1024;

/**
 * Reads a message while it arrives: its text is held, each file is handed to `onFile` and flows on. Whatever is wrong
 * in its structure, what can be read is read.
 * @param onFile must read the file's stream to its end; `depth` says in how many messages the file's own is enclosed
 */
export async function readMail(source: Readable, onFile: (file: MailFile) => Promise<void>): Promise<ReadMail> {
  // A report of delivery is read as text: its status and the header of what comes back are parts of it.
  const parser = new MailParser({ skipTextToHtml: true, skipImageLinks: true, maxHtmlLengthToParse: longestHtml });
  const digest = createHash('sha256');
  let headers: Headers = new Map();
  let lines: HeaderLines = [];
  let text = '';
  parser.on('headers', (found: Headers) => {
    headers = found;
  });
  parser.on('headerLines', (found: HeaderLines) => {
    lines = found;
  });
  const reading = (async () => {
    for await (const part of parser as AsyncIterable<ParsedPart>) {
      if (part.type === 'text') {
        text = (part.text ?? '').slice(0, longestText);
        continue;
      }
      const name = nameOf(part.filename, part.contentType);
      digest.update(`\0${name}\0`);
      const content = Readable.from(hashed(part.content, digest));
      await onFile({ name, mediaType: part.contentType ?? '', inline: part.related === true, content });
      content.resume();
      part.release();
    }
  })();
  const start: Buffer[] = [];
  let held = 0;
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (held < longestStart) start.push(chunk.subarray(0, longestStart - held));
      held += chunk.length;
      yield chunk;
    }
  }
  // What fails in one of the two ends the other.
  await Promise.all([
    pipeline(watched(), parser),
    reading.catch((error: unknown) => {
      parser.destroy(error instanceof Error ? error : new Error('unreadable'));
      throw error;
    }),
  ]);
  const facts = factsOf(headers, lines);
  digest.update(JSON.stringify([facts.sender.address, facts.subject, facts.sentAt?.toISOString() ?? '', text]));
  return { facts, text: plain(text), digest: digest.digest(), start: Buffer.concat(start).toString('latin1') };
}

type ParsedPart =
  | { readonly type: 'text'; readonly text?: string }
  | {
      readonly type: 'attachment';
      readonly filename?: string | undefined;
      readonly contentType?: string;
      readonly related?: boolean;
      readonly content: Readable;
      release(): void;
    };

async function* hashed(content: Readable, digest: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of content as AsyncIterable<Buffer>) {
    digest.update(chunk);
    yield chunk;
  }
}

function nameOf(said: string | undefined, mediaType: string | undefined): string {
  if (said !== undefined && said.trim() !== '') return said;
  return mediaType === 'message/rfc822' ? 'message.eml' : 'document';
}

/** Reads the header alone, of a message too large to be fetched. */
export async function readHeader(header: Buffer): Promise<MailFacts> {
  return (await readMail(Readable.from([header, Buffer.from('\r\n\r\n')]), async (file) => void file.content.resume()))
    .facts;
}

const kept = new Set([
  'return-path',
  'auto-submitted',
  'precedence',
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'list-id',
  'list-unsubscribe',
  'feedback-id',
  'x-spam-flag',
  'x-spam-status',
  'x-spam',
  'authentication-results',
]);

function factsOf(headers: Headers, lines: HeaderLines): MailFacts {
  const told = new Map<string, string[]>();
  for (const { key, line } of lines) {
    if (!kept.has(key)) continue;
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\s+/g, ' ')
      .trim();
    told.set(key, [...(told.get(key) ?? []), value]);
  }
  const [sender] = addressesOf(headers.get('from'));
  const date = headers.get('date');
  const type = headers.get('content-type') as { value?: string; params?: Record<string, string> } | undefined;
  return {
    messageId: text(headers.get('message-id')).slice(0, 500),
    sender: { address: isAddress(sender?.address) ? sender.address : '', name: sender?.name ?? '' },
    recipients: ['to', 'cc', 'delivered-to', 'x-original-to']
      .flatMap((name) => addressesOf(headers.get(name)))
      .map(({ address }) => address)
      .slice(0, 200),
    subject: line(text(headers.get('subject'))).slice(0, 300),
    references: [...idsIn(headers.get('references')), ...idsIn(headers.get('in-reply-to'))].slice(-50),
    sentAt: date instanceof Date && !Number.isNaN(date.getTime()) ? date : undefined,
    reportType:
      type?.value?.toLowerCase() === 'multipart/report'
        ? (type.params?.['report-type'] ?? 'report').toLowerCase()
        : undefined,
    headers: told,
  };
}

function addressesOf(value: unknown): { address: string; name: string }[] {
  const objects = (Array.isArray(value) ? value : [value]) as unknown[];
  return objects.flatMap((one) => {
    if (typeof one === 'string') return [{ address: one.replace(/[<>]/g, '').trim().toLowerCase(), name: '' }];
    const { value: list } = (one ?? {}) as Partial<AddressObject>;
    return (list ?? []).flatMap(({ address, name, group }) =>
      (group ?? [{ address, name }]).map((each) => ({
        address: (each.address ?? '').trim().toLowerCase().slice(0, 254),
        name: line(each.name ?? '').slice(0, 120),
      })),
    );
  });
}

/** One that can be answered. */
function isAddress(address: string | undefined): address is string {
  return address !== undefined && /^[^\s@<>()",;:\\]{1,64}@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\.]+$/.test(address);
}

function idsIn(value: unknown): string[] {
  const said = Array.isArray(value) ? value.join(' ') : text(value);
  return (said.match(/<[^<>\s]{3,400}>/g) ?? []).map((id) => id);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function line(said: string): string {
  return said
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
}

/** Without what no text holds, and without marks that reverse the direction of reading. */
function plain(said: string): string {
  return said
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .normalize('NFC')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}
