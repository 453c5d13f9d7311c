import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { Batch, type Statement } from './batch.js';
import { nameOf } from './statement.js';

/**
 * One open transaction, or a plain connection for reads. All that a store needs.
 *
 * The statements of a transaction run in the order of the calls. Those that do not need each other's answers are best
 * sent together, with `Promise.all`: they share one way to the server. Each sees what committed before *it* began, so
 * that a read sent behind a lock sees what the lock waited for.
 */
export interface Tx {
  /** @param name of the prepared statement; by default one that belongs to the text */
  query<Row extends object>(sql: string, values?: readonly unknown[], name?: string): Promise<readonly Row[]>;
}

/**
 * Runs the work in one READ COMMITTED transaction and commits; on any error rolls back and rethrows.
 *
 * Inside: take row locks first, in the order catalogue → partners → subjects; read facts in a *later* statement,
 * because a statement that waited for a lock still sees the old row; append to the ledger last.
 *
 * Where two transactions wait for each other PostgreSQL ends one; nothing of it remains, so its work is done again. So
 * the work has no effect but through its `tx`.
 */
export async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(pool, work);
    } catch (error) {
      if (attempt === attempts || (error as { code?: unknown } | null)?.code !== deadlockDetected)
        throw error;
      await pause(giveWayMs);
    }
  }
}

const attempts = 3;
/** Until the other has what it waited for: whoever begins anew at once may take it first, and both wait for each other again. */
const giveWayMs = 25;
/** PostgreSQL, appendix A: class 40, transaction rollback. */
const deadlockDetected = '40P01';

async function attemptTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const { send, leave } = sendTogether(client);
  let over = false;
  let failure: unknown;
  let broken: Error | undefined;
  const tx: Tx = {
    query: async <Row extends object>(text: string, values: readonly unknown[] = [], name?: string) => {
      if (over) throw new TransactionOver();
      try {
        return (await send(text, values, name)) as readonly Row[];
      } catch (error) {
        // Statements sent behind one that failed fail too; what counts is why the first did.
        failure ??= error;
        throw failure;
      }
    },
  };
  try {
    // Not waited for alone: it goes out together with the first statement of the work.
    const begun = send('BEGIN ISOLATION LEVEL READ COMMITTED');
    const [result] = await Promise.all([work(tx), begun]);
    over = true;
    leave();
    // One that failed is answered with ROLLBACK and without an error.
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw failure ?? new Error('the database rolled the transaction back');
    return result;
  } catch (error) {
    over = true;
    leave();
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

interface Sending {
  send(text: string, values?: readonly unknown[], name?: string): Promise<readonly object[]>;
  /** Sends what waits, before the end of the transaction. */
  leave(): void;
}

/**
 * Keeps statements back until nothing is left to do but wait, so that all of one turn leave in one {@link Batch}: a
 * way to the server and back costs more than most statements.
 */
function sendTogether(client: pg.PoolClient): Sending {
  let waiting: Statement[] = [];
  const leave = (): void => {
    if (waiting.length > 0) client.query(new Batch(waiting));
    waiting = [];
  };
  return {
    leave,
    send: (text, values = [], name = nameOf(text) ?? '') =>
      new Promise((done, failed) => {
        // Runs once every promise that could go on has done so, thus behind the last statement of the turn.
        if (waiting.length === 0) process.nextTick(leave);
        waiting.push({ text, name, values, done, failed });
      }),
  };
}

/** Work that went on beside a statement that failed: what it still wanted must not run in somebody else's transaction. */
class TransactionOver extends Error {
  override readonly name = 'TransactionOver';
  override readonly message = 'the transaction is over';
}
