import type pg from 'pg';
import type { JsonObject } from '../kernel/index.js';

/** What was erased, as whoever erases says it; kept beside the keys so that a restored database is erased anew. */
export interface ErasureOrder extends JsonObject {
  /** The same whenever it is the same erasure. */
  readonly name: string;
  readonly owners: readonly string[];
  readonly destroyed: readonly string[];
}

export interface ErasureOrders {
  /** One that is noted already stays as it is. */
  note(orders: readonly ErasureOrder[]): Promise<void>;
  all(): Promise<readonly ErasureOrder[]>;
  /** Those of which a key is there, or could be made anew. */
  withLiveKeys(): Promise<readonly ErasureOrder[]>;
}

export const erasureOrders = (keysPool: pg.Pool): ErasureOrders => ({
  note: async (orders) => {
    if (orders.length === 0) return;
    await keysPool.query(
      `INSERT INTO erasure_order (name, "order")
       SELECT value->>'name', value FROM jsonb_array_elements($1::jsonb) ON CONFLICT (name) DO NOTHING`,
      [JSON.stringify(orders)],
    );
  },
  all: async () => {
    const { rows } = await keysPool.query<{ order: ErasureOrder }>(
      'SELECT "order" FROM erasure_order ORDER BY noted_at, name',
    );
    return rows.map(({ order }) => order);
  },
  withLiveKeys: async () => {
    const { rows } = await keysPool.query<{ order: ErasureOrder }>(
      `SELECT "order" FROM erasure_order WHERE EXISTS (
         SELECT FROM jsonb_array_elements_text("order"->'owners') AS owner
          CROSS JOIN jsonb_array_elements_text("order"->'destroyed') AS retention
           LEFT JOIN data_key AS k ON k.owner = owner.value AND k.retention = retention.value
          WHERE k.shredded_at IS NULL)
        ORDER BY noted_at, name`,
    );
    return rows.map(({ order }) => order);
  },
});
