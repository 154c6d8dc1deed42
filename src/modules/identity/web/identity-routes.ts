import type { Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Access, openDuringMaintenance, type Result, type Route } from '#platform/http/route.ts';
import type { IdentityService } from '../create-identity.ts';
import { federationRoutes } from '../federation/web/federation-routes.ts';
import { showAgentAccount, submitAgentDetails, submitAgentPassword } from './agent/account.tsx';
import { showAgents, showTeams } from './agent/agents-list.tsx';
import { showDelegations, submitEndDelegation } from './agent/delegations.tsx';
import { showEmployers, submitEmployer } from './agent/employers.tsx';
import { showEndAccess, submitEndAccess } from './agent/end-access.tsx';
import { showInvite, submitInvite } from './agent/invite-agent.tsx';
import { showNewDelegation, submitNewDelegation } from './agent/new-delegation.tsx';
import { showAgent, submitAgentRole, submitRepeatInvitation } from './agent/one-agent.tsx';
import { showNewTeam, showTeam, submitMember, submitNewTeam, submitTeam } from './agent/one-team.tsx';
import { showSecondFactorReset, submitSecondFactorReset } from './agent/second-factor-reset.tsx';
import { showChangeEmail, submitChangeEmail } from './resident/change-email.tsx';
import { showChangePassword, submitChangePassword } from './resident/change-password.tsx';
import { showCloseAccount, submitCloseAccount } from './resident/close-account.tsx';
import { showEmailChange, submitEmailChange } from './resident/confirm-email-change.tsx';
import { showDetails, submitDetails } from './resident/details.tsx';
import { showForgotten, showSetPassword, submitForgotten, submitSetPassword } from './resident/forgotten-password.tsx';
import { showHousehold } from './resident/household.tsx';
import {
  showMember,
  showNewMember,
  submitMemberChange,
  submitMemberRemoval,
  submitNewMember,
} from './resident/household-member.tsx';
import { showProfile } from './resident/profile.tsx';
import { showSent, showSignUp, submitSignUp } from './resident/sign-up.tsx';
import { showVerify, submitVerify } from './resident/verify.tsx';
import type { IdentityWeb } from './routes-parts.ts';
import { signInRoutes } from './sign-in-routes.ts';

export interface IdentityRoutesDeps {
  readonly site: Site;
  readonly identity: IdentityService;
  /** Sign-ins that a demonstration gives away on its own pages. */
  readonly examples?: IdentityWeb['examples'];
  /** The title of a procedure, for the list of delegations; its id is shown without it. */
  readonly procedureName?: IdentityWeb['procedureName'];
  /** What an authority offers; none without it. */
  readonly proceduresOf?: IdentityWeb['proceduresOf'];
}

type Handler = (context: RequestContext, web: IdentityWeb) => Promise<Result>;

/** For one address: enough for a whole town hall behind one, too few to guess passwords. */
const signIns = 30;
const mails = 10;

