-- What a person gave of themselves beside their first address and phone, which stay columns of the account: each with its
-- source and its date. Theirs alone, as `profile_data`: no authority has a part in it.
CREATE TABLE profile_contacts (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('address', 'phone')),
  usage text NOT NULL,
  address jsonb,
  phone text,
  source text NOT NULL CHECK (source IN ('self', 'franceconnect')),
  given_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, id),
  CHECK (CASE kind
    WHEN 'address' THEN address IS NOT NULL AND phone IS NULL AND usage IN ('former', 'secondary', 'mailing')
    ELSE phone IS NOT NULL AND address IS NULL AND usage IN ('mobile', 'landline', 'work', 'other') END)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON profile_contacts TO parvis_app;

-- The second phone of before. The version that runs meanwhile still reads its own row, which the next change takes away.
INSERT INTO profile_contacts (account_id, id, kind, usage, phone, source, given_at)
SELECT account_id, gen_random_uuid(), 'phone', 'other', value ->> 'phone', source, given_at
FROM profile_data WHERE datum = 'other-phone' AND value ->> 'phone' <> '';

-- Since when a member of a household is as they are; and when the account was told that a child will soon be of age.
ALTER TABLE household_members ADD COLUMN changed_at timestamptz;
ALTER TABLE household_members ADD COLUMN majority_told_at timestamptz;

-- What a site says in English, where it says it: French is read where it does not.
ALTER TABLE sso_sites ADD COLUMN purpose_en text NOT NULL DEFAULT '';
ALTER TABLE sso_sites ADD COLUMN reasons_en jsonb NOT NULL DEFAULT '{}';

-- A child who came of age has left the household: said on its page for sixty days, by the given names alone, then erased.
CREATE TABLE household_departures (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  given_names text NOT NULL,
  left_on date NOT NULL,
  PRIMARY KEY (account_id, id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON household_departures TO parvis_app;
