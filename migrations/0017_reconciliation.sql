-- An account is known again by the full identity that FranceConnect vouched for.
CREATE INDEX account_federations_identity
  ON account_federations ((identity ->> 'birthDate'), (identity ->> 'familyName'));
