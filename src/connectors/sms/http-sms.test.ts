import { createServer, type IncomingHttpHeaders } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpSms, type HttpSmsOptions, readHeaders } from './http-sms.ts';

interface Taken {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A provider that answers with the status given, or never. */
async function provider(answer: number | 'never' = 201) {
  const taken: Taken[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      taken.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      if (answer === 'never') return;
      response.writeHead(answer, answer === 302 ? { location: 'http://127.0.0.1:9/' } : {}).end('{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on a port');
  return { taken, url: `http://127.0.0.1:${address.port}/sms` };
}

const sms = { id: '0190a0a0-0000-7000-8000-000000000001', to: '06 12 34 56 78', text: 'Prêt : "venez" {to}\nMerci' };
const send = (url: string, options: Partial<HttpSmsOptions> = {}, message = sms) =>
  createHttpSms({ url, body: '{"to":"{to}","text":"{text}"}', ...options })(message);

test('an SMS leaves in the shape that the provider wants, to a number with its country', async () => {
  const { taken, url } = await provider();
  await send(url, {
    authorization: 'Bearer jeton',
    headers: '{"X-Account":"vernon"}',
    body: '{"message":{"recipients":["{number}"],"sender":"{from}","content":"{text}"},"ref":"p-{id}","flash":false}',
    from: 'VERNON',
  });
  expect(taken).toHaveLength(1);
  expect(taken[0]?.headers).toMatchObject({
    authorization: 'Bearer jeton',
    'x-account': 'vernon',
    'idempotency-key': sms.id,
    'content-type': 'application/json',
  });
  // What the message says is never read as part of the template.
  expect(taken[0]?.body).toEqual({
    message: { recipients: ['33612345678'], sender: 'VERNON', content: sms.text },
    ref: `p-${sms.id}`,
    flash: false,
  });
});

test.each([
  [400, 'sms-refused', true],
  [404, 'sms-refused', true],
  [302, 'sms-refused', true],
  [401, 'sms-authentication', false],
  [429, 'sms-refused-for-now', false],
  [503, 'sms-refused-for-now', false],
])('an answer %i is %s', async (status, code, permanent) => {
  const { url, taken } = await provider(status);
  await expect(send(url)).rejects.toMatchObject({ code, permanent });
  expect(taken).toHaveLength(1);
});

test('a provider that is not there, or says nothing, is tried again later', async () => {
  await expect(send('http://127.0.0.1:9/sms')).rejects.toMatchObject({ code: 'sms-connection', permanent: false });
  const { url } = await provider('never');
  await expect(send(url, { deadline: 100 })).rejects.toMatchObject({ code: 'sms-timeout', permanent: false });
});

test('what is no number is never sent', async () => {
  const { url, taken } = await provider();
  await expect(send(url, {}, { ...sms, to: '12' })).rejects.toMatchObject({
    code: 'sms-number-invalid',
    permanent: true,
  });
  expect(taken).toEqual([]);
});

test('headers are an object of texts', () => {
  expect(readHeaders(undefined)).toEqual({});
  for (const wrong of ['[]', '1', '{"a":1}', 'x']) expect(() => readHeaders(wrong)).toThrow();
});
