-- How an applicant wants letters: also in their own space only, and where to send what goes by post. That a seal could not
-- seal is told to the administrators once a day.

ALTER TABLE letter_choices DROP CONSTRAINT letter_choices_way_check;
ALTER TABLE letter_choices ADD CONSTRAINT letter_choices_way_check CHECK (way IN ('email', 'space', 'paper'));
-- empty: the address of the answers
ALTER TABLE letter_choices
  ADD COLUMN street text NOT NULL DEFAULT '',
  ADD COLUMN postcode text NOT NULL DEFAULT '',
  ADD COLUMN city text NOT NULL DEFAULT '';

ALTER TABLE letter_batch_lines DROP CONSTRAINT letter_batch_lines_way_check;
ALTER TABLE letter_batch_lines ADD CONSTRAINT letter_batch_lines_way_check CHECK (way IN ('email', 'space', 'paper'));

CREATE TABLE seal_failure_notices (
  authority_id text NOT NULL REFERENCES authorities (id),
  day date NOT NULL,
  PRIMARY KEY (authority_id, day)
);
ALTER TABLE seal_failure_notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE seal_failure_notices FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON seal_failure_notices
  USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
  WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')));
GRANT SELECT, INSERT, DELETE ON seal_failure_notices TO parvis_app;
