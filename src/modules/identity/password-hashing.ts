import { availableParallelism } from 'node:os';
import { AppError } from '#platform/errors/app-error.ts';
import { hashInThread } from './hash-threads.ts';

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes run in threads of their own, of low priority: a flood of sign-ins leaves the processor to pages. */
const atOnce = Math.max(1, Math.min(3, availableParallelism() - 1));
const mostWaiting = 200;

let running = 0;
const waiting: (() => void)[] = [];

/** The hash to store: argon2id (the library's default) in PHC form. @throws AppError `too-many` under a flood */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => make(comparable(password)));
}

/**
 * Whether it is the password. Without a hash (nobody has that e-mail, or no password yet) the same work is done for
 * nothing, so that the time to answer says nothing.
 */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const known = stored ?? (await nobodysHash());
  const same = await inTurn(() => compare(known, comparable(password)));
  return same && known === stored;
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobodys ??= make('the password of nobody');
  // A thread that failed is no reason to fail for ever.
  nobodys.catch(() => {
    nobodys = undefined;
  });
  return nobodys;
}

async function make(password: string): Promise<string> {
  const answer = await hashInThread({ password, options: cost });
  if ('hash' in answer) return answer.hash;
  throw new Error(`A password could not be hashed${'failed' in answer ? `: ${answer.failed}` : ''}`);
}

async function compare(known: string, password: string): Promise<boolean> {
  const answer = await hashInThread({ password, options: cost, known });
  if ('same' in answer) return answer.same;
  throw new Error(`A password could not be compared${'failed' in answer ? `: ${answer.failed}` : ''}`);
}

/** The same characters typed on another keyboard or system. */
function comparable(password: string): string {
  return password.normalize('NFKC');
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw new AppError('too-many', 'sign-in-busy');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
