import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#platform/errors/app-error.ts';

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes run on the thread pool, which files and the DNS share: a flood of sign-ins leaves threads to the rest. */
const atOnce = Math.max(1, Math.min(3, availableParallelism() - 1));
const mostWaiting = 200;

let running = 0;
const waiting: (() => void)[] = [];

/** The hash to store: argon2id (the library's default) in PHC form. @throws AppError `too-many` under a flood */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(comparable(password), cost));
}

/**
 * Whether it is the password. Without a hash (nobody has that e-mail, or no password yet) the same work is done for
 * nothing, so that the time to answer says nothing.
 */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const known = stored ?? (await nobodysHash());
  const same = await inTurn(() => verify(known, comparable(password)));
  return same && known === stored;
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobodys ??= hash('the password of nobody', cost);
  return nobodys;
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
