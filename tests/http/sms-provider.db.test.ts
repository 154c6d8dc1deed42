import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueMessage, replayMessage } from '#modules/notifications/index.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';
import { createHttpSms } from '../../src/connectors/sms/http-sms.ts';

const vernon = 'C27681';
let counter: TestCounter;
let answer = 503;
const taken: string[] = [];
const server = createServer((request, response) => {
  taken.push(String(request.headers['idempotency-key']));
  request.resume().on('end', () => response.writeHead(answer).end());
});

beforeAll(async () => {
  counter = await testCounter();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const sendSms = createHttpSms({ url: `http://127.0.0.1:${port}/`, body: '{"to":"{to}","text":"{text}"}' });
  Object.assign(counter.platform.mail, { sendSms });
});
afterAll(async () => {
  server.close();
  await counter?.close();
});

const queue = () =>
  counter.platform.database.transaction([vernon], (tx) =>
    queueMessage(counter.platform, tx, {
      authorityId: vernon,
      medium: 'sms',
      recipient: '06 12 34 56 78',
      body: 'Votre carte est prête.',
    }),
  );
const stateOf = (id: string) =>
  counter.platform.database.read([vernon], (tx) =>
    tx.selectFrom('outgoing_messages').select(['state', 'last_error']).where('id', '=', id).executeTakeFirstOrThrow(),
  );
const run = () => counter.runJobs().catch(() => 0);

test('an SMS that its provider puts off is tried again; one that it refuses fails in words and can be sent again', async () => {
  const id = await queue();
  await run();
  expect(await stateOf(id)).toEqual({ state: 'queued', last_error: 'sms-refused-for-now' });
  expect(taken).toEqual([id]);

  answer = 422;
  const refused = await queue();
  await run();
  expect(await stateOf(refused)).toEqual({ state: 'failed', last_error: 'sms-refused' });

  answer = 200;
  await counter.platform.database.transaction([vernon], (tx) => replayMessage(counter.platform, tx, vernon, refused));
  await run();
  expect(await stateOf(refused)).toEqual({ state: 'sent', last_error: null });
  expect(taken.filter((one) => one === refused)).toHaveLength(2);
});
