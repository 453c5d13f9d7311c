/** What a partner checks before it believes that it is to answer a family. One line a check; codes are stable. */
import type { RightsAssignmentOrder, RightsAssignmentStatement, Roster } from '../../contract/index.js';
import { type Check, judge, type Verdict } from './check.js';
import { proofHolds } from './ledger-proof.js';
import { sameOrigin } from './roster.js';

export interface AssignmentContext {
  readonly order: RightsAssignmentOrder;
  readonly statement: RightsAssignmentStatement;
  /** This partner's id. */
  readonly self: string;
  readonly roster: Roster;
}

const checks: readonly Check<AssignmentContext>[] = [
  {
    code: 'assignment-issuer',
    holds: ({ statement, roster }) => sameOrigin(statement.iss, roster.hub.origin),
  },
  { code: 'assignment-audience', holds: ({ statement, self }) => statement.aud === self },
  { code: 'assignment-order', holds: ({ statement, order }) => statement.jti === order.id },
  { code: 'assignment-proof', holds: ({ order, roster }) => proofHolds(order.proof, roster) },
];

export const judgeAssignment = (context: AssignmentContext): Verdict => judge(checks, context);
