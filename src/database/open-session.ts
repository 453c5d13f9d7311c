import type pg from 'pg';
import type { Tx } from './transaction.js';

/** A query that takes longer is lost, and its connection with it: a dead network must not hold whoever waits. */
const queryTimeoutMs = 10_000;

/** A session of the database, for what is held as long as it lasts. */
export interface Session {
  readonly tx: Tx;
  end(): void;
}

/**
 * A database session of its own, whose end frees every lock that it holds; it ends too when its process hangs.
 *
 * @param idleLimitMs one that is silent for longer belongs to a process that hangs, on this machine or behind a dead
 * network: PostgreSQL ends it
 */
export async function openSession(pool: pg.Pool, idleLimitMs: number): Promise<Session> {
  const client = await pool.connect();
  // Between two queries nobody listens, and the next query reports the loss anyway.
  client.on('error', () => {});
  try {
    await client.query(`SET idle_session_timeout = ${idleLimitMs}`);
  } catch (error) {
    client.release(true);
    throw error;
  }
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
