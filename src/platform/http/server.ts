import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit, { type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { newId } from '#platform/crypto/ids.ts';
import { isOutOfTime } from '#platform/database/statement-bounds.ts';
import { AppError } from '#platform/errors/app-error.ts';
import { errorForLog } from '#platform/log/error-for-log.ts';
import { whoForLog } from '#platform/log/who-for-log.ts';
import type { Platform } from '#platform/platform.ts';
import { during } from '#platform/tracing/activity.ts';
import { compressOnce, encodingFor } from './compression.ts';
import type { FormBody } from './context.ts';
import { parseForm } from './form-body.ts';
import { formTokenField, HttpContext } from './http-context.ts';
import { bytesOf, KeptPages } from './kept-pages.ts';
import { actKeyName, checkedValue, fillLateValues } from './late-values.ts';
import { type Pieces, PrivatePages, piecesOf } from './private-pages.ts';
import { beginRequest, endRequest } from './request-activity.ts';
import { isClosedDuringMaintenance, type PrivatePage, type Result, type Route } from './route.ts';
import type { ServerParts } from './server-parts.ts';
import { createSharedCounts, type SharedCounts } from './shared-counts.ts';

const defaultPerMinute = 600;

/** Builds the HTTP server. It listens nowhere yet. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { platform } = parts;
  const server = Fastify({
    loggerInstance: platform.log as FastifyBaseLogger,
    // No line of ours is bound to a request but through its id.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Its types know the count as a function only.
    trustProxy: (_address: string, hop: number) => hop < platform.config.TRUST_PROXY,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    // What comes on a kept connection while the process ends is answered like the rest.
    return503OnClosing: false,
    // Longer than any address that Node takes: a long part is that of no page, and is told so like any other. Fastify itself
    // would repeat it in JSON, without our headers.
    routerOptions: { maxParamLength: 64 * 1024, ignoreTrailingSlash: true },
    rewriteUrl: (request) => decodable(request.url ?? '/'),
    genReqId: () => Math.random().toString(36).slice(2, 10),
  });
  const fixedHeaders = await securityHeaders(platform);
  // First of all: what the limits ask of the database is part of the request as well.
  server.addHook('onRequest', (request, _reply, done) => during(beginRequest(platform, request), done));
  // A body that had to be waited for was read by the socket, which knows of no request.
  server.addHook('preHandler', (request, _reply, done) => during(request.activity, done));
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(fixedHeaders);
    // The next request of this browser, or of the proxy, goes to a process that stays.
    if (parts.isDraining?.() === true) reply.header('connection', 'close');
    done();
  });
  await server.register(cookie);
  // Forms only: a body of JSON would bring numbers and objects where handlers expect what a field holds.
  server.removeAllContentTypeParsers();
  await server.register(formbody, { parser: parseForm });
  await server.register(multipart, { throwFileSizeLimit: true });
  if (platform.config.RATE_LIMITS === 'on') {
    const counts = createSharedCounts(platform.database, platform.config.sessionSecret);
    server.addHook('onClose', async () => counts.close());
    await server.register(rateLimit, {
      store: storeOf(counts),
      global: true,
      max: defaultPerMinute,
      timeWindow: '1 minute',
      skipOnError: true,
    });
  }
  await parts.registerAssets?.(server);

  const kept = { shared: new KeptPages(), private: new PrivatePages() };
  const routes = new Map(parts.routes.map((route) => [route.id, route]));
  for (const route of parts.routes) register(server, parts, route, kept);

  server.setNotFoundHandler(async (request, reply) => {
    await sendError(parts, new HttpContext(request, reply, parts), reply, new AppError('not-found', 'not-found'));
  });
  server.setErrorHandler(async (error, request, reply) => {
    await sendError(parts, new HttpContext(request, reply, parts), reply, error);
  });
  server.addHook('onResponse', async (request, reply) => {
    const seconds = reply.elapsedTime / 1000;
    const name = request.routeOptions.config.routeId ?? 'other';
    endRequest(request, reply.statusCode);
    parts.observe?.({
      route: routes.get(name),
      method: request.method,
      status: reply.statusCode,
      seconds,
      inMaintenance: answeredInMaintenance.has(request),
    });
    if (reply.statusCode >= 500 || platform.config.LOG_LEVEL === 'debug') {
      platform.log.info(
        { requestId: request.id, route: name, status: reply.statusCode, ms: Math.round(seconds * 1000) },
        'request',
      );
    }
  });
  return server;
}

/** What the limits of @fastify/rate-limit count with: of each route of a limit of its own apart, of all others together. */
function storeOf(counts: SharedCounts): FastifyRateLimitStoreCtor {
  return class Store {
    what = '';
    incr(
      who: string,
      done: (error: Error | null, result?: { current: number; ttl: number }) => void,
      _window: number,
      max: number,
    ): void {
      counts.count(this.what, who, max).then(({ current, left }) => done(null, { current, ttl: left }), done);
    }
    child(options: unknown): Store {
      const { routeInfo } = options as { routeInfo?: { method?: string | string[]; url?: string } };
      const child = new Store();
      child.what = `${routeInfo?.method} ${routeInfo?.url}`;
      return child;
    }
  };
}

/** Probes and figures have no limit: a proxy asks them of each process, all from one address. */
function rateLimitOf({ access, perMinute }: Route): { rateLimit?: false | { max: number; timeWindow: string } } {
  if (access === 'operations') return { rateLimit: false };
  return perMinute === undefined ? {} : { rateLimit: { max: perMinute, timeWindow: '1 minute' } };
}

declare module 'fastify' {
  interface FastifyContextConfig {
    routeId?: string;
    unattended?: boolean;
    /** Asked by a supervisor every few seconds: leaves no trace. */
    probe?: boolean;
  }
}

/** Requests to which maintenance mode answered. */
const answeredInMaintenance = new WeakSet<FastifyRequest>();

interface Kept {
  readonly shared: KeptPages;
  readonly private: PrivatePages;
}

function register(server: FastifyInstance, parts: ServerParts, route: Route, kept: Kept): void {
  server.route({
    method: route.method,
    url: route.path,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    config: {
      routeId: route.id,
      probe: route.access === 'operations',
      unattended: route.unattended === true,
      ...rateLimitOf(route),
    },
    handler: async (request, reply) => {
      const context = new HttpContext(request, reply, parts);
      const stamp = (await parts.service?.stamp()) ?? '';
      const key = route.kept === undefined ? undefined : context.keptKey(route.kept.cookies ?? [], stamp);
      const known = key === undefined ? undefined : kept.shared.find(key, Date.now());
      if (known !== undefined) {
        pageHeaders(reply, context, known.headers);
        for (const { name, value, options } of known.choices) context.setCookie(name, value, options);
        const encoding = encodingFor(context.acceptEncoding);
        if (route.kept?.late === undefined) return sendBytes(reply, bytesOf(known, encoding));
        return sendBytes(reply, compressOnce(await filled(known.html.toString(), route, context), encoding));
      }
      await context.identify();
      const refused = refuse(parts, route, context);
      if (refused !== undefined) return send(reply, context, refused);
      if (route.method === 'POST' && route.multipart !== true) context.checkForm();
      if (isClosedDuringMaintenance(route)) {
        const closed = await parts.service?.answerInMaintenance(route, context, () => typedIn(route, context));
        if (closed !== undefined) {
          answeredInMaintenance.add(request);
          return send(reply, context, closed);
        }
      }
      if (key !== undefined && route.kept?.late !== undefined) context.leaveForLater(Object.keys(route.kept.late));
      const result = await route.handle(context);
      if (result.kind === 'private-page') return sendPrivatePage(reply, context, result, kept.private, stamp);
      if (key === undefined || result.kind !== 'page') return send(reply, context, result);
      const html = htmlOf(result.page);
      const isWorthKeeping = !context.url.includes('?') || kept.shared.isAskedAgain(key);
      if (result.status === 200 && !context.isPersonal && isWorthKeeping) {
        const until = Date.now() + (route.kept?.seconds ?? 0) * 1000;
        kept.shared.keep(
          key,
          { until, headers: result.headers ?? {}, choices: context.choices, html },
          route.kept?.late === undefined,
        );
      }
      pageHeaders(reply.code(result.status), context, result.headers ?? {});
      return sendBytes(reply, compressOnce(await filled(html, route, context), encodingFor(context.acceptEncoding)));
    },
  });
}

/** The page with what it holds for this visitor alone. */
function filled(html: string, route: Route, context: HttpContext): Promise<string> {
  return fillLateValues(html, async (name) => {
    if (name === formTokenField) return context.ownFormToken();
    const make = route.kept?.late?.[name];
    if (make === undefined) throw new Error(`No late value ${name} on ${route.id}`);
    return make(context);
  });
}

/** The fields of a form whose handler is not called; files are read past. The form token is checked. */
function typedIn(route: Route, context: HttpContext): Promise<FormBody> {
  if (route.multipart !== true) return Promise.resolve(context.body);
  return context.readMultipart({ files: 20, fileSize: 25 * 1024 * 1024 }, async ({ stream }) => {
    for await (const _bytes of stream);
  });
}

/** The gate of a route: a redirect to the right sign-in, or an error; nothing when the person may enter. */
function refuse(parts: ServerParts, route: Route, context: HttpContext): Result | undefined {
  switch (route.access) {
    case 'public':
    case 'visitor':
    case 'operations':
      return undefined;
    case 'demonstration':
      if (parts.platform.config.demonstration) return undefined;
      throw new AppError('not-found', 'not-found');
    case 'resident':
      if (context.resident !== undefined) return undefined;
      return signIn(parts, 'resident', route, context);
    case 'agent':
      if (context.agent !== undefined) return undefined;
      return signIn(parts, 'agent', route, context);
    case 'administrator':
      if (context.agent === undefined) return signIn(parts, 'agent', route, context);
      if (context.agent.role === 'administrator') return undefined;
      throw new AppError('forbidden', 'administrators-only');
  }
}

function signIn(parts: ServerParts, access: 'resident' | 'agent', route: Route, context: HttpContext): Result {
  if (context.wantsJson) throw new AppError('unauthenticated', 'sign-in-first');
  return { kind: 'redirect', to: parts.signInPath(access, route.method === 'GET' ? context.url : '/') };
}

/** A page for one viewer: the one made before, when all that it was made from is the same. */
async function sendPrivatePage(
  reply: FastifyReply,
  context: HttpContext,
  page: PrivatePage,
  pages: PrivatePages,
  stamp: string,
): Promise<FastifyReply> {
  const encoding = encodingFor(context.acceptEncoding);
  // What was left for this one page is read once, and is part of no other.
  if (context.flash !== undefined) return send(reply, context, { kind: 'page', status: 200, page: await page.make() });
  pageHeaders(reply, context, {});
  const now = Date.now();
  if (page.sameBytes === true) {
    const key = `${page.key}\n${stamp}\n${context.locale}\n${encoding}\n${context.ownFormToken()}`;
    const known = pages.find(key, page.basis, now)?.[0];
    if (Buffer.isBuffer(known)) return sendBytes(reply, { body: known, encoding });
    const made = compressOnce(htmlOf(await page.make()), encoding);
    if (made.encoding === encoding) pages.keep(key, page.basis, [Buffer.from(made.body)], now);
    return sendBytes(reply, made);
  }
  const key = `${page.key}\n${stamp}\n${context.locale}`;
  let pieces = pages.find(key, page.basis, now);
  if (pieces === undefined) {
    context.leaveForLater([actKeyName]);
    pieces = piecesOf(htmlOf(await page.make()));
    pages.keep(key, page.basis, pieces, now);
  }
  return sendBytes(reply, compressOnce(ownBytes(pieces, context), encoding));
}

/** The page with this browser's form token and a key that no form has carried before. */
function ownBytes(pieces: Pieces, context: HttpContext): Buffer {
  const values = new Map<string, Buffer>();
  const lateValue = (name: string): Buffer => {
    const known = values.get(name);
    if (known !== undefined) return known;
    if (name !== formTokenField && name !== actKeyName) throw new Error(`No late value ${name} in a private page`);
    const value = name === formTokenField ? context.ownFormToken() : newId(context.now.getTime());
    const bytes = Buffer.from(checkedValue(name, value));
    values.set(name, bytes);
    return bytes;
  };
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? lateValue(piece) : piece)));
}

