import { errorForLog } from '#platform/log/error-for-log.ts';
import { getSigningKeys } from '../keys/signing-keys.ts';
import type { SingleSignOnParts } from '../parts.ts';
import { isSecretOf } from './clients.ts';
import { configurationOf, paths } from './configuration.ts';
import { Provider } from './oidc-library.ts';
import { watchTurns } from './turns-middleware.ts';

/** The provider for an origin, e.g. `https://guichet.example.fr`. */
export interface ProviderPool {
  providerFor(origin: string): Promise<Provider>;
  /** The keys have changed: they are read again. */
  forget(): void;
}

/** Another process may rotate the keys: they are read again this often. */
const keysBelievedFor = 30_000;
/** A demonstration without PUBLIC_URL answers under any name of this machine. */
const mostOrigins = 5;

export function createProviderPool(parts: SingleSignOnParts): ProviderPool {
  const built = new Map<string, Promise<Provider>>();
  let known: { readonly version: string; readonly until: number } | undefined;

  async function build(origin: string): Promise<Provider> {
    const keys = await getSigningKeys(parts);
    const provider = new Provider(`${origin}${paths.mount}`, configurationOf(parts, keys));
    // What the proxy said was settled by our own server, which writes it again.
    provider.proxy = true;
    const client = provider.Client.prototype;
    client.compareClientSecret = function compare(secret) {
      return isSecretOf(parts, this.clientId, secret);
    };
    provider.use(watchTurns(parts));
    provider.on('server_error', (_ctx, error) =>
      parts.platform.log.error({ err: errorForLog(error) }, 'single sign-on failed'),
    );
    return provider;
  }

  async function versionOfKeys(): Promise<string> {
    const now = Date.now();
    if (known !== undefined && known.until > now) return known.version;
    const version = (await getSigningKeys(parts)).map((key) => key.kid).join(' ');
    known = { version, until: now + keysBelievedFor };
    return version;
  }

  return {
    providerFor: async (origin) => {
      const key = `${origin} ${await versionOfKeys()}`;
      const existing = built.get(key);
      if (existing !== undefined) return existing;
      const made = build(origin);
      built.set(key, made);
      made.catch(() => built.delete(key));
      if (built.size > mostOrigins) built.delete(built.keys().next().value ?? '');
      return made;
    },
    forget: () => {
      known = undefined;
    },
  };
}
