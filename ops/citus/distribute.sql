-- Spreads a Parvis database over several machines by Citus (https://docs.citusdata.com), each authority whole on one of them.
-- docs/operations.md, « More than one database machine », says when and how. Run once by the owner of the tables, with psql, on a
-- coordinator where Citus 12.1 or later is installed, its workers are added, and the counter is stopped. Not part of an
-- installation on one machine.
--
-- Three kinds of tables:
-- - distributed by authority_id: the work of authorities. Every key, every unique index and every foreign key between two of
--   them has authority_id in it, and a transaction names its authority: nearly all that a page asks goes to one machine;
-- - reference, the same on each machine: what the distributed tables point to, and the rights of agents, read often and written
--   seldom; processes are told of their changes by the coordinator;
-- - local, on the coordinator alone: people's accounts and sessions, which belong to no authority. The queues of jobs (schema
--   pgboss) stay there as well.
-- A test compares these lists with the catalogue of a migrated database: a new table must be named here.
\set ON_ERROR_STOP on

-- The policies of the tables read app.authorities, set by each transaction: it must follow to the machines.
SELECT format('ALTER DATABASE %I SET citus.propagate_set_commands TO ''local''', current_database()) \gexec
-- Triggers keep the words of dossiers and forget what is purged, each within one authority: they run where its rows are.
SELECT format('ALTER DATABASE %I SET citus.enable_unsafe_triggers TO on', current_database()) \gexec
SELECT format('ALTER DATABASE %I SET citus.allow_nested_distributed_execution TO on', current_database()) \gexec
-- The settings above are of the sessions to come; this one needs them as well.
SET citus.propagate_set_commands TO 'local';
SET citus.enable_unsafe_triggers TO on;
SET citus.allow_nested_distributed_execution TO on;
-- Foreign keys between local and reference tables.
SELECT citus_set_coordinator_host(:'coordinator');

-- Reference
SELECT create_reference_table('territories');
SELECT create_reference_table('authorities');
SELECT create_reference_table('communes');
SELECT create_reference_table('competence_holders');
SELECT create_reference_table('agents');
SELECT create_reference_table('agent_roles');
SELECT create_reference_table('teams');
SELECT create_reference_table('team_members');
SELECT create_reference_table('processing_rights');
SELECT create_reference_table('accounts');
SELECT create_reference_table('bodies');
SELECT create_reference_table('procedure_versions');
SELECT create_reference_table('procedure_withdrawals');
SELECT create_reference_table('seal_certificates');
SELECT create_reference_table('tracking_codes');

-- Local
SELECT citus_add_local_table_to_metadata('account_federations');
SELECT citus_add_local_table_to_metadata('acting_choices');
SELECT citus_add_local_table_to_metadata('agent_federations');
SELECT citus_add_local_table_to_metadata('attempts');
SELECT citus_add_local_table_to_metadata('backup_runs');
SELECT citus_add_local_table_to_metadata('body_acts');
SELECT citus_add_local_table_to_metadata('body_declarers');
SELECT citus_add_local_table_to_metadata('body_invitations');
SELECT citus_add_local_table_to_metadata('body_representatives');
SELECT citus_add_local_table_to_metadata('child_collectors');
SELECT citus_add_local_table_to_metadata('child_invitations');
SELECT citus_add_local_table_to_metadata('child_parents');
SELECT citus_add_local_table_to_metadata('code_apps');
SELECT citus_add_local_table_to_metadata('demo_messages');
SELECT citus_add_local_table_to_metadata('email_changes');
SELECT citus_add_local_table_to_metadata('exchange_consents');
SELECT citus_add_local_table_to_metadata('exchange_uses');
SELECT citus_add_local_table_to_metadata('federated_arrivals');
SELECT citus_add_local_table_to_metadata('federated_departures');
SELECT citus_add_local_table_to_metadata('federated_sessions');
SELECT citus_add_local_table_to_metadata('household_departures');
SELECT citus_add_local_table_to_metadata('household_members');
SELECT citus_add_local_table_to_metadata('key_marks');
SELECT citus_add_local_table_to_metadata('maintenance_periods');
SELECT citus_add_local_table_to_metadata('service_notices');
SELECT citus_add_local_table_to_metadata('service_minutes');
SELECT citus_add_local_table_to_metadata('service_days');
SELECT citus_add_local_table_to_metadata('known_browsers');
SELECT citus_add_local_table_to_metadata('one_time_tokens');
SELECT citus_add_local_table_to_metadata('passkey_challenges');
SELECT citus_add_local_table_to_metadata('passkeys');
SELECT citus_add_local_table_to_metadata('pending_sign_ins');
SELECT citus_add_local_table_to_metadata('profile_choices');
SELECT citus_add_local_table_to_metadata('profile_contacts');
SELECT citus_add_local_table_to_metadata('profile_data');
SELECT citus_add_local_table_to_metadata('rate_counts');
SELECT citus_add_local_table_to_metadata('recovery_codes');
SELECT citus_add_local_table_to_metadata('schema_migrations');
SELECT citus_add_local_table_to_metadata('second_factor_releases');
SELECT citus_add_local_table_to_metadata('sessions');
SELECT citus_add_local_table_to_metadata('shared_children');
SELECT citus_add_local_table_to_metadata('sign_in_interventions');
SELECT citus_add_local_table_to_metadata('sso_consents');
SELECT citus_add_local_table_to_metadata('sso_keys');
SELECT citus_add_local_table_to_metadata('sso_records');
SELECT citus_add_local_table_to_metadata('sso_session_bindings');
SELECT citus_add_local_table_to_metadata('sso_site_acts');
SELECT citus_add_local_table_to_metadata('sso_sites');

-- Distributed
SELECT create_distributed_table('dossiers', 'authority_id', shard_count => 64);
SELECT create_distributed_table('account_dossiers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('account_drafts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('account_mandates', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('adoption_overrides', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('adoptions', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('agent_absences', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('appointment_slots', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('appointments', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('audit_checks', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('audit_seal_lines', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('audit_seals', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('authority_hooks', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('authority_keys', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('authority_proconnect', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('body_declarations', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('body_dossiers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('body_drafts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('bulk_run_rows', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('bulk_runs', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('calendar_feeds', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('clock_notices', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('contact_ratings', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('decisions', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('delay_settings', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('desk_export_acts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('desk_exports', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('documents', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_days', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_distinctions', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_durations', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_events', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_holds', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_links', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_looks', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_mentions', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_merges', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_presences', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_rollups', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_tasks', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_timers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_transfers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_word_months', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('dossier_words', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('drafts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('editor_acts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('first_views', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('handover_dossiers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('handovers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('helpers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('hook_calls', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('incoming_mail', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('incoming_mail_acts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('letter_batch_lines', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('letter_batches', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('letter_choices', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('letter_templates', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('letterheads', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('library_choices', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('mail_registers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('mail_threads', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('mailboxes', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('mandate_acts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('mandate_dossiers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('mandate_procedures', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('mandates', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('morning_mails', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('note_templates', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('opening_checks', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('opinion_requests', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('outgoing_messages', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('payments', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('procedure_draft_revisions', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('procedure_drafts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('procedure_satisfaction', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('purges', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('quality_settings', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('rating_refusals', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('received_messages', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('registers', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('reply_texts', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('requested_documents', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('resident_file_views', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('saved_views', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('seal_choices', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('seal_failure_notices', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('seals', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('signature_circuits', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('signature_steps', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('signing_delegations', 'authority_id', colocate_with => 'dossiers');
SELECT create_distributed_table('team_turns', 'authority_id', colocate_with => 'dossiers');
