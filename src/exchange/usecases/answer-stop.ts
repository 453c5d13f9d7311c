import {
  type Claim,
  NotFound,
  type Professional,
  readStatement,
  type StopId,
  type System,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { judgeStopped, type StopRecord } from '../domain/stops.js';
import { asciiDigest } from '../domain/ticket.js';
import { findExchange } from '../store/exchanges.js';
import { answerStop as answerInStore, findStop, lockStop } from '../store/stops.js';
import type { ExchangeNeeds } from './needs.js';

/**
 * The recipient's signed word on an order: it stopped, erased or corrected, or keeps on a legal ground. It is on record
 * once; a second statement changes nothing.
 *
 * @throws HubError `statement-invalid` | NotFound
 */
export async function answerStop(
  needs: ExchangeNeeds,
  { partner }: System | Professional,
  id: StopId,
  jws: string,
  claim: Claim | null,
): Promise<void> {
  await needs.ledger.assertWritable();
  await needs.database.transaction(async (tx) => {
    const [, keys, stop] = await Promise.all([
      needs.partners.lock(tx, [partner], 'share'),
      needs.partners.signingKeys(tx, partner),
      findStop(tx, id),
    ]);
    const statement = await readStatement(jws, 'kernhub-stopped+jwt', keys);
    if (stop === null || stop.recipient !== partner) throw new NotFound();
    judgeStopped(statement, stop, Math.floor(needs.clock.now().getTime() / 1000));
    await record(tx, needs, stop, { ...statement, jws });
    await settleOnce(tx, claim, { status: 201, location: null });
  });
}

async function record(
  tx: Tx,
  { people, clock, ledger }: ExchangeNeeds,
  { id, exchange: about, subject, recipient, entry }: StopRecord,
  statement: Awaited<ReturnType<typeof readStatement<'kernhub-stopped+jwt'>>> & { readonly jws: string },
): Promise<void> {
  const [, , stop, exchange] = await Promise.all([
    people.lockIfKnown(tx, subject, 'share'),
    lockStop(tx, id),
    findStop(tx, id),
    findExchange(tx, about),
  ]);
  if (exchange === null) throw new NotFound();
  if (stop?.answeredAt !== null) return;
  const { outcome, ground = null, jws } = statement;
  await answerInStore(tx, id, statement, jws, clock.now());
  await ledger.append(tx, {
    event: 'exchange.stopped',
    owner: subject,
    retention: 'access-log',
    payload: { stop: id, exchange: about, recipient, outcome, ground, statement: asciiDigest(jws) },
    relies: [exchange.decisionEntry, entry],
  });
}
