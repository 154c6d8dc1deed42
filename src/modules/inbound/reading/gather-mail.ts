import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DocumentRejectedError, type Documents, type ReceivedFile } from '#modules/documents/index.ts';
import { readTnef } from '../domain/tnef.ts';
import { type MailFile, type ReadMail, readMail } from './read-mail.ts';

/** Why a file of a message is not there; each has its sentence. */
export type SetAsideReason =
  | 'too-many'
  | 'too-deep'
  | 'wrapped'
  | 'empty'
  | 'too-large'
  | 'type-not-accepted'
  | 'web-page'
  | 'program'
  | 'archive'
  | 'pdf-program'
  | 'pdf-bomb'
  | 'damaged'
  | 'infected'
  | 'interrupted';

export interface SetAside {
  readonly name: string;
  readonly why: SetAsideReason;
}

/** A message with its files stored, those of the messages that it encloses too. */
export interface GatheredMail extends ReadMail {
  /** The texts of the messages that it encloses, each under what it says of itself. */
  readonly enclosed: readonly { readonly subject: string; readonly from: string; readonly text: string }[];
  readonly files: readonly ReceivedFile[];
  readonly setAside: readonly SetAside[];
}

export const mostFiles = 200;
const deepest = 3;
const largestWrapped = 25_000_000;
/** Bytes under which a picture set in the text is a logo or a smiley. */
const smallestPicture = 10_000;

const signatures = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
]);

/** Reads a message; what can be kept of its files is stored for the authority, and what cannot is named. */
export async function gatherMail(documents: Documents, authorityId: string, source: Readable): Promise<GatheredMail> {
  const files: ReceivedFile[] = [];
  const setAside: SetAside[] = [];
  const enclosed: { subject: string; from: string; text: string }[] = [];
  let seen = 0;

  const keep = async (name: string, stream: Readable, inline = false): Promise<void> => {
    try {
      const received = await documents.receive(
        authorityId,
        { filename: name, stream },
        { accept: ['pdf', 'image', 'office'] },
      );
      if (!inline || received.size >= smallestPicture) files.push(received);
    } catch (error) {
      if (!(error instanceof DocumentRejectedError)) throw error;
      if (!inline) setAside.push({ name: shown(name), why: error.reason });
    }
  };

  const unwrap = async (file: MailFile): Promise<void> => {
    const bytes = await readAtMost(file.content, largestWrapped);
    const inside = bytes === undefined ? undefined : readTnef(bytes);
    if (inside === undefined) {
      setAside.push({ name: shown(file.name), why: 'wrapped' });
      return;
    }
    for (const { name, content } of inside) {
      seen += 1;
      if (seen > mostFiles) setAside.push({ name: shown(name), why: 'too-many' });
      else await keep(name, Readable.from([content]));
    }
  };

  const take =
    (depth: number) =>
    async (file: MailFile): Promise<void> => {
      if (signatures.has(file.mediaType)) return;
      seen += 1;
      if (seen > mostFiles) {
        setAside.push({ name: shown(file.name), why: 'too-many' });
      } else if (file.mediaType === 'message/rfc822' || /\.eml$/i.test(file.name)) {
        if (depth >= deepest) {
          setAside.push({ name: shown(file.name), why: 'too-deep' });
          return;
        }
        const inner = await readMail(file.content, take(depth + 1));
        const { subject, sender } = inner.facts;
        enclosed.push({ subject, from: sender.name || sender.address, text: inner.text.slice(0, 50_000) });
      } else if (file.mediaType === 'application/ms-tnef' || /^winmail\.dat$/i.test(file.name)) {
        await unwrap(file);
      } else {
        await keep(file.name, file.content, file.inline);
      }
    };

  const read = await readMail(source, take(0));
  return { ...read, enclosed, files, setAside };
}

async function readAtMost(stream: Readable, most: number): Promise<Buffer | undefined> {
  let size = 0;
  async function* bounded(): AsyncGenerator<Buffer> {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= most) yield chunk;
    }
  }
  const bytes = await buffer(bounded());
  return size > most ? undefined : bytes;
}

/** A name as it is told, of a file that is not kept. */
function shown(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 120);
}
