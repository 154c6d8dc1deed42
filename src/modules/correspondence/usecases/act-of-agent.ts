/** Who changes what of which authority, and when. */
export interface ActOfAgent {
  readonly authorityId: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly now: Date;
}
