-- What the antivirus said of each file. `none`: it came before there was an antivirus, or the house made it.
-- The check is not tried on the rows that are there, which all have the default: the table is not read under a lock.
ALTER TABLE documents ADD COLUMN scan text NOT NULL DEFAULT 'none';
ALTER TABLE documents ADD CONSTRAINT documents_scan_check
  CHECK (scan IN ('none', 'pending', 'clean', 'infected')) NOT VALID;
