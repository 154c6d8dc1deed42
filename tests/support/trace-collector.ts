import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const value = z.object({
  stringValue: z.string().optional(),
  intValue: z.union([z.number(), z.string()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
});
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform((list) =>
    Object.fromEntries(
      list.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [
        key,
        stringValue ?? doubleValue ?? boolValue ?? (intValue === undefined ? undefined : Number(intValue)),
      ]),
    ),
  );
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.coerce.bigint(),
  endTimeUnixNano: z.coerce.bigint(),
  attributes,
  status: z.object({ code: z.number().optional() }).default({}),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
});
/** What OTLP/HTTP sends to `/v1/traces`, as JSON. */
const request = z.object({
  resourceSpans: z.array(
    z.object({ resource: z.object({ attributes }), scopeSpans: z.array(z.object({ spans: z.array(span) })) }),
  ),
});

export type CollectedSpan = z.infer<typeof span>;

export interface TraceCollector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** All that came, word by word. */
  readonly raw: string;
  readonly headers: readonly IncomingHttpHeaders[];
  readonly service: unknown;
}

/** A collector of traces that takes what comes; with `hangs` it never answers. Closes with the test. */
export async function traceCollector(options: { hangs?: boolean } = {}): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let raw = '';
  let service: unknown;
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      headers.push(incoming.headers);
      const text = Buffer.concat(chunks).toString('utf8');
      raw += text;
      for (const { resource, scopeSpans } of request.parse(JSON.parse(text)).resourceSpans) {
        service = resource.attributes['service.name'];
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      if (options.hangs !== true) answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    headers,
    get raw() {
      return raw;
    },
    get service() {
      return service;
    },
  };
}
