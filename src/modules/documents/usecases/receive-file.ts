import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Antivirus } from '#platform/antivirus/antivirus.ts';
import type { IncomingFile } from '#platform/http/context.ts';
import type { AuthorityKeys } from '../authority-keys.ts';
import type { ContentStorage, StagedContent } from '../content-storage.ts';
import type { ReceiveOptions } from '../documents.ts';
import { displayName, extensionDiffers } from '../domain/display-name.ts';
import { PdfInspector } from '../domain/pdf-inspector.ts';
import { photoCleaner } from '../domain/photos/clean-photo.ts';
import type { PhotoCleaner } from '../domain/photos/photo-cleaner.ts';
import { recogniseContent, recognisedBytes } from '../domain/recognise-content.ts';
import { DocumentRejectedError } from '../errors.ts';
import type { AcceptedFamily, DocumentScan, DocumentWarning, ReceivedFile } from '../stored-document.ts';
import { beginScan, type Scanning } from './scan-while-received.ts';

const defaultMaxSize = 20 * 1000 * 1000;

/** A file on the disk that no row refers to yet. */
export interface ReadFile {
  readonly result: Omit<ReceivedFile, 'keyVersion'>;
  readonly keyVersion: number;
  readonly staged: StagedContent;
}

/** See `Documents.receive`. */
export async function receiveFile(
  { storage, keys, antivirus }: { storage: ContentStorage; keys: AuthorityKeys; antivirus: Antivirus | undefined },
  authorityId: string,
  file: Pick<IncomingFile, 'filename' | 'stream' | 'bytes'>,
  options: ReceiveOptions,
): Promise<ReadFile> {
  const maxSize = options.maxSize ?? defaultMaxSize;
  const scanning = antivirus === undefined ? undefined : beginScan(antivirus);
  const reading = new FileReading(file, maxSize, options.accept ?? ['pdf', 'image'], scanning);
  try {
    const dataKey = await keys.current(authorityId);
    // What is all there is refused before anything is written.
    const kept = file.bytes === undefined ? reading.chunks() : await reading.take(file.bytes);
    const staged = await storage.stage(dataKey, kept);
    try {
      if (file.bytes === undefined) await reading.settle();
    } catch (error) {
      await staged.discard();
      throw error;
    }
    return { result: reading.result(), keyVersion: dataKey.version, staged };
  } finally {
    scanning?.giveUp();
    // What is left is let through, or the rest of the form would never be read.
    if (file.bytes === undefined) file.stream.resume();
  }
}

/** What is learnt of a file while it flows by. */
class FileReading {
  readonly #file: Pick<IncomingFile, 'filename' | 'stream'>;
  readonly #maxSize: number;
  readonly #accept: readonly AcceptedFamily[];
  readonly #hash = createHash('sha256');
  readonly #pdf = new PdfInspector();
  #photo: PhotoCleaner | undefined;
  #start: Buffer = Buffer.alloc(0);
  #received = 0;
  #size = 0;
  #mediaType: string | undefined;
  #sha256: Buffer | undefined;
  #scan: DocumentScan = 'none';
  #warnings: DocumentWarning[] = [];
  readonly #scanning: Scanning | undefined;

  constructor(
    file: Pick<IncomingFile, 'filename' | 'stream'>,
    maxSize: number,
    accept: readonly AcceptedFamily[],
    scanning: Scanning | undefined,
  ) {
    this.#file = file;
    this.#scanning = scanning;
    this.#maxSize = maxSize;
    this.#accept = accept;
  }

