import { createHmac } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sameDigest } from '#platform/crypto/digests.ts';
import type { InboundParts } from '../inbound-parts.ts';
import { takeSms } from '../usecases/take-sms.ts';

export const smsPath = '/api/sms/recus';

/** Neither control characters nor half a character: the database takes neither, and no provider sends any. */
const word = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u);

const received = z.object({
  id: word.min(1).max(200),
  from: word.min(3).max(30),
  text: z.string().max(10_000),
});

/** Seconds that a signature holds: what was overheard cannot be sent again later. */
const patience = 300;

/** `t=<seconds>,v1=<hexadecimal HMAC-SHA-256 of "t.body">`, as this house signs its own calls. */
export function isSigned(header: string | undefined, body: string, secret: string, now: Date): boolean {
  const [, seconds, signature] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (seconds === undefined || signature === undefined) return false;
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > patience) return false;
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  return sameDigest(expected, Buffer.from(signature, 'hex'));
}

/**
 * Where the provider of SMS hands over what residents answer. It is no browser: a signature stands for the form token.
 * Without a secret there is no such address.
 */
export async function mountSms(server: FastifyInstance, parts: InboundParts): Promise<void> {
  const secret = parts.platform.config.SMS_WEBHOOK_SECRET;
  if (secret === undefined) return;
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The signature is of the very bytes.
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 64 * 1024 }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(smsPath, async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const header = request.headers['parvis-signature'];
      const now = new Date(parts.platform.clock.now().epochMilliseconds);
      if (!isSigned(typeof header === 'string' ? header : undefined, body, secret, now)) {
        return reply.code(403).send({ code: 'signature' });
      }
      const sms = received.safeParse(jsonOf(body));
      if (!sms.success) return reply.code(400).send({ code: 'invalid' });
      await takeSms(parts, sms.data);
      return reply.code(202).send({ received: true });
    });
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
