-- A resident's household: known to the person alone, keyed by the account, no tenant. An authority receives only what is
-- sent in a request.

CREATE TABLE household_members (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  relation text NOT NULL CHECK (relation IN ('child', 'partner-child', 'entrusted-child', 'partner', 'parent', 'adult')),
  given_names text NOT NULL,
  family_name text NOT NULL,
  birth_date date,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, id),
  CHECK (birth_date IS NOT NULL OR relation IN ('partner', 'parent', 'adult'))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON household_members TO parvis_app;
