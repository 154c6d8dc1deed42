import { e164 } from '#platform/i18n/e164.ts';
import { MailError } from '#platform/mail/mail-error.ts';
import type { OutgoingSms } from '#platform/mail/mail-transport.ts';

export interface HttpSmsOptions {
  /** Where the provider takes one SMS by `POST`. */
  readonly url: string;
  /** Value of the `Authorization` header. */
  readonly authorization?: string | undefined;
  /** Further headers, as a JSON object of texts: `{"x-api-key":"…"}`. */
  readonly headers?: string | undefined;
  /** The JSON that the provider wants, with `{to}`, `{number}`, `{text}`, `{from}` and `{id}` inside its texts. */
  readonly body: string;
  /** The sender that phones show. */
  readonly from?: string | undefined;
  /** Milliseconds for the whole call; 20 seconds when not said. */
  readonly deadline?: number;
}

/**
 * SMS through any provider that takes them as JSON over HTTPS. The template is filled in as data, text by text, so that no
 * message can change its shape. `Idempotency-Key` is the message's id: a repeat can be seen to be one.
 * @throws MailError, `permanent` when another attempt would get the same answer
 */
export function createHttpSms(options: HttpSmsOptions): (sms: OutgoingSms) => Promise<void> {
  const template: unknown = JSON.parse(options.body);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(options.authorization === undefined ? {} : { authorization: options.authorization }),
    ...readHeaders(options.headers),
  };
  return async ({ id, to, text }) => {
    const number = e164(to);
    if (number === undefined) throw new MailError('sms-number-invalid', { permanent: true });
    const values = { to: number, number: number.slice(1), text, from: options.from ?? '', id };
    let status: number;
    try {
      const answer = await fetch(options.url, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': id },
        body: JSON.stringify(filledIn(template, values)),
        // Wherever it leads, the token is not for there.
        redirect: 'manual',
        signal: AbortSignal.timeout(options.deadline ?? 20_000),
      });
      status = answer.status;
      // Read to its end, and not looked at: it often repeats the number and the text.
      await answer.arrayBuffer();
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      throw new MailError(late ? 'sms-timeout' : 'sms-connection');
    }
    const failure = failureOf(status);
    if (failure !== undefined) throw failure;
  };
}

/** @throws Error when it is not an object of texts */
export function readHeaders(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const read: unknown = JSON.parse(text);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('not an object');
  return Object.fromEntries(
    Object.entries(read).map(([name, value]) => {
      if (typeof value !== 'string') throw new Error(`${name} is no text`);
      return [name.toLowerCase(), value];
    }),
  );
}

function filledIn(template: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof template === 'string')
    return template.replace(/\{(to|number|text|from|id)\}/g, (_mark, name: string) => values[name] ?? '');
  if (Array.isArray(template)) return template.map((one) => filledIn(one, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, filledIn(one, values)]));
}

/** A wrong token is put right by people, and the messages are then sent again: it is no refusal of the message. */
function failureOf(status: number): MailError | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401 || status === 403) return new MailError('sms-authentication');
  if (status >= 500 || status === 408 || status === 425 || status === 429) return new MailError('sms-refused-for-now');
  return new MailError('sms-refused', { permanent: true });
}
