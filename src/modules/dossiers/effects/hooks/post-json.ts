import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface JsonCall {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CallOptions {
  /** `http:` is accepted too: demonstration only. */
  readonly allowHttp: boolean;
  /** Addresses that are not of the public Internet are accepted: tests only. */
  readonly allowPrivate?: boolean;
  /** Of the whole call; 10 seconds when not said. */
  readonly timeoutMs?: number;
}

export interface JsonAnswer {
  readonly status: number;
  /** What the other system answered when it is a JSON object; else undefined. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** The call could not be made; `code` says why, in a word that holds nothing personal. */
export class CallError extends Error {
  readonly code: string;
  /** Trying again gives the same. */
  readonly permanent: boolean;

  constructor(code: string, permanent = false) {
    super(`Call failed: ${code}`);
    this.name = 'CallError';
    this.code = code;
    this.permanent = permanent;
  }
}

export type PostJson = (call: JsonCall, options: CallOptions) => Promise<JsonAnswer>;

const largestAnswer = 64 * 1024;

/**
 * Posts JSON to another system. The address is judged when it has been resolved and the connection made to that very
 * address, so that a name cannot lead elsewhere between the two; redirections are not followed.
 * @throws {CallError}
 */
export const postJson: PostJson = (call, options) => {
  const url = checkedUrl(call.url, options);
  const { timeoutMs = 10_000 } = options;
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      headers: {
        ...call.headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(call.body),
        'user-agent': 'Parvis',
      },
      signal: AbortSignal.timeout(timeoutMs),
      ...(options.allowPrivate === true ? {} : { lookup: publicLookup }),
    });
    request.on('error', (error) => reject(callError(error)));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestAnswer) response.destroy(new CallError('answer-too-large', true));
        else chunks.push(chunk);
      });
      response.on('error', (error) => reject(callError(error)));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, json: objectIn(Buffer.concat(chunks).toString('utf8')) }),
      );
    });
    request.end(call.body);
  });
};

/** @throws {CallError} `not-an-address`, `https-only`, `private-address` */
export function checkedUrl(text: string, options: Pick<CallOptions, 'allowHttp' | 'allowPrivate'>): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new CallError('not-an-address', true);
  }
  if (url.protocol === 'http:' && !options.allowHttp) throw new CallError('https-only', true);
  if (url.username !== '' || url.password !== '') throw new CallError('not-an-address', true);
  // A name is judged when it is resolved; an address is never looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && options.allowPrivate !== true && !isPublicAddress(host)) {
    throw new CallError('private-address', true);
  }
  return url;
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
      return callback(new CallError('private-address', true), '', 0);
    }
    if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function callError(error: Error): CallError {
  if (error instanceof CallError) return error;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return new CallError('timeout');
  const { code } = error as { code?: string };
  return new CallError(typeof code === 'string' ? code.toLowerCase() : 'connection-failed');
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
