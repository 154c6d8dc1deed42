import type { Readable } from 'node:stream';
import type { Locale } from '#platform/i18n/text.ts';
import type { Logger } from '#platform/log/logger.ts';
import type { AgentPrincipal, ResidentPrincipal } from './principals.ts';

/** An urlencoded or multipart body: the last rule of HTML forms, a name may come several times. No prototype. */
export type FormBody = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface IncomingFile {
  readonly field: string;
  /** As the browser said it; not to be trusted. */
  readonly filename: string;
  readonly stream: Readable;
  /** The same, when all of it is there already: whoever takes these leaves the stream alone. */
  readonly bytes?: Buffer;
}

/** What a handler knows of a request. Nothing else of the HTTP server is visible to modules. */
export interface RequestContext {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Empty for GET and for multipart bodies. */
  readonly body: FormBody;
  /** The path and query as asked, for "come back here". */
  readonly url: string;
  readonly path: string;
  readonly host: string;
  /** `https://guichet.example.fr`, for links in e-mails. */
  readonly origin: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly locale: Locale;
  readonly now: Date;
  readonly log: Logger;
  readonly requestId: string;
  /** Requests made by our own islands ask for JSON. */
  readonly wantsJson: boolean;

  readonly resident: ResidentPrincipal | undefined;
  /** The signed-in agent; routes of access `agent` and above always have one. */
  readonly agent: AgentPrincipal | undefined;

  /** SHA-256 of the visitor's secret cookie, when the browser has one. Owns drafts and receipts. */
  readonly visitorHash: Buffer | undefined;
  /** The same, giving the browser a secret when it has none yet. */
  ensureVisitor(): Buffer;
  /** The value of the hidden field `_csrf` of every POST form. Gives the browser a secret when it has none. */
  csrfToken(): string;

  /**
   * The mark of a value that a kept page gets for each visitor when it is sent (see `Route.kept`). Undefined when the page
   * is made for this visitor alone: the handler then makes the value itself.
   */
  late(name: string): string | undefined;
  /** Signing out on a computer that others use: what this browser could open without an account, it no longer can. */
  forgetVisitor(): void;

  /** The message left by the former page, shown once. */
  readonly flash: string | undefined;
  /** Leaves a message (already in words) for the next page. */
  setFlash(message: string): void;
  setCookie(name: string, value: string, options: { maxAgeSeconds?: number }): void;
  clearCookie(name: string): void;
  cookie(name: string): string | undefined;
  /** A header of the request, in lower case. */
  header(name: string): string | undefined;

  /**
   * Reads a multipart body: fields are gathered, each file is handed to `onFile`, which must consume its stream. The
   * form token is checked before the first file is taken.
   */
  readMultipart(
    limits: { files: number; fileSize: number },
    onFile: (file: IncomingFile) => Promise<void>,
  ): Promise<FormBody>;
}

/** The single value of a field: the first when it came several times, '' when absent. */
export function single(body: FormBody, name: string): string {
  const value = body[name];
  if (value === undefined) return '';
  return typeof value === 'string' ? value : (value[0] ?? '');
}
