/** The form of a page that carries the token, as a browser would send it back: its address and its hidden fields. */
export interface HtmlForm {
  readonly action: string;
  readonly multipart: boolean;
  readonly hidden: ReadonlyMap<string, string>;
}

/** Reads the first POST form within the page's content. */
export function readForm(html: string, path: string): HtmlForm {
  const main = html.slice(html.indexOf('<main'));
  const form = /<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/i.exec(main)?.[0];
  if (form === undefined) throw new Error(`no form on ${path}`);
  const opening = form.slice(0, form.indexOf('>'));
  const hidden = new Map<string, string>();
  for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/gi)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) hidden.set(name, decoded(/value="([^"]*)"/.exec(input)?.[1] ?? ''));
  }
  return {
    action: decoded(/action="([^"]*)"/.exec(opening)?.[1] ?? path),
    multipart: opening.includes('multipart'),
    hidden,
  };
}

function decoded(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
