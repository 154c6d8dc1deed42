import { type ChannelListener, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';
import { currentActivity, type Span, type SpanAttributes } from './activity.ts';
import type { Tracing } from './tracing.ts';

/**
 * A span for each call to another house, by `fetch` or by `node:http`, as Node itself tells of them: whom, how, with which
 * status. Never where at that house, nor what was said. They are not told of our trace: it is nobody else's business.
 * @returns what ends it
 */
export function traceOutgoingCalls(tracing: Tracing): () => void {
  const spans = new WeakMap<object, Span>();
  const begin = (request: object, method: string, server: SpanAttributes) => {
    const parent = currentActivity()?.span;
    if (parent === undefined) return;
    spans.set(
      request,
      tracing.start(method, { kind: 'client', parent, attributes: { 'http.request.method': method, ...server } }),
    );
  };
  const end = (request: object, status: number | undefined, error?: string) => {
    const span = spans.get(request);
    if (span === undefined) return;
    spans.delete(request);
    span.end(
      status === undefined ? {} : { 'http.response.status_code': status },
      error ?? (status !== undefined && status >= 400 ? String(status) : undefined),
    );
  };
  const listeners: Readonly<Record<string, ChannelListener>> = {
    'undici:request:create': (message) => {
      const request = objectIn(message, 'request');
      if (request === undefined) return;
      const url = URL.parse(String(Reflect.get(request, 'origin')));
      begin(request, textIn(request, 'method') ?? 'GET', url === null ? {} : serverOf(url.hostname, url.port));
    },
    'undici:request:headers': (message) => {
      const request = objectIn(message, 'request');
      const response = objectIn(message, 'response');
      if (request !== undefined) end(request, response === undefined ? undefined : numberIn(response, 'statusCode'));
    },
    'undici:request:error': (message) => {
      const request = objectIn(message, 'request');
      if (request !== undefined) end(request, undefined, codeIn(message));
    },
    'http.client.request.start': (message) => {
      const request = objectIn(message, 'request');
      if (!(request instanceof ClientRequest)) return;
      const [host = '', port] = splitHost(String(request.getHeader('host') ?? ''));
      begin(request, request.method, serverOf(host, port ?? ''));
    },
    'http.client.response.finish': (message) => {
      const request = objectIn(message, 'request');
      const response = objectIn(message, 'response');
      if (request !== undefined) end(request, response === undefined ? undefined : numberIn(response, 'statusCode'));
    },
    'http.client.request.error': (message) => {
      const request = objectIn(message, 'request');
      if (request !== undefined) end(request, undefined, codeIn(message));
    },
  };
  for (const [channel, listener] of Object.entries(listeners)) subscribe(channel, listener);
  return () => {
    for (const [channel, listener] of Object.entries(listeners)) unsubscribe(channel, listener);
  };
}

function serverOf(host: string, port: string): SpanAttributes {
  return { 'server.address': host, ...(port === '' ? {} : { 'server.port': Number(port) }) };
}

/** `host`, or `host:port`. */
function splitHost(text: string): string[] {
  return /^(.*[^:\]]|\[.*\]):(\d+)$/.exec(text)?.slice(1) ?? [text];
}

function objectIn(from: unknown, name: string): object | undefined {
  if (typeof from !== 'object' || from === null) return undefined;
  const value: unknown = Reflect.get(from, name);
  return typeof value === 'object' && value !== null ? value : undefined;
}

function textIn(from: object, name: string): string | undefined {
  const value: unknown = Reflect.get(from, name);
  return typeof value === 'string' ? value : undefined;
}

function numberIn(from: object, name: string): number | undefined {
  const value: unknown = Reflect.get(from, name);
  return typeof value === 'number' ? value : undefined;
}

/** The code of an error, or its name: its message may quote the address. */
function codeIn(message: unknown): string {
  const error = objectIn(message, 'error');
  if (error === undefined) return 'error';
  return textIn(error, 'code') ?? textIn(error, 'name') ?? 'error';
}
