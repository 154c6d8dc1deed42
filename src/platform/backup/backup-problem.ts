/** What whoever runs a backup can mend, in words: the command prints the message alone. */
export class BackupProblemError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'BackupProblemError';
  }
}

/** Faults of a disk and of a database that are nobody's mistake in the program, told in words. */
export function problemOf(error: unknown, place: string): unknown {
  if (error instanceof BackupProblemError) return error;
  const { code } = error as { code?: string };
  const words = diskWords[code ?? ''] ?? (isAway(error) ? awayWords : undefined);
  return words === undefined ? error : new BackupProblemError(`${place}: ${words}`, error);
}

const awayWords =
  'the database went away. Nothing was taken for done: run the command again, it goes on with the files.';

const diskWords: Readonly<Record<string, string>> = {
  ENOSPC:
    'the disk is full. Nothing was taken for done: make room and run the command again, it goes on with the files.',
  EDQUOT: 'the quota of the disk is used up. Make room and run the command again, it goes on with the files.',
  EFBIG: 'a file may not become that large there. Raise the limit and run the command again.',
  EACCES: 'this user may not write or read there.',
  EPERM: 'this user may not write or read there.',
  EROFS: 'that disk can only be read.',
  ENOTDIR: 'this is no folder.',
  EIO: 'the disk does not answer as it should. Look at it before anything else.',
};

/** Connection refused or cut, server stopping or starting. */
function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    ['57P01', '57P02', '57P03', '08006', '08003', '08001', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(
      code ?? '',
    ) || /Connection terminated|Client has encountered a connection error|Premature close/.test(message ?? '')
  );
}
