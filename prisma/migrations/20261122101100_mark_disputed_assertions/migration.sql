-- What an officer must find without opening the birth dates of every child: whether a date contradicted one that stood
-- when it was asserted. Known only when it is written, because dates stand here sealed.
ALTER TABLE birth_date_assertion ADD COLUMN disputed boolean NOT NULL DEFAULT false;
CREATE INDEX birth_date_assertion_disputed ON birth_date_assertion (seq) WHERE disputed;
-- Words about authority can only contradict each other where one of them is not the law's default.
CREATE INDEX authority_assertion_not_joint ON authority_assertion (subject) WHERE kind <> 'joint';
