import type { FastifyInstance } from 'fastify';
import { createDemoFamilyQuotient } from '#connectors/api-particulier/demo-family-quotient.ts';
import { createFamilyQuotient } from '#connectors/api-particulier/family-quotient.ts';
import { createDemoCompanies } from '#connectors/entreprises/demo-companies.ts';
import { createCompanySearch } from '#connectors/entreprises/recherche-entreprises.ts';
import { createFranceConnect } from '#connectors/franceconnect/franceconnect.ts';
import { createDemoAddresses } from '#connectors/geoplateforme/demo-addresses.ts';
import { createGeoplateformeAddresses } from '#connectors/geoplateforme/geoplateforme-addresses.ts';
import { openImapMailbox } from '#connectors/imap/imap-mailbox.ts';
import { createProConnect } from '#connectors/proconnect/proconnect.ts';
import { type AdministrationParts, administrationRoutes, editorJobs } from '#modules/administration/index.ts';
import { createAppointments } from '#modules/appointments/index.ts';
import {
  type BodiesParts,
  bodyRoutes,
  leaveWithAccount,
  registerBodyMails,
  withRepresentedBodies,
} from '#modules/bodies/index.ts';
import { type Catalogue, catalogueRoutes, createCatalogue } from '#modules/catalogue/index.ts';
import { correspondenceRoutes } from '#modules/correspondence/index.ts';
import {
  type AddressLookup,
  createDirectory,
  type Directory,
  directoryRoutes,
  loadCommuneLookup,
  type Site,
} from '#modules/directory/index.ts';
import { createDocuments, type Documents, documentJobs, orphanFileJob } from '#modules/documents/index.ts';
import {
  agentDossierRoutes,
  auditJobs,
  type CapabilityParts,
  capabilityJobs,
  capabilityRoutes,
  connectCapabilities,
  type DossiersParts,
  dossierCitizenRoutes,
  dossierJobs,
  registerHouseholds,
  requireEffects,
} from '#modules/dossiers/index.ts';
import {
  type FamiliesParts,
  familyJobs,
  familyRoutes,
  findHouseholdLinks,
  registerFamilyMails,
} from '#modules/families/index.ts';
import { choiceListRoutes, onCostlyExpression, registerPrefillConnector } from '#modules/forms/index.ts';
import {
  absenceRoutes,
  agentCookieName,
  createIdentity,
  identityJobs,
  identityRoutes,
  onAccountClosing,
  profileRoutes,
  registerExchangeSource,
  residentCookieName,
} from '#modules/identity/index.ts';
import { createInbound, type Inbound } from '#modules/inbound/index.ts';
import { createIncomingMail, incomingMailRoutes } from '#modules/incoming-mail/index.ts';
import { createMandates, mandateRoutes } from '#modules/mandates/index.ts';
import { demoRoutes, notificationJobs } from '#modules/notifications/index.ts';
import { createPayments } from '#modules/payments/index.ts';
import { createPilotage, pilotageJobs, pilotageRoutes } from '#modules/pilotage/index.ts';
import {
  answerInMaintenance,
  createHeartbeat,
  createServiceState,
  type Heartbeat,
  rollDaysJob,
  serviceStateRoutes,
} from '#modules/service-state/index.ts';
import { createSeals, type SignaturesParts, sealRoutes, signatureJobs } from '#modules/signatures/index.ts';
import { createSingleSignOn, type SingleSignOn } from '#modules/single-sign-on/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { Route } from '#platform/http/route.ts';
import { createServer } from '#platform/http/server.ts';
import type { ObservedAnswer, ServerParts } from '#platform/http/server-parts.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { loadAssetManifest } from '#ui/assets.ts';
import { registerAssets } from './asset-routes.ts';
import { demoMapRoutes, demoTilesUrl } from './demo-map-routes.ts';
import { exampleSignIns } from './demonstration/sign-ins.ts';
import { errorPage } from './error-page.tsx';
import { jobQueues } from './job-queues.ts';
import { rewrapJob } from './keys/rewrap-keys.ts';
import { manifestRoutes } from './manifest-routes.ts';
import { createOperations } from './operations-routes.ts';
import { boundsOf } from './territory-bounds.ts';

/** The modules put together: everything that the process serves and does. */
export interface Counter {
  readonly platform: Platform;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
  readonly documents: Documents;
  readonly identity: ReturnType<typeof createIdentity>;
  readonly singleSignOn: SingleSignOn;
  readonly signatures: SignaturesParts;
  readonly inbound: Inbound;
  readonly parts: DossiersParts;
  readonly routes: readonly Route[];
  readonly jobs: readonly JobDefinition<never>[];
  /** What this process writes down of how it answers; begun by whoever starts the process. */
  readonly heartbeat: Heartbeat;
  createServer(): Promise<FastifyInstance>;
  /** Probes and figures alone, for a process that does jobs. */
  createFiguresServer(): Promise<FastifyInstance>;
  /** The process is about to end: readiness says no. */
  drain(): void;
}

