/** What a recipient checks before it believes an order to stop (exchange.md, step 8). One line a check; codes are stable. */
import type { Roster, StopOrder, StopOrderStatement } from '../../contract/index.js';
import { type Check, judge, type Verdict } from './check.js';
import { proofHolds } from './ledger-proof.js';
import { sameOrigin } from './roster.js';

export interface StopContext {
  readonly order: StopOrder;
  readonly statement: StopOrderStatement;
  /** This partner's id. */
  readonly self: string;
  readonly roster: Roster;
}

const checks: readonly Check<StopContext>[] = [
  { code: 'stop-issuer', holds: ({ statement, roster }) => sameOrigin(statement.iss, roster.hub.origin) },
  { code: 'stop-audience', holds: ({ statement, self }) => statement.aud === self },
  { code: 'stop-order', holds: ({ statement, order }) => statement.jti === order.id },
  { code: 'stop-exchange', holds: ({ statement, order }) => statement.exchange === order.exchange },
  { code: 'stop-proof', holds: ({ order, roster }) => proofHolds(order.proof, roster) },
];

export const judgeStop = (context: StopContext): Verdict => judge(checks, context);
