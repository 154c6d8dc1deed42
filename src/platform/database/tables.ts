import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** The tables as `migrations/` make them. JSON columns are read as objects and written as JSON text or objects. */

type Json<T> = ColumnType<T, string | T, string | T>;
type NullableJson<T> = ColumnType<T | null, string | T | null | undefined, string | T | null>;
type Text = { fr: string; en?: string | undefined };
/** Days on which the door is not open as in an ordinary week; no span, closed. */
type HoursException = { id: string; from: string; to: string; spans: string[]; reason: Text };
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
    closed_at: NullableTimestamp;
    opened_at: NullableTimestamp;
    own_texts: Generated<boolean>;
    exceptions: ColumnType<HoursException[], string | undefined, string>;
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
    email_unproved: Generated<boolean>;
    closed_at: NullableTimestamp;
    second_factor: Generated<boolean>;
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
    assurance: Generated<'password' | 'passkey' | 'link' | 'franceconnect' | 'proconnect'>;
    factors: Generated<string[]>;
    authenticated_at: NullableTimestamp;
  };
  passkeys: {
    credential_id: Buffer;
    account_id: Optional<string>;
    agent_id: Optional<string>;
    public_key: Buffer;
    /** A bigint, which comes as a text. */
    counter: ColumnType<string, number, number>;
    transports: Generated<string[]>;
    label: string;
    created_at: Timestamp;
    used_at: NullableTimestamp;
  };
  passkey_challenges: { challenge_hash: Buffer; visitor_hash: Buffer; purpose: string; expires_at: Timestamp };
  key_marks: { name: 'encryption' | 'identity'; mark: Buffer; noted_at: Timestamp };
  code_apps: {
    id: string;
    account_id: Optional<string>;
    agent_id: Optional<string>;
    secret: Buffer;
    last_step: ColumnType<string, number | undefined, number>;
    created_at: Timestamp;
    confirmed_at: NullableTimestamp;
  };
  recovery_codes: {
    code_hash: Buffer;
    account_id: Optional<string>;
    agent_id: Optional<string>;
    created_at: Timestamp;
    used_at: NullableTimestamp;
  };
  pending_sign_ins: {
    token_hash: Buffer;
    account_id: Optional<string>;
    agent_id: Optional<string>;
    assurance: 'password' | 'passkey' | 'link' | 'franceconnect' | 'proconnect';
    factors: string[];
    remembered: boolean;
    come_back_to: string;
    expires_at: Timestamp;
    provider: Optional<'franceconnect' | 'proconnect'>;
    id_token: Optional<string>;
    helper: Optional<string>;
  };
  second_factor_releases: {
    id: string;
    account_id: string;
    authority_id: string;
    agent_id: string;
    agent_name: string;
    document: 'identity-card' | 'passport' | 'residence-permit' | 'driving-licence';
    asked_at: Timestamp;
    due_at: Timestamp;
    ended_at: NullableTimestamp;
    outcome: Optional<'released' | 'refused' | 'overtaken' | 'lapsed'>;
  };
  sign_in_interventions: {
    id: string;
    agent_id: string;
    at: Timestamp;
    by_name: string;
    reason: string;
  };
  known_browsers: {
    browser_hash: Buffer;
    account_id: Optional<string>;
    agent_id: Optional<string>;
    seen_at: Timestamp;
  };
  email_changes: {
    account_id: string;
    new_email: string;
    former_confirmed_at: NullableTimestamp;
    new_confirmed_at: NullableTimestamp;
    expires_at: Timestamp;
  };
  attempts: { key: Buffer; count: number; last_at: Timestamp };
  one_time_tokens: {
    token_hash: Buffer;
    purpose:
      | 'verify-email'
      | 'reset-password'
      | 'invite-agent'
      | 'reset-agent-password'
      | 'sign-in'
      | 'email-change-former'
      | 'email-change-new'
      | 'refuse-release';
    account_id: Optional<string>;
    agent_id: Optional<string>;
    created_at: DefaultTimestamp;
    expires_at: Timestamp;
    used_at: NullableTimestamp;
  };
  account_dossiers: { account_id: string; authority_id: string; dossier_id: string; created_at: DefaultTimestamp };
  account_drafts: { account_id: string; authority_id: string; draft_id: string };
  helpers: { authority_id: string; agent_id: string; structure: string; granted_by: string; granted_at: Timestamp };
  mail_registers: { authority_id: string; year: number; last_number: Generated<number> };
  incoming_mail: {
    authority_id: string;
    id: string;
    year: number;
    number: number;
    key: string;
    received_on: string;
    medium: 'post' | 'registered' | 'hand' | 'fax';
    sender: string;
    sender_address: Generated<string>;
    subject: string;
    answer_by: Optional<string>;
    document_ids: Generated<string[]>;
    dossier_id: Optional<string>;
    registered_at: Timestamp;
    registered_by: string;
    settled: Optional<'handled' | 'void'>;
    settled_at: NullableTimestamp;
  };
  incoming_mail_acts: {
    authority_id: string;
    mail_id: string;
    id: string;
    at: Timestamp;
    agent_id: string;
    agent_name: string;
    act: 'registered' | 'corrected' | 'scanned' | 'attached' | 'handled' | 'void' | 'reopened';
    data: ColumnType<Record<string, unknown>, string | undefined, never>;
  };
  mailboxes: {
    authority_id: string;
    id: string;
    address: string;
    host: string;
    port: number;
    security: 'tls' | 'starttls' | 'none';
    username: string;
    wrapped_secret: Buffer;
    team_id: Optional<string>;
    procedure_id: Optional<string>;
    sub_addressing: Generated<boolean>;
    done_folder: Optional<string>;
    paused: Generated<boolean>;
    taken_from: NullableTimestamp;
    uid_validity: Optional<string>;
    /** A bigint, which comes as a text. */
    last_uid: ColumnType<string, number | undefined, number>;
    busy_until: NullableTimestamp;
    fetched_at: NullableTimestamp;
    last_error: Optional<string>;
    failing_since: NullableTimestamp;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  received_messages: {
    authority_id: string;
    id: string;
    medium: 'email' | 'sms';
    identity: Buffer;
    mailbox_id: Optional<string>;
    uid_validity: Optional<string>;
    uid: ColumnType<string | null, number | null | undefined, number | null>;
    message_id: Generated<string>;
    references_ids: Generated<string[]>;
    sender: Generated<string>;
    sender_name: Generated<string>;
    subject: Generated<string>;
    body: Generated<string>;
    quoted: Generated<string>;
    size: Generated<number>;
    document_ids: Generated<string[]>;
    set_aside: ColumnType<{ name: string; why: string }[], string | undefined, string>;
    verdict:
      | 'joined'
      | 'opened'
      | 'to-verify'
      | 'over'
      | 'unattached'
      | 'spam'
      | 'automatic'
      | 'bounce'
      | 'loop'
      | 'too-many'
      | 'duplicate'
      | 'too-large'
      | 'unreadable';
    state: 'waiting' | 'settled' | 'binned';
    suggested_dossier_id: Optional<string>;
    dossier_id: Optional<string>;
    times: Generated<number>;
    received_at: Timestamp;
    decided_at: NullableTimestamp;
    decided_by: Optional<string>;
    decided_by_name: Generated<string>;
    erased_at: NullableTimestamp;
  };
  mail_threads: { authority_id: string; reference: string; dossier_id: string };
  mandates: {
    authority_id: string;
    id: string;
    helper_id: string;
    helper_name: string;
    structure: string;
    given_names: string;
    family_name: string;
    email: Optional<string>;
    phone: Optional<string>;
    locale: Generated<'fr' | 'en'>;
    days: number;
    created_at: Timestamp;
    agreement: Optional<'screen' | 'code' | 'paper'>;
    agreed_at: NullableTimestamp;
    ends_at: NullableTimestamp;
    paper_id: Optional<string>;
    revoked_at: NullableTimestamp;
    revoked_by: Optional<'resident' | 'helper' | 'agent'>;
    renews: Optional<string>;
    replaced_by: Optional<string>;
    code_hash: Optional<Buffer>;
    code_expires_at: NullableTimestamp;
    code_failures: Generated<number>;
  };
  mandate_procedures: {
    authority_id: string;
    mandate_id: string;
    target_authority_id: string;
    procedure_id: string;
  };
  mandate_dossiers: {
    authority_id: string;
    mandate_id: string;
    target_authority_id: string;
    dossier_id: string;
    draft_id: string;
    filed_at: Timestamp;
  };
  mandate_acts: {
    authority_id: string;
    mandate_id: string;
    id: string;
    at: Timestamp;
    act: string;
    actor_kind: 'helper' | 'resident' | 'agent';
    actor_name: string;
    data: ColumnType<Record<string, unknown>, string | undefined, string>;
  };
  account_mandates: { account_id: string; authority_id: string; mandate_id: string };
  account_federations: {
    account_id: string;
    provider: 'franceconnect';
    subject_hash: Buffer;
    identity: Json<Record<string, unknown>>;
    identity_at: Timestamp;
    linked_at: Timestamp;
    used_at: Timestamp;
  };
  agent_federations: {
    subject_hash: Buffer;
    agent_id: string;
    idp_id: string;
    linked_at: Timestamp;
    used_at: Timestamp;
  };
  federated_departures: {
    state_hash: Buffer;
    visitor_hash: Buffer;
    provider: 'franceconnect' | 'proconnect';
    purpose: 'sign-in' | 'link' | 'sign-out';
    session_hash: Optional<Buffer>;
    nonce: string;
    code_verifier: string;
    redirect_uri: string;
    second_factor: Generated<boolean>;
    come_back_to: string;
    expires_at: Timestamp;
  };
  federated_arrivals: {
    visitor_hash: Buffer;
    provider: 'franceconnect';
    subject_hash: Buffer;
    identity: Json<Record<string, unknown>>;
    email: Optional<string>;
    id_token: string;
    helper: Optional<string>;
    come_back_to: string;
    expires_at: Timestamp;
  };
  federated_sessions: {
    token_hash: Buffer;
    provider: 'franceconnect' | 'proconnect';
    id_token: string;
    helper: Optional<string>;
  };
  authority_proconnect: {
    authority_id: string;
    sirets: Generated<string[]>;
    second_factor_required: Generated<boolean>;
    email_domain: Optional<string>;
    updated_at: DefaultTimestamp;
  };
  household_members: {
    account_id: string;
    id: string;
    relation: 'child' | 'partner-child' | 'entrusted-child' | 'partner' | 'parent' | 'adult';
    given_names: string;
    family_name: string;
    birth_date: NullableDay;
    created_at: DefaultTimestamp;
    changed_at: NullableTimestamp;
    majority_told_at: NullableTimestamp;
  };
  household_departures: { account_id: string; id: string; given_names: string; left_on: string };
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
    given_by: Optional<string>;
    /** The requests filed while it holds go to that team. */
    receives: Generated<boolean>;
    taken_back_at: NullableTimestamp;
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
    version: Optional<number>;
    overrides: ColumnType<Record<string, unknown>, string | undefined, string>;
    team_authority_id: Optional<string>;
    team_id: Optional<string>;
    open: Generated<boolean>;
    adopted_at: DefaultTimestamp;
    overrides_revision: Generated<number>;
    postponed_until: NullableDay;
  };
  adoption_overrides: {
    authority_id: string;
    procedure_id: string;
    revision: number;
    overrides: ColumnType<Record<string, unknown>, string, never>;
    agent_id: Optional<string>;
    created_at: DefaultTimestamp;
  };
  library_choices: { authority_id: string; follows: Generated<boolean>; seen_at: DefaultTimestamp };
  opening_checks: { authority_id: string; item: string; agent_id: Optional<string>; done_at: DefaultTimestamp };
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
    scan: Generated<'none' | 'pending' | 'clean' | 'infected'>;
    created_at: DefaultTimestamp;
  };
  drafts: {
    authority_id: string;
    id: string;
    procedure_id: string;
    procedure_version: number;
    overrides_revision: Generated<number>;
    answers: ColumnType<Record<string, unknown>, string | undefined, string>;
    completed_pages: Generated<string[]>;
    visitor_hash: Optional<Buffer>;
    account_pseudonym: Optional<Buffer>;
    resume_token_hash: Optional<Buffer>;
    resume_email: Optional<string>;
    locale: Generated<'fr' | 'en'>;
    channel: Generated<string>;
    agent_id: Optional<string>;
    assisted_name: Optional<string>;
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
    overrides_revision: Generated<number>;
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
    channel: Generated<'web' | 'counter' | 'phone' | 'letter' | 'email' | 'sms'>;
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
    archived_at: NullableTimestamp;
    rating: Optional<number>;
    rating_comment: Optional<string>;
    /** The dossier of the same need that this one was joined to. */
    joined_to: Optional<string>;
    /** The authority that goes on with it, in words; where the person is led when that one is not on this counter. */
    handed_over: NullableJson<{ name: Text; url?: string; linkLabel?: Text }>;
    submission_key: string;
    revision: Generated<number>;
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
    erased_at: NullableTimestamp;
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
    procedure_version: Optional<number>;
    retention_months: Optional<number>;
    due_on: NullableDay;
    events: Optional<number>;
    again: Optional<boolean>;
    key_id: Optional<string>;
    mac: Optional<Buffer>;
  };
  dossier_holds: {
    authority_id: string;
    id: string;
    dossier_id: string;
    reason: string;
    placed_at: Timestamp;
    placed_by: string;
    placed_by_name: string;
    lift_reason: Optional<string>;
    lifted_at: NullableTimestamp;
    lifted_by: Optional<string>;
    lifted_by_name: Optional<string>;
  };
  audit_seals: {
    authority_id: string;
    number: number;
    sealed_at: Timestamp;
    previous_hash: Buffer;
    chains: number;
    chains_digest: Buffer;
    purges: number;
    purges_digest: Buffer;
    dossiers: number;
    resumes_after: Optional<number>;
    hash: Buffer;
    key_id: string;
    mac: Buffer;
  };
  audit_seal_lines: {
    authority_id: string;
    dossier_hash: Buffer;
    number: number;
    kind: 'chain' | 'purge';
    seq: number;
    hash: Buffer;
  };
  audit_checks: {
    authority_id: string;
    checked_at: Timestamp;
    dossiers: number;
    events: number;
    seals: number;
    found: number;
    findings: ColumnType<{ reason: string; dossierId?: string; seq?: number; number?: number }[], string, never>;
  };
  payments: {
    authority_id: string;
    id: string;
    subject_kind: string;
    subject_id: string;
    request_key: string;
    label: string;
    amount_cents: number;
    payer_name: Generated<string>;
    due_on: NullableDay;
    state: 'due' | 'paid' | 'cancelled' | 'refused';
    method: Optional<'none' | 'cash' | 'cheque' | 'card' | 'transfer' | 'online'>;
    reference: Optional<string>;
    receipt_number: Optional<string>;
    receipt_document_id: Optional<string>;
    paid_at: NullableTimestamp;
    settled_by: Optional<string>;
    settled_by_name: Generated<string>;
    closed_reason: Optional<string>;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  appointments: {
    authority_id: string;
    id: string;
    subject_kind: string;
    subject_id: string;
    request_key: string;
    title: string;
    place: Generated<string>;
    minutes: number;
    state: 'to-propose' | 'proposed' | 'booked' | 'held' | 'missed' | 'cancelled';
    declined_reason: Optional<string>;
    cancelled_reason: Optional<string>;
    agent_id: Optional<string>;
    agent_name: Generated<string>;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  appointment_slots: {
    authority_id: string;
    id: string;
    appointment_id: string;
    agent_id: string;
    starts_at: Timestamp;
    ends_at: Timestamp;
    state: 'offered' | 'chosen' | 'released';
  };
  opinion_requests: {
    authority_id: string;
    id: string;
    dossier_id: string;
    round: string;
    question: string;
    summary: Generated<string>;
    document_ids: Generated<string[]>;
    team_id: Optional<string>;
    team_name: Generated<string>;
    email: Optional<string>;
    token_hash: Optional<Buffer>;
    due_on: string;
    state: 'asked' | 'given' | 'withdrawn' | 'no-answer';
    opinion: Optional<'favourable' | 'reservations' | 'unfavourable' | 'none'>;
    answer: Optional<string>;
    document_id: Optional<string>;
    answered_by: Optional<string>;
    answered_by_name: Generated<string>;
    asked_by: Optional<string>;
    asked_by_name: Generated<string>;
    asked_at: Timestamp;
    /** Asked by an agent besides the workflow. */
    besides: Generated<boolean>;
    reminded_at: NullableTimestamp;
    closed_at: NullableTimestamp;
  };
  seals: {
    authority_id: string;
    id: string;
    fingerprint: Buffer;
    certificates: Buffer[];
    wrapped_key: Buffer | null;
    key_version: number | null;
    subject: string;
    issuer: string;
    valid_from: Timestamp;
    valid_until: Timestamp;
    demonstration: Generated<boolean>;
    told_days: ColumnType<number | null, number | null | undefined, number | null>;
    added_at: Timestamp;
    added_by: Optional<string>;
    added_by_name: Generated<string>;
    removed_at: NullableTimestamp;
    removed_by: Optional<string>;
    removed_by_name: Generated<string>;
  };
  seal_choices: {
    authority_id: string;
    seals_letters: Generated<boolean>;
    changed_at: Timestamp;
    changed_by: Optional<string>;
    changed_by_name: Generated<string>;
  };
  seal_certificates: {
    fingerprint: Buffer;
    sealing_authority: string;
    subject: string;
    valid_until: Timestamp;
    demonstration: boolean;
    known_since: Timestamp;
  };
  signature_circuits: {
    authority_id: string;
    id: string;
    dossier_id: string;
    template: string;
    title: string;
    content: ColumnType<Record<string, unknown>, string, string>;
    content_hash: Buffer;
    draft_document_id: string;
    final_document_id: Optional<string>;
    number: Optional<string>;
    state: 'running' | 'signed' | 'refused' | 'cancelled';
    started_by: Optional<string>;
    started_by_name: Generated<string>;
    started_at: Timestamp;
    closed_at: NullableTimestamp;
    decision_kind: Optional<string>;
    reminded_at: NullableTimestamp;
    failed_at: NullableTimestamp;
    failure: Optional<string>;
  };
  letterheads: {
    authority_id: string;
    content: Json<Record<string, unknown>>;
    logo_kind: Optional<'shapes' | 'png'>;
    logo: Optional<Buffer>;
    changed_at: Timestamp;
    changed_by: Optional<string>;
    changed_by_name: Generated<string>;
  };
  letter_templates: {
    authority_id: string;
    letter_id: string;
    version: number;
    content: NullableJson<Record<string, unknown>>;
    made_at: Timestamp;
    made_by: Optional<string>;
    made_by_name: Generated<string>;
  };
  reply_texts: {
    authority_id: string;
    id: string;
    library_id: Optional<string>;
    procedure_id: Optional<string>;
    title: string;
    body: string;
    hidden: Generated<boolean>;
    changed_at: Timestamp;
    changed_by: Optional<string>;
    changed_by_name: Generated<string>;
  };
  signing_delegations: {
    authority_id: string;
    id: string;
    delegator_id: string;
    delegator_title: string;
    delegate_id: string;
    delegate_title: string;
    /** YYYY-MM-DD */
    from_day: string;
    until_day: NullableDay;
    only_absent: Generated<boolean>;
    order_reference: string;
    order_date: string;
    made_at: Timestamp;
    made_by: Optional<string>;
    made_by_name: Generated<string>;
    revoked_at: NullableTimestamp;
    revoked_by_name: Generated<string>;
  };
  decisions: {
    authority_id: string;
    kind: 'arrete' | 'decision' | 'attestation';
    year: number;
    number: number;
    decided_at: Timestamp;
    object: string;
    signed_by: string;
    dossier_id: Optional<string>;
    document_id: Optional<string>;
    cancelled_at: NullableTimestamp;
    cancelled_by_name: Optional<string>;
    cancelled_reason: Optional<string>;
  };
  letter_batches: {
    authority_id: string;
    id: string;
    letter_id: string;
    title: string;
    sending: 'chosen' | 'paper';
    state: Generated<'running' | 'done'>;
    origin: string;
    made_by: string;
    made_by_name: string;
    made_at: Timestamp;
  };
  letter_batch_lines: {
    authority_id: string;
    batch_id: string;
    dossier_id: string;
    position: number;
    code: string;
    state: Generated<'waiting' | 'written' | 'refused'>;
    way: Optional<'email' | 'space' | 'paper'>;
    reason: Optional<string>;
    document_id: Optional<string>;
    content: NullableJson<Record<string, unknown>>;
  };
  letter_choices: {
    authority_id: string;
    dossier_id: string;
    way: 'email' | 'space' | 'paper';
    street: Generated<string>;
    postcode: Generated<string>;
    city: Generated<string>;
    chosen_at: Timestamp;
    chosen_by_name: Generated<string>;
  };
  seal_failure_notices: { authority_id: string; day: string };
  signature_steps: {
    authority_id: string;
    circuit_id: string;
    position: number;
    who: 'leader' | 'administrator' | 'team';
    team_id: Optional<string>;
    team_name: Generated<string>;
    state: Generated<'waiting' | 'signed' | 'refused'>;
    signer_id: Optional<string>;
    signer_name: Generated<string>;
    signer_role: Generated<string>;
    remark: Optional<string>;
    seen_hash: Optional<Buffer>;
    acted_at: NullableTimestamp;
    on_behalf_of: Optional<string>;
    delegation_reference: Optional<string>;
  };
  contact_ratings: {
    authority_id: string;
    dossier_id: string;
    contact_id: string;
    mark: number;
    comment: Generated<string>;
    rated_at: Timestamp;
  };
  rating_refusals: {
    authority_id: string;
    person_hash: Buffer;
    refused_at: Timestamp;
  };
  dossier_links: {
    authority_id: string;
    dossier_id: string;
    linked_dossier_id: string;
    kind: 'opened' | 'opened-by' | 'related';
    created_at: Timestamp;
  };
  dossier_looks: {
    authority_id: string;
    dossier_id: string;
    agent_id: string;
    looked_at: Timestamp;
    seen_seq: number;
    since_at: NullableTimestamp;
    since_seq: Generated<number>;
  };
  dossier_mentions: {
    authority_id: string;
    dossier_id: string;
    seq: number;
    agent_id: string;
    by_name: string;
    excerpt: string;
    at: Timestamp;
    read_at: NullableTimestamp;
  };
  dossier_tasks: {
    authority_id: string;
    id: string;
    dossier_id: string;
    title: string;
    due_on: NullableDay;
    agent_id: Optional<string>;
    agent_name: Generated<string>;
    created_at: Timestamp;
    created_by: string;
    created_by_name: string;
    done_at: NullableTimestamp;
    done_by: Optional<string>;
    done_by_name: Generated<string>;
  };
  dossier_merges: {
    authority_id: string;
    id: string;
    leading_id: string;
    joined_id: string;
    same_person: boolean;
    before: Json<Record<string, string | boolean | null>>;
    merged_at: Timestamp;
    merged_by: string;
    merged_by_name: string;
    parted_at: NullableTimestamp;
    parted_by: Optional<string>;
    parted_by_name: Generated<string>;
  };
  dossier_distinctions: {
    authority_id: string;
    dossier_id: string;
    other_id: string;
    said_at: Timestamp;
    said_by: string;
  };
  resident_file_views: {
    household: Generated<boolean>;
    authority_id: string;
    id: string;
    dossier_id: string;
    pseudonym: Optional<Buffer>;
    agent_id: string;
    agent_name: string;
    for_authority_id: string;
    reason: string;
    at: Timestamp;
  };
  dossier_words: {
    authority_id: string;
    dossier_id: string;
    shelf: ColumnType<string, never, never>;
    words: ColumnType<string, never, never>;
  };
  dossier_word_months: { authority_id: string; first_month: number };
  saved_views: {
    authority_id: string;
    id: string;
    owner_id: string;
    name: string;
    query: string;
    sharing: 'private' | 'team' | 'authority';
    team_id: Optional<string>;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  first_views: { authority_id: string; agent_id: string; view_id: string };
  bulk_runs: {
    authority_id: string;
    id: string;
    agent_id: string;
    key: string;
    act: Json<Record<string, unknown>>;
    query: Optional<string>;
    origin: string;
    state: Generated<'waiting' | 'running' | 'done'>;
    created_at: Timestamp;
    finished_at: NullableTimestamp;
  };
  bulk_run_rows: {
    authority_id: string;
    run_id: string;
    position: number;
    dossier_authority_id: string;
    dossier_id: string;
    code: string;
    outcome: Optional<'done' | 'unchanged' | 'refused' | 'impossible' | 'failed'>;
    reason: Generated<string>;
  };
  desk_exports: {
    authority_id: string;
    id: string;
    agent_id: string;
    agent_name: string;
    key: string;
    query: string;
    format: 'csv' | 'ods';
    columns: string[];
    with_answers: boolean;
    locale: string;
    origin: string;
    state: Generated<'waiting' | 'running' | 'ready' | 'failed' | 'removed'>;
    rows_written: Generated<number>;
    size: Optional<string>;
    created_at: Timestamp;
    finished_at: NullableTimestamp;
    expires_at: NullableTimestamp;
  };
  desk_export_acts: {
    authority_id: string;
    export_id: string;
    id: string;
    at: Timestamp;
    kind: 'asked' | 'made' | 'failed' | 'fetched' | 'removed';
    agent_id: Optional<string>;
    agent_name: string;
    data: ColumnType<Record<string, unknown>, string | undefined, never>;
  };
  dossier_presences: {
    authority_id: string;
    dossier_id: string;
    agent_id: string;
    agent_name: string;
    seen_at: Timestamp;
  };
  dossier_transfers: {
    authority_id: string;
    dossier_id: string;
    direction: 'sent' | 'received';
    other_authority_id: string;
    other_dossier_id: string;
    other_code: string;
    first_submitted_at: Timestamp;
    at: Timestamp;
  };
  dossier_timers: {
    authority_id: string;
    dossier_id: string;
    kind: 'transition' | 'clock';
    name: string;
    state: string;
    /** YYYY-MM-DD */
    due_on: string;
    origin: string;
  };
  requested_documents: {
    authority_id: string;
    dossier_id: string;
    id: string;
    label: Json<Text>;
    position: number;
    asked_at: Timestamp;
    document_id: Optional<string>;
    answered_at: NullableTimestamp;
    withdrawn_at: NullableTimestamp;
  };
  authority_hooks: {
    authority_id: string;
    name: string;
    url: string;
    wrapped_secret: Buffer;
    active: Generated<boolean>;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  hook_calls: {
    authority_id: string;
    id: string;
    dossier_id: string;
    hook: string;
    transition: string;
    fields: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
    origin: string;
    state: 'queued' | 'answered' | 'failed';
    attempts: Generated<number>;
    status: Optional<number>;
    last_error: Optional<string>;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  team_turns: { authority_id: string; team_authority_id: string; team_id: string; agent_id: Optional<string> };
  procedure_drafts: {
    authority_id: string;
    id: string;
    procedure_id: string;
    source: Json<Record<string, unknown>>;
    workflow: Json<Record<string, unknown>>;
    origin_procedure_id: Optional<string>;
    origin_version: Optional<number>;
    revision: Generated<number>;
    scheduled_for: NullableTimestamp;
    published_version: Optional<number>;
    published_revision: Optional<number>;
    published_at: NullableTimestamp;
    created_at: Timestamp;
    updated_at: Timestamp;
    updated_by: string;
    updated_by_name: string;
  };
  procedure_draft_revisions: {
    authority_id: string;
    draft_id: string;
    revision: number;
    undo_to: Optional<number>;
    act: string;
    subject: Generated<string>;
    source: Json<Record<string, unknown>>;
    workflow: Json<Record<string, unknown>>;
    at: Timestamp;
    agent_id: string;
    agent_name: string;
  };
  editor_acts: {
    authority_id: string;
    id: string;
    procedure_id: string;
    title: string;
    act:
      | 'created'
      | 'imported'
      | 'published'
      | 'scheduled'
      | 'unscheduled'
      | 'withdrawn'
      | 'reopened'
      | 'deleted'
      | 'not-published';
    version: Optional<number>;
    details: ColumnType<Record<string, unknown>, string | undefined, never>;
    at: Timestamp;
    agent_id: Optional<string>;
    agent_name: string;
  };
  procedure_withdrawals: { procedure_id: string; withdrawn_at: Timestamp };
  sso_sites: {
    id: string;
    authority_id: string;
    sector: string;
    name: string;
    purpose: string;
    privacy_url: string;
    redirect_uris: string[];
    post_logout_redirect_uris: string[];
    backchannel_logout_uri: Optional<string>;
    scopes: Json<Record<string, string>>;
    purpose_en: ColumnType<string, string | undefined, string>;
    reasons_en: ColumnType<Record<string, string>, string | undefined, string>;
    auth_method: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';
    public_keys: NullableJson<{ keys: Record<string, unknown>[] }>;
    secret_hash: Buffer;
    secret_made_at: Timestamp;
    former_secret_hash: Optional<Buffer>;
    former_secret_until: NullableTimestamp;
    state: ColumnType<'active' | 'suspended' | 'removed', 'active' | undefined, 'active' | 'suspended' | 'removed'>;
    terms_at: Timestamp;
    created_at: Timestamp;
  };
  sso_site_acts: {
    site_id: string;
    id: string;
    act: 'created' | 'changed' | 'secret-rotated' | 'suspended' | 'resumed' | 'removed' | 'restored';
    at: Timestamp;
    agent_id: Optional<string>;
    agent_name: string;
  };
  sso_records: {
    model: string;
    id_hash: Buffer;
    content: Buffer;
    account_id: Optional<string>;
    site_id: Optional<string>;
    grant_hash: Optional<Buffer>;
    uid_hash: Optional<Buffer>;
    consumed_at: NullableTimestamp;
    expires_at: Timestamp;
  };
  sso_session_bindings: {
    session_uid: string;
    resident_session: Buffer;
    issuer: string;
    waits_until: NullableTimestamp;
  };
  sso_consents: {
    account_id: string;
    site_id: string;
    scopes: string[];
    given_at: Timestamp;
    used_at: Timestamp;
  };
  sso_keys: {
    kid: string;
    state: 'next' | 'current' | 'previous';
    private_key: Buffer;
    created_at: Timestamp;
    changed_at: Timestamp;
  };
  bodies: {
    id: string;
    kind: 'association' | 'company';
    siret: Optional<string>;
    rna: Optional<string>;
    name: string;
    address: NullableJson<Record<string, unknown>>;
    created_at: Timestamp;
  };
  body_representatives: { body_id: string; account_id: string; role: 'manager' | 'member'; since: Timestamp };
  acting_choices: { session_hash: Buffer; body_id: string };
  body_invitations: {
    id: string;
    body_id: string;
    email: string;
    role: 'manager' | 'member';
    token_hash: Buffer | null;
    invited_by: Optional<string>;
    invited_by_name: string;
    locale: 'fr' | 'en';
    created_at: Timestamp;
    expires_at: Timestamp;
    answer: Optional<'accepted' | 'refused' | 'withdrawn'>;
    answered_at: NullableTimestamp;
  };
  body_acts: {
    body_id: string;
    id: string;
    act: 'accepted' | 'invited' | 'invitation-withdrawn' | 'joined' | 'role-changed' | 'removed' | 'left';
    at: Timestamp;
    actor_name: string;
    about: string;
  };
  body_dossiers: { body_id: string; authority_id: string; dossier_id: string; created_at: DefaultTimestamp };
  body_drafts: { body_id: string; authority_id: string; draft_id: string; created_at: DefaultTimestamp };
  body_declarations: {
    authority_id: string;
    id: string;
    kind: 'association' | 'company';
    siret: Optional<string>;
    rna: Optional<string>;
    name: string;
    found_name: Optional<string>;
    address: NullableJson<Record<string, unknown>>;
    declarant_name: string;
    capacity: string;
    document_id: string;
    state: 'waiting' | 'accepted' | 'refused';
    declared_at: Timestamp;
    decided_at: NullableTimestamp;
    decided_by: Optional<string>;
    decided_by_name: Optional<string>;
    reason: Optional<string>;
  };
  body_declarers: { declaration_id: string; authority_id: string; account_id: string };
  shared_children: { id: string; created_at: Timestamp; ended_at: NullableTimestamp };
  child_parents: {
    child_id: string;
    account_id: string;
    member_id: string;
    shows_dossiers: boolean;
    since: Timestamp;
  };
  child_invitations: {
    id: string;
    account_id: string;
    member_id: string;
    email: string;
    token_hash: Buffer | null;
    code_hash: Buffer;
    shows_dossiers: boolean;
    locale: 'fr' | 'en';
    created_at: Timestamp;
    expires_at: Timestamp;
    answer: Optional<'accepted' | 'refused' | 'withdrawn'>;
    answered_at: NullableTimestamp;
  };
  child_collectors: {
    account_id: string;
    id: string;
    member_id: string;
    given_names: string;
    family_name: string;
    phone: string;
    until: NullableDay;
    created_at: Timestamp;
  };
  profile_data: {
    account_id: string;
    datum: 'identity' | 'phone' | 'other-phone' | 'address' | 'income';
    value: NullableJson<Record<string, unknown>>;
    source: 'self' | 'franceconnect';
    given_at: Timestamp;
  };
  profile_choices: { account_id: string; fills_forms: boolean };
  profile_contacts: {
    account_id: string;
    id: string;
    kind: 'address' | 'phone';
    usage: 'former' | 'secondary' | 'mailing' | 'mobile' | 'landline' | 'work' | 'other';
    address: NullableJson<{ label: string; street: string; postcode: string; city: string }>;
    phone: Optional<string>;
    source: 'self' | 'franceconnect';
    given_at: Timestamp;
  };
  exchange_consents: {
    account_id: string;
    id: string;
    exchange: string;
    given_at: Timestamp;
    withdrawn_at: NullableTimestamp;
  };
  exchange_uses: {
    account_id: string;
    id: string;
    exchange: string;
    authority_id: string;
    procedure_id: string;
    asked_at: Timestamp;
    outcome: Optional<'found' | 'unknown' | 'unavailable' | 'withdrawn'>;
  };
  agent_absences: {
    authority_id: string;
    id: string;
    agent_id: string;
    from_day: string;
    to_day: string;
    substitute_id: Optional<string>;
    note: Generated<string>;
    noted_by: string;
    noted_at: Timestamp;
  };
  delay_settings: {
    authority_id: string;
    procedure_id: string;
    first_days: number;
    last_days: number;
    target_days: Optional<number>;
    unassigned_days: Generated<number>;
    answer_days: Generated<number>;
  };
  clock_notices: {
    authority_id: string;
    dossier_id: string;
    kind: 'first' | 'last' | 'silence';
    due_on: string;
    at: Timestamp;
  };
  calendar_feeds: {
    authority_id: string;
    agent_id: string;
    token_hash: Buffer;
    created_at: Timestamp;
    last_read_on: NullableDay;
  };
  note_templates: { authority_id: string; id: string; name: string; body: string; updated_at: Timestamp };
  handovers: {
    authority_id: string;
    id: string;
    from_agent_id: string;
    to_agent_id: Optional<string>;
    by_agent_id: string;
    procedures: Generated<string[]>;
    note: Generated<string>;
    at: Timestamp;
    undone_at: NullableTimestamp;
  };
  handover_dossiers: {
    authority_id: string;
    handover_id: string;
    dossier_id: string;
    assignee_id: Optional<string>;
  };
  morning_mails: { authority_id: string; agent_id: string; wanted: boolean; last_sent_on: NullableDay };
  quality_settings: { authority_id: string; mail_hour: Generated<number> };
  dossier_days: {
    authority_id: string;
    day: string;
    procedure_id: string;
    team_authority_id: string;
    team_id: string;
    received: Generated<number>;
    handled: Generated<number>;
    handled_late: Generated<number>;
  };
  dossier_durations: {
    authority_id: string;
    day: string;
    procedure_id: string;
    team_authority_id: string;
    team_id: string;
    lasted: number;
    dossiers: number;
  };
  dossier_rollups: { authority_id: string; through: string; counted_at: Timestamp };
  service_minutes: {
    minute: Timestamp;
    process: string;
    pages: boolean;
    jobs: boolean;
    answers: number;
    errors: number;
    durations: number[];
    files: boolean;
  };
  service_days: {
    day: string;
    minutes: number;
    unavailable: number;
    maintenance: number;
    answers: number;
    errors: number;
    durations: number[];
  };
  maintenance_periods: {
    id: string;
    began_at: Timestamp;
    until: NullableTimestamp;
    message_fr: Optional<string>;
    message_en: Optional<string>;
    begun_by: string;
    ended_at: NullableTimestamp;
    ended_by: Optional<string>;
  };
  service_notices: {
    id: string;
    kind: 'incident' | 'works';
    severity: 'information' | 'disturbance' | 'interruption';
    text_fr: string;
    text_en: Optional<string>;
    begins_at: Timestamp;
    ends_at: NullableTimestamp;
    published_at: Timestamp;
    published_by: string;
    ended_by: Optional<string>;
  };
  backup_runs: {
    id: string;
    kind: 'backup' | 'restoration';
    name: string;
    began_at: Timestamp;
    ended_at: NullableTimestamp;
    findings: Generated<number>;
  };
  procedure_satisfaction: {
    authority_id: string;
    procedure_id: string;
    answers: number;
    average: number;
    satisfied: number;
    counted_at: Timestamp;
  };
}
