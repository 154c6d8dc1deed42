import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, type Options, verifySync } from '@node-rs/argon2';

/** One hash to make, or one to compare with. */
export interface HashTask {
  readonly password: string;
  readonly options: Options;
  /** The stored hash, to compare with. */
  readonly known?: string | undefined;
}

/** The hash made, or whether the password is the one of the stored hash. */
export type HashAnswer = { readonly hash: string } | { readonly same: boolean } | { readonly failed: string };

/**
 * A thread that hashes passwords and does nothing else. On Linux a priority is that of a thread: pages go first, and what is
 * left of the processor hashes. Elsewhere it would be that of the whole process, and is left alone.
 */
if (process.platform === 'linux') os.setPriority(10);

parentPort?.on('message', (task: HashTask) => parentPort?.postMessage(answerTo(task)));

function answerTo({ password, options, known }: HashTask): HashAnswer {
  try {
    return known === undefined ? { hash: hashSync(password, options) } : { same: verifySync(known, password) };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}
