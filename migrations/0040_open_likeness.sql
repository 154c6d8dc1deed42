-- outside a transaction
-- Dossiers that may be the same need are looked for among open ones filed within some weeks: of a common name or place, the
-- others are not read. An index that was being built when the run was cut is made again.
DROP INDEX CONCURRENTLY IF EXISTS dossiers_open_name;
CREATE INDEX CONCURRENTLY dossiers_open_name ON dossiers (authority_id, applicant_name, submitted_at)
  WHERE applicant_name <> '' AND phase IN ('received', 'in-progress', 'waiting-applicant');
DROP INDEX CONCURRENTLY IF EXISTS dossiers_open_spot;
CREATE INDEX CONCURRENTLY dossiers_open_spot ON dossiers (authority_id, procedure_id, lat)
  WHERE lat IS NOT NULL AND phase IN ('received', 'in-progress', 'waiting-applicant');
DROP INDEX CONCURRENTLY IF EXISTS dossiers_name;
DROP INDEX CONCURRENTLY IF EXISTS dossiers_spot;
