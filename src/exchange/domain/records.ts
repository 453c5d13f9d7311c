/** An exchange and its tasks as the store keeps them. */
import type {
  AccountId,
  Basis,
  Code,
  EmergencyVerdict,
  EntryId,
  ExchangeId,
  PartnerId,
  Role,
  StopId,
  SubjectId,
  SubjectRef,
  TaskId,
} from '../../contract/index.js';
import type { ExchangeState, TaskState } from './states.js';

/** A text that only its addressee can open. */
export interface SealedText {
  readonly to: PartnerId;
  readonly kid: string;
  readonly jwe: string;
}

export interface ExchangeRecord {
  readonly id: ExchangeId;
  readonly subject: SubjectId;
  readonly requester: PartnerId;
  readonly requesterRole: Role;
  readonly account: AccountId;
  readonly function: string | null;
  readonly purpose: string;
  readonly version: number;
  readonly question: string;
  readonly emergency: boolean;
  readonly secondProfessional: boolean;
  /** The requester's own system says that the child is a colleague's. */
  readonly colleaguesChild: boolean;
  readonly fields: readonly string[];
  readonly keyStatement: string;
  readonly keyJti: string;
  readonly state: ExchangeState;
  /** Why it was refused; null where it was not, or before that was kept here. */
  readonly refusal: Code | null;
  readonly decisionEntry: EntryId;
  readonly askedAt: Date;
  readonly deadlineAt: Date;
  /** When the worker was done with it. */
  readonly closedAt: Date | null;
}

/** What a search in the access log tells of: without what the two ends need, the longest of it. */
export type LoggedExchange = Omit<ExchangeRecord, 'keyStatement' | 'keyJti' | 'deadlineAt'>;

export interface TaskRecord {
  readonly id: TaskId;
  readonly exchange: ExchangeId;
  readonly subject: SubjectId;
  readonly source: PartnerId;
  readonly sourceRole: Role;
  readonly sourceRef: SubjectRef;
  readonly flow: string;
  readonly basis: Basis;
  readonly needsConsent: boolean;
  readonly fields: readonly string[];
  readonly manual: boolean;
  readonly salt: string;
  /** Null until the decision has its index in the ledger. */
  readonly ticket: string | null;
  readonly questionText: readonly SealedText[];
  readonly necessity: readonly SealedText[];
  readonly state: TaskState;
  readonly leasedUntil: Date | null;
  readonly manifest: string | null;
  readonly manifestDigest: string | null;
  /** First delivery. */
  readonly releasedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly createdAt: Date;
  /** The order that ended the use of what it brought. */
  readonly stop: StopId | null;
}

export const progressOf = (task: TaskRecord) => ({
  sourceRole: task.sourceRole,
  state: task.state,
  released: task.releasedAt !== null,
});

export interface ShownTask {
  readonly flow: string;
  readonly fields: readonly string[];
  readonly released: boolean;
}

/** Of an exchange and its tasks what its family is shown. */
export type ShownExchange = Pick<
  ExchangeRecord,
  | 'id'
  | 'requester'
  | 'requesterRole'
  | 'function'
  | 'purpose'
  | 'version'
  | 'fields'
  | 'emergency'
  | 'state'
  | 'askedAt'
> & {
  readonly tasks: readonly ShownTask[];
  /** Of an emergency; `at` RFC 3339. */
  readonly review: { readonly verdict: EmergencyVerdict; readonly at: string } | null;
};
