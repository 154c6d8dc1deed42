import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import type { InboundParts } from '../inbound-parts.ts';
import { takeSms } from '../usecases/take-sms.ts';

/** POST /demo/messages/:id/reponse: in a demonstration, an SMS is answered where it is read. */
export async function answerDemoSms(context: RequestContext, parts: InboundParts): Promise<Result> {
  const id = context.params.id ?? '';
  const message = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? await parts.platform.database.open
        .selectFrom('demo_messages')
        .select(['recipient', 'medium'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (message?.medium !== 'sms') throw new NotFoundError();
  const text = single(context.body, 'reponse').trim();
  const key = single(context.body, '_idempotency');
  if (text !== '') await takeSms(parts, { id: `demo ${id} ${key}`, from: message.recipient, text });
  context.setFlash(
    context.locale === 'fr' ? 'La réponse est arrivée à la mairie.' : 'The answer has reached the town hall.',
  );
  return redirect(`/demo/messages/${id}`);
}
