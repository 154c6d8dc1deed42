import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { Documents, ReceivedFile, StoredDocument } from '#modules/documents/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { localize } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import { agentMessages } from '../agent-messages.ts';
import { mayAskRating } from '../contact-ratings/ask-rating-of-contact.ts';
import { contactHref } from '../contact-ratings/contact-link.ts';
import { contactWords } from '../contact-ratings/messages.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { type AgentAct, agentActor, isRepeatedAct, lockForAgent, touchDossier } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';
import { dossierLink } from './transition-variables.ts';

export interface SendMessageDeps {
  readonly platform: Pick<Platform, 'jobs' | 'clock' | 'config'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
  readonly catalogue: Pick<Catalogue, 'getVersionOf'>;
  readonly documents: Documents;
}

export interface SentMessage {
  /** The very same message had been received before. */
  readonly repeated: boolean;
  /** False when the applicant gave no e-mail address: the message waits in the dossier. */
  readonly emailed: boolean;
}

/**
 * Writes to the applicant: the message joins the dossier's thread and leaves by e-mail, its files with it.
 * @throws {DossierNotFoundError}
 */
export async function sendMessage(
  tx: Tx,
  deps: SendMessageDeps,
  act: AgentAct & {
    readonly body: string;
    readonly files: readonly ReceivedFile[];
    readonly origin: string;
    readonly key: string;
  },
): Promise<SentMessage> {
  const dossier = await lockForAgent(tx, act);
  if (await isRepeatedAct(tx, act)) return { repeated: true, emailed: dossier.applicant_email !== null };
  const authority = await deps.directory.getAuthority(act.authorityId);
  const attachments = await recordFiles(tx, deps.documents, act);
  const { procedure } = await deps.catalogue.getVersionOf(dossier);
  const code = formatTrackingCode(dossier.code);
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(dossier.locale, key, params);
  const subject = say('messageSubject', { title: localize(procedure.title, dossier.locale), code });
  const contactId = newId();
  const { sessionSecret } = deps.platform.config;
  const asks = await mayAskRating(tx, sessionSecret, dossier, act.now);
  const contact = { authorityId: act.authorityId, dossierId: act.dossierId, contactId };
  const messageId =
    dossier.applicant_email === null
      ? undefined
      : await queueMessage(deps.platform, tx, {
          authorityId: act.authorityId,
          dossierId: act.dossierId,
          medium: 'email',
          recipient: dossier.applicant_email,
          subject,
          body: composeEmail({
            locale: dossier.locale,
            greeting: greetingOf(dossier.applicant_name, say),
            paragraphs: [act.body],
            action: { label: say('messageAnswerHere'), href: dossierLink(act.origin, authority, dossier.id) },
            ...(asks
              ? {
                  after: [
                    contactWords(dossier.locale, 'mail', {
                      link: `${act.origin}${contactHref(sessionSecret, contact)}`,
                    }),
                  ],
                }
              : {}),
            authority: { name: authority.name, lines: [authority.contact.phone] },
          }),
          attachments,
        });
  await touchDossier(tx, dossier, act.now);
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'message',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'public',
    data: {
      from: authority.name,
      subject,
      body: act.body,
      key: act.key,
      contact: contactId,
      ...(asks ? { ratingAsked: true } : {}),
      ...(attachments.length === 0 ? {} : { attachments }),
      ...(messageId === undefined ? { unsent: true } : { messageId }),
    },
  });
  return { repeated: false, emailed: messageId !== undefined };
}

function greetingOf(
  name: string,
  say: (key: 'greetingNamed' | 'greeting', params?: { name: string }) => string,
): string {
  return name === '' ? say('greeting') : say('greetingNamed', { name });
}

async function recordFiles(
  tx: Tx,
  documents: Documents,
  act: { authorityId: string; dossierId: string; files: readonly ReceivedFile[] },
): Promise<{ documentId: string; name: string }[]> {
  const recorded: StoredDocument[] = [];
  for (const file of act.files) {
    recorded.push(await documents.record(tx, act.authorityId, file, { origin: 'agent', dossierId: act.dossierId }));
  }
  return recorded.map((document) => ({ documentId: document.id, name: document.name }));
}