/** Introduces the modules to each other. They know one another by their contracts only; all names meet here. */
export async function composeCounter(platform: Platform): Promise<Counter> {
  const directory = createDirectory(platform);
  const serviceState = createServiceState(platform);
  const heartbeat = createHeartbeat(platform);
  const site: Site = {
    platform,
    directory,
    assets: loadAssetManifest(),
    announcements: serviceState.announcements,
  };
  const documents = createDocuments(platform);
  const seals = createSeals(platform);
  const identity = createIdentity(platform, directory, {
    providers: {
      franceconnect: createFranceConnect(platform.config, platform.log),
      proconnect: createProConnect(platform.config, platform.log),
    },
  });
  const catalogue = createCatalogue(platform, directory);
  const parts: DossiersParts = {
    platform,
    site,
    directory,
    identity,
    catalogue,
    documents,
    seals,
    communes: await loadCommuneLookup(platform.database.open),
    territory: await boundsOf(directory),
    map: mapTiles(platform),
  };
  const capabilities: CapabilityParts = {
    ...parts,
    payments: createPayments(directory),
    appointments: createAppointments(),
  };
  connectCapabilities(capabilities);
  const administration: AdministrationParts = {
    platform,
    site,
    directory,
    identity,
    catalogue,
    documents,
    communes: parts.communes,
    territory: parts.territory,
  };
  const singleSignOn = createSingleSignOn({ platform, site, directory, identity });
  const bodies: BodiesParts = {
    platform,
    site,
    directory,
    documents,
    links: identity.parts.links,
    companies: companiesFor(platform),
  };
  registerBodyMails(bodies);
  onAccountClosing('bodies', leaveWithAccount(bodies));
  const families: FamiliesParts = { platform, site, directory, identity, catalogue, links: identity.parts.links };
  registerHouseholds(findHouseholdLinks);
  registerFamilyMails(families);
  const signatures: SignaturesParts = { platform, site, directory, seals };
  const inbound = createInbound({ ...parts, openMailbox: openImapMailbox });
  const pilotage = createPilotage({ platform, site, directory, catalogue });
  const operations = createOperations(platform);
  prepareForms(platform);
  prepareExchanges(platform);
  const procedureName = async (id: string, locale: Locale) => {
    const procedure = (await catalogue.listProcedures({ agents: true })).find(
      (candidate) => candidate.procedure === id,
    );
    return procedure === undefined ? undefined : localize(procedure.title, locale);
  };
  const routes: Route[] = [
    ...operations.routes,
    ...directoryRoutes({ directory, addresses: addressesFor(platform, directory) }),
    ...manifestRoutes(site),
    ...demoMapRoutes(directory),
    ...choiceListRoutes(),
    ...demoRoutes(site),
    ...identityRoutes({
      site,
      identity,
      examples: platform.config.demonstration ? exampleSignIns : undefined,
      procedureName,
      proceduresOf: async (authorityId, locale) =>
        (await catalogue.listAdopted(authorityId)).map(({ procedure }) => ({
          id: procedure.procedure,
          title: localize(procedure.title, locale),
        })),
    }),
    ...absenceRoutes(site),
    ...singleSignOn.routes,
    ...bodyRoutes(bodies),
    ...familyRoutes(families),
    ...profileRoutes({ site, parts: identity.parts, procedureName }),
    ...dossierCitizenRoutes(parts),
    ...agentDossierRoutes(parts),
    ...capabilityRoutes(capabilities),
    ...mandateRoutes(createMandates(parts)),
    ...sealRoutes(signatures),
    ...correspondenceRoutes({ platform, site, directory, catalogue }),
    ...incomingMailRoutes(createIncomingMail({ platform, site, directory, identity, documents, dossiers: parts })),
    ...inbound.routes,
    ...administrationRoutes(administration),
    ...pilotageRoutes(pilotage),
    ...serviceStateRoutes({ platform, site, directory, state: serviceState }),
    ...catalogueRoutes({ site, catalogue }),
  ];
  const jobs: JobDefinition<never>[] = [
    ...notificationJobs(platform, { documents }),
    ...documentJobs(platform),
    orphanFileJob(platform),
    rewrapJob(platform),
    rollDaysJob(platform),
    ...identityJobs(platform),
    ...singleSignOn.jobs,
    ...dossierJobs(parts),
    ...auditJobs(platform),
    ...familyJobs(platform),
    ...editorJobs(administration),
    ...capabilityJobs(capabilities),
    ...signatureJobs(signatures),
    ...pilotageJobs(pilotage),
    ...inbound.jobs,
  ];
  requireQueues(jobs);
  requireEffects();
  const shared: Omit<ServerParts, 'routes'> = {
    platform,
    cookieNames: { resident: residentCookieName, agent: agentCookieName },
    resolvePrincipals: async (cookies) => {
      const { resident, agent } = await identity.resolve(cookies.resident, cookies.agent, cookies.unattended);
      return { agent, resident: resident && (await withRepresentedBodies(platform.database.open, resident)) };
    },
    errorPage: (context, problem) => errorPage(context, site, problem),
    signInPath: (access, comeBackTo) =>
      `${access === 'agent' ? '/agents/connexion' : '/connexion'}?suite=${encodeURIComponent(comeBackTo)}`,
    isDraining: operations.isDraining,
    observe: (answer: ObservedAnswer) => {
      operations.observe(answer);
      heartbeat.observe(answer);
    },
  };
  return {
    platform,
    directory,
    catalogue,
    documents,
    identity,
    singleSignOn,
    signatures,
    inbound,
    parts,
    routes,
    jobs,
    heartbeat,
    drain: operations.drain,
    createServer: () =>
      createServer({
        ...shared,
        routes,
        registerAssets: async (server) => {
          await registerAssets(server);
          await singleSignOn.mount(server);
          await inbound.mount(server);
        },
        service: {
          answerInMaintenance: (route, context, readTyped) =>
            answerInMaintenance({ site, state: serviceState }, route, context, readTyped),
          stamp: serviceState.stamp,
        },
      }),
    createFiguresServer: () => createServer({ ...shared, routes: operations.routes }),
  };
}

