/**
 * What a query asks beside the rest where the officer of one partner reads (ADR 0038). It is the first wall; the policies of
 * the rows are the second, and say the same.
 */
export interface Sight {
  /** Condition on `exchange AS e`: what the partner asked, or was asked. */
  readonly exchange: string;
  /** Condition on `exchange AS e`: what the partner asked, of which alone it knows who asked and for what in all. */
  readonly asked: string;
  /** Condition on `exchange_task AS t` of that `e`: its own orders, and of those of others what reached it. */
  readonly task: string;
}

/** An officer of the hub sees what anyone asked. */
export const everyone: Sight = { exchange: 'true', asked: 'true', task: 'true' };

/** @param partner SQL of the value, such as `$1` */
export function sightOf(partner: string): Sight {
  const asked = `e.requester = ${partner}`;
  return {
    asked,
    exchange: `(${asked} OR e.id IN (
      SELECT o.exchange FROM exchange_task AS o WHERE o.source = ${partner} AND o.ticket IS NOT NULL))`,
    task: `((t.source = ${partner} AND t.ticket IS NOT NULL) OR (${asked} AND t.released_at IS NOT NULL))`,
  };
}
