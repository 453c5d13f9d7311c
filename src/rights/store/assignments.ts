import type {
  AccountId,
  PartnerAnswer,
  PartnerId,
  PersonId,
  Place,
  Right,
  RightsAssignmentId,
  RightsRequestId,
  SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { AssignmentRecord, NewAssignment } from '../domain/assignments.js';

const columns = `a.id, a.request, a.partner, a.due_on::text AS "dueOn", a.entry, a.assigned_at AS "assignedAt",
  a.instruction, a.explained, CASE WHEN a.answered_at IS NULL THEN NULL ELSE jsonb_strip_nulls(jsonb_build_object(
    'outcome', a.outcome, 'manner', a.manner, 'article', a.article, 'on', a.answered_on::text)) END AS answer`;

export async function insertAssignment(tx: Tx, assignment: NewAssignment): Promise<void> {
  const { id, request, partner, dueOn, entry, assignedAt, instruction, explained } = assignment;
  await tx.query(
    `INSERT INTO rights_assignment (id, request, partner, due_on, entry, assigned_at, instruction, explained)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[id, request, partner, dueOn, entry, assignedAt],
      instruction === null ? null : Buffer.from(instruction),
      explained,
    ],
  );
}

export async function findAssignment(tx: Tx, id: RightsAssignmentId): Promise<AssignmentRecord | null> {
  const rows = await tx.query<AssignmentRecord>(
    `SELECT ${columns} FROM rights_assignment AS a WHERE a.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Of these requests, the first assigned first. */
export const assignmentsOf = (
  tx: Tx,
  requests: readonly RightsRequestId[],
): Promise<readonly AssignmentRecord[]> =>
  tx.query<AssignmentRecord>(
    `SELECT ${columns} FROM rights_assignment AS a WHERE a.request = ANY ($1::text[])
      ORDER BY a.assigned_at, a.partner, a.id`,
    [[...requests]],
  );

/** With what the partner is told of the request. */
export interface WaitingAssignment extends AssignmentRecord {
  readonly right: Right;
  readonly subject: SubjectId;
  readonly person: PersonId;
  readonly as: 'guardian' | 'young-person';
  readonly account: AccountId;
  readonly explanation: Uint8Array | null;
}

/** Of requests that are open, what this partner has not answered, the first assigned first. */
export const waitingAssignments = (
  tx: Tx,
  partner: PartnerId,
  after: Place | null,
  limit: number,
): Promise<readonly WaitingAssignment[]> =>
  tx.query<WaitingAssignment>(
    `SELECT ${columns}, r.kind AS right, r.subject, r.person, r.stands_as AS "as", r.account, r.explanation
       FROM rights_assignment AS a JOIN rights_request AS r ON r.id = a.request
      WHERE a.partner = $1 AND a.answered_at IS NULL AND r.state = 'open'
        AND ($2::timestamptz IS NULL OR (a.assigned_at, a.id) > ($2, $3))
      ORDER BY a.assigned_at, a.id LIMIT $4`,
    [partner, after?.at ?? null, after?.id ?? null, limit],
  );

export async function answerAssignment(
  tx: Tx,
  id: RightsAssignmentId,
  { outcome, manner, article, on }: PartnerAnswer,
  statement: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE rights_assignment SET outcome = $2, manner = $3, article = $4, answered_on = $5, statement = $6,
       answered_at = $7 WHERE id = $1`,
    [id, outcome, manner ?? null, article ?? null, on, statement, at],
  );
}
