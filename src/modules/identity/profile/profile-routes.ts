import type { RequestContext } from '#platform/http/context.ts';
import type { Result, Route } from '#platform/http/route.ts';
import { showContact, submitContact, submitContactRemoval } from './contact-page.tsx';
import { contactsPath, dataPath } from './paths.ts';
import {
  downloadOwnData,
  type ProfileWeb,
  showOwnData,
  showProfileData,
  submitFilling,
  submitProfileData,
} from './profile-data-page.tsx';
import { submitConsent } from './submit-consent.ts';

/** What a person gave once: where it comes from, what it may serve, and all of it to take away. */
export function profileRoutes(web: ProfileWeb): Route[] {
  type Handler = (context: RequestContext, web: ProfileWeb) => Promise<Result>;
  const route = (id: string, method: 'GET' | 'POST', path: string, handler: Handler): Route => ({
    id: `profile.${id}`,
    method,
    path,
    access: 'resident',
    perMinute: 60,
    handle: (context) => handler(context, web),
  });
  return [
    route('data', 'GET', dataPath, showProfileData),
    route('save-data', 'POST', dataPath, submitProfileData),
    route('contact', 'GET', `${contactsPath}/:contact`, showContact),
    route('save-contact', 'POST', `${contactsPath}/:contact`, submitContact),
    route('remove-contact', 'POST', `${contactsPath}/:contact/retirer`, submitContactRemoval),
    route('choose-filling', 'POST', `${dataPath}/remplissage`, submitFilling),
    route('consent', 'POST', `${dataPath}/accords`, submitConsent),
    route('own-data', 'GET', `${dataPath}/donnees`, showOwnData),
    route('download', 'GET', `${dataPath}/donnees.json`, downloadOwnData),
  ];
}
