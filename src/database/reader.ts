import type pg from 'pg';
import { Batch, type Statement } from './batch.js';
import { nameOf, onlyReads, statementOf } from './statement.js';
import type { Tx } from './transaction.js';

/** A connection of the pool as a {@link Tx}; every statement on its own, beside the others. */
export const readerOf = (pool: pg.Pool): Tx => ({
  query: async <Row extends object>(sql: string, values: readonly unknown[] = [], name?: string) =>
    (await pool.query<Row & pg.QueryResultRow>(statementOf(sql, values, name))).rows,
});

/** One that can be sent anew, because it only reads. */
interface Read extends Statement {
  again(): void;
}

/**
 * A reader whose reads of one turn leave in one {@link Batch} on one connection, one after the other: a way to the server
 * and back costs more than most of them. One that fails takes none of the others along. What does more than read goes on its
 * own, because a batch is one transaction: what is answered could still be undone.
 */
export function gatheringReaderOf(pool: pg.Pool): Tx {
  const alone = readerOf(pool);
  let waiting: Read[] = [];
  const leave = (): void => {
    const reads = waiting;
    waiting = [];
    if (reads.length === 1) reads[0]?.again();
    else void sendBatch(pool, reads);
  };
  return {
    query: <Row extends object>(text: string, values: readonly unknown[] = [], name = nameOf(text) ?? '') =>
      onlyReads(text)
        ? new Promise<readonly Row[]>((resolve, failed) => {
            const done = (rows: readonly object[]): void => resolve(rows as readonly Row[]);
            const again = (): void => void alone.query(text, values, name).then(done, failed);
            // Runs once every promise that could go on has done so, thus behind the last read of the turn.
            if (waiting.length === 0) process.nextTick(leave);
            waiting.push({ text, name, values, done, failed, again });
          })
        : alone.query<Row>(text, values, name),
  };
}

/** Never rejects: each read is told. */
async function sendBatch(pool: pg.Pool, reads: readonly Read[]): Promise<void> {
  const client = await pool.connect().catch((error: Error) => {
    for (const { failed } of reads) failed(error);
  });
  if (client === undefined) return;
  let left = reads.length;
  let failure: Error | undefined;
  const settle = (): void => {
    left -= 1;
    if (left === 0) client.release(failure);
  };
  const told = reads.map(({ done, failed, again, ...read }) => ({
    ...read,
    done: (rows: readonly Record<string, unknown>[]) => {
      settle();
      done(rows);
    },
    failed: (error: Error) => {
      // Those behind the one that failed were never run.
      const isFirst = failure === undefined;
      failure ??= error;
      settle();
      if (isFirst) failed(error);
      else again();
    },
  }));
  client.query(new Batch(told));
}
