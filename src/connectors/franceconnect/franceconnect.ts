import type { SignInProvider } from '#modules/identity/index.ts';
import type { Config } from '#platform/config/config.ts';
import type { Logger } from '#platform/log/logger.ts';
import { createOpenIdProvider } from '../openid/openid-provider.ts';

/** `eidas1` is asked for; a stronger sign-in is as good. */
const levels = ['eidas1', 'eidas2', 'eidas3'];

/** FranceConnect v2, when its settings are given. */
export function createFranceConnect(config: Config, log: Logger): SignInProvider | undefined {
  const { FRANCECONNECT_ISSUER: issuer, FRANCECONNECT_CLIENT_ID: clientId } = config;
  const clientSecret = config.FRANCECONNECT_CLIENT_SECRET;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return createOpenIdProvider({
    issuer,
    clientId,
    clientSecret,
    signingAlgorithm: config.FRANCECONNECT_SIGNING_ALG,
    scopes: config.FRANCECONNECT_SCOPES,
    acceptedLevels: () => levels,
    // `consent` is not for us to choose: FranceConnect informs the person by itself.
    parameters: () => ({ acr_values: 'eidas1' }),
    log,
  });
}
