/** Partner: orders to stop, and the answers. Officer: the orders that were not answered in time. */
import type { ExchangeId, PartnerId, StopId } from '../ids.js';
import { closed, compactJws, id, oneOf, type Static, slug, Type, timestamp } from '../schema.js';
import { inclusion } from '../statements.js';

/** `GET /v1/stops?limit=` (system; `Prefer: wait`): orders taken by this call, leased for 60 s. */
export const stopOrder = closed({
  id: id<StopId>('stop'),
  exchange: id<ExchangeId>('exchange'),
  /** `typ: kernhub-stop+jwt`, by the hub's ticket key. */
  order: compactJws(),
  /** Where the order stands in the ledger. */
  proof: inclusion,
  leasedUntil: timestamp,
});
export const stopOrders = closed({ items: Type.Array(stopOrder) });

/** `POST /v1/stops/{stop}/statements` (idempotent): `typ: kernhub-stopped+jwt`, by the recipient's roster key. */
export const stopStatement = closed({ statement: compactJws() });

export const stopCause = oneOf('consent-withdrawn', 'basis-lapsed', 'data-erased');

/** `GET /v1/overdue-stops` (officer): longest overdue first. */
export const overdueStops = closed({
  items: Type.Array(
    closed({
      id: id<StopId>('stop'),
      recipient: id<PartnerId>('partner'),
      purpose: slug,
      cause: stopCause,
      orderedAt: timestamp,
      dueAt: timestamp,
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
});

export type StopOrder = Static<typeof stopOrder>;
export type StopCause = Static<typeof stopCause>;
export type OverdueStops = Static<typeof overdueStops>;
