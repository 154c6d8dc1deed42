import type { Authority } from '#modules/directory/index.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { LifeEvent, Theme } from './library-schema.ts';
import type { Procedure } from './procedure-schema.ts';

/**
 * The catalogue as open data: CPSV-AP 3.2.0, the European description of public services, in JSON-LD. The context is in the
 * document: it is read without fetching anything. https://semiceu.github.io/CPSV-AP/releases/3.2.0/
 */
const context = {
  adms: 'http://www.w3.org/ns/adms#',
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  locn: 'http://www.w3.org/ns/locn#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const france = { '@id': 'http://publications.europa.eu/resource/authority/country/FRA', '@type': 'dct:Location' };
const languages = [
  { '@id': 'http://publications.europa.eu/resource/authority/language/FRA', '@type': 'dct:LinguisticSystem' },
  { '@id': 'http://publications.europa.eu/resource/authority/language/ENG', '@type': 'dct:LinguisticSystem' },
];
const euro = { '@id': 'http://publications.europa.eu/resource/authority/currency/EUR', '@type': 'skos:Concept' };

/** A service as one body offers it. */
export interface DescribedService {
  readonly procedure: Procedure;
  readonly authority: Authority;
  /** Its page, from the root of the site. */
  readonly path: string;
  readonly open: boolean;
}

export interface CatalogueSurroundings {
  /** `https://guichet.example.fr` */
  readonly origin: string;
  readonly themes: readonly Theme[];
  readonly lifeEvents: readonly LifeEvent[];
}

/** The whole document, one node for each service and for each thing that several services name. */
export function describeServices(
  services: readonly DescribedService[],
  surroundings: CatalogueSurroundings,
): Record<string, unknown> {
  const nodes = new Map<string, Record<string, unknown>>();
  const add = (node: Record<string, unknown> & { '@id': string }): { '@id': string } => {
    nodes.set(node['@id'], node);
    return { '@id': node['@id'] };
  };
  for (const service of services) describeService(service, surroundings, add);
  return { '@context': context, '@graph': [...nodes.values()] };
}

function describeService(
  { procedure, authority, path, open }: DescribedService,
  { origin, themes, lifeEvents }: CatalogueSurroundings,
  add: (node: Record<string, unknown> & { '@id': string }) => { '@id': string },
): void {
  const id = `${origin}${path}`;
  const theme = themes.find((candidate) => candidate.id === procedure.theme);
  const events = lifeEvents.filter((event) => procedure.lifeEvents.includes(event.id));
  const body = add({
    '@id': `${origin}/${authority.slug}#organisme`,
    '@type': 'cv:PublicOrganisation',
    'skos:prefLabel': [{ '@language': 'fr', '@value': authority.name }],
    'dct:title': [{ '@language': 'fr', '@value': authority.name }],
    'dct:identifier': authority.siren ?? authority.id,
    'dct:spatial': add(france),
    'foaf:homepage': { '@id': `${origin}/${authority.slug}` },
  });
  const { phone, email } = authority.contact;
  const documents = procedure.form.pages
    .flatMap((page) => page.fields)
    .filter((field) => field.type === 'file')
    .map((field) =>
      add({
        '@id': `${id}#piece-${field.id}`,
        '@type': 'cv:EvidenceType',
        'dct:identifier': field.id,
        'dct:title': inLanguages(field.label),
      }),
    );
  add({
    '@id': id,
    '@type': 'cpsv:PublicService',
    'dct:identifier': `${authority.id}/${procedure.procedure}`,
    'dct:title': inLanguages(procedure.title),
    'dct:description': inLanguages(procedure.summary),
    'dct:language': languages.map((language) => add(language)),
    'cv:hasCompetentAuthority': body,
    'dcat:keyword': [
      ...procedure.synonyms.fr.map((word) => ({ '@language': 'fr', '@value': word })),
      ...procedure.synonyms.en.map((word) => ({ '@language': 'en', '@value': word })),
    ],
    'dcat:landingPage': { '@id': id },
    ...(theme === undefined
      ? {}
      : {
          'cv:thematicArea': add({
            '@id': `${origin}/themes/${theme.id}`,
            '@type': 'skos:Concept',
            'skos:prefLabel': inLanguages(theme.title),
          }),
        }),
    'cv:isGroupedBy': events.map((event) =>
      add({
        '@id': `${origin}/evenements/${event.id}`,
        '@type': ['cv:LifeEvent', 'cv:Event'],
        'dct:identifier': event.id,
        'dct:title': inLanguages(event.title),
      }),
    ),
    'cv:processingTime': { '@type': 'xsd:duration', '@value': durationOf(procedure.silence.delay) },
    'cv:hasChannel': add({
      '@id': `${id}#en-ligne`,
      '@type': 'cv:Channel',
      'dct:identifier': `${authority.id}/${procedure.procedure}/web`,
      'dct:description': inLanguages(
        open
          ? { fr: 'En ligne, jour et nuit', en: 'Online, day and night' }
          : { fr: 'À l’accueil, par téléphone ou par courrier', en: 'At the desk, by telephone or by letter' },
      ),
    }),
    ...(phone === '' && email === ''
      ? {}
      : {
          'cv:contactPoint': add({
            '@id': `${origin}/${authority.slug}#contact`,
            '@type': 'cv:ContactPoint',
            ...(phone === '' ? {} : { 'cv:telephone': phone }),
            ...(email === '' ? {} : { 'cv:email': email }),
            'cv:contactPage': add({ '@id': `${origin}/${authority.slug}/contact`, '@type': 'foaf:Document' }),
          }),
        }),
    'cv:hasCost': procedure.fees.map((fee) =>
      add({
        '@id': `${id}#tarif-${fee.id}`,
        '@type': 'cv:Cost',
        'dct:identifier': fee.id,
        'dct:description': inLanguages(fee.label),
        'cv:hasValue': { '@type': 'xsd:double', '@value': String(fee.amount / 100) },
        'cv:currency': add(euro),
      }),
    ),
    'cv:hasInputType': documents,
    'cv:hasLegalResource': procedure.legal.references.flatMap((reference) =>
      reference.url === undefined
        ? []
        : [
            add({
              '@id': reference.url,
              '@type': 'eli:LegalResource',
              'dct:title': [{ '@language': 'fr', '@value': reference.label }],
            }),
          ],
    ),
  });
}

function inLanguages(text: LocalizedText): { '@language': string; '@value': string }[] {
  return [
    { '@language': 'fr', '@value': text.fr },
    ...(text.en === undefined ? [] : [{ '@language': 'en', '@value': text.en }]),
  ];
}

/** `10d` → P10D, `2m` → P2M; working days as the calendar days that they take. */
export function durationOf(delay: string): string {
  const [, count = '0', unit = 'd'] = /^(\d+)(d|wd|m|y)$/.exec(delay) ?? [];
  if (unit === 'wd') return `P${Math.ceil((Number(count) * 7) / 5)}D`;
  return `P${Number(count)}${unit.toUpperCase()}`;
}
