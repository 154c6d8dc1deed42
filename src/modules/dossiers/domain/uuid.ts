const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for an identifier as we write them: an address typed by hand never reaches the database otherwise. */
export function isUuid(text: string): boolean {
  return pattern.test(text);
}