async function send(reply: FastifyReply, context: HttpContext, result: Result): Promise<FastifyReply> {
  switch (result.kind) {
    case 'redirect':
      return reply
        .code(303)
        .headers(result.headers ?? {})
        .header('location', result.to)
        .send();
    case 'json':
      if (result.headers !== undefined) reply.headers(result.headers);
      else reply.header('cache-control', 'no-store');
      return reply.code(result.status).type('application/json; charset=utf-8').send(JSON.stringify(result.body));
    case 'content':
      return reply.code(result.status).headers(result.headers).send(result.body);
    case 'private-page':
      return send(reply, context, { kind: 'page', status: 200, page: await result.make() });
    case 'page': {
      pageHeaders(reply.code(result.status), context, result.headers ?? {});
      return sendBytes(reply, compressOnce(htmlOf(result.page), encodingFor(context.acceptEncoding)));
    }
  }
}

function htmlOf(page: VNode): string {
  return `<!DOCTYPE html>${renderToString(page)}`;
}

function pageHeaders(reply: FastifyReply, context: HttpContext, headers: Readonly<Record<string, string>>): void {
  // What a page shows depends on cookies; nothing of it is kept by a shared cache.
  reply.header('cache-control', 'no-cache, private');
  reply.headers(headers);
  reply.type('text/html; charset=utf-8').header('vary', 'Accept-Encoding, Cookie');
  reply.header('content-language', context.locale);
}

