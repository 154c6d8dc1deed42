import type { Procedure } from '#modules/catalogue/index.ts';
import { procedureSchema } from '#modules/catalogue/index.ts';
import { sameWords } from '../conditions/values.ts';
import { libraryIdOf, slugOf } from '../naming.ts';
import type { PublikField, PublikForm } from '../read/publik-form.ts';
import { plainWords, richWords } from '../rich-words.ts';
import type { ConvertedForm } from './convert-form.ts';
import { type DraftField, french } from './drafts.ts';

/** What stands in for what Publik does not know and the law wants. */
const toWrite = 'À compléter avant la publication.';

/** The words of each competence of the library, the most telling first. */
const competences: readonly (readonly [RegExp, string, string])[] = [
  [
    /naissance|mariage|d[ée]c[èe]s|[ée]tat[- ]civil|livret de famille|pacs|reconnaissance/,
    'civil-status',
    'civil-status',
  ],
  [/[ée]lection|[ée]lector/, 'elections', 'citizenship'],
  [/recensement/, 'national-service-census', 'citizenship'],
  [/carte d.identit[ée]|passeport/, 'identity-papers-counter', 'citizenship'],
  [/cimeti[èe]re|concession|inhum/, 'cemeteries', 'civil-status'],
  [/cantine|restauration scolaire/, 'school-catering', 'school-and-childhood'],
  [/p[ée]riscolaire|garderie/, 'after-school-care', 'school-and-childhood'],
  [/scolaire|[ée]cole/, 'school-enrolment', 'school-and-childhood'],
  [/cr[èe]che|petite enfance/, 'early-childhood', 'school-and-childhood'],
  [/[ée]clairage/, 'street-lighting', 'planning-and-roads'],
  [/voirie|voie publique|chauss[ée]e|trottoir|occupation/, 'roads', 'planning-and-roads'],
  [/stationnement|parking/, 'parking', 'planning-and-roads'],
  [/urbanisme|permis|terrasse/, 'town-planning', 'planning-and-roads'],
  [/d[ée]chet|poubelle|encombrant|bac /, 'waste', 'environment'],
  [/compteur|eau\b/, 'drinking-water', 'environment'],
  [/espaces? verts?|arbre/, 'green-spaces', 'environment'],
  [/propret[ée]|graffiti|d[ée]p[ôo]t sauvage|espace public|signal/, 'public-cleanliness', 'environment'],
  [/salle|location/, 'municipal-rooms', 'associations'],
  [/association|subvention/, 'associations', 'associations'],
  [/police|nuisance|s[ée]curit[ée]/, 'municipal-police', 'safety'],
  [/social|aide|ccas|cpas/, 'social-aid', 'social'],
  [/biblioth|m[ée]diath/, 'library', 'culture-and-sport'],
  [/march[ée]/, 'markets', 'economy'],
];

export interface ProcedureFacts {
  readonly form: PublikForm;
  readonly converted: ConvertedForm;
  /** The id of its workflow, when it was converted with it. */
  readonly workflow: string | undefined;
}

