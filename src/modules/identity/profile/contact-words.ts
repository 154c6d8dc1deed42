import type { Locale } from '#platform/i18n/text.ts';
import { formatPhone } from '../domain/contact-details.ts';
import type { OwnAddress, OwnPhone } from './own-contacts.ts';
import { profileMessages as say } from './profile-messages.ts';

/** One of a person's addresses or phones, as they choose among them: "Résidence secondaire : 3 rue du Port, 56000 Vannes". */
export function contactInWords(
  contact:
    | ({ readonly kind: 'address' } & Pick<OwnAddress, 'usage' | 'address'>)
    | ({ readonly kind: 'phone' } & Pick<OwnPhone, 'usage' | 'phone'>),
  locale: Locale,
): string {
  const value = contact.kind === 'phone' ? formatPhone(contact.phone) : contact.address.label;
  return say(locale, 'contactChoice', { usage: say(locale, `usage.${contact.usage}`), value });
}
