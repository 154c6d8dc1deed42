import { cleanLine } from '#modules/identity/index.ts';
import { type PublicKeys, readPublicKeys } from './public-keys.ts';
import { isSiteScope, type SiteScope, siteScopes } from './scopes.ts';

export const authMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const;
export type AuthMethod = (typeof authMethods)[number];

/** What an administrator says of a site. */
export interface SiteDetails {
  readonly name: string;
  readonly purpose: string;
  readonly privacyUrl: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri: string | undefined;
  /** What may be asked for, each with the reason told to residents. */
  readonly scopes: Readonly<Partial<Record<SiteScope, string>>>;
  /** What is said in English too; French is read where it is not. */
  readonly english?: EnglishWords | undefined;
  readonly authMethod: AuthMethod;
  /** Of a site that signs what it sends instead of sharing a secret: `private_key_jwt`, and then only. */
  readonly publicKeys?: PublicKeys | undefined;
}

/** Empty or absent where the site says nothing in English. */
export interface EnglishWords {
  readonly purpose: string;
  readonly reasons: Readonly<Partial<Record<SiteScope, string>>>;
}

/** The same as typed: addresses one a line. */
export interface TypedSite {
  readonly name: string;
  readonly purpose: string;
  readonly privacyUrl: string;
  readonly redirectUris: string;
  readonly postLogoutRedirectUris: string;
  readonly backchannelLogoutUri: string;
  readonly scopes: readonly string[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly purposeEn: string;
  readonly reasonsEn: Readonly<Record<string, string>>;
  readonly authMethod: string;
  readonly publicKeys: string;
}

export type SiteField =
  | 'name'
  | 'purpose'
  | 'privacy-url'
  | 'redirect-uris'
  | 'post-logout-redirect-uris'
  | 'backchannel-logout-uri'
  | 'public-keys'
  | `reason-${SiteScope}`;

export interface SiteProblem {
  readonly field: SiteField;
  readonly problem:
    | 'missing'
    | 'address'
    | 'address-https'
    | 'hosts'
    | 'host-taken'
    | 'too-many'
    | 'keys'
    | 'secret-key';
}

/** More addresses than this is not one site. */
const maxAddresses = 10;

/**
 * Reads what was typed about a site; every problem is told at once. An address is taken to the letter: it has no
 * fragment, no credentials, no wildcard, and is HTTPS outside a demonstration. All addresses to come back to are of one
 * host: the identifier of a person belongs to that host.
 * @param rules `demonstration` allows HTTP on this machine
 */
export function readSite(
  typed: TypedSite,
  rules: { readonly demonstration: boolean },
): { readonly site: SiteDetails } | { readonly problems: readonly SiteProblem[] } {
  const problems: SiteProblem[] = [];
  const text = (field: SiteField, value: string, longest: number): string => {
    const line = cleanLine(value, longest);
    if (line === '') problems.push({ field, problem: 'missing' });
    return line;
  };
  const checked = (field: SiteField, address: string): string => {
    const problem = addressProblem(address, rules.demonstration);
    if (problem !== undefined && !problems.some((known) => known.field === field)) problems.push({ field, problem });
    return address;
  };
  const several = (field: SiteField, value: string): string[] => {
    const lines = [...new Set(value.split(/\s+/).filter((line) => line !== ''))];
    if (lines.length > maxAddresses) problems.push({ field, problem: 'too-many' });
    return lines.map((line) => checked(field, line));
  };

  const name = text('name', typed.name, 100);
  const purpose = text('purpose', typed.purpose, 400);
  const privacyUrl = typed.privacyUrl.trim();
  if (privacyUrl === '') problems.push({ field: 'privacy-url', problem: 'missing' });
  else checked('privacy-url', privacyUrl);
  const redirectUris = several('redirect-uris', typed.redirectUris);
  if (redirectUris.length === 0) problems.push({ field: 'redirect-uris', problem: 'missing' });
  const postLogoutRedirectUris = several('post-logout-redirect-uris', typed.postLogoutRedirectUris);
  const backchannel = typed.backchannelLogoutUri.trim();
  if (backchannel !== '') checked('backchannel-logout-uri', backchannel);
  if (problems.length === 0 && hostsOf(redirectUris).size > 1)
    problems.push({ field: 'redirect-uris', problem: 'hosts' });
  const scopes: Partial<Record<SiteScope, string>> = {};
  const reasonsEn: Partial<Record<SiteScope, string>> = {};
  for (const scope of siteScopes) {
    if (!typed.scopes.some((one) => isSiteScope(one) && one === scope)) continue;
    scopes[scope] = text(`reason-${scope}`, typed.reasons[scope] ?? '', 200);
    const english = cleanLine(typed.reasonsEn[scope] ?? '', 200);
    if (english !== '') reasonsEn[scope] = english;
  }
  const authMethod = authMethods.find((method) => method === typed.authMethod) ?? 'client_secret_basic';
  const publicKeys = authMethod === 'private_key_jwt' ? readPublicKeys(typed.publicKeys) : undefined;
  if (publicKeys === 'invalid') problems.push({ field: 'public-keys', problem: 'keys' });
  if (publicKeys === 'private') problems.push({ field: 'public-keys', problem: 'secret-key' });
  if (problems.length > 0 || typeof publicKeys === 'string') return { problems };
  const backchannelLogoutUri = backchannel === '' ? undefined : backchannel;
  const site = {
    name,
    purpose,
    privacyUrl,
    redirectUris,
    postLogoutRedirectUris,
    backchannelLogoutUri,
    scopes,
    english: { purpose: cleanLine(typed.purposeEn, 400), reasons: reasonsEn },
    authMethod,
    publicKeys,
  };
  return { site };
}

/** The hosts of addresses, ports included. */
export function hostsOf(addresses: readonly string[]): Set<string> {
  return new Set(addresses.map((address) => new URL(address).host));
}

function addressProblem(address: string, demonstration: boolean): 'address' | 'address-https' | undefined {
  if (address.length > 500 || !URL.canParse(address) || /[\s\\*#<>"]/.test(address)) return 'address';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || url.hostname === '') return 'address';
  if (url.protocol === 'https:') return undefined;
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && demonstration && here) return undefined;
  return 'address-https';
}
