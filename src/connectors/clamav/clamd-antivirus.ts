import type { Readable } from 'node:stream';
import NodeClam from 'clamscan';
import { type Antivirus, AntivirusAwayError, type Verdict } from '#platform/antivirus/antivirus.ts';

/** A file of 20 MB takes a second or two; a daemon that reloads its signatures, some more. */
const patience = 30_000;

/**
 * ClamAV's daemon at `tcp://host:port` or `unix:/path`, to which the content is streamed (`INSTREAM`): the daemon needs
 * to read none of our files.
 */
export function createClamdAntivirus(address: string, options: { patience?: number } = {}): Antivirus {
  const limit = options.patience ?? patience;
  let daemon: Promise<NodeClam> | undefined;
  const connect = () => {
    daemon ??= new NodeClam().init({
      clamscan: { active: false },
      clamdscan: { ...whereOf(address), timeout: limit, localFallback: false, active: true, bypassTest: true },
      preference: 'clamdscan',
    });
    return daemon;
  };
  return {
    scan: async (content) => {
      try {
        return await inTime(scanWith(await connect(), content), limit);
      } catch (error) {
        throw new AntivirusAwayError(error);
      } finally {
        content.destroy();
      }
    },
  };
}

function whereOf(address: string): { socket: string } | { host: string; port: number } {
  if (address.startsWith('unix:')) return { socket: address.slice('unix:'.length) };
  const { hostname, port } = new URL(address);
  return { host: hostname, port: Number(port || 3310) };
}

async function scanWith(daemon: NodeClam, content: Readable): Promise<Verdict> {
  const { isInfected, viruses } = await daemon.scanStream(content);
  if (isInfected === true) return { infected: true, virus: viruses[0] ?? 'unknown' };
  // Neither yes nor no: an error of the daemon, such as its own limit of size.
  if (isInfected !== false) throw new Error('The daemon gave no verdict');
  return { infected: false };
}

async function inTime<T>(work: Promise<T>, limit: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No verdict in time')), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
