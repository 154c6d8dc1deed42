import { join } from 'node:path';
import { z } from 'zod';

/** A JSON object, in one line of the environment. */
const jsonObject = z.string().refine((text) => {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read);
  } catch {
    return false;
  }
}, 'a JSON object');
const secret = z.string().min(32, 'at least 32 characters');

/** As PostgreSQL takes them: a whole number that fits in 31 bits. */
const milliseconds = z.coerce.number().int().min(0).max(2_147_483_647);

/** `name=value,name=value`, values percent-encoded, as OpenTelemetry writes headers. */
const headerList = z.string().transform((text, context) => {
  const headers: Record<string, string> = {};
  for (const pair of text.split(',').filter((one) => one.trim() !== '')) {
    const [, name, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    const decoded = value === undefined ? undefined : decodedOrNothing(value);
    if (name === undefined || decoded === undefined) {
      context.addIssue({ code: 'custom', message: 'name=value, a comma between two, values percent-encoded' });
      return z.NEVER;
    }
    headers[name] = decoded;
  }
  return headers;
});

function decodedOrNothing(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** In the clear on this very machine only, where the simulators are. */
const isSafeAddress = (value: string): boolean => /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(value);

/** The address of a provider of sign-ins. */
const issuer = z.url().refine(isSafeAddress, 'an address that begins with https://');

const signingAlgorithm = z.enum(['ES256', 'RS256']);

/**
 * Every variable that Parvis reads from its environment. `docs/operations.md` is generated from these descriptions.
 * In demonstration mode all of them have a value; outside it the ones marked as secrets must be given.
 */
export const environmentSchema = z.object({
  PARVIS_MODE: z
    .enum(['demonstration', 'production'])
    .default('demonstration')
    .describe(
      '`demonstration` starts with a real territory, example sign-ins and a mailbox to read; `production` asks for every secret',
    ),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(8080)
    .describe('Port to listen on; the next free one is taken in demonstration mode when it is busy'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe(
      'Address that residents type, without a slash at the end, e.g. https://guichet.example.fr; used in e-mails and for secure cookies',
    ),
  TRUST_PROXY: z
    .enum(['0', '1', '2', '3', 'true', 'false', ''])
    .default('0')
    .transform((value) => (value === 'true' ? 1 : Number(value) || 0))
    .describe(
      'How many reverse proxies stand in front, each of which adds to X-Forwarded-For and sets X-Forwarded-Proto: `1` most often; what visitors claim before them is not believed',
    ),
  PROCESS: z.enum(['all', 'web', 'worker']).default('all').describe('What this process does: pages, jobs or both'),
  DRAIN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(60)
    .optional()
    .describe(
      'Seconds for which a process asked to end goes on serving after /health/ready says no, so that the proxy sends nobody there any more: more than twice the time between two probes; 5 by default in production, 0 in a demonstration',
    ),
  DATABASE_URL: z
    .string()
    .optional()
    .describe(
      'postgresql://… of the application role, which owns nothing; without it a PostgreSQL is started in `var/postgres`',
    ),
  DATABASE_OWNER_URL: z
    .string()
    .optional()
    .describe('postgresql://… of the role that owns the tables, for migrations only'),
  DATABASE_BACKUP_URL: z
    .string()
    .optional()
    .describe(
      'postgresql://… of a role that reads everything and writes nothing, for `npm run cli -- backup` only, straight to the server and not through a pooler',
    ),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe('Connections for transactions in each process; reading has as many again'),
  STATEMENT_TIMEOUT_MS: milliseconds
    .default(20_000)
    .describe(
      'Milliseconds that one statement of a page may take before the database ends it, and the page says so; 0: as long as it needs. Commands and migrations have no such bound',
    ),
  JOB_STATEMENT_TIMEOUT_MS: milliseconds
    .default(1_800_000)
    .describe('The same for one statement of a job, which is then tried again'),
  SLOW_QUERY_MS: milliseconds
    .default(500)
    .describe(
      'A statement that takes longer leaves a line in the log, with its text and none of its values, and counts in `parvis_slow_queries_total`; 0: none does',
    ),
  SESSION_SECRET: secret.optional().describe('Secret: signs cookies and form tokens'),
  SESSION_SECRET_PREVIOUS: secret
    .optional()
    .describe('The secret before the last rotation, still accepted for reading'),
  ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, '64 hexadecimal characters')
    .optional()
    .describe('Secret: 32 bytes in hexadecimal; wraps the key of each authority, which encrypts its attachments'),
  ENCRYPTION_KEYS_PREVIOUS: z
    .string()
    .regex(/^([0-9a-f]{64}(,[0-9a-f]{64})*)?$/i, '64 hexadecimal characters each, a comma between two')
    .default('')
    .describe(
      'Secret: former values of `ENCRYPTION_KEY`, or the one to come, which still open what they wrapped; needed until `npm run cli -- keys status` says that nothing is left of them',
    ),
  IDENTITY_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, '64 hexadecimal characters')
    .optional()
    .describe(
      'Secret: 32 bytes in hexadecimal; makes the identifiers under which authorities and connected sites know people, and never changes; without it `ENCRYPTION_KEY` does. At the first change of `ENCRYPTION_KEY`, its value before',
    ),
  STORAGE_DIR: z.string().optional().describe('Folder of the encrypted attachments; `var/files` by default'),
  AUDIT_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, '64 hexadecimal characters')
    .optional()
    .describe(
      'Secret: 32 bytes in hexadecimal; authenticates the daily seals of the histories and the proofs of purges; without it a key made from `ENCRYPTION_KEY` does',
    ),
  AUDIT_KEYS_PREVIOUS: z
    .string()
    .regex(/^([0-9a-f]{64}(,[0-9a-f]{64})*)?$/i, '64 hexadecimal characters each, a comma between two')
    .default('')
    .describe(
      'Former values of `AUDIT_KEY` and of `ENCRYPTION_KEY`, so that what they authenticated can still be checked',
    ),
  REGISTER_DIR: z
    .string()
    .optional()
    .describe(
      'Folder, best on another machine, where each seal and each proof of purge is also written, apart from the database; `registers` in `STORAGE_DIR` by default',
    ),
  BACKUP_DIR: z
    .string()
    .optional()
    .describe(
      'Folder of the backups, best on another machine, of this installation alone; `var/backups` in a demonstration',
    ),
  BACKUP_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, '64 hexadecimal characters')
    .optional()
    .describe(
      'Secret: 32 bytes in hexadecimal; encrypts the backups, and nothing else: keep it, and `ENCRYPTION_KEY`, where neither falls with this machine',
    ),
  SMTP_URL: z
    .string()
    .optional()
    .describe(
      'smtp://user:password@host:port of the outgoing mail; in demonstration mode mail goes to the mailbox at /demo/messages',
    ),
  MAIL_FROM: z.string().default('Guichet numérique <ne-pas-repondre@parvis.example>').describe('Sender of the e-mails'),
  MAILBOX_HOSTS: z
    .string()
    .default('')
    .describe(
      'Names of mail servers of the house’s own network at which mailboxes may be fetched, a comma between two; those of the public Internet need not be named (docs/mailboxes.md)',
    ),
  SMS_WEBHOOK_SECRET: secret
    .optional()
    .describe(
      'Secret: signs the SMS that the provider hands over at /api/sms/recus; without it none is taken (docs/mailboxes.md)',
    ),
  SMS_URL: z
    .url()
    .regex(/^(https:|http:\/\/(127\.0\.0\.1|localhost)[:/])/, 'https, or the loopback')
    .optional()
    .describe(
      'Address at which the provider takes an SMS by POST; without it none leaves, and in a demonstration they go to /demo/messages (docs/mailboxes.md)',
    ),
  SMS_AUTHORIZATION: z.string().optional().describe('Secret: the Authorization header that the SMS provider wants'),
  SMS_HEADERS: jsonObject
    .optional()
    .describe('Secret: further headers that the SMS provider wants, a JSON object of texts'),
  SMS_BODY: jsonObject
    .default('{"to":"{to}","text":"{text}"}')
    .describe(
      'JSON that the SMS provider wants; in its texts {to} stands for +33612345678, {number} for 33612345678, {text}, {from} for SMS_FROM, {id} for the message',
    ),
  SMS_FROM: z
    .string()
    .max(16)
    .optional()
    .describe('Sender of the SMS, as phones show it; at most 11 letters in France'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Level of the logs, which hold no personal data'),
  METRICS_TOKEN: z
    .string()
    .optional()
    .describe(
      'When given, /metrics asks for it as a bearer token; without it /metrics answers on the loopback interface only',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .regex(/^https?:/, 'http:// or https://')
    .optional()
    .describe(
      'Address of an OpenTelemetry collector that takes OTLP over HTTP, e.g. http://127.0.0.1:4318; with it each request and each job leaves a trace there (see “Traces”), without it nothing of it is loaded',
    ),
  OTEL_EXPORTER_OTLP_HEADERS: headerList
    .optional()
    .describe('Secret: headers that the collector wants, `name=value`, a comma between two'),
  OTEL_SERVICE_NAME: z.string().max(100).default('parvis').describe('Name of this site in the traces'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Share of the traces that are kept, from 0 to 1; a trace is kept whole or not at all'),
  GEOPLATEFORME_URL: z
    .url()
    .optional()
    .describe(
      'Address of the IGN geocoder, e.g. https://data.geopf.fr/geocodage; without it suggestions come from the demonstration twin',
    ),
  RECHERCHE_ENTREPRISES_URL: z
    .url()
    .optional()
    .describe(
      'Address of the API Recherche d’entreprises, e.g. https://recherche-entreprises.api.gouv.fr; without it names and addresses of companies come from the demonstration twin, in a demonstration only',
    ),
  API_PARTICULIER_URL: z
    .url()
    .optional()
    .describe(
      'Address of API Particulier, e.g. https://particulier.api.gouv.fr; given with the two below, the family quotient of residents who agree is asked of the CAF and the MSA; without it a demonstration asks its own twin',
    ),
  API_PARTICULIER_TOKEN: z.string().optional().describe('Secret: token of the authorization at API Particulier'),
  API_PARTICULIER_RECIPIENTS: z
    .string()
    .regex(/^[A-Z0-9]+=\d{14}(,[A-Z0-9]+=\d{14})*$/, 'authority=SIRET, a comma between two')
    .optional()
    .describe(
      'Authorities that the authorization is for, each with the SIRET that receives the data, e.g. C27681=21270681400010,E200072312=20007231200010',
    ),
  SEALS_DIR: z
    .string()
    .optional()
    .describe(
      'Folder of electronic seals that the installation itself holds: for each authority `C27681.p12` and its password in `C27681.password`; they hold in place of those that administrators upload (docs/signatures.md)',
    ),
  FRANCECONNECT_ISSUER: issuer
    .optional()
    .describe(
      'Address of FranceConnect v2, e.g. https://oidc.franceconnect.gouv.fr/api/v2; given with the two below, residents can sign in with it (docs/connect-franceconnect.md)',
    ),
  FRANCECONNECT_CLIENT_ID: z.string().optional().describe('Identifier of this site at FranceConnect'),
  FRANCECONNECT_CLIENT_SECRET: z.string().optional().describe('Secret: of this site at FranceConnect'),
  FRANCECONNECT_SIGNING_ALG: signingAlgorithm
    .default('ES256')
    .describe('Algorithm of the signatures, as declared to FranceConnect'),
  FRANCECONNECT_SCOPES: z
    .string()
    .regex(/^openid( [a-z_]+)*$/, '`openid` first, then names with a space between them')
    .default('openid identite_pivot preferred_username email')
    .describe('What is asked of FranceConnect: what the authorization of the site holds, and no more'),
  FRANCECONNECT_HELPER_IDPS: z
    .string()
    .default('')
    .describe(
      'Identifiers (`idp_id`) of the identity providers at which a helper signs in for the resident, such as that of Aidants Connect; a comma between them',
    ),
  PROCONNECT_ISSUER: issuer
    .optional()
    .describe(
      'Address of ProConnect, e.g. https://proconnect.gouv.fr/api/v2; given with the two below, agents can sign in with it (docs/connect-proconnect.md)',
    ),
  PROCONNECT_CLIENT_ID: z.string().optional().describe('Identifier of this site at ProConnect'),
  PROCONNECT_CLIENT_SECRET: z.string().optional().describe('Secret: of this site at ProConnect'),
  PROCONNECT_SIGNING_ALG: signingAlgorithm
    .default('RS256')
    .describe('Algorithm of the signatures, as declared to ProConnect'),
  MAP_TILES_URL: z
    .string()
    .optional()
    .describe('Template of the map tiles with {z}/{x}/{y}; without it the demonstration tiles are drawn here'),
  MAP_ATTRIBUTION: z.string().default('© IGN – Géoplateforme').describe('Who made the map, shown on it'),
  AGENT_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(720)
    .default(240)
    .describe('After so long without a visit an agent signs in again, and after 12 hours in any case'),
  ADMINISTRATOR_SECOND_FACTOR: z
    .enum(['required', 'optional'])
    .optional()
    .describe(
      '`required`: who administers an authority signs in with a second factor, which is set up at the next sign-in; by default in production, `optional` in a demonstration',
    ),
  CLAMD_URL: z
    .string()
    .regex(/^(tcp:\/\/[^/]+|unix:\/.+)$/, 'tcp://host:port or unix:/path')
    .optional()
    .describe(
      'Address of ClamAV’s daemon, tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl; with it each file is looked through as it arrives, and one with a virus is refused',
    ),
  FILES_NOT_SCANNED: z
    .enum(['held', 'opened'])
    .default('held')
    .describe(
      'What happens to a file while the antivirus does not answer: `held` keeps everybody from opening it until it has been looked through, `opened` lets agents work',
    ),
  RATE_LIMITS: z.enum(['on', 'off']).default('on').describe('`off` for load tests only'),
});

export type Environment = z.infer<typeof environmentSchema>;

export interface Config extends Environment {
  readonly demonstration: boolean;
  readonly sessionSecret: string;
  readonly encryptionKey: string;
  readonly identityKey: string;
  readonly databaseUrl: string;
  readonly storageDir: string;
  readonly drainSeconds: number;
  readonly registerDir: string;
  /** Whether administrators must sign in with a second factor. */
  readonly administratorSecondFactor: boolean;
  /** `AGENT_IDLE_MINUTES`, in seconds. */
  readonly agentIdleSeconds: number;
}

/** Raised at start with every variable that is wrong or missing, by name. */
export class ConfigurationError extends Error {
  constructor(problems: string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/**
 * Reads and checks the environment. `fallbacks` are what demonstration mode supplies (generated secrets kept in `var`,
 * the address of the embedded PostgreSQL); production has none.
 */
export function loadConfig(
  env: Record<string, string | undefined>,
  fallbacks: Partial<Record<keyof Environment, string>> = {},
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const demonstration = (given.PARVIS_MODE ?? 'demonstration') === 'demonstration';
  const parsed = environmentSchema.safeParse(demonstration ? { ...fallbacks, ...given } : given);
  if (!parsed.success) {
    throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const values = parsed.data;
  const missing = (['DATABASE_URL', 'SESSION_SECRET', 'ENCRYPTION_KEY'] as const).filter((name) => !values[name]);
  if (!demonstration) {
    if (!values.SMTP_URL) missing.push('SMTP_URL' as never);
    if (!values.PUBLIC_URL) missing.push('PUBLIC_URL' as never);
    // Cookies and the promise of HTTPS hang on it.
    else if (!isSafeAddress(values.PUBLIC_URL))
      throw new ConfigurationError(['PUBLIC_URL: an address that begins with https://']);
  }
  for (const provider of ['FRANCECONNECT', 'PROCONNECT'] as const) {
    const names = ([`${provider}_ISSUER`, `${provider}_CLIENT_ID`, `${provider}_CLIENT_SECRET`] as const).filter(
      (name) => values[name] === undefined,
    );
    if (names.length < 3) missing.push(...(names as never[]));
  }
  // Without it everybody would be somebody else to the sites and authorities that know them.
  if (values.ENCRYPTION_KEYS_PREVIOUS !== '' && !values.IDENTITY_KEY) missing.push('IDENTITY_KEY' as never);
  if (missing.length > 0) throw new ConfigurationError(missing.map((name) => `${name}: missing`));
  return {
    ...values,
    demonstration,
    databaseUrl: values.DATABASE_URL as string,
    sessionSecret: values.SESSION_SECRET as string,
    encryptionKey: values.ENCRYPTION_KEY as string,
    identityKey: values.IDENTITY_KEY ?? (values.ENCRYPTION_KEY as string),
    drainSeconds: values.DRAIN_SECONDS ?? (demonstration ? 0 : 5),
    storageDir: values.STORAGE_DIR ?? 'var/files',
    registerDir: values.REGISTER_DIR ?? join(values.STORAGE_DIR ?? 'var/files', 'registers'),
    agentIdleSeconds: values.AGENT_IDLE_MINUTES * 60,
    administratorSecondFactor:
      (values.ADMINISTRATOR_SECOND_FACTOR ?? (demonstration ? 'optional' : 'required')) === 'required',
  };
}
