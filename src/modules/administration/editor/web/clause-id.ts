/** The id of an input of the builder, made of its name. */
export function clauseId(name: string): string {
  return name.replaceAll('.', '-');
}
