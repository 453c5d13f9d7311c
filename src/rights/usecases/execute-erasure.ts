import {
  type Claim,
  type ErasureStatement,
  HubError,
  type Inclusion,
  type Officer,
  type RightsRequestId,
  readStatement,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { StateConflict, StatementRefused } from '../domain/errors.js';
import type { Erasure } from '../domain/records.js';
import { orderFaults } from '../domain/retention-rule.js';
import { lockErasures, ownersAround } from '../store/erasures.js';
import { carryOut } from './carry-out.js';
import { finishErasure } from './finish-erasures.js';
import { proposalAbout } from './list-requests.js';
import { lockOpenRequest, type OpenRequest } from './lock-request.js';
import type { RightsNeeds } from './needs.js';

/** An officer signs elsewhere, a day before it is sent at most; in seconds. */
const statementAge = 86_400;
const clockSkew = 60;

export interface Erased {
  readonly request: RightsRequestId;
  /** Entries of the log of which the leaf is left. */
  readonly entries: number;
  readonly proof: Inclusion;
}

/**
 * Erases a child on the signed word of a privacy officer: the erasure entry, the content that it covers and every row
 * about the child go in one transaction, then the keys. What the law obliges to keep stays sealed in the log and nowhere
 * else. If this process dies on the way, the next round of any other goes on ({@link finishErasure}).
 *
 * @see AVG art. 17, 18, 19
 * @throws NotFound | StateConflict | StatementRefused | HubError `caller-not-allowed` | LedgerUnavailable
 */
export async function executeErasure(
  needs: RightsNeeds,
  { duty }: Officer,
  jws: string,
  claim: Claim | null,
): Promise<Erased> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  const { database, ledger } = needs;
  ledger.assertWritable();
  const statement = await readOrder(needs, jws);
  const { erasure, entry, covers } = await database.transaction(async (tx) => {
    await lockErasures(tx);
    const request = await lockOpenRequest(needs, tx, statement.request);
    if (request.kind !== 'erasure') throw new StateConflict('this request asks for something else');
    const erasure = await judged(needs, tx, request, statement, jws);
    await settleOnce(tx, claim, { status: 201, location: null });
    const carried = await carryOut(needs, tx, erasure, { relies: [request.entry], again: false });
    return { erasure, entry: carried.id, covers: carried.covers };
  });
  await finishErasure(needs, erasure);
  return { request: statement.request, entries: covers.length, proof: await ledger.settled(entry) };
}

async function readOrder(
  { officerKeys, clock, publicUrl }: RightsNeeds,
  jws: string,
): Promise<ErasureStatement> {
  const statement = await readStatement(jws, 'kernhub-erasure+jwt', await officerKeys());
  const now = clock.now().getTime() / 1000;
  if (statement.aud !== publicUrl) throw new StatementRefused('aud is another hub');
  if (statement.iat > now + clockSkew) throw new StatementRefused('iat lies ahead');
  if (statement.iat < now - statementAge) throw new StatementRefused('it was signed more than a day ago');
  return statement;
}

async function judged(
  needs: RightsNeeds,
  tx: Tx,
  { id: request, subject }: OpenRequest,
  order: ErasureStatement,
  statement: string,
): Promise<Erasure> {
  const { rule, clock } = needs;
  const classes = rule.classes.map((one) => one.class);
  const proposal = await proposalAbout(needs, tx, subject);
  const faults = orderFaults(order, proposal, classes, clock.today());
  if (faults.length > 0) throw new StatementRefused(`the order ${faults.join('; ')}`);
  return {
    name: request,
    request,
    subject,
    owners: await ownersAround(tx, subject),
    destroyed: order.destroy,
    restricted: order.restrict,
    statement,
    rule: rule.version,
    erasedAt: clock.now().toISOString(),
  };
}
