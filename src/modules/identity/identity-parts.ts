import type { Directory } from '#modules/directory/index.ts';
import type { Platform } from '#platform/platform.ts';
import type { AttemptLimiter } from './attempts.ts';
import type { SignInProviders } from './federation/sign-in-provider.ts';
import type { Links } from './links.ts';
import type { Sessions } from './sessions.ts';

/** What the use cases of this module work with. */
export interface IdentityParts {
  readonly platform: Platform;
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly attempts: AttemptLimiter;
  readonly links: Links;
  /** Those that are configured; a way in that is not is not shown. */
  readonly providers: SignInProviders;
}

/** The time of the platform's clock, as the database takes it. */
export function nowOf({ platform }: Pick<IdentityParts, 'platform'>): Date {
  return new Date(platform.clock.now().epochMilliseconds);
}
