import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hmac, sameDigest, sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { Logger } from '#platform/log/logger.ts';
import type { FormBody, IncomingFile, RequestContext } from './context.ts';
import { addField } from './form-body.ts';
import { lateMark } from './late-values.ts';
import type { AgentPrincipal, ResidentPrincipal } from './principals.ts';
import type { ServerParts } from './server-parts.ts';
import { brokenForm, partsOf, readWhole, smallLength } from './small-multipart.ts';

const visitorCookie = 'parvis_visitor';
const localeCookie = 'parvis_lang';
const flashCookie = 'parvis_flash';
export const formTokenField = '_csrf';

/** A cookie that holds a choice of the visitor, such as a commune, and nothing secret. */
export interface Choice {
  readonly name: string;
  readonly value: string;
  readonly options: { maxAgeSeconds?: number };
}

/** The request as the handlers see it, over Fastify's. */
export class HttpContext implements RequestContext {
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  readonly #parts: ServerParts;
  readonly #secure: boolean;
  #visitorSecret: string | undefined;
  #hashed: { readonly secret: string; readonly hash: Buffer } | undefined;
  #identified = false;
  #resident: ResidentPrincipal | undefined;
  #agent: AgentPrincipal | undefined;
  #locale: Locale | undefined;
  #flash: string | undefined;
  #flashRead = false;
  #personal = false;
  #sharedCookies: ReadonlySet<string> = new Set();
  readonly #choices: Choice[] = [];
  #late: ReadonlySet<string> | undefined;

  constructor(request: FastifyRequest, reply: FastifyReply, parts: ServerParts) {
    this.#request = request;
    this.#reply = reply;
    this.#parts = parts;
    this.#secure = parts.platform.config.PUBLIC_URL?.startsWith('https:') ?? false;
    const secret = this.#readCookie(visitorCookie);
    // Only what we once gave: 32 bytes in base64url.
    this.#visitorSecret = secret !== undefined && /^[\w-]{43}$/.test(secret) ? secret : undefined;
  }

  get params(): Readonly<Record<string, string>> {
    return this.#request.params as Record<string, string>;
  }