  /** What is kept of the file. A refusal comes as soon as it is certain, not after 20 MB. */
  async *chunks(): AsyncGenerator<Buffer> {
    const { stream } = this.#file;
    try {
      // The stream belongs to the reader of the form: leaving early must not destroy it.
      for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        this.#received += chunk.length;
        if (this.#received > this.#maxSize) throw this.#tooLarge();
        await this.#scanning?.feed(chunk);
        const kept = this.#mediaType === undefined ? await this.#begin(chunk) : this.#keep(chunk);
        if (kept.length > 0) yield kept;
      }
    } catch (error) {
      throw error instanceof DocumentRejectedError ? error : this.#rejection('interrupted');
    }
    // The reader of forms cuts a file at its own limit and says so here.
    if ((stream as Readable & { truncated?: boolean }).truncated === true) throw this.#tooLarge();
    if (this.#mediaType === undefined) {
      await this.#recognise();
      yield this.#keep(this.#start);
    }
    const rest = this.#end();
    if (rest.length > 0) yield rest;
  }

  /** A file that is all there. @returns what is kept of it */
  async take(bytes: Buffer): Promise<Buffer> {
    this.#received = bytes.length;
    if (this.#received > this.#maxSize) throw this.#tooLarge();
    this.#start = bytes.subarray(0, recognisedBytes);
    await this.#recognise();
    await this.#scanning?.feed(bytes);
    const kept = this.#keep(bytes);
    const rest = this.#end();
    await this.settle();
    return rest.length === 0 ? kept : Buffer.concat([kept, rest]);
  }

  /** The verdict, once all has been read. */
  async settle(): Promise<void> {
    if (this.#mediaType === 'application/pdf') {
      const findings = this.#pdf.end();
      if (findings.launch) throw this.#rejection('pdf-program');
      if (findings.bomb) throw this.#rejection('pdf-bomb');
      if (findings.script) this.#warnings.push('pdf-with-script');
      if (findings.restricted) this.#warnings.push('pdf-restricted');
    }
    if (extensionDiffers(this.#file.filename, this.#mediaType ?? '')) this.#warnings.push('extension-differs');
    if (this.#scanning !== undefined) {
      const verdict = await this.#scanning.verdict();
      if (verdict?.infected === true) throw this.#rejection('infected');
      this.#scan = verdict === undefined ? 'pending' : 'clean';
    }
    this.#sha256 = this.#hash.digest();
  }

  result(): Omit<ReceivedFile, 'keyVersion'> {
    if (this.#sha256 === undefined || this.#mediaType === undefined) throw new Error('The file has not been settled');
    return {
      sha256: this.#sha256,
      size: this.#size,
      mediaType: this.#mediaType,
      name: displayName(this.#file.filename, this.#mediaType),
      scan: this.#scan,
      warnings: this.#warnings,
    };
  }

  /** Holds the first bytes until they tell what the file is. */
  async #begin(chunk: Buffer): Promise<Buffer> {
    this.#start = Buffer.concat([this.#start, chunk]);
    if (this.#start.length < recognisedBytes) return Buffer.alloc(0);
    await this.#recognise();
    return this.#keep(this.#start);
  }

  #keep(chunk: Buffer): Buffer {
    if (this.#mediaType === 'application/pdf') this.#pdf.update(chunk);
    return this.#count(this.#photo === undefined ? chunk : this.#photo.push(chunk));
  }

  #end(): Buffer {
    const rest = this.#count(this.#photo?.end() ?? Buffer.alloc(0));
    if (this.#photo?.shows() === false) throw this.#rejection('damaged');
    return rest;
  }

  #count(kept: Buffer): Buffer {
    this.#size += kept.length;
    this.#hash.update(kept);
    return kept;
  }

  async #recognise(): Promise<void> {
    const found = await recogniseContent(this.#start, this.#accept);
    if ('rejected' in found) throw this.#rejection(found.rejected);
    this.#mediaType = found.mediaType;
    this.#photo = photoCleaner(found.mediaType);
  }

  #tooLarge(): DocumentRejectedError {
    return this.#rejection('too-large', { limit: Math.floor(this.#maxSize / 1_000_000) });
  }

  #rejection(
    reason: DocumentRejectedError['reason'],
    params: Record<string, string | number> = {},
  ): DocumentRejectedError {
    return new DocumentRejectedError(reason, { name: displayName(this.#file.filename, ''), ...params });
  }
}
