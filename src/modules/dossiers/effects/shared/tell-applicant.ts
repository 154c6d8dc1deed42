import type { Directory } from '#modules/directory/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { dossierMessages } from '../../messages.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { dossierLink } from '../../usecases/transition-variables.ts';

export interface ApplicantNews {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly actionLabel: string;
  /** Below the dossier's address: `rendez-vous/…`. */
  readonly part?: string;
  readonly attachments?: readonly { readonly documentId: string; readonly name: string }[];
  readonly origin: string;
}

/** Writes to the applicant, in their language, with the way to the dossier. Without an address nothing leaves. */
export async function tellApplicant(
  tx: Tx,
  deps: { readonly platform: Pick<Platform, 'jobs' | 'clock'>; readonly directory: Pick<Directory, 'getAuthority'> },
  dossier: DossierRow,
  news: ApplicantNews,
): Promise<boolean> {
  if (dossier.applicant_email === null) return false;
  const { locale } = dossier;
  const authority = await deps.directory.getAuthority(dossier.authority_id);
  const href = dossierLink(news.origin, authority, dossier.id);
  await queueMessage(deps.platform, tx, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    medium: 'email',
    recipient: dossier.applicant_email,
    subject: news.subject,
    body: composeEmail({
      locale,
      greeting: dossierMessages(locale, dossier.applicant_name === '' ? 'mail.hello' : 'mail.helloName', {
        name: dossier.applicant_name,
      }),
      paragraphs: news.paragraphs,
      facts: [[dossierMessages(locale, 'ack.code'), formatTrackingCode(dossier.code)], ...(news.facts ?? [])],
      action: { label: news.actionLabel, href: news.part === undefined ? href : `${href}/${news.part}` },
      authority: { name: authority.name, lines: [authority.contact.phone] },
    }),
    ...(news.attachments === undefined ? {} : { attachments: news.attachments }),
  });
  return true;
}
