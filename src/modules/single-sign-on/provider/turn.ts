import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { InteractionResults } from 'oidc-provider';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { ResidentPrincipal } from '#platform/http/principals.ts';
import type { ResidentSignIn } from '../queries/find-resident-sign-in.ts';
import { paths } from './configuration.ts';
import { errors } from './oidc-library.ts';
import type { ProviderPool } from './provider-pool.ts';

/** A request of a site that waits for its person, in the browser that made it. */
export interface Turn {
  readonly uid: string;
  readonly siteId: string;
  readonly prompt: string;
  readonly reasons: readonly string[];
  /** What the site asked for. */
  readonly scope: string;
  /** When the person came. */
  readonly since: Date;
  /** Who was signed in then. */
  readonly accountId: string | undefined;
  /** The address that makes the same request once more. */
  readonly again: string;
  /** Where the protocol goes on. */
  readonly goesOnAt: string;
  /** Writes down what the person answered. */
  answer(result: InteractionResults): Promise<void>;
}

/**
 * The request under way of this very browser: its cookie says so, and another browser that is sent the address finds
 * nothing. @throws NotFoundError
 */
export async function getTurn(pool: ProviderPool, context: RequestContext): Promise<Turn> {
  const provider = await pool.providerFor(context.origin);
  const request = new IncomingMessage(new Socket());
  request.url = context.path;
  request.headers = { cookie: context.header('cookie') ?? '', host: new URL(context.origin).host };
  const response = new ServerResponse(request);
  try {
    const found = await provider.interactionDetails(request, response);
    if (found.uid !== context.params.uid) throw new NotFoundError('sign-in-request-ended');
    const { client_id: siteId, scope = '' } = found.params;
    return {
      uid: found.uid,
      siteId: String(siteId),
      prompt: found.prompt.name,
      reasons: found.prompt.reasons,
      scope: String(scope),
      since: new Date(found.iat * 1000),
      accountId: found.session?.accountId,
      again: `${paths.mount}/auth?${new URLSearchParams(
        Object.entries(found.params).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      )}`,
      goesOnAt: new URL(found.returnTo).pathname,
      answer: async (result) => {
        await provider.interactionResult(request, response, result, { mergeWithLastSubmission: true });
      },
    };
  } catch (error) {
    if (error instanceof errors.SessionNotFound) throw new NotFoundError('sign-in-request-ended');
    throw error;
  }
}

/** The person who is signed in here, as the protocol is told. */
export function loginOf(resident: ResidentPrincipal, signIn: ResidentSignIn): InteractionResults {
  return {
    login: {
      accountId: resident.accountId,
      ts: Math.floor(signIn.at.getTime() / 1000),
      acr: signIn.acr,
      amr: [...signIn.amr],
      // The cookie goes when the browser closes; the session here decides.
      remember: false,
    },
  };
}
