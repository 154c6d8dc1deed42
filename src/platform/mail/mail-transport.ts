/** An e-mail or an SMS as it leaves. `id` becomes the Message-ID, so that a repeat is recognised. */
export interface OutgoingMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { name: string; mediaType: string; content: Buffer }[];
  /** What makes an answer come back, and mail programs put it with what it answers. */
  readonly thread?: MailThread | undefined;
}

export interface MailThread {
  /** Where answers go, when they are read. */
  readonly replyTo?: { readonly name: string; readonly address: string } | undefined;
  /** Message-IDs with their angle brackets, the oldest first; the last one is what this mail answers. */
  readonly references: readonly string[];
}

export interface OutgoingSms {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

export interface MailTransport {
  sendMail(mail: OutgoingMail): Promise<void>;
  sendSms(sms: OutgoingSms): Promise<void>;
}
