import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Result, Route } from '#platform/http/route.ts';

/** A route for signed-in agents; what they may do with what it names is asked again by its use case. */
export function agentRoute(
  id: string,
  method: Route['method'],
  path: string,
  handler: (context: RequestContext, agent: AgentPrincipal) => Promise<Result>,
): Route {
  return {
    id,
    method,
    path,
    access: 'agent',
    handle: (context) => {
      if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
      return handler(context, context.agent);
    },
  };
}
