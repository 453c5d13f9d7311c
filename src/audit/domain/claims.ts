/** What an export can break beside the claims of the log itself. */
export type ExportRule =
  | 'export-header'
  | 'line-shape'
  | 'index-in-order'
  | 'entry-once'
  | 'export-complete'
  | 'payload-canonical';

/** What a log says that happened, where its own entries before that point do not bear it out. */
export type ReplayRule =
  | 'relies-on-latest'
  | 'date-as-recorded'
  | 'catalogue-recorded'
  | 'policies-in-force'
  | 'rule-in-force'
  | 'notice-recorded'
  | 'version-in-force'
  | 'flow-of-purpose'
  | 'partner-in-force'
  | 'team-enrolled'
  | 'subject-known'
  | 'person-known'
  | 'person-asked'
  | 'assertion-known'
  | 'authority-effect'
  | 'introduction-covered'
  | 'request-known'
  | 'passkey-known'
  | 'decision-recorded'
  | 'decision-signed'
  | 'part-written'
  | 'second-step'
  | 'withdrawal-of-decision'
  | 'basis-in-force'
  | 'required-person-decided'
  | 'withdrawal-respected'
  | 'choice-respected'
  | 'emergency-approved'
  | 'emergency-reviewed'
  | 'exchange-decided'
  | 'release-decided'
  | 'release-sealed'
  | 'stop-ordered'
  | 'rights-assigned'
  | 'erasure-respected'
  | 'list-complete';

/** A table of the database that does not mirror the log. */
export type ViewRule = 'view-row-present' | 'view-row-unchanged' | 'view-row-recorded' | 'view-consistent';