  get query(): Readonly<Record<string, string | undefined>> {
    const values = this.#request.query as Record<string, string | string[] | undefined>;
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    );
  }

  get body(): FormBody {
    return (this.#request.body as FormBody | undefined) ?? {};
  }

  get url(): string {
    return this.#request.url;
  }

  get path(): string {
    const end = this.#request.url.indexOf('?');
    return end === -1 ? this.#request.url : this.#request.url.slice(0, end);
  }

  get host(): string {
    return this.#request.hostname;
  }

  get origin(): string {
    return this.#parts.platform.config.PUBLIC_URL ?? `${this.#request.protocol}://${this.#request.host}`;
  }

  get ip(): string {
    return this.#request.ip;
  }

  get userAgent(): string {
    return (this.#request.headers['user-agent'] ?? '').slice(0, 200);
  }

  get acceptEncoding(): string {
    const accepted = this.#request.headers['accept-encoding'];
    return typeof accepted === 'string' ? accepted : '';
  }

  get wantsJson(): boolean {
    return (this.#request.headers.accept ?? '').startsWith('application/json');
  }

  get now(): Date {
    return new Date(this.#parts.platform.clock.now().epochMilliseconds);
  }

  get log(): Logger {
    return this.#parts.platform.log;
  }

  get requestId(): string {
    return this.#request.id;
  }

  /** `?lang=` chooses and is remembered; then the cookie; then what the browser prefers; French when it says nothing. */
  get locale(): Locale {
    this.#locale ??= this.#chooseLocale();
    return this.#locale;
  }

  #chooseLocale(): Locale {
    const asked = this.query.lang;
    if (asked === 'fr' || asked === 'en') {
      if (this.#readCookie(localeCookie) !== asked)
        this.setCookie(localeCookie, asked, { maxAgeSeconds: 365 * 24 * 3600 });
      return asked;
    }
    const remembered = this.#readCookie(localeCookie);
    if (remembered === 'fr' || remembered === 'en') return remembered;
    return preferredLocale(this.#request.headers['accept-language'] ?? '');
  }

  get resident(): ResidentPrincipal | undefined {
    return this.#resident;
  }

  get agent(): AgentPrincipal | undefined {
    return this.#agent;
  }

  async identify(): Promise<void> {
    if (this.#identified) return;
    this.#identified = true;
    const { cookieNames, resolvePrincipals } = this.#parts;
    const resident = this.#readCookie(cookieNames.resident);
    const agent = this.#readCookie(cookieNames.agent);
    if (resident === undefined && agent === undefined) return;
    const principals = await resolvePrincipals({
      resident,
      agent,
      unattended: this.#request.routeOptions.config.unattended === true,
    });
    this.#resident = principals.resident;
    this.#agent = principals.agent;
  }

  /** Whether the handler has looked at something that only this visitor has: the page is then nobody else's. */
  get isPersonal(): boolean {
    return this.#personal || this.#resident !== undefined || this.#agent !== undefined;
  }

  get visitorHash(): Buffer | undefined {
    this.#personal = true;
    return this.#visitorSecret === undefined ? undefined : this.#hashOf(this.#visitorSecret);
  }

  ensureVisitor(): Buffer {
    return this.#hashOf(this.#ensureVisitorSecret());
  }

  #hashOf(secret: string): Buffer {
    if (this.#hashed?.secret !== secret) this.#hashed = { secret, hash: sha256(secret) };
    return this.#hashed.hash;
  }

  #ensureVisitorSecret(): string {
    this.#personal = true;
    if (this.#visitorSecret === undefined) {
      this.#visitorSecret = newToken();
      this.setCookie(visitorCookie, this.#visitorSecret, { maxAgeSeconds: 30 * 24 * 3600 });
    }
    return this.#visitorSecret;
  }

  forgetVisitor(): void {
    this.#visitorSecret = undefined;
    this.clearCookie(visitorCookie);
  }

  late(name: string): string | undefined {
    return this.#late?.has(name) === true ? lateMark(name) : undefined;
  }

  /** From now on the form token and the values of these names are marks, filled in when the page is sent. */
  leaveForLater(names: readonly string[]): void {
    this.#late = new Set(names);
  }

  csrfToken(): string {
    return this.#late === undefined ? this.ownFormToken() : lateMark(formTokenField);
  }

  /** The form token of this very browser. */
  ownFormToken(): string {
    return this.#tokenFor(this.#parts.platform.config.sessionSecret, this.#ensureVisitorSecret());
  }

  /** Bound to the browser's secret and to the sessions that it holds: a token of before a sign-in is worth nothing after. */
  #tokenFor(secret: string, visitorSecret: string): string {
    const residentSession = this.#resident?.sessionHash.toString('hex') ?? '';
    const agentSession = this.#agent?.sessionHash.toString('hex') ?? '';
    return hmac(secret, 'form', visitorSecret, residentSession, agentSession).toString('base64url');
  }

  /** Refuses a form that was not made by this site for this browser. */
  checkForm(body: FormBody = this.body): void {
    const token = body[formTokenField];
    if (typeof token !== 'string' || !this.#isOwnToken(token) || this.#fromElsewhere()) {
      throw new AppError('forbidden', 'form-expired');
    }
  }

  #isOwnToken(token: string): boolean {
    const visitorSecret = this.#visitorSecret;
    if (visitorSecret === undefined) return false;
    const { sessionSecret, SESSION_SECRET_PREVIOUS } = this.#parts.platform.config;
    return [sessionSecret, SESSION_SECRET_PREVIOUS].some(
      (secret) =>
        secret !== undefined && sameDigest(Buffer.from(this.#tokenFor(secret, visitorSecret)), Buffer.from(token)),
    );
  }

  /** Browsers that say where a request comes from must say: from here. */
  #fromElsewhere(): boolean {
    const site = this.#request.headers['sec-fetch-site'];
    return site !== undefined && site !== 'same-origin' && site !== 'none';
  }

  get flash(): string | undefined {
    if (!this.#flashRead) {
      this.#flashRead = true;
      const raw = this.#readCookie(flashCookie);
      if (raw !== undefined && raw !== '') {
        this.#personal = true;
        this.#flash = raw.slice(0, 300);
        this.clearCookie(flashCookie);
      }
    }
    return this.#flash;
  }

  setFlash(message: string): void {
    this.setCookie(flashCookie, message, { maxAgeSeconds: 60 });
  }

  cookie(name: string): string | undefined {
    if (!this.#sharedCookies.has(name)) this.#personal = true;
    return this.#readCookie(name);
  }

  #readCookie(name: string): string | undefined {
    return this.#request.cookies[this.#cookieName(name)];
  }

  /** The cookies of choices that the handler has set: they follow from the address, and are set again with a kept page. */
  get choices(): readonly Choice[] {
    return this.#choices;
  }

  /** What a kept page may depend on: the address and its host name, the language, the cookies that its route names. */
  keptKey(cookies: readonly string[], stamp: string): string | undefined {
    const { resident, agent } = this.#parts.cookieNames;
    if ([resident, agent, flashCookie].some((name) => this.#readCookie(name) !== undefined)) return undefined;
    this.#sharedCookies = new Set(cookies);
    const values = cookies.map((name) => this.#readCookie(name) ?? '');
    return [this.origin, this.host, this.url, this.locale, stamp, ...values].join('\n');
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }

  setCookie(name: string, value: string, options: { maxAgeSeconds?: number }): void {
    if (this.#sharedCookies.has(name)) this.#choices.push({ name, value, options });
    else this.#personal = true;
    this.#reply.setCookie(this.#cookieName(name), value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#secure,
      ...(options.maxAgeSeconds === undefined ? {} : { maxAge: options.maxAgeSeconds }),
    });
  }

  clearCookie(name: string): void {
    this.#reply.clearCookie(this.#cookieName(name), {
      path: '/',
      secure: this.#secure,
      httpOnly: true,
      sameSite: 'lax',
    });
  }

  /** `__Host-` pins a cookie to this very host; browsers accept it over HTTPS only. */
  #cookieName(name: string): string {
    return this.#secure ? `__Host-${name}` : name;
  }

  async readMultipart(
    limits: { files: number; fileSize: number },
    onFile: (file: IncomingFile) => Promise<void>,
  ): Promise<FormBody> {
    if (!this.#request.isMultipart()) {
      this.checkForm();
      return this.body;
    }
    const length = smallLength(this.#request.headers);
    return length === undefined
      ? this.#readParts(limits, onFile)
      : this.#readSmallParts(await readWhole(this.#request.raw, length), limits, onFile);
  }

  /** A body that is wholly there. */
  async #readSmallParts(
    body: Buffer,
    limits: { files: number; fileSize: number },
    onFile: (file: IncomingFile) => Promise<void>,
  ): Promise<FormBody> {
    const fields: Record<string, string | string[]> = Object.create(null);
    const { FieldsLimitError, FilesLimitError, PrototypeViolationError, RequestFileTooLargeError } =
      this.#request.server.multipartErrors;
    let checked = false;
    let [fieldCount, fileCount] = [0, 0];
    // Before the first file the token is checked, hence the fields before it are read; nothing is to be read without end.
    const parts = body.length === 0 ? [] : partsOf(body, this.#request.headers['content-type'] ?? '');
    for (const { name, isFile, filename, content } of parts) {
      if (name in Object.prototype) throw new PrototypeViolationError();
      if (!isFile) {
        fieldCount += 1;
        if (fieldCount > mostFields) throw new FieldsLimitError();
        addField(fields, name, content.toString());
        continue;
      }
      fileCount += 1;
      if (fileCount > limits.files) throw new FilesLimitError();
      if (!checked) {
        this.checkForm(fields);
        checked = true;
      }
      if (content.length > limits.fileSize) throw new RequestFileTooLargeError();
      // A file input left empty comes as a part without a name.
      if (filename !== '') await onFile(new WholeFile(name, filename, content));
    }
    if (!checked) this.checkForm(fields);
    return fields;
  }

  /** A body that is read while it arrives. */
  async #readParts(
    limits: { files: number; fileSize: number },
    onFile: (file: IncomingFile) => Promise<void>,
  ): Promise<FormBody> {
    const fields: Record<string, string | string[]> = Object.create(null);
    let checked = false;
    const parts = this.#request.parts({
      limits: {
        files: limits.files,
        fileSize: limits.fileSize,
        fields: mostFields,
        fieldSize: 1024 * 1024,
        parts: mostFields + limits.files,
      },
    });
    for await (const part of untilBroken(parts)) {
      if (part.type === 'field') {
        addField(fields, part.fieldname, String(part.value ?? ''));
        continue;
      }
      if (!checked) {
        this.checkForm(fields);
        checked = true;
      }
      // A file input left empty comes as a part without a name.
      if (part.filename === undefined || part.filename === '') {
        part.file.resume();
        continue;
      }
      await onFile({ field: part.fieldname, filename: part.filename, stream: part.file });
      part.file.resume();
    }
    if (!checked) this.checkForm(fields);
    return fields;
  }
}

/** More fields than any form of the house has. */
const mostFields = 2000;

/** A file whose bytes are all there. */
class WholeFile implements IncomingFile {
  readonly field: string;
  readonly filename: string;
  readonly bytes: Buffer;
  #stream: Readable | undefined;

  constructor(field: string, filename: string, bytes: Buffer) {
    this.field = field;
    this.filename = filename;
    this.bytes = bytes;
  }

  get stream(): Readable {
    this.#stream ??= Readable.from([this.bytes], { objectMode: false });
    return this.#stream;
  }
}

/** The parts of a body; one that breaks off or is no multipart at all is a fault of the request, not of ours. */
async function* untilBroken<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* parts;
  } catch (error) {
    if (typeof (error as { statusCode?: unknown }).statusCode === 'number') throw error;
    throw brokenForm(error);
  }
}

function preferredLocale(header: string): Locale {
  for (const part of header.toLowerCase().split(',')) {
    const language = part.trim().slice(0, 2);
    if (language === 'fr' || language === 'en') return language;
  }
  return 'fr';
}
