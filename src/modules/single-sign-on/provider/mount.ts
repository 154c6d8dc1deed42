import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SingleSignOnParts } from '../parts.ts';
import { paths } from './configuration.ts';
import type { ProviderPool } from './provider-pool.ts';

/** For one address: a site's own server signs many people in from one. */
const perMinute = 600;

/** Puts the protocol under its path. The bodies of its requests are its own to read. */
export async function mountProvider(server: FastifyInstance, parts: SingleSignOnParts, pool: ProviderPool) {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: `${paths.mount}/*`,
      config: {
        routeId: 'single-sign-on.protocol',
        ...({ rateLimit: { max: perMinute, timeWindow: '1 minute' } } as object),
      },
      handler: (request, reply) =>
        isPostedRequest(request) ? askByGet(request, reply) : hand(parts, pool, request, reply),
    });
  });
}

/** Letters of a request that comes by a form: as many as servers take in an address. */
const longestRequest = 8000;

const isPostedRequest = ({ method, url }: FastifyRequest) =>
  method === 'POST' && url.split('?', 1)[0] === `${paths.mount}/auth`;

/**
 * A request of a site may come by a form (OpenID Connect Core, 3.1.2.1). It is asked again by GET: the cookies of a person
 * who is signed in come with that one, and not with the form of another site.
 */
async function askByGet(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  let body = '';
  for await (const chunk of request.body as AsyncIterable<Buffer>) {
    body += chunk.toString('latin1');
    if (body.length > longestRequest) return reply.code(413).send();
  }
  return reply.redirect(`${paths.mount}/auth?${new URLSearchParams(body)}`, 303);
}

async function hand(parts: SingleSignOnParts, pool: ProviderPool, request: FastifyRequest, reply: FastifyReply) {
  const origin = originOf(parts, request);
  const provider = await pool.providerFor(origin);
  const { protocol, host } = new URL(origin);
  const raw = request.raw as typeof request.raw & { originalUrl?: string };
  // Written by us, whatever came: the library believes them.
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  raw.headers['x-forwarded-host'] = host;
  raw.headers['x-forwarded-for'] = request.ip;
  raw.originalUrl = raw.url ?? '/';
  raw.url = raw.originalUrl.slice(paths.mount.length);
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.hijack();
  await provider.callback()(raw, reply.raw);
}

/** The origin that sites know, never one that a Host header could forge but in a demonstration. */
function originOf({ platform }: Pick<SingleSignOnParts, 'platform'>, request: FastifyRequest): string {
  return (platform.config.PUBLIC_URL ?? `${request.protocol}://${request.host}`).replace(/\/$/, '');
}
