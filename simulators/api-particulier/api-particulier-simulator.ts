import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Claimant, findClaimant } from './people.ts';

/** How it goes wrong, as the real one does (codes of its OpenAPI description, v3). */
export const apiMisbehaviours = {
  none: undefined,
  'too-many': { status: 429, code: '00429', title: 'Trop de requêtes' },
  'provider-error': { status: 502, code: '37999', title: 'Erreur inconnue du fournisseur de données' },
  'provider-late': { status: 504, code: '37002', title: 'Intermédiaire hors-délai' },
  conflict: { status: 409, code: '00015', title: 'Conflit' },
  'wrong-shape': undefined,
  slow: undefined,
  down: undefined,
} as const;
export type ApiMisbehaviour = keyof typeof apiMisbehaviours;

export function isApiMisbehaviour(text: string | undefined): text is ApiMisbehaviour {
  return text !== undefined && Object.hasOwn(apiMisbehaviours, text);
}

/** What the site is to be given. */
export const apiParticulierToken = 'jeton-de-demonstration';

const slowMilliseconds = 8000;

export interface RunningApiParticulier {
  readonly url: string;
  behave(how: ApiMisbehaviour): void;
  /** What was asked, in order: the parameters of each question. */
  readonly asked: readonly URLSearchParams[];
  close(): Promise<void>;
}

/**
 * Runs the family quotient of API Particulier v3 on this machine only.
 * @param options `port`: 0 for any free one
 */
export async function startApiParticulier(options: { port?: number } = {}): Promise<RunningApiParticulier> {
  let how: ApiMisbehaviour = 'none';
  const asked: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (how === 'down') return void request.socket.destroy();
    if (how === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMilliseconds).unref());
    const fault = apiMisbehaviours[how];
    if (fault !== undefined) return refuse(response, fault);
    if (request.headers.authorization !== `Bearer ${apiParticulierToken}`)
      return refuse(response, { status: 401, code: '00101', title: 'Interdit', parameter: 'token' });
    if (request.method !== 'GET' || url.pathname !== '/v3/dss/quotient_familial/identite')
      return send(response, 404, { error: 'not found' });
    asked.push(url.searchParams);
    if (how === 'wrong-shape') return send(response, 200, { data: { quotient_familial: 'beaucoup' } });
    answer(url.searchParams, response);
  });
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (wanted) => {
      how = wanted;
    },
    asked,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

function answer(query: URLSearchParams, response: ServerResponse): void {
  const mandatory = ['nomNaissance', 'prenoms[]', 'sexeEtatCivil', 'codeCogInseePaysNaissance'];
  const missing = mandatory.find((name) => (query.get(name) ?? '') === '');
  const claimant = findClaimant(query);
  if (!/^\d{14}$/.test(query.get('recipient') ?? ''))
    refuse(response, { status: 422, code: '00203', title: 'Entité non traitable', parameter: 'recipient' });
  else if (missing !== undefined) refuse(response, { status: 422, code: '00366', title: 'Entité non traitable' });
  else if (claimant === undefined)
    refuse(response, { status: 404, code: '37003', title: 'Dossier allocataire absent CNAV' });
  else send(response, 200, payloadOf(claimant));
}

function payloadOf(claimant: Claimant) {
  const today = new Date();
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() + 1];
  return {
    data: {
      allocataires: [
        {
          nom_naissance: claimant.family_name,
          nom_usage: null,
          prenoms: claimant.given_names.join(' ').toUpperCase(),
          date_naissance: claimant.born,
          sexe: claimant.sex,
        },
      ],
      enfants: [],
      adresse: {
        destinataire: `${claimant.given_names[0]} ${claimant.family_name}`,
        complement_information: null,
        complement_information_geographique: null,
        numero_libelle_voie: '1 RUE DE L’EXEMPLE',
        lieu_dit: null,
        code_postal_ville: '27200 VERNON',
        pays: 'FRANCE',
      },
      quotient_familial: {
        fournisseur: claimant.provider,
        valeur: claimant.quotient,
        annee: year,
        mois: month,
        annee_calcul: year,
        mois_calcul: month,
      },
    },
    links: {},
    meta: {},
  };
}

function refuse(
  response: ServerResponse,
  { status, code, title, parameter }: { status: number; code: string; title: string; parameter?: string },
): void {
  const source = parameter === undefined ? null : { parameter };
  send(response, status, { errors: [{ code, title, detail: title, source, meta: {} }] });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
