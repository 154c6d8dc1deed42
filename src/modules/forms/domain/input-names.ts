/** The names of inputs and their HTML ids, said once for the page and for the reading of what it posts. */

/** `birth_date`, or `children.0.birth_date` in a row. */
export function inputName(fieldId: string, row?: { readonly group: string; readonly index: number }): string {
  return row === undefined ? fieldId : `${row.group}.${row.index}.${fieldId}`;
}

/** `birth_date`, `children[0].birth_date` */
export function answerPath(fieldId: string, row?: { readonly group: string; readonly index: number }): string {
  return row === undefined ? fieldId : `${row.group}[${row.index}].${fieldId}`;
}

/** The HTML id of an input: dots would need escaping in selectors; the prefix keeps clear of the layout's own ids. */
export function inputId(name: string, suffix = ''): string {
  const id = `f-${name.replaceAll('.', '-')}`;
  return id + (suffix.endsWith('-day') ? suffix.slice(0, -'-day'.length) : suffix);
}

/** Hidden input: how many rows of the group the page shows. */
export const rowCountName = (group: string) => `${group}-rows`;
/** Button that adds a row. */
export const addRowName = (group: string) => `__add:${group}`;
/** Button that removes a row. */
export const removeRowName = (group: string, row: number) => `__remove:${group}:${row}`;
/** Choice among the person's own addresses or phones. */
export const ownContactName = (field: string) => `__contact:${field}`;
/** Button that puts the chosen one in the field. */
export const takeContactName = (field: string) => `__take:${field}`;
/** Button that removes a document; its value is the document's id. */
export const removeDocumentName = (field: string) => `__remove-document:${field}`;
