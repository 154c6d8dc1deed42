export type { Answer, Answers } from './form-schema.ts';

/** A document as a file field's answer holds it: `type` is its media type, `size` in bytes. */
export interface AnswerDocument {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** `lat`, `lon` in degrees when the address was chosen among suggestions. */
export interface AddressAnswer {
  readonly label: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly citycode?: string;
  readonly lat?: number;
  readonly lon?: number;
}

export interface CommuneAnswer {
  /** INSEE code */
  readonly code: string;
  readonly name: string;
  readonly postcode?: string;
}

/** Civil dates, YYYY-MM-DD, both included. */
export interface PeriodAnswer {
  readonly from: string;
  readonly to: string;
}

/** Degrees, WGS 84. */
export interface PointAnswer {
  readonly lat: number;
  readonly lon: number;
}

/** An area drawn, or said in words. */
export interface AreaAnswer {
  /** Its corners, at least three; none when it is said in words. */
  readonly points: readonly PointAnswer[];
  /** Square metres: worked out from the drawing, or as the person said. */
  readonly surface?: number;
  readonly description?: string;
}
