import type { Locale } from '#platform/i18n/text.ts';

/** A letter, a receipt or a certificate as plain data. Texts are plain: no markup; a newline starts a new line. */
export interface PdfDocument {
  /** Of the file, shown by the reader's window and by assistive technology. */
  readonly title: string;
  readonly locale: Locale;
  /** When it is made: date in the metadata. */
  readonly createdAt: Date;
  readonly letterhead: PdfLetterhead;
  /** Lines of the recipient's address, name first; absent on a certificate. */
  readonly recipient?: readonly string[];
  /** "Vernon, le 22 novembre 2026" */
  readonly placeAndDate?: string;
  /** "Objet : …" without the word, which is added. */
  readonly subject?: string;
  /** Lines of reference under the subject: `[['Dossier', '4K7M-…'], ['Arrêté n°', '2026-12']]` */
  readonly references?: readonly (readonly [label: string, value: string])[];
  /** A large title in the page (certificates, receipts); letters have a subject instead. */
  readonly heading?: string;
  readonly blocks: readonly PdfBlock[];
  readonly signature?: PdfSignature;
  /** Leaves a place in the file for an electronic signature; the file is not valid before it is filled. */
  readonly seal?: PdfSeal;
  readonly footer?: {
    /** Left of the page's number: "Dossier 4K7M-…" */
    readonly code?: string;
    /** A line in small print: legal notice, contact. */
    readonly note?: string;
  };
}

export interface PdfLetterhead {
  readonly name: string;
  /** "Service de l’état civil" */
  readonly service?: string;
  /** Street, postcode and city, phone, e-mail, each a line. */
  readonly lines: readonly string[];
  /** `#rrggbb` of the rule under the letterhead; the territory's teal when absent. */
  readonly accent?: string;
  readonly logo?: PdfLogo;
}

/** A coat of arms or a logo, with the words that stand for it. It holds nothing but what is drawn. */
export type PdfLogo =
  | {
      readonly kind: 'png';
      readonly alt: string;
      readonly width: number;
      readonly height: number;
      readonly data: Buffer;
    }
  | ({ readonly kind: 'shapes'; readonly alt: string } & PdfShapes);

export interface PdfShapes {
  /** Of the drawing, in its own units. */
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly PdfShape[];
}

export interface PdfShape {
  /** The data of an SVG path. */
  readonly path: string;
  /** `#rrggbb`; absent, not filled. */
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly opacity?: number;
  readonly evenOdd?: boolean;
  /** Of the path, as `matrix(a b c d e f)`. */
  readonly matrix?: readonly [number, number, number, number, number, number];
}

export type PdfBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly level?: 2 | 3 }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly ordered?: boolean }
  /** Pairs: what was answered, what was decided. */
  | {
      readonly kind: 'rows';
      readonly caption?: string;
      readonly rows: readonly (readonly [label: string, value: string])[];
    }
  | {
      readonly kind: 'table';
      readonly caption?: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** A frame that is noticed: the tracking code, a delay. */
  | { readonly kind: 'notice'; readonly title?: string; readonly text: string };

export interface PdfSignature {
  /** "Pour le maire et par délégation," */
  readonly formula?: string;
  readonly name: string;
  /** "L’adjointe à l’état civil" */
  readonly capacity?: string;
}

/** What the place of an electronic signature says (ISO 32000-1, 12.8.1). Nothing of it is drawn on the page. */
export interface PdfSeal {
  /** Who seals: "Commune de Vernon" */
  readonly name: string;
  /** "Décision n° 2026-0042" */
  readonly reason: string;
  /** "Vernon" */
  readonly place: string;
  /** What assistive technology says of it. */
  readonly description: string;
  readonly at: Date;
  /** Bytes kept for the signature. */
  readonly room: number;
}
