import type { RequestContext } from '#platform/http/context.ts';
import { type Access, openDuringMaintenance, type Result, type Route } from '#platform/http/route.ts';
import type { Hat } from '../owner.ts';
import { registerReleaseMenu, releasePath, showReleases, submitRelease } from './agent/second-factor-release.tsx';
import { hatPaths, setUpPath } from './hats.ts';
import { refuseOwnPath, showRefusal, submitOwnRefusal, submitRefusal } from './resident/refuse-release.tsx';
import { showSent } from './resident/sign-up.tsx';
import type { IdentityWeb } from './routes-parts.ts';
import type { AreaName } from './security/area.ts';
import {
  askNewPasskey,
  showApp,
  submitConfirmApp,
  submitNewCodes,
  submitNewPasskey,
  submitRemoval,
  submitSecondFactorChoice,
  submitStartApp,
} from './security/change-methods.tsx';
import { askConfirmPasskey, showConfirm, submitConfirm, submitConfirmPasskey } from './security/confirm.tsx';
import { showDevices, submitDevices } from './security/devices.tsx';
import { showMethods } from './security/methods.tsx';
import { showLink, showLinkRequest, submitLink, submitLinkRequest } from './sign-in/link.tsx';
import {
  askSecondPasskey,
  showSecondFactor,
  submitSecondFactor,
  submitSecondPasskey,
} from './sign-in/second-factor.tsx';
import { askPasskey, showSignIn, submitPasskey, submitSignIn, submitSignOut } from './sign-in/sign-in.tsx';

type Limits = Readonly<Record<'mails' | 'signIns', number>>;
type Handle = (context: RequestContext) => Promise<Result>;

/** Signing in and out, second factors, ways to sign in: the same pages for both hats, at the addresses of each. */
export function signInRoutes(web: IdentityWeb, limits: Limits): Route[] {
  return [
    ...entrance(web, 'resident', '', '/deconnexion', limits),
    ...entrance(web, 'agent', 'agent-', '/agents/deconnexion', limits),
    ...links(web, limits),
    ...ownAccount(web, 'resident', '', limits),
    ...ownAccount(web, 'agent', 'agent-', limits),
    ...methods(web, 'resident', '', hatPaths.resident.security, 'resident', limits),
    ...methods(web, 'agent', 'agent-', hatPaths.agent.security, 'agent', limits),
    ...lostSecondFactor(web, limits),
    ...methods(web, 'set-up', 'set-up-', setUpPath, 'public', limits),
  ].map(openDuringMaintenance);
}

function entrance(web: IdentityWeb, hat: Hat, prefix: string, signOutPath: string, { signIns }: Limits): Route[] {
  const paths = hatPaths[hat];
  return [
    get(`${prefix}sign-in`, paths.signIn, 'public', (context) => showSignIn(context, web, hat)),
    post(`submit-${prefix}sign-in`, paths.signIn, 'public', (context) => submitSignIn(context, web, hat), signIns),
    post(`${prefix}sign-out`, signOutPath, 'public', (context) => submitSignOut(context, web, hat)),
    post(`${prefix}ask-passkey`, `${paths.passkey}/defi`, 'public', (c) => askPasskey(c, web, hat), signIns),
    post(`${prefix}submit-passkey`, paths.passkey, 'public', (c) => submitPasskey(c, web, hat), signIns),
    get(`${prefix}second-factor`, paths.secondFactor, 'public', (c) => showSecondFactor(c, web, hat)),
    post(
      `${prefix}submit-second-factor`,
      paths.secondFactor,
      'public',
      (c) => submitSecondFactor(c, web, hat),
      signIns,
    ),
    post(
      `${prefix}ask-second-passkey`,
      `${paths.secondFactor}/defi`,
      'public',
      (c) => askSecondPasskey(c, web, hat),
      signIns,
    ),
    post(
      `${prefix}submit-second-passkey`,
      `${paths.secondFactor}/cle`,
      'public',
      (c) => submitSecondPasskey(c, web, hat),
      signIns,
    ),
  ];
}

