-- A dossier that another authority goes on with (CRPA L114-2): to whom, in words, and where the person is led when that
-- authority is not on this counter. It takes no act of its own any more.
ALTER TABLE dossiers ADD COLUMN handed_over jsonb;
