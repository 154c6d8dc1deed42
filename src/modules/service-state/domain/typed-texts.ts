/** What is worth giving back of a form that was not taken. */
const shortest = 20;
const most = 5;

type Body = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The sentences that somebody typed: no token, choice, code or password, of which none has a space and such a length. */
export function typedTexts(body: Body): readonly string[] {
  return Object.entries(body)
    .filter(([name]) => !name.startsWith('_') && !/password/i.test(name))
    .flatMap(([, value]) => value ?? [])
    .filter((text) => text.trim().length >= shortest && /\s/.test(text.trim()))
    .slice(0, most);
}
