import {
  HubError,
  type Inclusion,
  type StopOrder,
  type System,
  signStatement,
} from '../../contract/index.js';
import { signingKeyOf, type Waiting, waitFor } from '../../kernel/index.js';
import type { StopRecord } from '../domain/stops.js';
import { takeStops as takeFromStore, tasksOfStop } from '../store/stops.js';
import type { ExchangeNeeds } from './needs.js';

/** An order returns to whoever asks next after so many milliseconds without an answer. */
const lease = 60_000;
/** Nobody is kept waiting for an order, so that the database is asked less often than for tasks; in milliseconds. */
const lookEvery = 2_000;

/**
 * Hands a recipient the orders that it has not answered, each to one taker, signed and with its place in the ledger; waits
 * where there are none.
 *
 * @throws HubError `partner-suspended` also in the middle of a wait
 * @throws HubError `ledger-unavailable`
 */
export async function takeStops(
  needs: ExchangeNeeds,
  { partner }: System,
  limit: number,
  waiting: Waiting,
): Promise<readonly StopOrder[]> {
  const { database, partners, bells, clock } = needs;
  const taken = await waitFor(bells, `stops ${partner}`, { ...waiting, lookEvery }, async () => {
    if (waiting.signal.aborted) return null;
    const { state } = (await partners.find(database.reader, partner)) ?? {};
    if (state === 'suspended') throw new HubError('partner-suspended');
    const now = clock.now();
    const until = new Date(now.getTime() + lease);
    const stops = await takeFromStore(database.reader, partner, now, until, limit);
    return stops.length > 0 ? stops : null;
  });
  return Promise.all((taken ?? []).map((stop) => orderOf(needs, stop)));
}

async function orderOf(needs: ExchangeNeeds, stop: StopRecord): Promise<StopOrder> {
  const proof: Inclusion = await needs.ledger.settled(stop.entry);
  const { id, exchange, recipient, purpose } = stop;
  const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
  const order = await signStatement(await signingKeyOf(needs.ticketKey), 'kernhub-stop+jwt', {
    iss: needs.publicUrl,
    aud: recipient,
    jti: id,
    exchange,
    tasks: [...(await tasksOfStop(needs.database.reader, stop))],
    purpose,
    iat: seconds(stop.orderedAt),
    exp: seconds(stop.dueAt),
  });
  return { id, exchange, order, proof, leasedUntil: (stop.leasedUntil ?? stop.orderedAt).toISOString() };
}
