import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { ownPath } from '../domain/own-path.ts';
import { type IdentityWeb, residentOf } from '../web/routes-parts.ts';
import { giveConsent, isExchange, withdrawConsent } from './exchange-consents.ts';
import { dataPath } from './paths.ts';
import { profileMessages as say } from './profile-messages.ts';

/** Agrees to an exchange, or takes it back; then the profile, or the form from which it was done. */
export async function submitConsent(context: RequestContext, web: Pick<IdentityWeb, 'parts'>): Promise<Result> {
  const { body, locale, now } = context;
  const exchange = single(body, 'echange');
  if (!isExchange(exchange)) throw new NotFoundError();
  const { accountId } = residentOf(context);
  const { open } = web.parts.platform.database;
  const gives = single(body, 'acte') === 'donner';
  if (gives) await giveConsent(open, accountId, exchange, now);
  else await withdrawConsent(open, accountId, exchange, now);
  context.setFlash(say(locale, gives ? 'givenNow' : 'withdrawnNow'));
  const back = single(body, 'suite');
  return redirect(ownPath(back === '' ? undefined : back, dataPath));
}
