import type pg from 'pg';

/** One open transaction, or a plain connection for reads. All that a store needs. */
export interface Tx {
  /** @param name prepares the statement once per connection: for a hot one with a fixed text, which gets that name */
  query<Row extends object>(sql: string, values?: readonly unknown[], name?: string): Promise<readonly Row[]>;
}

/** A connection of the pool as a {@link Tx}; every query on its own. */
export const readerOf = (pool: pg.Pool): Tx => ({
  query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await pool.query<Row & pg.QueryResultRow>(sql, [...values])).rows,
});

/**
 * Runs the work in one READ COMMITTED transaction and commits; on any error rolls back and rethrows.
 *
 * Inside: take row locks first, in the order catalogue → partners → subjects; read facts in a *later* statement,
 * because a statement that waited for a lock still sees the old row; append to the ledger last.
 */
export async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const result = await work({
      query: async <Row extends object>(text: string, values: readonly unknown[] = [], name?: string) =>
        (
          await client.query<Row & pg.QueryResultRow>({
            text,
            values: [...values],
            ...(name !== undefined && { name }),
          })
        ).rows,
    });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
