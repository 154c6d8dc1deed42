import type { Person, PersonName, World } from './world.ts';

/** `allowed`: the page, or the redirect that follows an act; `hidden`: the same 404 as for what does not exist. */
export type Outcome = 'allowed' | 'sign-in' | 'hidden' | 'forbidden';
export type Audience = Readonly<Record<PersonName, Outcome>>;

export interface Asked {
  readonly path: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly files?: readonly { field: string; name: string; content: Buffer }[];
}

export interface RouteCase {
  readonly audience: Audience;
  /** Real data, new for each person, so that an act of one leaves those of the others possible. */
  at(world: World, who: Person): Promise<string | Asked> | string | Asked;
  /** What those who may get; 200 for a page and 303 for an act otherwise. */
  readonly gives?: number;
  /** Whoever is signed in already is led on instead. */
  readonly leadsOn?: readonly PersonName[];
}
