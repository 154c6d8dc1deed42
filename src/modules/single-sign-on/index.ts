/** Parvis as the OpenID Connect provider of the territory's other sites. */
export { createSingleSignOn, type SingleSignOn } from './create-single-sign-on.ts';
export { KeyTooFreshError } from './errors.ts';
export { singleSignOnHolders } from './keys/sealed-holders.ts';
export { rotateKeys } from './keys/signing-keys.ts';
export { createSecrets, type Secrets } from './secrets.ts';
export { createSite, type SiteActor, setSiteState } from './usecases/manage-sites.ts';
