-- What families read beside the notices: labels of purposes per language, and of roles (which have no version either).
ALTER TABLE publication DROP CONSTRAINT publication_kind_check;
ALTER TABLE publication ADD CONSTRAINT publication_kind_check
  CHECK (kind IN ('purpose', 'notice', 'labels', 'rule', 'roles', 'role-labels', 'agreement', 'policies'));
DROP INDEX publication_once;
CREATE UNIQUE INDEX publication_once ON publication (kind, name, version)
  WHERE kind NOT IN ('roles', 'role-labels', 'policies');
