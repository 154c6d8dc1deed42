import type { Hat } from '../owner.ts';
import { agentCookieName, residentCookieName } from '../sessions.ts';

/** Where each hat signs in and looks after its ways to sign in: the pages are the same. */
export const hatPaths = {
  resident: {
    cookie: residentCookieName,
    home: '/mon-espace',
    signIn: '/connexion',
    passkey: '/connexion/cle',
    secondFactor: '/connexion/verification',
    account: '/mon-espace/profil',
    security: '/mon-espace/profil/securite',
    confirm: '/mon-espace/profil/confirmer',
    devices: '/mon-espace/profil/appareils',
    forgotten: '/mot-de-passe-oublie',
  },
  agent: {
    cookie: agentCookieName,
    home: '/agents',
    signIn: '/agents/connexion',
    passkey: '/agents/connexion/cle',
    secondFactor: '/agents/connexion/verification',
    account: '/agents/compte',
    security: '/agents/compte/securite',
    confirm: '/agents/compte/confirmer',
    devices: '/agents/compte/appareils',
    forgotten: '/agents/mot-de-passe-oublie',
  },
} as const satisfies Record<Hat, Record<string, string>>;

/** Where an administrator who has no second factor sets one up before anything opens. */
export const setUpPath = '/agents/connexion/securiser';
