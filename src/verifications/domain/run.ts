import type { AccountId, HubOfficer, VerificationId, VerificationRun } from '../../contract/index.js';
import type { Verified } from './messages.js';

export type Outcome = Exclude<VerificationRun['outcome'], 'running'>;

/** A run as it lies in the database. */
export interface RunRow {
  readonly id: VerificationId;
  readonly begunBy: AccountId | null;
  readonly duty: HubOfficer['duty'] | null;
  readonly begunAt: Date;
  readonly total: number;
  readonly entries: number;
  readonly endedAt: Date | null;
  /** Null while it runs. */
  readonly outcome: Outcome | null;
  readonly checked: VerificationRun['checked'];
  readonly root: string | null;
  readonly finding: VerificationRun['finding'];
}

/** A run as officers read it. */
export function tellRun({ begunBy, duty, begunAt, endedAt, outcome, ...row }: RunRow): VerificationRun {
  return {
    ...row,
    begunBy: begunBy === null || duty === null ? null : { account: begunBy, duty },
    begunAt: begunAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    outcome: outcome ?? 'running',
  };
}

/** How a run ended, as it is written down. */
export interface Ending {
  readonly outcome: Outcome;
  /** Of one that came to a word. */
  readonly verified: Verified | null;
}

export const endingOf = (verified: Verified): Ending => ({
  outcome: verified.finding === null ? 'held' : 'broken',
  verified,
});

/** Whether the hub is to begin by itself. @param latest when the newest run began */
export const isDue = (everyHours: number, latest: Date | null, now: Date): boolean =>
  latest === null || now.getTime() - latest.getTime() >= everyHours * 3_600_000;