/** What forms may ask outside, and where an expression that costs too much is told. */
function prepareForms({ config, log }: Platform): void {
  onCostlyExpression((source) => log.error({ expression: source.slice(0, 200) }, 'an expression costs too much'));
  const companies = companiesFor({ config, log });
  if (companies === undefined) return;
  const { ask } = companies;
  registerPrefillConnector({
    name: 'company',
    source: { fr: 'l’annuaire des entreprises', en: 'the directory of companies' },
    ask: async (value, signal) => ({ ...(await ask(value, signal)) }),
  });
}

/** What other administrations may be asked about a person who agrees: API Particulier, else its demonstration twin. */
function prepareExchanges({ config, log, clock }: Platform): void {
  const { API_PARTICULIER_URL: url, API_PARTICULIER_TOKEN: token, API_PARTICULIER_RECIPIENTS: recipients } = config;
  if (url !== undefined && token !== undefined && recipients !== undefined) {
    const recipientOf = new Map(recipients.split(',').map((pair) => pair.split('=') as [string, string]));
    const { ask } = createFamilyQuotient({ url, token, log });
    registerExchangeSource({
      exchange: 'family-quotient',
      ask,
      recipientOf: (authority) => recipientOf.get(authority),
    });
  } else if (config.demonstration) {
    const { ask } = createDemoFamilyQuotient(() => civilDate(clock.now()));
    registerExchangeSource({ exchange: 'family-quotient', ask, recipientOf: () => 'demonstration' });
  }
}

/** The national directory of companies when its address is configured, else its demonstration twin. */
function companiesFor({ config, log }: Pick<Platform, 'config' | 'log'>) {
  const url = config.RECHERCHE_ENTREPRISES_URL;
  if (url === undefined) return config.demonstration ? createDemoCompanies() : undefined;
  return createCompanySearch({ url, log });
}

/** The configured map, else the demonstration's own drawing. */
function mapTiles({ config }: Platform): NonNullable<DossiersParts['map']> {
  return config.MAP_TILES_URL === undefined
    ? { tilesUrl: demoTilesUrl, attribution: 'Plan de démonstration' }
    : { tilesUrl: config.MAP_TILES_URL, attribution: config.MAP_ATTRIBUTION };
}

/** The national base when its address is configured, else its demonstration twin. */
function addressesFor(platform: Platform, directory: Directory): AddressLookup {
  const url = platform.config.GEOPLATEFORME_URL;
  if (url !== undefined) return createGeoplateformeAddresses({ url, log: platform.log });
  return createDemoAddresses({
    find: (code) => directory.findCommune(code),
    list: () => directory.listTerritoryCommunes(),
  });
}

/** A job whose queue the migrations do not make would be refused at its first enqueuing: say so at the start. */
function requireQueues(jobs: readonly JobDefinition<never>[]): void {
  const known = new Set(jobQueues.map((queue) => queue.name));
  const missing = jobs.filter((job) => !known.has(job.name)).map((job) => job.name);
  if (missing.length > 0) throw new Error(`Not listed in job-queues.ts: ${missing.join(', ')}`);
}