function sendBytes(reply: FastifyReply, { body, encoding }: { body: string | Buffer; encoding: string }): FastifyReply {
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  // A text just rendered is a long chain of small pieces, which would be joined for its length and again to be sent.
  return reply.send(typeof body === 'string' ? Buffer.from(body) : body);
}

async function sendError(parts: ServerParts, context: HttpContext, reply: FastifyReply, error: unknown): Promise<void> {
  const problem = problemOf(error);
  if (problem.status >= 500) {
    parts.platform.log.error(
      { requestId: context.requestId, code: problem.code, err: errorForLog(error) },
      'request failed',
    );
  }
  await context.identify().catch(() => undefined);
  noteRefusal(parts, context, reply, problem);
  const details = { ...problem, requestId: context.requestId };
  if (context.wantsJson || context.path.startsWith('/api/')) {
    const body = { type: 'about:blank', title: problem.code, status: problem.status, instance: context.requestId };
    await reply.code(problem.status).type('application/problem+json').send(JSON.stringify(body));
    return;
  }
  await send(reply, context, { kind: 'page', status: problem.status, page: await parts.errorPage(context, details) });
}

/** Who is signed in and is refused something leaves a line: which route, never what was asked of it (ASVS 16.3.2). */
function noteRefusal(
  { platform }: ServerParts,
  { resident, agent, requestId }: HttpContext,
  reply: FastifyReply,
  { status, code }: { readonly status: number; readonly code: string },
): void {
  if ((status !== 403 && status !== 404) || (resident === undefined && agent === undefined)) return;
  const route = reply.request.routeOptions.config.routeId ?? 'other';
  platform.log.info(
    {
      event: 'refusal',
      requestId,
      route,
      status,
      code,
      ...(resident === undefined ? {} : { resident: whoForLog(platform.config, 'resident', resident.accountId) }),
      ...(agent === undefined ? {} : { agent: whoForLog(platform.config, 'agent', agent.agentId) }),
    },
    'refused',
  );
}

