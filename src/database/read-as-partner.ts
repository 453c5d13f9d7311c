import type pg from 'pg';
import { together } from '../kernel/index.js';
import { type Tx, transaction } from './transaction.js';

/**
 * Reads in one transaction as the role that is shown rows of one partner alone (row-level security, ADR 0038). It changes
 * nothing, and ends with the transaction.
 *
 * @param partner its id
 */
export const readAsPartner = <T>(pool: pg.Pool, partner: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(pool, async (tx) => {
    await together([
      tx.query('SET TRANSACTION READ ONLY'),
      tx.query('SET LOCAL ROLE kernhub_partner_officer'),
      tx.query("SELECT set_config('kernhub.partner', $1, true)", [partner]),
    ]);
    return work(tx);
  });
