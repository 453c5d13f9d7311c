/** Officer: runs of the replay of the whole log. They name no child, and whoever began one decides nothing. */
import type { AccountId, VerificationId } from '../ids.js';
import { closed, id, oneOf, type Static, Type, timestamp } from '../schema.js';

const count = Type.Integer({ minimum: 0 });
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

/** `GET /v1/audit/verifications/{verification}`. */
export const verificationRun = closed({
  id: id<VerificationId>('verification'),
  /** Null where the hub began by itself (`VERIFY_EVERY_HOURS`). */
  begunBy: orNull(closed({ account: id<AccountId>('account'), duty: oneOf('fg', 'privacy-officer') })),
  begunAt: timestamp,
  /** Entries with a leaf as it began. */
  total: count,
  /** How many of them held so far. */
  entries: count,
  /** Null while it runs. */
  endedAt: orNull(timestamp),
  /** `broken-off`: its process ended before it came to a word. */
  outcome: oneOf('running', 'held', 'broken', 'broken-off', 'stopped'),
  /** What was checked, before the finding or in all; null before it came to a word. */
  checked: orNull(closed({ opened: count, erased: count, parts: count, checkpoints: count, pending: count })),
  /** Of the recomputed tree, standard base64. */
  root: orNull(Type.String()),
  /** The first thing that does not hold. */
  finding: orNull(
    closed({
      rule: Type.String(),
      /** Place in the log; null for an entry that has none. */
      index: orNull(count),
      /** Order of arrival, in decimal digits. */
      seq: orNull(Type.String()),
      /** The id of the entry, as the row has it. */
      entry: orNull(Type.String()),
      /** One sentence, without the content of any entry. */
      reason: Type.String(),
    }),
  ),
});

/** `GET /v1/audit/verifications?cursor=`: newest first. */
export const verificationRuns = closed({
  items: Type.Array(verificationRun),
  next: Type.Union([Type.String(), Type.Null()]),
});

export type VerificationRun = Static<typeof verificationRun>;
export type VerificationRuns = Static<typeof verificationRuns>;
