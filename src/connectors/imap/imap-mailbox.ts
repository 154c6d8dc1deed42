import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import { isPublicAddress } from '#modules/dossiers/index.ts';
import {
  type MailboxAccess,
  MailboxError,
  type MailboxErrorCode,
  type MailboxMessage,
  type MailboxOpener,
  type OpenMailbox,
} from '#modules/inbound/index.ts';

/** Milliseconds: to be reached, to greet, and of silence. */
const deadlines = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

/** Opens the inbox of a mailbox by IMAP. The name is resolved once, judged, and connected to at that very address. */
export const openImapMailbox: MailboxOpener = async (access) => {
  const address = await resolve(access);
  const client = new ImapFlow({
    host: address,
    port: access.port,
    secure: access.security === 'tls',
    doSTARTTLS: access.security === 'starttls',
    ...(isIP(access.host) === 0 ? { servername: access.host } : {}),
    auth: { user: access.username, pass: access.secret },
    clientInfo: { name: 'Parvis' },
    logger: false,
    disableAutoIdle: true,
    ...deadlines,
  });
  // What goes wrong between two commands is known by the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const opened = await client.mailboxOpen('INBOX');
    return mailboxOf(client, String(opened.uidValidity));
  } catch (error) {
    client.close();
    throw mailboxError(error, access);
  }
};

function mailboxOf(client: ImapFlow, uidValidity: string): OpenMailbox {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof MailboxError ? error : mailboxError(error);
    }
  };
  return {
    uidValidity,
    list: (above, most) => guarded(() => listAbove(client, above, most)),
    open: (uid) =>
      guarded(async () => {
        const { content } = await client.download(String(uid), undefined, { uid: true });
        if (content === undefined) throw new MailboxError('mailbox-interrupted');
        return content;
      }),
    header: (uid) =>
      guarded(async () => {
        const message = await client.fetchOne(String(uid), { headers: true }, { uid: true });
        return message === false ? Buffer.alloc(0) : (message.headers ?? Buffer.alloc(0));
      }),
    move: (uid, folder) =>
      guarded(async () => (await client.messageMove(String(uid), folder, { uid: true })) !== false),
    hasFolder: (folder) => guarded(async () => (await client.list()).some(({ path }) => path === folder)),
    close: async () => {
      // A server that says nothing any more must not hold the process.
      const timer = setTimeout(() => client.close(), 5_000);
      await client.logout().catch(() => client.close());
      clearTimeout(timer);
    },
  };
}

async function listAbove(client: ImapFlow, above: number, most: number): Promise<MailboxMessage[]> {
  const uids = await client.search({ uid: `${above + 1}:*` }, { uid: true });
  // `n:*` always names the last message, even below n.
  const wanted = (uids === false || uids === undefined ? [] : uids)
    .filter((uid) => uid > above)
    .sort((a, b) => a - b)
    .slice(0, most);
  if (wanted.length === 0) return [];
  const found: MailboxMessage[] = [];
  for await (const message of client.fetch(
    wanted.join(','),
    { uid: true, size: true, internalDate: true },
    { uid: true },
  )) {
    const date = new Date(message.internalDate ?? Number.NaN);
    found.push({
      uid: message.uid,
      size: message.size ?? 0,
      receivedAt: Number.isNaN(date.getTime()) ? new Date() : date,
    });
  }
  return found.sort((a, b) => a.uid - b.uid);
}

/** @throws {MailboxError} `mailbox-host-unknown`, `mailbox-host-private` */
async function resolve({ host, allowPrivate }: MailboxAccess): Promise<string> {
  let addresses: readonly string[];
  try {
    addresses = (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    throw new MailboxError('mailbox-host-unknown', error);
  }
  const [first] = addresses;
  if (first === undefined) throw new MailboxError('mailbox-host-unknown');
  if (!allowPrivate && addresses.some((address) => !isPublicAddress(address))) {
    throw new MailboxError('mailbox-host-private');
  }
  return first;
}

const byCode: Readonly<Record<string, MailboxErrorCode>> = {
  ECONNREFUSED: 'mailbox-unreachable',
  EHOSTUNREACH: 'mailbox-unreachable',
  ENETUNREACH: 'mailbox-unreachable',
  ECONNRESET: 'mailbox-unreachable',
  CONNECT_TIMEOUT: 'mailbox-timeout',
  GREETING_TIMEOUT: 'mailbox-timeout',
  UPGRADE_TIMEOUT: 'mailbox-timeout',
  ETIMEOUT: 'mailbox-timeout',
  ETIMEDOUT: 'mailbox-timeout',
  NoConnection: 'mailbox-interrupted',
  EConnectionClosed: 'mailbox-interrupted',
  DownloadIncomplete: 'mailbox-interrupted',
  MissingServerExtension: 'mailbox-no-encryption',
};

function mailboxError(error: unknown, access?: MailboxAccess): MailboxError {
  const { code, authenticationFailed, command } = error as {
    code?: string;
    authenticationFailed?: boolean;
    command?: string;
  };
  if (error instanceof MailboxError) return error;
  if (authenticationFailed === true) return new MailboxError('mailbox-credentials', error);
  if (code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) {
    return new MailboxError('mailbox-certificate', error);
  }
  // A server that does not speak TLS at that port answers in clear.
  if (code !== undefined && /^ERR_SSL|EPROTO/.test(code)) return new MailboxError('mailbox-no-encryption', error);
  const known = code === undefined ? undefined : byCode[code];
  if (known !== undefined) return new MailboxError(known, error);
  if (command === 'SELECT') return new MailboxError('mailbox-no-inbox', error);
  if (access?.security === 'starttls' && /STARTTLS/i.test(String(error))) {
    return new MailboxError('mailbox-no-encryption', error);
  }
  return new MailboxError('mailbox-failed', error);
}
