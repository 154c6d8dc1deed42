import type { Directory } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import { formatAmount, type PaymentEvent, type PaymentSubject } from '#modules/payments/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import { agentMessages } from '../../agent-messages.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { applySystemEvent, type TransitionDeps } from '../../usecases/apply-transition.ts';
import { type DossierRow, lockDossier } from '../../usecases/lock-dossier.ts';
import { touchDossier } from '../../usecases/lock-for-agent.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { tellApplicant } from '../shared/tell-applicant.ts';
import { paymentWords as say } from './messages.ts';

/** What dossiers do with their payments: receipt among the documents, history, e-mail, and the workflow moves on. */
export function dossierPayments(
  deps: TransitionDeps & {
    readonly platform: Platform;
    readonly directory: Directory;
    readonly documents: Documents;
  },
): PaymentSubject {
  return {
    describe: async (tx, payment) => {
      const dossier = await lockDossier(tx, payment.authorityId, payment.subjectId);
      return {
        locale: dossier.locale,
        references: [[agentMessages(dossier.locale, 'letterDossier'), formatTrackingCode(dossier.code)]],
      };
    },
    keepReceipt: async (tx, payment, { name, content }) => {
      const stored = await deps.documents.storeGenerated(tx, payment.authorityId, {
        name,
        mediaType: 'application/pdf',
        content,
        dossierId: payment.subjectId,
      });
      return stored.id;
    },
    changed: (tx, event) => follow(tx, deps, event),
  };
}

const actOf = { 'payment-made': 'made', 'payment-cancelled': 'cancelled', 'payment-refused': 'refused' } as const;

async function follow(tx: Tx, deps: TransitionDeps & { directory: Directory }, event: PaymentEvent): Promise<void> {
  const { payment } = event;
  const dossier = await lockDossier(tx, payment.authorityId, payment.subjectId);
  await touchDossier(tx, dossier, event.now);
  const receipt = await receiptOf(tx, deps, event);
  await recordCapabilityEvent(tx, dossier, {
    at: event.now,
    kind: 'payment',
    actor: { kind: event.by.id === undefined ? 'system' : 'agent', ...event.by },
    visibility: 'public',
    words: { fr: historyWords(event, 'fr'), en: historyWords(event, 'en') },
    data: { paymentId: payment.id, ...receipt },
  });
  const moved =
    event.kind === 'payment-refused'
      ? undefined
      : await applySystemEvent(tx, deps, {
          authorityId: payment.authorityId,
          dossierId: payment.subjectId,
          on: event.kind,
          channel: 'web',
          origin: event.origin,
          data: { amount: payment.amountCents, label: payment.label },
        });
  // A workflow that says it in its own words says it once.
  if ((moved?.queuedMessages ?? 0) === 0) await tell(tx, deps, dossier, event, receipt);
}

async function receiptOf(
  tx: Tx,
  { documents }: Pick<TransitionDeps, 'documents'>,
  { kind, payment }: PaymentEvent,
): Promise<{ documentId: string; name: string } | undefined> {
  if (kind !== 'payment-made' || payment.receiptDocumentId === null) return undefined;
  const document = await documents.find(tx, payment.authorityId, payment.receiptDocumentId);
  return document === undefined ? undefined : { documentId: document.id, name: document.name };
}

function historyWords({ kind, payment }: PaymentEvent, locale: Locale): string {
  return say(locale, `history.${actOf[kind]}`, {
    label: payment.label,
    amount: formatAmount(payment.amountCents, locale),
    reason: payment.closedReason ?? '',
  });
}

async function tell(
  tx: Tx,
  deps: TransitionDeps,
  dossier: DossierRow,
  event: PaymentEvent,
  receipt: { documentId: string; name: string } | undefined,
): Promise<void> {
  const { payment } = event;
  const { locale } = dossier;
  const act = actOf[event.kind];
  const values = {
    label: payment.label,
    amount: formatAmount(payment.amountCents, locale),
    reason: payment.closedReason ?? '',
    code: formatTrackingCode(dossier.code),
  };
  await tellApplicant(tx, deps, dossier, {
    subject: say(locale, `mail.${act}.subject`, values),
    paragraphs: [
      say(locale, `mail.${act}.body`, values),
      ...(event.kind === 'payment-refused' ? [say(locale, 'mail.how')] : []),
    ],
    actionLabel: say(locale, 'mail.action'),
    origin: event.origin,
    ...(receipt === undefined ? {} : { attachments: [receipt] }),
  });
}
