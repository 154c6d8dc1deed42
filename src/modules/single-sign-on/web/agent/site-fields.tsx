import type { FormBody } from '#platform/http/context.ts';
import { single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { tell } from '../../admin-messages.ts';
import { isSiteScope, siteScopes } from '../../domain/scopes.ts';
import { authMethods, type SiteProblem, type TypedSite } from '../../domain/site-details.ts';
import { say } from '../../messages.ts';
import type { ConnectedSite } from '../../queries/find-site.ts';

export interface FieldProblem {
  readonly fieldId: string;
  readonly message: string;
}

export const nothingTyped: TypedSite = {
  name: '',
  purpose: '',
  privacyUrl: '',
  redirectUris: '',
  postLogoutRedirectUris: '',
  backchannelLogoutUri: '',
  scopes: [],
  reasons: {},
  purposeEn: '',
  reasonsEn: {},
  authMethod: 'client_secret_basic',
  publicKeys: '',
};

/** What a form about a site holds, as typed. */
export function typedSite(body: FormBody): TypedSite {
  const scopes = body.scopes ?? [];
  const text = (name: string) => single(body, name).slice(0, 6000);
  return {
    name: text('name'),
    purpose: text('purpose'),
    privacyUrl: text('privacy-url'),
    redirectUris: text('redirect-uris'),
    postLogoutRedirectUris: text('post-logout-redirect-uris'),
    backchannelLogoutUri: text('backchannel-logout-uri'),
    scopes: (typeof scopes === 'string' ? [scopes] : scopes).filter(isSiteScope),
    reasons: Object.fromEntries(siteScopes.map((scope) => [scope, text(`reason-${scope}`)])),
    purposeEn: text('purpose-en'),
    reasonsEn: Object.fromEntries(siteScopes.map((scope) => [scope, text(`reason-${scope}-en`)])),
    authMethod: text('auth-method'),
    publicKeys: single(body, 'public-keys').slice(0, 20_000),
  };
}

/** What is known of a site, as the form shows it. */
export function typedFrom(site: ConnectedSite): TypedSite {
  return {
    name: site.name,
    purpose: site.purpose,
    privacyUrl: site.privacyUrl,
    redirectUris: site.redirectUris.join('\n'),
    postLogoutRedirectUris: site.postLogoutRedirectUris.join('\n'),
    backchannelLogoutUri: site.backchannelLogoutUri ?? '',
    scopes: [...site.scopes.keys()],
    reasons: Object.fromEntries(site.scopes),
    purposeEn: site.english.purpose,
    reasonsEn: site.english.reasons,
    authMethod: site.authMethod,
    publicKeys: site.publicKeys === undefined ? '' : JSON.stringify(site.publicKeys, null, 2),
  };
}

/** The problems of a form, in words. */
export function problemsInWords(problems: readonly SiteProblem[], locale: Locale): FieldProblem[] {
  return problems.map(({ field, problem }) => ({ fieldId: field, message: wordsOf({ field, problem }, locale) }));
}

function wordsOf({ field, problem }: SiteProblem, locale: Locale): string {
  const scope = field.startsWith('reason-') ? field.slice('reason-'.length) : undefined;
  if (scope !== undefined && isSiteScope(scope))
    return tell(locale, 'problem.missing.reason', { scope: say(locale, `scope.${scope}`) });
  switch (field) {
    case 'name':
    case 'purpose':
    case 'privacy-url':
    case 'redirect-uris':
      if (problem === 'missing') return tell(locale, `problem.missing.${field}`);
      break;
    default:
  }
  if (problem === 'hosts' || problem === 'host-taken' || problem === 'keys' || problem === 'secret-key')
    return tell(locale, `problem.${problem}`);
  if (problem === 'missing') return tell(locale, 'problem.address', { field: '' });
  const named = ['privacy-url', 'redirect-uris', 'post-logout-redirect-uris', 'backchannel-logout-uri'] as const;
  const label = named.find((one) => one === field);
  return tell(locale, `problem.${problem}`, { field: label === undefined ? '' : tell(locale, label) });
}

/** The fields of a site. */
export function SiteFields(props: {
  readonly locale: Locale;
  readonly typed: TypedSite;
  readonly problems: readonly FieldProblem[];
}) {
  const { locale, typed, problems } = props;
  const error = (id: string) => problems.find((problem) => problem.fieldId === id)?.message;
  return (
    <>
      <TextInput
        id="name"
        label={tell(locale, 'name')}
        value={typed.name}
        error={error('name')}
        required
        maxLength={100}
      />
      <Textarea
        id="purpose"
        rows={3}
        maxLength={400}
        label={tell(locale, 'purpose')}
        hint={tell(locale, 'purpose-hint')}
        value={typed.purpose}
        error={error('purpose')}
        required
      />
      <Textarea
        id="purpose-en"
        rows={3}
        maxLength={400}
        optional
        label={tell(locale, 'purpose-en')}
        hint={tell(locale, 'purpose-en-hint')}
        value={typed.purposeEn}
      />
      <TextInput
        id="privacy-url"
        type="url"
        label={tell(locale, 'privacy-url')}
        value={typed.privacyUrl}
        error={error('privacy-url')}
        spellcheck={false}
        required
      />
      <Textarea
        id="redirect-uris"
        rows={3}
        label={tell(locale, 'redirect-uris')}
        hint={tell(locale, 'redirect-uris-hint')}
        value={typed.redirectUris}
        error={error('redirect-uris')}
        spellcheck={false}
        required
      />
      <Textarea
        id="post-logout-redirect-uris"
        rows={2}
        optional
        label={tell(locale, 'post-logout-redirect-uris')}
        value={typed.postLogoutRedirectUris}
        error={error('post-logout-redirect-uris')}
        spellcheck={false}
      />
      <TextInput
        id="backchannel-logout-uri"
        type="url"
        optional
        label={tell(locale, 'backchannel-logout-uri')}
        value={typed.backchannelLogoutUri}
        error={error('backchannel-logout-uri')}
        spellcheck={false}
      />
      <Checkboxes
        id="scopes"
        label={tell(locale, 'scopes')}
        labelSize="m"
        hint={tell(locale, 'scopes-hint')}
        values={typed.scopes}
        options={siteScopes.map((scope) => ({
          value: scope,
          label: say(locale, `scope.${scope}`),
          conditional: (
            <>
              <TextInput
                id={`reason-${scope}`}
                label={tell(locale, 'reason')}
                value={typed.reasons[scope] ?? ''}
                error={error(`reason-${scope}`)}
                maxLength={200}
              />
              <TextInput
                id={`reason-${scope}-en`}
                label={tell(locale, 'reason-en')}
                optional
                value={typed.reasonsEn[scope] ?? ''}
                maxLength={200}
              />
            </>
          ),
        }))}
      />
      <Radios
        id="auth-method"
        label={tell(locale, 'auth-method')}
        value={typed.authMethod}
        options={authMethods.map((method) => ({
          value: method,
          label: tell(locale, `auth-method.${method}`),
          ...(method === 'private_key_jwt'
            ? {
                conditional: (
                  <Textarea
                    id="public-keys"
                    rows={6}
                    label={tell(locale, 'public-keys')}
                    hint={tell(locale, 'public-keys-hint')}
                    value={typed.publicKeys}
                    error={error('public-keys')}
                    spellcheck={false}
                  />
                ),
              }
            : {}),
        }))}
      />
    </>
  );
}
