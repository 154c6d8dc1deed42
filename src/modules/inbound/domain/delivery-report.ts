/** What a report of delivery says (RFC 3464). */
export interface DeliveryReport {
  /** False for a delay, a relay or a success: the message may still arrive. */
  readonly failed: boolean;
  /** Message-IDs named anywhere in it, those of the message that comes back among them. */
  readonly messageIds: readonly string[];
}

/** Reads the text of a report: the status of each recipient, and the header of the message that comes back. */
export function readDeliveryReport(text: string): DeliveryReport {
  const actions = [...text.matchAll(/^action:\s*(\w+)/gim)].map((match) => match[1]?.toLowerCase());
  const statuses = [...text.matchAll(/^status:\s*([245])\./gim)].map((match) => match[1]);
  const messageIds = [...text.matchAll(/^(?:message-id|in-reply-to|references):\s*((?:<[^<>\s]+>\s*)+)/gim)].flatMap(
    (match) => match[1]?.match(/<[^<>\s]+>/g) ?? [],
  );
  const failed = actions.length > 0 ? actions.includes('failed') : statuses.length === 0 || statuses.includes('5');
  return { failed, messageIds: [...new Set(messageIds)] };
}