/** Accounts of residents, agents and their administration. */
export function identityRoutes(deps: IdentityRoutesDeps): Route[] {
  const web: IdentityWeb = {
    site: deps.site,
    parts: deps.identity.parts,
    examples: deps.examples ?? { residents: [], agents: [] },
    procedureName: deps.procedureName ?? (() => undefined),
    proceduresOf: deps.proceduresOf ?? (async () => []),
  };
  const get = (id: string, path: string, access: Access, handle: Handler): Route => ({
    id: `identity.${id}`,
    method: 'GET',
    path,
    access,
    handle: (context) => handle(context, web),
  });
  const post = (id: string, path: string, access: Access, handle: Handler, perMinute?: number): Route => ({
    ...get(id, path, access, handle),
    method: 'POST',
    ...(perMinute === undefined ? {} : { perMinute }),
  });
  /** Getting in, and keeping others out, at any time. */
  const open = (...args: Parameters<typeof post>): Route => openDuringMaintenance(post(...args));
  return [
    ...federationRoutes(web).map((route) => (route.access === 'administrator' ? route : openDuringMaintenance(route))),
    get('sign-up', '/inscription', 'public', (context) => showSignUp(context, web, true)),
    open('submit-sign-up', '/inscription', 'public', (context) => submitSignUp(context, web, true), mails),
    get('sign-up-without-password', '/inscription/sans-mot-de-passe', 'public', (context) =>
      showSignUp(context, web, false),
    ),
    open(
      'submit-sign-up-without-password',
      '/inscription/sans-mot-de-passe',
      'public',
      (context) => submitSignUp(context, web, false),
      mails,
    ),
    get('sign-up-sent', '/inscription/envoye', 'public', (context) => showSent(context, web, 'sent.signUp')),
    get('verify', '/verifier/:token', 'public', showVerify),
    open('submit-verify', '/verifier/:token', 'public', submitVerify, signIns),
    get('email-change', '/changement-adresse/:token', 'public', showEmailChange),
    open('submit-email-change', '/changement-adresse/:token', 'public', submitEmailChange, signIns),
    ...signInRoutes(web, { mails, signIns }),
    get('forgotten-password', '/mot-de-passe-oublie', 'public', (context) => showForgotten(context, web, 'resident')),
    open(
      'submit-forgotten-password',
      '/mot-de-passe-oublie',
      'public',
      (context) => submitForgotten(context, web, 'resident'),
      mails,
    ),
    get('forgotten-password-sent', '/mot-de-passe-oublie/envoye', 'public', (context) =>
      showSent(context, web, 'sent.reset'),
    ),
    get('reset-password', '/reinitialiser/:token', 'public', (context) =>
      showSetPassword(context, web, 'reset-password'),
    ),
    open(
      'submit-reset-password',
      '/reinitialiser/:token',
      'public',
      (context) => submitSetPassword(context, web, 'reset-password'),
      mails,
    ),

    get('profile', '/mon-espace/profil', 'resident', showProfile),
    get('details', '/mon-espace/profil/coordonnees', 'resident', showDetails),
    post('submit-details', '/mon-espace/profil/coordonnees', 'resident', submitDetails),
    get('change-password', '/mon-espace/profil/mot-de-passe', 'resident', showChangePassword),
    open('submit-change-password', '/mon-espace/profil/mot-de-passe', 'resident', submitChangePassword, signIns),
    get('change-email', '/mon-espace/profil/adresse-electronique', 'resident', showChangeEmail),
    post('submit-change-email', '/mon-espace/profil/adresse-electronique', 'resident', submitChangeEmail, mails),
    get('change-email-sent', '/mon-espace/profil/adresse-electronique/envoye', 'resident', (context) =>
      showSent(context, web, 'sent.email'),
    ),
    get('close-account', '/mon-espace/profil/fermer', 'resident', showCloseAccount),
    post('submit-close-account', '/mon-espace/profil/fermer', 'resident', submitCloseAccount, signIns),

    get('household', '/mon-espace/foyer', 'resident', showHousehold),
    get('new-household-member', '/mon-espace/foyer/ajouter', 'resident', showNewMember),
    post('add-household-member', '/mon-espace/foyer/ajouter', 'resident', submitNewMember),
    get('household-member', '/mon-espace/foyer/:member', 'resident', showMember),
    post('change-household-member', '/mon-espace/foyer/:member', 'resident', submitMemberChange),
    post('remove-household-member', '/mon-espace/foyer/:member/retirer', 'resident', submitMemberRemoval),

    get('agent-forgotten-password', '/agents/mot-de-passe-oublie', 'public', (context) =>
      showForgotten(context, web, 'agent'),
    ),
    open(
      'submit-agent-forgotten-password',
      '/agents/mot-de-passe-oublie',
      'public',
      (context) => submitForgotten(context, web, 'agent'),
      mails,
    ),
    get('agent-forgotten-password-sent', '/agents/mot-de-passe-oublie/envoye', 'public', (context) =>
      showSent(context, web, 'sent.reset'),
    ),
    get('reset-agent-password', '/agents/reinitialiser/:token', 'public', (context) =>
      showSetPassword(context, web, 'reset-agent-password'),
    ),
    open(
      'submit-reset-agent-password',
      '/agents/reinitialiser/:token',
      'public',
      (context) => submitSetPassword(context, web, 'reset-agent-password'),
      mails,
    ),
    get('accept-invitation', '/agents/invitation/:token', 'public', (context) =>
      showSetPassword(context, web, 'invite-agent'),
    ),
    open(
      'submit-accept-invitation',
      '/agents/invitation/:token',
      'public',
      (context) => submitSetPassword(context, web, 'invite-agent'),
      mails,
    ),

    get('employers', '/agents/collectivite', 'agent', showEmployers),
    open('change-employer', '/agents/collectivite', 'agent', submitEmployer),
    get('agent-account', '/agents/compte', 'agent', showAgentAccount),
    post('submit-agent-details', '/agents/compte', 'agent', submitAgentDetails),
    open('submit-agent-password', '/agents/compte/mot-de-passe', 'agent', submitAgentPassword, signIns),

    get('agents', '/agents/equipe', 'administrator', showAgents),
    get('invite-agent', '/agents/equipe/agents/nouveau', 'administrator', showInvite),
    post('submit-invite-agent', '/agents/equipe/agents/nouveau', 'administrator', submitInvite),
    get('agent', '/agents/equipe/agents/:agent', 'administrator', showAgent),
    post('change-agent-role', '/agents/equipe/agents/:agent', 'administrator', submitAgentRole),
    post(
      'repeat-invitation',
      '/agents/equipe/agents/:agent/invitation',
      'administrator',
      submitRepeatInvitation,
      mails,
    ),
    get('end-agent-access', '/agents/equipe/agents/:agent/retirer', 'administrator', showEndAccess),
    post('submit-end-agent-access', '/agents/equipe/agents/:agent/retirer', 'administrator', submitEndAccess),
    get('reset-second-factor', '/agents/equipe/agents/:agent/verification', 'administrator', showSecondFactorReset),
    post(
      'submit-reset-second-factor',
      '/agents/equipe/agents/:agent/verification',
      'administrator',
      submitSecondFactorReset,
    ),
    get('teams', '/agents/equipe/services', 'administrator', showTeams),
    get('new-team', '/agents/equipe/services/nouveau', 'administrator', showNewTeam),
    post('create-team', '/agents/equipe/services/nouveau', 'administrator', submitNewTeam),
    get('team', '/agents/equipe/services/:team', 'administrator', showTeam),
    post('change-team', '/agents/equipe/services/:team', 'administrator', submitTeam),
    post('change-team-member', '/agents/equipe/services/:team/membres', 'administrator', submitMember),
    get('delegations', '/agents/equipe/delegations', 'administrator', showDelegations),
    get('new-delegation', '/agents/equipe/delegations/nouvelle', 'administrator', showNewDelegation),
    post('give-delegation', '/agents/equipe/delegations/nouvelle', 'administrator', submitNewDelegation),
    post('end-delegation', '/agents/equipe/delegations/fin', 'administrator', submitEndDelegation),
  ];
}
