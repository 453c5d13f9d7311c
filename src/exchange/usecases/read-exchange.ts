import {
  type Delivery,
  type ExchangeId,
  type ExchangeView,
  NotFound,
  type PartnerId,
  type Professional,
  type System,
} from '../../contract/index.js';
import { type ExchangeRecord, progressOf } from '../domain/records.js';
import { sourceStatesOf } from '../domain/states.js';
import { type ExchangeSeen, lookAtExchange } from '../store/exchanges.js';
import { tasksOf } from '../store/tasks.js';
import { type Waiting, waitFor } from './bells.js';
import type { ExchangeNeeds } from './needs.js';
import { openStateOf, type Release, releaseEnvelopes, rolesTold } from './release-envelopes.js';

/**
 * What the requester may know of its exchange, with every sealed answer that it may have at this moment. Waits, where
 * preferred, until there is one; a source that declined ends no wait, because that would tell.
 *
 * @throws NotFound also for another partner's exchange
 * @throws HubError `ledger-unavailable`; nothing has left then
 */
export async function readExchange(
  needs: ExchangeNeeds,
  { partner }: Pick<System | Professional, 'partner'>,
  id: ExchangeId,
  waiting: Waiting,
): Promise<ExchangeView> {
  const known = await ownExchange(needs, partner, id);
  const decision = await needs.ledger.settled(known.decisionEntry);
  const seen =
    waiting.seconds === 0
      ? known
      : await waitFor(needs.bells, id, waiting, async () => {
          const look = await ownExchange(needs, partner, id);
          const over = look.state !== 'open' || needs.clock.now() >= look.deadlineAt;
          return over || look.sealed ? look : null;
        });
  const latest = seen ?? (await ownExchange(needs, partner, id));
  const deliveries = latest.sealed ? await deliver(needs, latest) : [];
  // Delivering may have closed it.
  const [exchange, tasks] = await Promise.all([
    latest.sealed ? ownExchange(needs, partner, id) : latest,
    tasksOf(needs.database.reader, id),
  ]);
  const fixed = exchange.state === 'refused' || exchange.state === 'withdrawn';
  const sources = sourceStatesOf(
    rolesTold(needs, exchange),
    tasks.map(progressOf),
    needs.clock.now() >= exchange.deadlineAt || exchange.state === 'refused',
  );
  return {
    id,
    purpose: exchange.purpose,
    version: exchange.version,
    state: fixed ? exchange.state : openStateOf(needs, exchange, tasks),
    deadlineAt: exchange.deadlineAt.toISOString(),
    sources: [...sources],
    deliveries,
    decision,
  };
}

async function ownExchange(
  { database }: ExchangeNeeds,
  partner: PartnerId,
  id: ExchangeId,
): Promise<ExchangeSeen> {
  const exchange = await lookAtExchange(database.reader, id);
  if (exchange === null || exchange.requester !== partner) throw new NotFound();
  return exchange;
}

/** The first byte leaves when every release entry has its index, not before. */
async function deliver(needs: ExchangeNeeds, exchange: ExchangeRecord): Promise<Delivery[]> {
  await needs.ledger.assertWritable();
  const releases = await needs.database.transaction((tx) => releaseEnvelopes(tx, needs, exchange));
  return Promise.all(releases.map((release) => deliveryOf(needs, release)));
}

async function deliveryOf({ ledger }: ExchangeNeeds, { task, fields, entry }: Release): Promise<Delivery> {
  if (task.ticket === null || task.manifest === null) throw new RangeError('an answered task has both');
  return {
    task: task.id,
    source: { id: task.source, role: task.sourceRole },
    ticket: task.ticket,
    envelope: { manifest: task.manifest, fields },
    release: await ledger.settled(entry),
  };
}
