const prefix = 'piece-';

/** The name of the input that answers a requested document. */
export function requestedDocumentInput(id: string): string {
  return `${prefix}${id}`;
}

/** The id of the requested document that an input answers; undefined for another input. */
export function requestedDocumentId(inputName: string): string | undefined {
  const id = inputName.startsWith(prefix) ? inputName.slice(prefix.length) : '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined;
}
