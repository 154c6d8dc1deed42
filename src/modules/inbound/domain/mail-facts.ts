/** What a message says of itself, read once. Addresses are in small letters. */
export interface MailFacts {
  readonly messageId: string;
  readonly sender: { readonly address: string; readonly name: string };
  /** Everybody to whom it says that it was sent or delivered. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** Message-IDs that it answers, the oldest first. */
  readonly references: readonly string[];
  readonly sentAt: Date | undefined;
  /** `multipart/report; report-type=delivery-status` gives `delivery-status`. */
  readonly reportType: string | undefined;
  /** Each header that tells machines' messages, spam and loops, by its name in small letters: its values, first is last added. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}
