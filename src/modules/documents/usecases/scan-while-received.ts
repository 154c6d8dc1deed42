import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Antivirus, Verdict } from '#platform/antivirus/antivirus.ts';

/** A file on its way to the antivirus, while it is on its way to the disk. */
export interface Scanning {
  /** Gives it the next bytes, as fast as it takes them. */
  feed(chunk: Buffer): Promise<void>;
  /** @returns what it says of all that it was given; nothing when it is away */
  verdict(): Promise<Verdict | undefined>;
  /** The file was refused for something else. */
  giveUp(): void;
}

/** Begins to have a file looked through. */
export function beginScan(antivirus: Antivirus): Scanning {
  const content = new PassThrough();
  // An antivirus that goes away in the middle closes the content: nobody waits for it any more.
  content.on('error', () => undefined);
  const verdict = antivirus.scan(content).catch(() => undefined);
  return {
    feed: async (chunk) => {
      if (content.destroyed || content.write(chunk)) return;
      await Promise.race([once(content, 'drain'), once(content, 'close')]).catch(() => undefined);
    },
    verdict: () => {
      content.end();
      return verdict;
    },
    giveUp: () => content.destroy(),
  };
}
