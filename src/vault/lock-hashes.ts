import type { Tx } from '../database/index.js';
import { base64url } from '../kernel/index.js';
import type { KeyedHash } from './keyed-hashes.js';

/**
 * Where the key was rotated, hubs may write one thing under different hashes, and no constraint sees that they are one:
 * so who makes it holds a lock, until the end of the transaction. It is named by the hash that all of them know.
 */
export async function lockHashes(tx: Tx, what: string, hashes: readonly KeyedHash[]): Promise<void> {
  if (hashes.length === 1) return;
  const innermost = hashes.find(({ layers }) => layers === 0);
  if (innermost === undefined) throw new RangeError('every hash stands on one under the first MAC key');
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `kernhub/${what} ${base64url(innermost.bytes)}`,
  ]);
}
