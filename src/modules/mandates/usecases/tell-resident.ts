import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type Mandate, personOf } from '../domain/mandate.ts';
import { revocationToken } from '../domain/revocation-link.ts';
import type { MandatesParts } from '../mandates-parts.ts';
import { mandateWords as say } from '../messages.ts';

/** One thing that the person is told, with the way to end the mandate in every message while it is not over. */
export interface Telling {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Without the link, which is added. */
  readonly sms: string;
  /** `https://guichet.example.fr` */
  readonly origin: string;
  /** The mandate ended: the link shows it, and there is nothing left to end. */
  readonly over?: boolean;
}

export const revocationPath = (
  parts: Pick<MandatesParts, 'key'>,
  mandate: Pick<Mandate, 'authorityId' | 'id'>,
): string => `/mandats/lien/${revocationToken(parts.key, mandate)}`;

/** Tells the person by e-mail, else by text message; nothing when they gave neither. */
export async function tellResident(
  tx: Tx,
  parts: Pick<MandatesParts, 'platform' | 'directory' | 'key'>,
  mandate: Pick<Mandate, 'authorityId' | 'id' | 'email' | 'phone' | 'locale' | 'givenNames' | 'familyName'>,
  telling: Telling,
): Promise<void> {
  const { locale } = mandate;
  const over = telling.over === true;
  const href = `${telling.origin}${revocationPath(parts, mandate)}`;
  const authority = await parts.directory.getAuthority(mandate.authorityId);
  if (mandate.email !== null) {
    await queueMessage(parts.platform, tx, {
      authorityId: mandate.authorityId,
      medium: 'email',
      recipient: mandate.email,
      subject: telling.subject,
      body: composeEmail({
        locale,
        greeting: say(locale, 'mail.hello', { name: personOf(mandate) }),
        paragraphs: [
          ...telling.paragraphs,
          say(locale, over ? 'mail.over' : 'mail.notYou', { phone: authority.contact.phone }),
        ],
        action: { label: say(locale, over ? 'mail.actionOver' : 'mail.action'), href },
        authority,
      }),
    });
  } else if (mandate.phone !== null) {
    await queueMessage(parts.platform, tx, {
      authorityId: mandate.authorityId,
      medium: 'sms',
      recipient: mandate.phone,
      body: say(locale, over ? 'sms.withLinkOver' : 'sms.withLink', { text: telling.sms, href }),
    });
  }
}
