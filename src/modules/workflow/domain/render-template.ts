/** Values by path: `{ applicant: { name } }` is `{{applicant.name}}`. */
export interface TemplateVariables {
  readonly [name: string]: string | number | undefined | null | TemplateVariables;
}

const variablePattern = /\{\{\s*([a-z][a-zA-Z0-9_-]*(?:\.[a-z][a-zA-Z0-9_-]*)*)\s*\}\}/g;

/**
 * Puts variables in their place. A variable without value is empty, and its absence does not show: a line that held
 * only it goes away, and so does the space before it when a comma or a full stop follows ("Bonjour ," becomes
 * "Bonjour,"). The rest of the text, non-breaking spaces included, is kept as written.
 */
export function renderTemplate(text: string, variables: TemplateVariables): string {
  const lines = text.split('\n').flatMap((line) => {
    const rendered = renderLine(line, variables);
    return rendered === '' && line.trim() !== '' ? [] : [rendered];
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

function renderLine(line: string, variables: TemplateVariables): string {
  let rendered = '';
  let from = 0;
  let somethingEmpty = false;
  for (const match of line.matchAll(variablePattern)) {
    const value = textOf(find(variables, match[1] ?? ''));
    const after = line.slice(match.index + match[0].length);
    rendered += line.slice(from, match.index);
    if (value === '' && (after === '' || /^[,.)]/.test(after))) rendered = rendered.replace(/[ \u00a0\u202f]+$/, '');
    somethingEmpty ||= value === '';
    rendered += value;
    from = match.index + match[0].length;
  }
  rendered += line.slice(from);
  return somethingEmpty && rendered.trim() === '' ? '' : rendered;
}

function find(variables: TemplateVariables, path: string): TemplateVariables[string] {
  let value: TemplateVariables[string] = variables;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function textOf(value: TemplateVariables[string]): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The paths that a text uses, each once, in the order of their first use. */
export function listTemplateVariables(text: string): string[] {
  return [...new Set([...text.matchAll(variablePattern)].map((match) => match[1] ?? ''))];
}

/** Braces that are not a variable: a mistake of the author that the reader would see. */
export function hasStrayBraces(text: string): boolean {
  return /\{\{|\}\}/.test(text.replace(variablePattern, ''));
}
