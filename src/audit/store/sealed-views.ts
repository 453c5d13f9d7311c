import type { SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

export interface SealedRow {
  readonly table: string;
  readonly column: 'birth_date' | 'first_name' | 'explanation';
  readonly entry: string;
  readonly id: string;
  readonly subject: SubjectId;
  readonly sealed: Uint8Array;
}

/** What the rows of these entries keep sealed. */
export const sealedRows = (tx: Tx, entries: readonly string[]): Promise<readonly SealedRow[]> =>
  tx.query<SealedRow>(
    `SELECT 'birth_date_assertion' AS table, 'birth_date' AS column, entry, assertion AS id, subject, birth_date AS sealed
       FROM birth_date_assertion WHERE entry = ANY ($1::text[])
     UNION ALL
     SELECT 'enrolment', 'first_name', entry, ref, subject, first_name
       FROM enrolment WHERE first_name IS NOT NULL AND entry = ANY ($1::text[])
     UNION ALL
     SELECT 'consent_request', 'explanation', entry, id, subject, explanation
       FROM consent_request WHERE entry = ANY ($1::text[])`,
    [entries],
  );
