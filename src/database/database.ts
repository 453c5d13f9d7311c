import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.js';
import { readAsPartner } from './read-as-partner.js';
import { gatheringReaderOf, readerOf } from './reader.js';
import { type Tx, transaction } from './transaction.js';

/** The database as the hub's own role: no ownership, no right that was not granted. */
export interface Database {
  readonly pool: pg.Pool;
  /** For reads outside a transaction: those of one turn leave together. */
  readonly reader: Tx;
  /**
   * Reads what one partner's officer may see: of that partner alone, whatever is asked; all where there is no partner, and
   * then side by side, because an officer's question may go over years.
   */
  readAs<T>(partner: string | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads of rooms off the hot path. A write that shares a transaction with a ledger entry goes through {@link Tx}. */
  readonly prisma: PrismaClient;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most. */
  readonly connections?: number;
  /** Told of an idle connection that broke; the pool replaces it. */
  readonly onConnectionLost?: (error: Error) => void;
}

/**
 * Opens a pool. No connection is made before the first query.
 *
 * Every session runs in UTC, because Prisma stores times hours off in another zone. A statement that waits 5 s for a
 * lock or runs 15 s is given up: a stuck row must not hold the hub. A transaction that stands still for 10 s is rolled
 * back: its process hangs, and its locks must not hold the other hubs.
 *
 * Statements of one connection go out without waiting for the answers to those before, and run in the order in which
 * they were sent.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = openPool(url, options);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const beside = readerOf(pool);
  return {
    pool,
    reader: gatheringReaderOf(pool),
    readAs: (partner, work) => (partner === null ? work(beside) : readAsPartner(pool, partner, work)),
    prisma,
    transaction: (work) => transaction(pool, work),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** A pool alone, for the key store, which has one table and no Prisma. */
export function openPool(url: string, options: DatabaseOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 20,
    connectionTimeoutMillis: 5_000,
    // A new session reads the catalogue and plans each statement anew; who calls within a minute finds it done.
    idleTimeoutMillis: 60_000,
    pipeline: true,
    options: [
      '-c TimeZone=UTC -c lock_timeout=5000 -c statement_timeout=15000',
      '-c idle_in_transaction_session_timeout=10000',
    ].join(' '),
  });
  // The pool listens only to idle connections: one that breaks between two statements would end the process too, while
  // its next statement reports the loss anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Without a listener Node ends the process when an idle connection breaks.
  pool.on('error', (error) => options.onConnectionLost?.(error));
  return pool;
}
