import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { ReceivedFile } from '#modules/documents/index.ts';
import { fileMessage, findLeadingOwn, lockForAgent, receiveMessage } from '#modules/dossiers/index.ts';
import { normalizePhone } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { InboundParts } from '../inbound-parts.ts';
import { getReceived, type ReceivedMessageRow } from '../queries/received-messages.ts';

/** Somebody else put the message in a dossier meanwhile. */
export class MessageSettledError extends ConflictError {
  constructor() {
    super('message-settled');
  }
}

interface Handling {
  readonly messageId: string;
  readonly origin: string;
  readonly now: Date;
}

/** @throws {MessageSettledError} when it is in a dossier already */
async function lockOpen(tx: Tx, agent: AgentPrincipal, messageId: string): Promise<ReceivedMessageRow> {
  const message = await getReceived(tx, agent, messageId, 'update');
  if (message.state === 'settled') throw new MessageSettledError();
  return message;
}

/**
 * Joins a message to a dossier that the agent processes. Saying it twice changes nothing.
 * @throws {DossierNotFoundError} @throws {MessageSettledError} when it is in another one
 */
export async function joinMessage(
  tx: Tx,
  parts: InboundParts,
  agent: AgentPrincipal,
  given: Handling & { readonly dossierId: string },
): Promise<void> {
  const known = await getReceived(tx, agent, given.messageId, 'update');
  if (known.state === 'settled' && known.dossier_id !== null) {
    const leading = await findLeadingOwn(tx, agent.authorityId, given.dossierId);
    if ([given.dossierId, leading].includes(known.dossier_id)) return;
  }
  const message = await lockOpen(tx, agent, given.messageId);
  const { authorityId } = agent;
  const dossier = await lockForAgent(tx, { agent, authorityId, dossierId: given.dossierId, now: given.now });
  const address = [dossier.applicant_email?.toLowerCase(), dossier.applicant_phone].includes(message.sender)
    ? undefined
    : message.sender;
  const joined = await receiveMessage(tx, parts, {
    authorityId,
    dossierId: given.dossierId,
    channel: message.medium,
    body: message.body,
    quoted: message.quoted,
    from: address,
    files: await filesOf(tx, parts, message),
    setAside: message.set_aside,
    joinedBy: { id: agent.agentId, name: agent.name },
    origin: given.origin,
    now: given.now,
  });
  await settle(tx, parts, agent, message, { verdict: 'joined', dossierId: joined ?? given.dossierId, now: given.now });
}

/**
 * Makes a request of a message, from the day it arrived. @returns the dossier's id
 * @throws {MessageSettledError} when it is in a dossier already
 */
export async function openFromMessage(
  tx: Tx,
  parts: InboundParts,
  agent: AgentPrincipal,
  given: Handling & { readonly offered: AdoptedProcedure },
): Promise<string> {
  const message = await lockOpen(tx, agent, given.messageId);
  const name = message.sender_name === '' ? message.sender : message.sender_name;
  const dossierId = await fileMessage(tx, parts, {
    offered: given.offered,
    channel: message.medium,
    sender: {
      name,
      ...(message.medium === 'email' ? { email: message.sender } : { phone: normalizePhone(message.sender) }),
    },
    subject: message.subject,
    body: message.body,
    quoted: message.quoted,
    files: await filesOf(tx, parts, message),
    setAside: message.set_aside,
    filedBy: { kind: 'agent', id: agent.agentId, name: `${agent.name}, ${agent.authorityName}`, onBehalf: true },
    // The message's own id: it is filed once.
    submissionKey: message.id,
    receivedAt: message.received_at < given.now ? message.received_at : given.now,
    origin: given.origin,
    now: given.now,
  });
  await settle(tx, parts, agent, message, { verdict: 'opened', dossierId, now: given.now });
  return dossierId;
}

/** Puts a message aside, or back among those to look at. @throws {MessageSettledError} when it is in a dossier */
export async function binMessage(
  tx: Tx,
  agent: AgentPrincipal,
  { messageId, binned, now }: { readonly messageId: string; readonly binned: boolean; readonly now: Date },
): Promise<void> {
  const message = await lockOpen(tx, agent, messageId);
  await tx
    .updateTable('received_messages')
    .set({
      state: binned ? 'binned' : 'waiting',
      decided_at: binned ? now : null,
      decided_by: agent.agentId,
      decided_by_name: agent.name,
    })
    .where('authority_id', '=', agent.authorityId)
    .where('id', '=', message.id)
    .execute();
}

/** The same bytes under rows of their own: those of the message go with it. */
async function filesOf(tx: Tx, { documents }: InboundParts, message: ReceivedMessageRow): Promise<ReceivedFile[]> {
  const files: ReceivedFile[] = [];
  for (const id of message.document_ids) {
    const stored = await documents.find(tx, message.authority_id, id);
    if (stored !== undefined) files.push({ ...stored, warnings: [] });
  }
  return files;
}

async function settle(
  tx: Tx,
  { documents }: InboundParts,
  agent: AgentPrincipal,
  message: ReceivedMessageRow,
  outcome: { readonly verdict: 'joined' | 'opened'; readonly dossierId: string; readonly now: Date },
): Promise<void> {
  for (const id of message.document_ids) await documents.remove(tx, message.authority_id, id);
  await tx
    .updateTable('received_messages')
    .set({
      verdict: outcome.verdict,
      state: 'settled',
      dossier_id: outcome.dossierId,
      document_ids: [],
      decided_at: outcome.now,
      decided_by: agent.agentId,
      decided_by_name: agent.name,
    })
    .where('authority_id', '=', message.authority_id)
    .where('id', '=', message.id)
    .execute();
}
