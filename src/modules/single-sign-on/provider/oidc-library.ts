import type ProviderType from 'oidc-provider';

/**
 * `oidc-provider` says at import, on the console, that it knows no Node.js later than those with long-term support when it
 * was made (`process.release.lts`): the product brings its own, which its tests run on. That one line is not printed; any
 * other is, from whomever.
 */
async function importQuietly(): Promise<typeof import('oidc-provider')> {
  const { warn } = console;
  console.warn = (...told: unknown[]) => {
    if (!/oidc-provider WARNING: Unsupported runtime/.test(String(told[0]))) warn.apply(console, told);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

/** The library, in place of a plain import of it. */
export const { default: Provider, errors } = await importQuietly();
export type Provider = ProviderType;
