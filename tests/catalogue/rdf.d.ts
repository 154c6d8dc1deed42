/** What the test uses of two packages that bring no types. */
declare module 'jsonld' {
  const jsonld: { toRDF(document: object, options: { format: 'application/n-quads' }): Promise<string> };
  export default jsonld;
}

declare module 'n3' {
  import type { DatasetCore, Quad } from '@rdfjs/types';
  export class Parser {
    parse(text: string): Quad[];
  }
  export const Store: new (quads?: readonly Quad[]) => DatasetCore;
}
