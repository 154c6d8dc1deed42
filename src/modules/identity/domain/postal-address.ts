/** A postal address as forms hold it, so that it fills them in. `lat`, `lon` in degrees when it was located. */
export interface PostalAddress {
  readonly label: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly citycode?: string;
  readonly lat?: number;
  readonly lon?: number;
}

/** The address in one line. */
export function postalAddress(street: string, postcode: string, city: string): PostalAddress {
  return { label: `${street}, ${postcode} ${city}`, street, postcode, city };
}
