import type { Readable } from 'node:stream';

/** What the antivirus says of a content. */
export type Verdict = { readonly infected: false } | { readonly infected: true; readonly virus: string };

/** Looks through the files that people send. */
export interface Antivirus {
  /** @throws AntivirusAwayError when it does not answer, or not in time; the content may be looked at again later */
  scan(content: Readable): Promise<Verdict>;
}

export class AntivirusAwayError extends Error {
  constructor(cause: unknown) {
    super('The antivirus does not answer', { cause });
    this.name = 'AntivirusAwayError';
  }
}
