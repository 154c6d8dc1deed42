import { z } from 'zod';

const text = z.string().max(20_000);

/** What browsers answer, as far as it is read; the library checks the content. */
const answerSchema = z.object({
  id: z.string().regex(/^[\w-]{1,1400}$/),
  rawId: z.string().regex(/^[\w-]{1,1400}$/),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  response: z.object({
    clientDataJSON: text,
    attestationObject: text.optional(),
    authenticatorData: text.optional(),
    signature: text.optional(),
    userHandle: text.optional(),
    transports: z.array(z.string().max(40)).max(20).optional(),
  }),
});

/** The answer of a browser's passkey, as the hidden field of the form brings it; undefined when it is none. */
export function readPasskeyAnswer<T extends { readonly id: string }>(sent: string): T | undefined {
  if (sent.length > 60_000) return undefined;
  try {
    const parsed = answerSchema.safeParse(JSON.parse(sent));
    return parsed.success ? (parsed.data as unknown as T) : undefined;
  } catch {
    return undefined;
  }
}
