import { documentResult } from '#modules/documents/index.ts';
import {
  DossierNotFoundError,
  findByCode,
  formatTrackingCode,
  normalizeTrackingCode,
  withFreshCode,
} from '#modules/dossiers/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import type { InboundParts } from '../inbound-parts.ts';
import { inboundWords as say } from '../messages.ts';
import { getReceived } from '../queries/received-messages.ts';
import { binMessage, joinMessage, openFromMessage } from '../usecases/handle-message.ts';
import { mailsHref, offeredFor, showMail } from './mails.tsx';

type Sender = (context: RequestContext, parts: InboundParts, agent: AgentPrincipal) => Promise<Result>;

const backTo = (context: RequestContext) => redirect(`${mailsHref}/${context.params.message}`);

/** POST …/joindre: to the dossier of a code. */
export const sendJoin: Sender = async (context, parts, agent) => {
  const { locale, origin, now } = context;
  const { database } = parts.platform;
  const messageId = context.params.message ?? '';
  const typed = single(context.body, 'code').trim().slice(0, 40);
  const code = normalizeTrackingCode(typed);
  const refuse = () =>
    showMail(context, parts, agent, { fieldId: 'code', typed, message: say(locale, 'problem.code') });
  await database.read([agent.authorityId], (tx) => getReceived(tx, agent, messageId));
  const found = code === undefined ? undefined : await findByCode(database.open, code);
  if (code === undefined || found === undefined || found.authorityId !== agent.authorityId) return refuse();
  try {
    await database.transaction([agent.authorityId], (tx) =>
      joinMessage(tx, parts, agent, { messageId, dossierId: found.dossierId, origin, now }),
    );
  } catch (error) {
    if (error instanceof DossierNotFoundError) return refuse();
    throw error;
  }
  context.setFlash(say(locale, 'joinedFlash', { code: formatTrackingCode(code) }));
  return backTo(context);
};

/** POST …/ouvrir: a request of the procedure chosen. */
export const sendOpen: Sender = async (context, parts, agent) => {
  const { locale, origin, now } = context;
  const { database } = parts.platform;
  const messageId = context.params.message ?? '';
  const typed = single(context.body, 'procedure').slice(0, 80);
  await database.read([agent.authorityId], (tx) => getReceived(tx, agent, messageId));
  const offered = (await offeredFor(parts, agent.authorityId)).find((one) => one.procedure.procedure === typed);
  if (offered === undefined) {
    return showMail(context, parts, agent, { fieldId: 'procedure', typed, message: say(locale, 'problem.procedure') });
  }
  const code = await withFreshCode(() =>
    database.transaction([agent.authorityId], async (tx) => {
      const dossierId = await openFromMessage(tx, parts, agent, { messageId, offered, origin, now });
      const row = await tx
        .selectFrom('dossiers')
        .select('code')
        .where('authority_id', '=', agent.authorityId)
        .where('id', '=', dossierId)
        .executeTakeFirstOrThrow();
      return row.code;
    }),
  );
  context.setFlash(say(locale, 'openedFlash', { code: formatTrackingCode(code) }));
  return backTo(context);
};

/** POST …/suite: aside, or back. */
export const sendSettle: Sender = async (context, parts, agent) => {
  const binned = single(context.body, 'to') !== 'waiting';
  await parts.platform.database.transaction([agent.authorityId], (tx) =>
    binMessage(tx, agent, { messageId: context.params.message ?? '', binned, now: context.now }),
  );
  context.setFlash(say(context.locale, binned ? 'binnedFlash' : 'restoredFlash'));
  return backTo(context);
};

/** GET …/documents/:document */
export const showFile: Sender = async (context, parts, agent) => {
  const { authorityId } = agent;
  const document = await parts.platform.database.read([authorityId], async (tx) => {
    const message = await getReceived(tx, agent, context.params.message ?? '');
    const id = message.document_ids.find((one) => one === context.params.document);
    return id === undefined ? undefined : parts.documents.find(tx, authorityId, id);
  });
  if (document === undefined) throw new NotFoundError('document-not-found');
  return documentResult(document, await parts.documents.open(authorityId, document), { inline: true });
};
