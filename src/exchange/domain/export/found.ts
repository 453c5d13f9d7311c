/** What an export in a standard form is made from. */
import type {
  DecidedFlow,
  Decision,
  DecisionId,
  PartnerId,
  PersonId,
  SubjectId,
} from '../../../contract/index.js';
import type { CivilDate } from '../../../kernel/index.js';
import type { LoggedExchange, TaskRecord } from '../records.js';

export interface FoundExchange {
  readonly exchange: LoggedExchange;
  /** What was ordered of the sources; of a refused request nothing. */
  readonly tasks: readonly TaskRecord[];
}

/** What one person decided about one child and one purpose. */
export interface FoundConsent {
  readonly id: DecisionId;
  readonly subject: SubjectId;
  readonly person: PersonId;
  readonly as: 'guardian' | 'young-person';
  /** Whose question it answers. */
  readonly askedBy: PartnerId;
  readonly purpose: string;
  readonly version: number;
  readonly noticeHash: string;
  readonly choice: Decision['choice'];
  readonly flows: readonly DecidedFlow[];
  readonly ruleVersion: string;
  readonly decidedAt: Date;
  readonly decidedOn: CivilDate;
  readonly withdrawnAt: Date | null;
  /** The same person decided on the same anew. */
  readonly superseded: boolean;
}

/** How the hub and those around it are named outside. */
export interface Naming {
  /** Origin of the hub. */
  readonly hub: string;
  /** The child under a name that is the same in every export, and that only the hub can resolve. */
  subject(subject: SubjectId): string;
  person(person: PersonId): string;
}