/**
 * An address whose percents mean nothing, taken to the letter: it is then that of no page, which is said like everywhere,
 * with the same headers. Fastify itself would answer in JSON, before any of them.
 */
function decodable(url: string): string {
  try {
    decodeURI(url.split('?', 1)[0] ?? '');
    return url;
  } catch {
    return url.replaceAll('%', '%25');
  }
}

/** Statuses of our own errors, of Fastify's (a body that is too large, too many requests), and 500 for all the rest. */
function problemOf(error: unknown): { status: number; code: string } {
  if (error instanceof AppError) return { status: error.status, code: error.code };
  const known = error as { statusCode?: number; code?: string };
  if (typeof known.statusCode === 'number' && known.statusCode >= 400 && known.statusCode < 500) {
    return {
      status: known.statusCode,
      code: known.statusCode === 429 ? 'too-many' : (known.code ?? 'bad-request').toLowerCase(),
    };
  }
  // 503 and no page's own fault: the transaction is undone, and the same may pass in a quieter moment.
  if (isOutOfTime(error)) return { status: 503, code: 'too-slow' };
  if (isDatabaseUnavailable(error) || isDiskFull(known.code)) return { status: 503, code: 'unavailable' };
  return { status: 500, code: 'unexpected' };
}

/**
 * Refused or lost connections, a database that is starting or stopping. What the driver says of a connection that broke under
 * a statement has no code.
 */
function isDatabaseUnavailable(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined)
    return /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|53300|08\w{3}|ENOENT)$/.test(code) && isOfSocket(error);
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/.test(
    message ?? '',
  );
}

/** A socket in a folder is not there while its server is not; a file that is missing is another matter. */
function isOfSocket(error: unknown): boolean {
  const { code, syscall } = error as { code?: string; syscall?: string };
  return code !== 'ENOENT' || syscall === 'connect';
}

function isDiskFull(code: string | undefined): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

/** The headers that helmet would work out again for each request: they are always the same here. */
async function securityHeaders(platform: Platform): Promise<Record<string, string>> {
  const probe = Fastify();
  await probe.register(helmet, helmetOptions(platform));
  probe.get('/', () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  const own = new Set(['content-type', 'content-length', 'date', 'connection']);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (own.has(name) ? [] : [[name, String(value)]])),
  );
}

function helmetOptions(platform: Platform) {
  const tiles =
    platform.config.MAP_TILES_URL === undefined
      ? []
      : [new URL(platform.config.MAP_TILES_URL.replace(/[{}]/g, '')).origin];
  const secure = platform.config.PUBLIC_URL?.startsWith('https:') ?? false;
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...tiles],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'same-origin' as const },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' as const },
  };
}
