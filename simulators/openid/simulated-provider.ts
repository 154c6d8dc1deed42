import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviour, checkAuthorizeRequest, type Profile } from './authorize-request.ts';
import { choicePage, errorPage, signedOutPage } from './choice-page.ts';
import { isMisbehaviour, type Misbehaviour } from './misbehaviours.ts';
import { type Grant, makeSigner, type Signer } from './sign-tokens.ts';
import type { SimulatedClient, TestIdentity } from './who-is-who.ts';

export interface SimulatorOptions {
  readonly profile: Profile;
  readonly identities: readonly TestIdentity[];
  readonly clients: readonly SimulatedClient[];
  /** 0: any free one. */
  readonly port?: number;
}

export interface RunningSimulator {
  readonly issuer: string;
  /** How it behaves when the page does not say otherwise. */
  behave(how: Misbehaviour): void;
  /** What a person does in the browser: chooses an identity; the address to which the provider sends them back. */
  choose(authorizeUrl: string, login: string, how?: Misbehaviour): Promise<string>;
  /** The sites at which somebody has a session here, by login. */
  signedIn(): readonly string[];
  close(): Promise<void>;
}

const codeSeconds = 30;
const slowMilliseconds = 8000;

/** Runs a provider of OpenID Connect on this machine only. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { profile, identities, clients } = options;
  const grants = new Map<string, Grant & { used: boolean; expiresAt: number }>();
  const accessTokens = new Map<string, Grant & { expiresAt: number }>();
  const sessions = new Set<string>();
  let general: Misbehaviour = 'none';
  let issuer = '';
  const signer: Signer = await makeSigner(profile.signingAlgorithm, () => issuer);

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    if (general === 'down') return void response.writeHead(503, { 'content-type': 'text/plain' }).end('down');
    if (general === 'slow') await wait(slowMilliseconds);
    const path = url.pathname.slice(new URL(issuer).pathname.length);
    switch (`${request.method} ${path}`) {
      case 'GET /.well-known/openid-configuration':
        return json(response, 200, metadata(issuer, profile));
      case 'GET /jwks':
        return json(response, 200, signer.jwks);
      case 'GET /authorize':
        return authorize(url.searchParams, response);
      case 'POST /choose':
        return chosen(await readForm(request), response);
      case 'POST /token':
        return token(await readForm(request), response);
      case 'GET /userinfo':
        return userinfo(request, response);
      case 'GET /session/end':
        return endSession(url.searchParams, response);
      default:
        return json(response, 404, { error: 'not_found' });
    }
  }

  function behaviour(query: URLSearchParams): Behaviour {
    const client = clients.find((one) => one.id === query.get('client_id'));
    return checkAuthorizeRequest(query, profile, client);
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const wanted = behaviour(query);
    if (wanted.kind === 'refused') {
      html(response, 400, errorPage(profile, wanted.code, wanted.reason));
      return;
    }
    html(response, 200, choicePage(profile, identities, query, general));
  }

  function chosen(form: URLSearchParams, response: ServerResponse): void {
    const query = new URLSearchParams(form.get('request') ?? '');
    const wanted = behaviour(query);
    if (wanted.kind === 'refused') {
      html(response, 400, errorPage(profile, wanted.code, wanted.reason));
      return;
    }
    const asked = form.get('how') ?? undefined;
    const how = isMisbehaviour(asked) && asked !== 'none' ? asked : general;
    const identity = identities.find((one) => one.login === form.get('login'));
    const back = new URL(wanted.redirectUri);
    back.searchParams.set('state', how === 'wrong-state' ? randomBytes(16).toString('hex') : wanted.state);
    back.searchParams.set('iss', how === 'other-issuer-answer' ? 'https://another.provider.example' : issuer);
    if (how === 'denied' || identity === undefined) back.searchParams.set('error', 'access_denied');
    else if (how === 'error') back.searchParams.set('error', 'server_error');
    else {
      const code = randomBytes(24).toString('base64url');
      const expiresAt = Date.now() + (how === 'expired-code' ? -1 : codeSeconds * 1000);
      grants.set(code, { ...wanted, identity, how, expiresAt, used: how === 'replayed-code' });
      sessions.add(identity.login);
      back.searchParams.set('code', code);
    }
    response.writeHead(303, { location: back.href }).end();
  }

  async function token(form: URLSearchParams, response: ServerResponse): Promise<void> {
    const client = clients.find((one) => one.id === form.get('client_id'));
    if (client === undefined || client.secret !== form.get('client_secret'))
      return json(response, 401, { error: 'invalid_client' });
    const grant = grants.get(form.get('code') ?? '');
    if (grant?.how === 'token-error') return json(response, 500, { error: 'server_error' });
    // Down after the person chose: the answer never comes.
    if (grant?.how === 'down') return void response.destroy();
    if (grant?.how === 'slow') await wait(slowMilliseconds);
    const good =
      grant !== undefined &&
      !grant.used &&
      grant.expiresAt > Date.now() &&
      grant.clientId === client.id &&
      grant.redirectUri === form.get('redirect_uri') &&
      grant.isVerifier(form.get('code_verifier') ?? '');
    if (grant !== undefined) grant.used = true;
    if (!good) return json(response, 400, { error: 'invalid_grant' });
    const accessToken = randomBytes(24).toString('base64url');
    accessTokens.set(accessToken, { ...grant, expiresAt: Date.now() + 60_000 });
    json(response, 200, {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 60,
      scope: grant.scopes.join(' '),
      id_token: await signer.idToken(grant),
    });
  }

  async function userinfo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const grant = accessTokens.get(bearer ?? '');
    if (grant === undefined || grant.expiresAt <= Date.now()) {
      response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end();
      return;
    }
    const body = await signer.userinfo(grant, profile);
    response
      .writeHead(200, { 'content-type': body.startsWith('{') ? 'application/json' : 'application/jwt' })
      .end(body);
  }

  async function endSession(query: URLSearchParams, response: ServerResponse): Promise<void> {
    const hint = await signer.readHint(query.get('id_token_hint') ?? '');
    const client = clients.find((one) => one.id === hint?.clientId);
    const returnTo = query.get('post_logout_redirect_uri') ?? '';
    const known =
      URL.canParse(returnTo) &&
      client?.signOutPaths.includes(new URL(returnTo).pathname) &&
      query.get('state') !== null;
    if (hint === undefined || !known) {
      html(response, 400, errorPage(profile, 'Y000400', 'session/end'));
      return;
    }
    sessions.delete(hint.login);
    const back = new URL(returnTo);
    back.searchParams.set('state', query.get('state') ?? '');
    html(response, 200, signedOutPage(profile, back.href), { refresh: `0; url=${back.href}` });
  }

  await listen(server, options.port ?? 0);
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}${profile.basePath}`;
  return {
    issuer,
    behave: (how) => {
      general = how;
    },
    choose: async (authorizeUrl, login, how = 'none') => {
      const body = new URLSearchParams({ request: new URL(authorizeUrl).search.slice(1), login, how });
      const back = await fetch(`${issuer}/choose`, { method: 'POST', body, redirect: 'manual' });
      const location = back.headers.get('location');
      if (location === null) throw new Error(`The simulator refused: ${await back.text()}`);
      return location;
    },
    signedIn: () => [...sessions],
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function metadata(issuer: string, profile: Profile): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/session/end`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['pairwise'],
    scopes_supported: profile.scopes,
    acr_values_supported: profile.levels,
    id_token_signing_alg_values_supported: [profile.signingAlgorithm],
    userinfo_signing_alg_values_supported: [profile.signingAlgorithm],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done());
  });
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds).unref());
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 100_000) throw new Error('too large');
  }
  return new URLSearchParams(text);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function html(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    // No form-action: the answer of the form leaves for the site that asked.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    ...headers,
  });
  response.end(body);
}
