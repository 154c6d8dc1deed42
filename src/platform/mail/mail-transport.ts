/** An e-mail or an SMS as it leaves. `id` becomes the Message-ID, so that a repeat is recognised. */
export interface OutgoingMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { name: string; mediaType: string; content: Buffer }[];
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
