import type pg from 'pg';
import type { Tx } from '../../database/index.js';

/** A query that takes longer is lost, and its connection with it: a dead network must not hold the log. */
const queryTimeoutMs = 10_000;

/** A database session of its own, whose end frees every lock that it holds. */
export async function openSession(pool: pg.Pool): Promise<{ readonly tx: Tx; end(): void }> {
  const client = await pool.connect();
  // Between two queries nobody listens, and the next query reports the loss anyway.
  client.on('error', () => {});
  return {
    tx: {
      query: async <Row extends object>(text: string, values: readonly unknown[] = [], name?: string) => {
        const config = {
          text,
          values: [...values],
          query_timeout: queryTimeoutMs,
          ...(name !== undefined && { name }),
        };
        return (await client.query<Row & pg.QueryResultRow>(config)).rows;
      },
    },
    // Never back to the pool, where the session would live on with its locks.
    end: () => client.release(true),
  };
}