/** The procedure of a form: what Publik does not say is written as a draft and noted to be settled. */
export function draftProcedure({ form, converted, workflow }: ProcedureFacts): Procedure | undefined {
  if (converted.form === undefined) return undefined;
  const { notes } = converted;
  const place = 'Présentation de la démarche';
  const title = plainWords(form.name).replace(/^i?mio\s*-\s*/i, '') || 'Démarche';
  const about = sameWords(`${form.name} ${form.category ?? ''} ${form.keywords.join(' ')} ${form.slug}`);
  const [, competence, theme] = competences.find(([pattern]) => pattern.test(about)) ?? [
    undefined,
    'town-life',
    'town-life',
  ];
  notes.add('settle', place, 'head-guessed', `${competence}, ${theme}`);
  notes.add('settle', place, 'legal-drafted', 'finalité, base légale, destinataires, durée de conservation, silence');
  if (workflow === undefined)
    notes.add('settle', place, 'workflow-missing', form.workflow?.name ?? form.workflow?.slug ?? '');
  if (form.kind === 'carddef') notes.add('adapted', place, 'card-as-procedure');
  const marked = form.fields.filter((field) => field.anonymise).length;
  if (marked > 0) notes.add('info', place, 'anonymise-marks', String(marked));
  const description = richWords(form.description ?? '');
  const parsed = procedureSchema.safeParse({
    procedure: libraryIdOf(form.slug, 'demarche', 55),
    version: 1,
    slug: slugOf(form.slug, 60) || 'demarche',
    competence,
    theme,
    title: french(title),
    summary: french(description.split('\n')[0]?.slice(0, 250) || toWrite),
    description: french(description || toWrite),
    synonyms: { fr: synonyms(form, title) },
    cost: french('À compléter'),
    minutes: Math.max(2, Math.min(60, Math.ceil(converted.drafts.length / 3))),
    legal: {
      purpose: french(toWrite),
      basis: french(toWrite),
      recipients: french(form.roles.length > 0 ? `${toWrite} Dans Publik : ${form.roles.join(', ')}.` : toWrite),
      retention: { months: 12, afterwards: french(toWrite) },
    },
    silence: { rule: 'none', delay: '2m' },
    workflow: workflow ?? 'request',
    next: french('Votre demande est arrivée. Nous vous écrirons à chaque étape.'),
    applicant: applicantOf(converted),
    ...placeOf(converted),
    ...(form.kind === 'carddef' || form.backOfficeOnly ? { agentsOnly: true } : {}),
    form: converted.form,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  notes.add('settle', place, 'procedure-refused', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  return undefined;
}

function synonyms(form: PublikForm, title: string): string[] {
  const found = [
    title.toLowerCase(),
    ...form.keywords.map((word) => word.toLowerCase()),
    form.category?.toLowerCase() ?? '',
    slugOf(form.slug).replaceAll('-', ' '),
  ];
  const distinct = [...new Set(found.filter((words) => words.trim() !== ''))];
  const spare = [`demande ${title.toLowerCase()}`, `formulaire ${title.toLowerCase()}`, 'à compléter'];
  return [...distinct, ...spare.slice(0, Math.max(0, 3 - distinct.length))];
}

interface Candidate {
  readonly draft: DraftField;
  readonly source: PublikField | undefined;
}

/** Which answers say who asks: by what they are prefilled with, then by their type, then by their words. */
function applicantOf(converted: ConvertedForm): Record<string, string> {
  const kept = new Set(
    converted.form?.pages.flatMap((page) => page.fields.filter((field) => !field.agentOnly).map((field) => field.id)),
  );
  const candidates = converted.drafts.filter(
    ({ draft }) => kept.has(draft.id) && ['text', 'email', 'phone', 'address'].includes(draft.type),
  );
  const tests: readonly (readonly [string, string, (candidate: Candidate) => boolean, RegExp])[] = [
    ['givenNames', 'le prénom', ({ draft }) => draft.prefill === 'account.given_names', /^pr[ée]noms?\b/i],
    [
      'familyName',
      'le nom',
      ({ draft }) => draft.prefill === 'account.family_name',
      /^nom\b(?!.*(rue|soci[ée]t[ée]|association))/i,
    ],
    ['email', 'l’adresse électronique', ({ draft }) => draft.type === 'email', /courriel|e-?mail/i],
    ['phone', 'le téléphone', ({ draft }) => draft.type === 'phone', /t[ée]l[ée]phone|gsm|portable/i],
  ];
  const found: Record<string, string> = {};
  for (const [key, words, isIt, label] of tests) {
    const field =
      candidates.find(isIt) ?? candidates.find(({ draft }) => draft.type === 'text' && label.test(draft.label.fr));
    if (field !== undefined) found[key] = field.draft.id;
    else if (key !== 'phone') converted.notes.add('settle', 'Présentation de la démarche', 'applicant-unknown', words);
  }
  return found;
}

function placeOf(converted: ConvertedForm): { place?: { point: string } } {
  const point = converted.form?.pages.flatMap((page) => page.fields).find((field) => field.type === 'point');
  return point === undefined ? {} : { place: { point: point.id } };
}
