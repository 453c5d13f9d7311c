import {
  type AccountId,
  type Claim,
  HubError,
  type Officer,
  type RetentionOrdered,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { StateConflict } from '../domain/errors.js';
import type { Cut } from '../domain/retention.js';
import { lockErasures } from '../store/erasures.js';
import { insertOrder, openOrder, type RetentionOrder } from '../store/retention.js';
import type { RightsNeeds } from './needs.js';
import { previewRetention } from './preview-retention.js';

/**
 * Orders that what is past its term goes, as it was shown; the worker carries it out. The FG reads and the privacy officer
 * executes (AVG 38(6)).
 *
 * @param digest of what was shown
 * @see AVG art. 5(1)(e)
 * @throws StateConflict | HubError `caller-not-allowed` | LedgerUnavailable
 */
export async function orderRetention(
  needs: RightsNeeds,
  { account, duty }: Officer,
  digest: string,
  claim: Claim | null,
): Promise<RetentionOrdered> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  const { database, ledger } = needs;
  ledger.assertWritable();
  const order = await database.transaction(async (tx) => {
    await lockErasures(tx);
    if ((await openOrder(tx)) !== null) throw new StateConflict('an order is being carried out');
    const shown = await previewRetention(needs, tx);
    if (shown.digest !== digest) throw new StateConflict('what is past its term is not what was shown');
    const cuts = shown.classes.filter(({ entries }) => entries > 0);
    if (cuts.length === 0) throw new StateConflict('nothing is past its term');
    await settleOnce(tx, claim, { status: 201, location: null });
    return appendOrder(needs, tx, account, shown.rule, cuts);
  });
  const proof = await ledger.settled(order.entry);
  return { classes: [...order.classes], proof };
}

/** @param officer null where the hub does anew what a restored database had forgotten */
export async function appendOrder(
  { ledger, clock }: Pick<RightsNeeds, 'ledger' | 'clock'>,
  tx: Tx,
  officer: AccountId | null,
  rule: string,
  cuts: readonly Cut[],
): Promise<Omit<RetentionOrder, 'endedAt'>> {
  const classes = cuts.map(({ class: of, years, before }) => ({ class: of, years, before }));
  const { id: entry } = await ledger.append(tx, {
    event: 'retention.ordered',
    owner: 'hub',
    retention: 'operation',
    payload: { officer, rule, classes },
  });
  const order = { entry, officer, rule, classes, orderedAt: clock.now() };
  await insertOrder(tx, order);
  return order;
}
