/** A site that the provider knows. Any port of this machine will do for its addresses: only their paths are compared. */
export interface SimulatedClient {
  readonly id: string;
  readonly secret: string;
  readonly redirectPaths: readonly string[];
  readonly signOutPaths: readonly string[];
}

/** Somebody to be, with the claims of each scope under the names of the real provider. */
export interface TestIdentity {
  readonly login: string;
  readonly label: string;
  readonly claims: Readonly<Record<string, unknown>>;
}
