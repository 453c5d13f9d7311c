import {
  type Delivery,
  type ExchangeId,
  type ExchangeView,
  type Inclusion,
  NotFound,
  type PartnerId,
  type Professional,
  type System,
} from '../../contract/index.js';
import { type Waiting, waitFor } from '../../kernel/index.js';
import { type ExchangeRecord, progressOf, type TaskRecord } from '../domain/records.js';
import { sourceStatesOf } from '../domain/states.js';
import { type ExchangeSeen, lookAtExchange } from '../store/exchanges.js';
import { tasksOf } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';
import { openStateOf, type Release, releaseEnvelopes, rolesTold } from './release-envelopes.js';
import type { MadeExchange } from './request-exchange.js';

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
  const latest = await whenOver(needs, partner, id, waiting);
  const decision = await needs.ledger.settled(latest.decisionEntry);
  if (latest.sealed) return viewOf(needs, await deliver(needs, latest), decision);
  const tasks = await tasksOf(needs.database.reader, id);
  return viewOf(needs, { exchange: latest, tasks, deliveries: [] }, decision);
}

/** The same of an exchange that was decided this moment: where nobody waits, nothing is there yet. */
export function readMade(
  needs: ExchangeNeeds,
  { exchange, tasks, decision }: MadeExchange,
  waiting: Waiting,
): Promise<ExchangeView> | ExchangeView {
  return waiting.seconds > 0
    ? readExchange(needs, { partner: exchange.requester }, exchange.id, waiting)
    : viewOf(needs, { exchange, tasks, deliveries: [] }, decision);
}

/** The exchange once there is something for the requester or nothing can come any more; else when the wait ends. */
async function whenOver(
  needs: ExchangeNeeds,
  partner: PartnerId,
  id: ExchangeId,
  waiting: Waiting,
): Promise<ExchangeSeen> {
  let latest: ExchangeSeen | null = null;
  await waitFor(needs.bells, id, waiting, async () => {
    latest = await ownExchange(needs, partner, id);
    const over = latest.state !== 'open' || needs.clock.now() >= latest.deadlineAt;
    return over || latest.sealed ? latest : null;
  });
  // Whoever waits looks at least once.
  return latest ?? ownExchange(needs, partner, id);
}

interface Seen {
  readonly exchange: Omit<ExchangeRecord, 'closedAt'>;
  readonly tasks: readonly TaskRecord[];
  readonly deliveries: readonly Delivery[];
}

function viewOf(
  needs: ExchangeNeeds,
  { exchange, tasks, deliveries }: Seen,
  decision: Inclusion,
): ExchangeView {
  const { id, purpose, version, state, deadlineAt } = exchange;
  const fixed = state === 'refused' || state === 'withdrawn';
  const sources = sourceStatesOf(
    rolesTold(needs, exchange),
    tasks.map(progressOf),
    needs.clock.now() >= deadlineAt || state === 'refused',
  );
  return {
    id,
    purpose,
    version,
    state: fixed ? state : openStateOf(needs, exchange, tasks),
    deadlineAt: deadlineAt.toISOString(),
    sources: [...sources],
    deliveries: [...deliveries],
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
async function deliver(needs: ExchangeNeeds, known: ExchangeRecord): Promise<Seen> {
  await needs.ledger.assertWritable();
  const { releases, exchange, tasks } = await needs.database.transaction((tx) =>
    releaseEnvelopes(tx, needs, known),
  );
  const deliveries = await Promise.all(releases.map((release) => deliveryOf(needs, release)));
  return { exchange, tasks, deliveries };
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
