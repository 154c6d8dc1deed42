import type { SignInProvider } from '#modules/identity/index.ts';
import type { Config } from '#platform/config/config.ts';
import type { Logger } from '#platform/log/logger.ts';
import { createOpenIdProvider } from '../openid/openid-provider.ts';

/** Levels at which two factors were proved. */
const withSecondFactor = ['eidas1-mfa', 'eidas2', 'eidas3'];

/** ProConnect, when its settings are given. It refuses parameters that it does not know (Y000400): none is added. */
export function createProConnect(config: Config, log: Logger): SignInProvider | undefined {
  const { PROCONNECT_ISSUER: issuer, PROCONNECT_CLIENT_ID: clientId } = config;
  const clientSecret = config.PROCONNECT_CLIENT_SECRET;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return createOpenIdProvider({
    issuer,
    clientId,
    clientSecret,
    signingAlgorithm: config.PROCONNECT_SIGNING_ALG,
    scopes: 'openid given_name usual_name email uid siret idp_id phone',
    acceptedLevels: (secondFactor) => (secondFactor ? withSecondFactor : ['eidas1', ...withSecondFactor]),
    parameters: (secondFactor) => ({ acr_values: secondFactor ? withSecondFactor.join(' ') : 'eidas1' }),
    log,
  });
}
