/** What a person may write in one message or comment. */
export const maxMessageLength = 5000;

/** Control characters but the tab and the line end, and marks that reverse the direction of reading. */
const unwanted = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text as it is kept: line ends unified, without control characters (the database refuses NUL), half surrogates or
 * marks that reverse the direction of reading, which would make a message read as another.
 */
export function plainMessage(typed: string): string {
  return typed
    .slice(0, 4 * maxMessageLength)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(unwanted, '')
    .normalize('NFC')
    .trim();
}

/** True for one address as mail systems take it; whether it exists is known by writing to it. */
export function isEmailAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@<>()",;:\\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,}$/i.test(text)
  );
}
