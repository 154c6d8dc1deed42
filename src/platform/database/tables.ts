import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** The tables as `migrations/` make them. JSON columns are read as objects and written as JSON text or objects. */

type Json<T> = ColumnType<T, string | T, string | T>;
type NullableJson<T> = ColumnType<T | null, string | T | null | undefined, string | T | null>;
type Text = { fr: string; en?: string | undefined };
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type DefaultTimestamp = ColumnType<Date, Date | string | undefined, Date | string>;
/** YYYY-MM-DD */
type NullableDay = ColumnType<string | null, string | null | undefined, string | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface Tables {
  territories: { id: string; name: Json<Text>; settings: Json<Record<string, unknown>> };
  communes: {
    code: string;
    name: string;
    postcodes: string[];
    department: string;
    population: number;
    epci_siren: Optional<string>;
    lat: Optional<number>;
    lon: Optional<number>;
    words: ColumnType<string, never, never>;
  };
  authorities: {
    id: string;
    territory_id: string;
    kind: 'commune' | 'epci' | 'ccas' | 'syndicat' | 'departement';
    slug: string;
    name: string;
    short_name: string;
    siren: Optional<string>;
    commune_code: Optional<string>;
    contact: Json<{
      street: string;
      postcode: string;
      city: string;
      phone: string;
      email: string;
      website?: string | undefined;
    }>;
    hours: Json<Partial<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', string[]>>>;
    hours_note: NullableJson<Text>;
    accent: Optional<string>;
    welcome: NullableJson<Text>;
    hosts: Generated<string[]>;
    active: Generated<boolean>;
    updated_at: DefaultTimestamp;
  };
  competence_holders: {
    commune_code: string;
    competence_id: string;
    authority_id: Optional<string>;
    relay_id: Optional<string>;
    reason: NullableJson<Text>;
  };
  accounts: {
    id: string;
    email: string;
    email_verified_at: NullableTimestamp;
    password_hash: Optional<string>;
    given_names: Optional<string>;
    family_name: Optional<string>;
    phone: Optional<string>;
    address: NullableJson<Record<string, unknown>>;
    locale: Generated<'fr' | 'en'>;
    created_at: DefaultTimestamp;
    closed_at: NullableTimestamp;
  };
  agents: {
    id: string;
    email: string;
    password_hash: Optional<string>;
    name: string;
    locale: Generated<'fr' | 'en'>;
    active: Generated<boolean>;
    created_at: DefaultTimestamp;
  };
  sessions: {
    token_hash: Buffer;
    account_id: Optional<string>;
    agent_id: Optional<string>;
    authority_id: Optional<string>;
    created_at: DefaultTimestamp;
    seen_at: DefaultTimestamp;
    expires_at: Timestamp;
    user_agent: Optional<string>;
  };
  one_time_tokens: {
    token_hash: Buffer;
    purpose: 'verify-email' | 'reset-password' | 'invite-agent' | 'reset-agent-password';
    account_id: Optional<string>;
    agent_id: Optional<string>;
    created_at: DefaultTimestamp;
    expires_at: Timestamp;
    used_at: NullableTimestamp;
  };
  account_dossiers: { account_id: string; authority_id: string; dossier_id: string; created_at: DefaultTimestamp };
  account_drafts: { account_id: string; authority_id: string; draft_id: string };
  agent_roles: {
    authority_id: string;
    agent_id: string;
    role: 'agent' | 'team-leader' | 'administrator';
    created_at: DefaultTimestamp;
  };
  teams: { authority_id: string; id: string; name: string; email: Optional<string>; created_at: DefaultTimestamp };
  team_members: { authority_id: string; team_id: string; agent_id: string; leader: Generated<boolean> };
  processing_rights: {
    authority_id: string;
    team_authority_id: string;
    team_id: string;
    procedure_id: string;
    valid_from: DefaultTimestamp;
    valid_until: NullableTimestamp;
  };
  procedure_versions: {
    procedure_id: string;
    version: number;
    definition: JSONColumnType<Record<string, unknown>>;
    workflow: JSONColumnType<Record<string, unknown>>;
    content_hash: string;
    created_at: DefaultTimestamp;
  };
  adoptions: {
    authority_id: string;
    procedure_id: string;
    version: number;
    overrides: ColumnType<Record<string, unknown>, string | undefined, string>;
    team_authority_id: string;
    team_id: string;
    open: Generated<boolean>;
    adopted_at: DefaultTimestamp;
  };
  authority_keys: { authority_id: string; version: number; wrapped_key: Buffer; created_at: DefaultTimestamp };
  documents: {
    authority_id: string;
    id: string;
    sha256: Buffer;
    size: number;
    media_type: string;
    name: string;
    key_version: number;
    origin: 'applicant' | 'agent' | 'system';
    draft_id: Optional<string>;
    dossier_id: Optional<string>;
    field_id: Optional<string>;
    review: Generated<'to-review' | 'accepted' | 'refused'>;
    review_reason: Optional<string>;
    created_at: DefaultTimestamp;
  };
  drafts: {
    authority_id: string;
    id: string;
    procedure_id: string;
    procedure_version: number;
    answers: ColumnType<Record<string, unknown>, string | undefined, string>;
    completed_pages: Generated<string[]>;
    visitor_hash: Optional<Buffer>;
    account_pseudonym: Optional<Buffer>;
    resume_token_hash: Optional<Buffer>;
    resume_email: Optional<string>;
    locale: Generated<'fr' | 'en'>;
    channel: Generated<string>;
    agent_id: Optional<string>;
    revision: Generated<number>;
    created_at: DefaultTimestamp;
    updated_at: DefaultTimestamp;
    expires_at: Timestamp;
  };
  dossiers: {
    authority_id: string;
    id: string;
    code: string;
    procedure_id: string;
    procedure_version: number;
    state: string;
    phase: 'received' | 'in-progress' | 'waiting-applicant' | 'accepted' | 'refused' | 'closed' | 'withdrawn';
    urgent: Generated<boolean>;
    headline: Generated<string>;
    team_authority_id: string;
    team_id: string;
    assignee_id: Optional<string>;
    applicant_name: Generated<string>;
    applicant_email: Optional<string>;
    applicant_phone: Optional<string>;
    account_pseudonym: Optional<Buffer>;
    visitor_hash: Optional<Buffer>;
    channel: Generated<'web' | 'counter' | 'phone' | 'letter' | 'email'>;
    locale: Generated<'fr' | 'en'>;
    commune_code: Optional<string>;
    lat: Optional<number>;
    lon: Optional<number>;
    answers: ColumnType<Record<string, unknown>, string, string>;
    complete: Optional<boolean>;
    submitted_at: Timestamp;
    updated_at: Timestamp;
    due_on: NullableDay;
    silence_rule: 'accept' | 'reject' | 'none';
    clock_suspended_at: NullableTimestamp;
    last_applicant_act_at: NullableTimestamp;
    decided_at: NullableTimestamp;
    closed_at: NullableTimestamp;
    purge_on: NullableDay;
    rating: Optional<number>;
    rating_comment: Optional<string>;
    submission_key: string;
    revision: Generated<number>;
    words: ColumnType<string, never, never>;
  };
  tracking_codes: { code: string; authority_id: string; dossier_id: string };
  dossier_events: {
    authority_id: string;
    dossier_id: string;
    seq: number;
    at: Timestamp;
    kind: string;
    actor_kind: 'applicant' | 'agent' | 'system';
    actor_id: Optional<string>;
    actor_name: Generated<string>;
    channel: Generated<string>;
    visibility: 'public' | 'internal';
    data: ColumnType<Record<string, unknown>, string | undefined, string>;
    previous_hash: Buffer;
    hash: Buffer;
  };
  outgoing_messages: {
    authority_id: string;
    id: string;
    dossier_id: Optional<string>;
    medium: 'email' | 'sms';
    recipient: string;
    subject: Generated<string>;
    body: string;
    attachments: ColumnType<{ documentId: string; name: string }[], string | undefined, string>;
    state: Generated<'queued' | 'sent' | 'failed'>;
    attempts: Generated<number>;
    last_error: Optional<string>;
    created_at: DefaultTimestamp;
    sent_at: NullableTimestamp;
  };
  demo_messages: {
    id: string;
    medium: string;
    recipient: string;
    subject: string;
    body: string;
    attachments: ColumnType<{ name: string; size: number }[], string | undefined, string>;
    sent_at: DefaultTimestamp;
  };
  registers: { authority_id: string; kind: string; year: number; last_number: number };
  purges: {
    authority_id: string;
    id: string;
    procedure_id: string;
    dossier_hash: Buffer;
    last_event_hash: Buffer;
    documents: number;
    purged_at: Timestamp;
  };
}