/** Residents only: an agent's mailbox is not theirs alone. */
function links(web: IdentityWeb, { mails, signIns }: Limits): Route[] {
  return [
    get('sign-in-link', '/connexion/lien', 'public', (context) => showLinkRequest(context, web)),
    post('submit-sign-in-link', '/connexion/lien', 'public', (c) => submitLinkRequest(c, web), mails),
    get('sign-in-link-sent', '/connexion/lien/envoye', 'public', (context) => showSent(context, web, 'sent.link')),
    get('open-sign-in-link', '/connexion/lien/:token', 'public', (context) => showLink(context, web)),
    post('use-sign-in-link', '/connexion/lien/:token', 'public', (context) => submitLink(context, web), signIns),
  ];
}

/** Asked by an agent who saw the person; refused by the person, with the link of the e-mail or signed in elsewhere. */
function lostSecondFactor(web: IdentityWeb, { signIns }: Limits): Route[] {
  registerReleaseMenu();
  return [
    get('second-factor-releases', releasePath, 'agent', (context) => showReleases(context, web)),
    post('ask-second-factor-release', releasePath, 'agent', (context) => submitRelease(context, web), signIns),
    get('refuse-release', '/verification-perdue/:token', 'public', (context) => showRefusal(context, web)),
    post('submit-refuse-release', '/verification-perdue/:token', 'public', (c) => submitRefusal(c, web), signIns),
    post('refuse-own-release', refuseOwnPath, 'resident', (context) => submitOwnRefusal(context, web)),
  ];
}

function ownAccount(web: IdentityWeb, hat: Hat, prefix: string, { signIns }: Limits): Route[] {
  const { confirm, devices } = hatPaths[hat];
  return [
    get(`${prefix}confirm`, confirm, hat, (context) => showConfirm(context, web, hat)),
    post(`${prefix}submit-confirm`, confirm, hat, (context) => submitConfirm(context, web, hat), signIns),
    post(`${prefix}ask-confirm-passkey`, `${confirm}/defi`, hat, (c) => askConfirmPasskey(c, web, hat), signIns),
    post(`${prefix}submit-confirm-passkey`, `${confirm}/cle`, hat, (c) => submitConfirmPasskey(c, web, hat), signIns),
    get(`${prefix}devices`, devices, hat, (context) => showDevices(context, web, hat)),
    post(`${prefix}end-devices`, devices, hat, (context) => submitDevices(context, web, hat)),
  ];
}

function methods(
  web: IdentityWeb,
  area: AreaName,
  prefix: string,
  base: string,
  access: Access,
  { signIns }: Limits,
): Route[] {
  const adding = [
    get(`${prefix}methods`, base, access, (context) => showMethods(context, web, area)),
    post(`${prefix}ask-new-passkey`, `${base}/defi`, access, (c) => askNewPasskey(c, web, area), signIns),
    post(`${prefix}add-passkey`, `${base}/cle`, access, (c) => submitNewPasskey(c, web, area), signIns),
    get(`${prefix}code-app`, `${base}/application`, access, (context) => showApp(context, web, area)),
    post(`${prefix}start-code-app`, `${base}/application`, access, (c) => submitStartApp(c, web, area), signIns),
    post(
      `${prefix}confirm-code-app`,
      `${base}/application/confirmer`,
      access,
      (c) => submitConfirmApp(c, web, area),
      signIns,
    ),
  ];
  if (area === 'set-up') return adding;
  const changing = [
    post(`${prefix}remove-passkey`, `${base}/cle/retirer`, access, (c) => submitRemoval(c, web, area, 'passkey')),
    post(`${prefix}remove-code-app`, `${base}/application/retirer`, access, (c) =>
      submitRemoval(c, web, area, 'code-app'),
    ),
    post(`${prefix}new-recovery-codes`, `${base}/codes`, access, (c) => submitNewCodes(c, web, area), signIns),
  ];
  if (area === 'agent') return [...adding, ...changing];
  return [
    ...adding,
    ...changing,
    post('choose-second-factor', `${base}/double`, access, (c) => submitSecondFactorChoice(c, web)),
    post('remove-password', `${base}/mot-de-passe/retirer`, access, (c) => submitRemoval(c, web, area, 'password')),
  ];
}

function get(id: string, path: string, access: Access, handle: Handle): Route {
  return { id: `identity.${id}`, method: 'GET', path, access, handle };
}

function post(id: string, path: string, access: Access, handle: Handle, perMinute?: number): Route {
  return { ...get(id, path, access, handle), method: 'POST', ...(perMinute === undefined ? {} : { perMinute }) };
}
