import type { ConsentRequestId, Decision, DecisionId, PartnerId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { RecordingRecord, Voucher } from '../domain/recording.js';

export interface StoredRecording extends RecordingRecord {
  readonly subject: SubjectId;
  readonly request: ConsentRequestId;
  readonly purpose: string;
  readonly version: number;
  readonly noticeHash: string;
  readonly language: Decision['language'];
  readonly digest: string;
  readonly acr: string;
  readonly signedOn: CivilDate | null;
  readonly recordedAt: Date;
  readonly codeExpiresAt: Date;
}

export interface NewRecording extends Omit<StoredRecording, 'order'> {
  readonly seq: bigint;
  /** Keyed hash. */
  readonly code: Uint8Array;
}

export async function insertRecording(tx: Tx, recording: NewRecording): Promise<void> {
  const { by } = recording;
  await tx.query(
    `INSERT INTO consent_recording
       (id, subject, person, person_role, request, purpose, version, notice_hash, language, flows, digest, channel,
        partner, account, function, acr, signed_on, rule_version, entry, seq, recorded_at, recorded_on, code,
        code_expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24)`,
    [
      recording.id,
      recording.subject,
      recording.person,
      recording.as,
      recording.request,
      recording.purpose,
      recording.version,
      recording.noticeHash,
      recording.language,
      JSON.stringify(recording.flows),
      recording.digest,
      recording.channel,
      by.partner,
      by.account,
      by.function,
      recording.acr,
      recording.signedOn,
      recording.ruleVersion,
      recording.entry,
      recording.seq,
      recording.recordedAt,
      recording.recordedOn,
      Buffer.from(recording.code),
      recording.codeExpiresAt,
    ],
  );
}

type Row = Omit<StoredRecording, 'by'> & Voucher;

/**
 * What the paper with this code was handed out for, and the decision that its second step made.
 *
 * @param codes all hashes under which it may stand
 */
export async function recordingByCode(
  tx: Tx,
  codes: readonly Uint8Array[],
): Promise<(StoredRecording & { readonly decision: DecisionId | null }) | null> {
  const rows = await tx.query<Row & { readonly decision: DecisionId | null }>(
    `SELECT r.id, r.subject, r.person, r.person_role AS "as", r.request, r.purpose, r.version,
            r.notice_hash AS "noticeHash", r.language, r.flows, r.digest, r.channel, r.partner, r.account, r.function,
            r.acr, r.signed_on::text AS "signedOn", r.rule_version AS "ruleVersion", r.entry, r.seq::float8 AS "order",
            r.recorded_at AS "recordedAt", r.recorded_on::text AS "recordedOn", r.code_expires_at AS "codeExpiresAt",
            d.id AS decision
       FROM consent_recording r LEFT JOIN consent_decision d ON d.recording = r.id WHERE r.code = ANY($1)`,
    [codes.map((code) => Buffer.from(code))],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { partner, account, function: as, ...recording } = row;
  return { ...recording, by: { partner: partner as PartnerId, account, function: as } };
}

/**
 * Counts one try before the code is looked at, whether or not there is such a code.
 *
 * @returns null when counted, else when it may be tried again
 */
export async function takeCodeAttempt(
  tx: Tx,
  handle: Uint8Array,
  now: Date,
  window: { readonly attempts: number; readonly endsAt: Date },
): Promise<Date | null> {
  await tx.query('DELETE FROM recording_code_attempt WHERE window_ends <= $1', [now]);
  const taken = await tx.query(
    `INSERT INTO recording_code_attempt AS tried (handle, used, window_ends) VALUES ($1, 1, $2)
     ON CONFLICT (handle) DO UPDATE SET used = tried.used + 1 WHERE tried.used < $3 RETURNING 1 AS one`,
    [Buffer.from(handle), window.endsAt, window.attempts],
  );
  if (taken.length === 1) return null;
  const rows = await tx.query<{ endsAt: Date }>(
    'SELECT window_ends AS "endsAt" FROM recording_code_attempt WHERE handle = $1',
    [Buffer.from(handle)],
  );
  return rows[0]?.endsAt ?? window.endsAt;
}

/** The try was no wrong code after all. */
export async function giveBackCodeAttempt(tx: Tx, handle: Uint8Array): Promise<void> {
  await tx.query('UPDATE recording_code_attempt SET used = greatest(used - 1, 0) WHERE handle = $1', [
    Buffer.from(handle),
  ]);
}
