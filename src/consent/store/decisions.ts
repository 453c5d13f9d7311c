import type {
  ConsentRequestId,
  Decision,
  DecisionId,
  EntryId,
  PartnerId,
  RecordedChannel,
  RecordingId,
  SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { DecisionRecord, StandsAs } from '../domain/records.js';

/** Everything that proves a consent (AVG 7(1)). */
export interface NewDecision
  extends Omit<DecisionRecord, 'order' | 'withdrawnOrder' | 'withdrawalEntry' | 'signed'> {
  readonly seq: bigint;
  readonly request: ConsentRequestId;
  readonly as: StandsAs;
  readonly noticeHash: string;
  readonly language: Decision['language'];
  readonly digest: string;
  readonly acr: string;
  readonly signedWith: EntryId | null;
  /** The partner that wrote it down, and the yes that this makes count; null where the person decided alone. */
  readonly recordedBy: PartnerId | null;
  readonly recording: RecordingId | null;
}

export async function insertDecision(tx: Tx, decision: NewDecision): Promise<void> {
  await tx.query(
    `INSERT INTO consent_decision
       (id, subject, person, person_role, request, purpose, version, notice_hash, language, choice, flows, digest,
        acr, channel, rule_version, entry, seq, decided_at, decided_on, signed_with, recorded_by, recording)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
    [
      decision.id,
      decision.subject,
      decision.person,
      decision.as,
      decision.request,
      decision.purpose,
      decision.version,
      decision.noticeHash,
      decision.language,
      decision.choice,
      JSON.stringify(decision.flows),
      decision.digest,
      decision.acr,
      decision.channel,
      decision.ruleVersion,
      decision.entry,
      decision.seq,
      decision.decidedAt,
      decision.decidedOn,
      decision.signedWith,
      decision.recordedBy,
      decision.recording,
    ],
  );
}

export interface NewWithdrawal {
  readonly decision: DecisionId;
  readonly entry: EntryId;
  readonly seq: bigint;
  readonly at: Date;
  /** Null where the signed-in person did it. */
  readonly through: Through | null;
}

/** Another hand by which a withdrawal came in. */
export interface Through {
  readonly channel: RecordedChannel | 'code';
  readonly partner: PartnerId | null;
}

export async function insertWithdrawal(tx: Tx, withdrawal: NewWithdrawal): Promise<void> {
  const { decision, entry, seq, at, through } = withdrawal;
  await tx.query(
    `INSERT INTO consent_withdrawal (decision, entry, seq, withdrawn_at, channel, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [decision, entry, seq, at, through?.channel ?? null, through?.partner ?? null],
  );
}

const columns = `d.id, d.subject, d.person, d.purpose, d.version, d.choice, d.flows, d.rule_version AS "ruleVersion",
  d.seq::float8 AS "order", d.decided_at AS "decidedAt", d.decided_on::text AS "decidedOn",
  w.seq::float8 AS "withdrawnOrder", d.channel, d.recorded_by AS "recordedBy", d.entry, w.entry AS "withdrawalEntry",
  d.signed_with IS NOT NULL AS signed`;

/** Of every person, oldest first; of one purpose, or of all. */
export const decisionsOf = (
  tx: Tx,
  subject: SubjectId,
  purpose: string | null = null,
): Promise<readonly DecisionRecord[]> =>
  tx.query<DecisionRecord>(
    `SELECT ${columns} FROM consent_decision d LEFT JOIN consent_withdrawal w ON w.decision = d.id
      WHERE d.subject = $1 AND ($2::text IS NULL OR d.purpose = $2) ORDER BY d.seq`,
    [subject, purpose],
  );

export async function decisionById(tx: Tx, id: DecisionId): Promise<DecisionRecord | null> {
  const rows = await tx.query<DecisionRecord>(
    `SELECT ${columns} FROM consent_decision d LEFT JOIN consent_withdrawal w ON w.decision = d.id WHERE d.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
