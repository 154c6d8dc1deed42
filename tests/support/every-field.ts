import { sql } from 'kysely';
import { parse } from 'yaml';
import { formSchema } from '#modules/forms/index.ts';
import type { Platform } from '#platform/platform.ts';

/** Its address at every authority: `/vernon/demarches/toutes-les-questions`. */
export const everyFieldSlug = 'toutes-les-questions';

const pages = `
pages:
  - id: people
    title: Les personnes
    fields:
      - { id: given_names, type: text, label: Prénoms, prefill: account.given_names }
      - { id: family_name, type: text, label: Nom, prefill: account.family_name }
      - { id: email, type: email, label: Adresse électronique, prefill: account.email }
      - { id: phone, type: phone, label: Téléphone, optional: true }
      - id: guardian
        type: person
        label: Second parent
        ask: [title, given_names, family_name, birth_name, birth_date, birth_place, email, phone]
        optionalParts: [title, birth_name, birth_place, email, phone]
      - { id: pupil, type: child, label: Élève, ask: [birth_date, school], optionalParts: [school], minAge: 2, maxAge: 17, prefill: household.child }
      - id: others
        type: group
        label: Autres enfants
        rowLabel: 'Enfant {n}'
        addLabel: Ajouter un enfant
        min: 0
        max: 3
        fields:
          - { id: sibling, type: child, label: Enfant }
      - { id: nationality, type: country, label: Nationalité }
      - { id: nir, type: nir, label: Numéro de sécurité sociale, law: 'Code de l’action sociale et des familles, article L. 232-2' }
      - { id: allowance, type: family-allowance, label: Numéro d’allocataire, fund: caf }
      - { id: tax_number, type: tax-reference, kind: fiscal-number, label: Numéro fiscal }
      - { id: tax_notice, type: tax-reference, kind: notice, label: Référence de l’avis }
  - id: wishes
    title: Les souhaits
    fields:
      - { id: long, type: long-text, label: Votre projet, optional: true }
      - { id: start, type: month, label: Mois de début, min: today }
      - { id: day, type: date, label: Jour souhaité }
      - { id: hour, type: time, label: Heure souhaitée }
      - { id: stay, type: period, label: Séjour, optional: true }
      - id: activities
        type: ranked
        label: Activités préférées
        options: [{ value: swim, label: Natation }, { value: judo, label: Judo }, { value: music, label: Musique }]
      - id: kind
        type: choice
        label: Formule
        options: [{ value: half, label: Demi-journée }, { value: full, label: Journée }]
      - id: meals
        type: choices
        label: Repas
        optional: true
        options: [{ value: noon, label: Midi }, { value: tea, label: Goûter }]
      - { id: allergic, type: yes-no, label: Une allergie ? }
      - { id: allergy, type: text, label: Laquelle, when: allergic }
      - { id: weeks, type: number, label: Nombre de semaines, min: 1, max: 10 }
      - { id: budget, type: money, label: Budget par semaine }
      - { id: total, type: computed, label: Budget total, value: weeks * budget, as: money }
      - { id: note, type: info, label: Bon à savoir, text: Ce séjour est long., when: weeks != null && weeks > 4 }
      - id: costs
        type: table
        label: Dépenses
        columns:
          - { id: what, label: Objet, type: text }
          - { id: amount, label: Montant, type: money }
          - { id: on, label: Payée le, type: date, optional: true }
          - { id: by, label: Payée par, type: choice, optional: true, options: [{ value: us, label: Nous }, { value: aid, label: Une aide }] }
        rows: { min: 1, max: 4, addLabel: Ajouter une dépense, rowLabel: 'Dépense {n}' }
      - id: income
        type: table
        label: Ressources
        columns: [{ id: planned, label: Prévu, type: money }, { id: people, label: Personnes, type: number }]
        fixedRows: [{ id: wages, label: Salaires }, { id: rent, label: Loyers reçus }]
  - id: places
    title: Les lieux
    fields:
      - { id: home, type: address, label: Adresse }
      - { id: town, type: commune, label: Commune de naissance }
      - { id: spot, type: point, label: Endroit }
      - { id: zone, type: area, label: Zone occupée }
      - { id: company, type: company, label: SIRET de l’employeur, optional: true }
      - { id: club, type: association, label: Association, optional: true }
      - { id: iban, type: iban, label: IBAN, optional: true }
      - { id: plate, type: plate, label: Plaque, optional: true }
      - { id: proof, type: file, label: Justificatif, optional: true }
      - { id: agree, type: consent, label: Photos, text: J’accepte que des photos soient prises, optional: true }
      - { id: honour, type: declaration, label: Attestation, text: J’atteste que ces renseignements sont exacts, law: 'Code général des impôts, article 1649' }
`;

/** Publishes a procedure that asks every type of field, beside those of the library: every commune offers it. */
export async function publishEveryField({ database }: Pick<Platform, 'database'>): Promise<void> {
  const form = formSchema.parse(parse(pages));
  const changes = {
    procedure: 'every-field',
    slug: everyFieldSlug,
    title: { fr: 'Toutes les questions', en: 'Every question' },
    applicant: { givenNames: 'given_names', familyName: 'family_name', email: 'email' },
    form,
  };
  await sql`
    INSERT INTO procedure_versions (procedure_id, version, definition, workflow, content_hash)
    SELECT 'every-field', 1, definition - 'headline' || ${JSON.stringify(changes)}::jsonb, workflow, 'every-field'
    FROM procedure_versions WHERE procedure_id = 'question' ORDER BY version DESC LIMIT 1`.execute(database.open);
}
