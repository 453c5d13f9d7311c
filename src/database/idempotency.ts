import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { type Claim, HubError } from '../contract/index.js';
import { readerOf } from './reader.js';
import type { Tx } from './transaction.js';
import { unawaited } from './unawaited.js';

/** What the first call with a key led to: enough to answer a repeat, never stored data. */
export interface Outcome {
  readonly status: number;
  /** `Location` of what was made, if anything. */
  readonly location: string | null;
}

/** How long a key is remembered, and how long a claim that was never settled blocks a repeat. */
const remembered = '24 hours';
const abandonedAfter = '60 seconds';

/**
 * Claims an `Idempotency-Key` for one caller and route. A claim alone says nothing that lasts: its outcome does, which
 * commits with the work and after it.
 *
 * @param scope client, professional and route, so that one partner's keys never meet another's
 * @param digest SHA-256 of the body, base64url
 * @returns the claim to settle, or the outcome of the first call
 * @throws HubError `idempotency-key-reused` | `request-in-progress`
 */
export async function claimOnce(
  pool: pg.Pool,
  scope: string,
  key: string,
  digest: string,
): Promise<{ readonly claim: Claim } | { readonly outcome: Outcome }> {
  const token = randomBytes(16).toString('base64url');
  const reader = readerOf(pool);
  const claimed = await reader.query(
    `INSERT INTO idempotency_key (scope, key, digest, token) VALUES ($1, $2, $3, $4)
     ON CONFLICT (scope, key) DO UPDATE SET digest = $3, token = $4, status = NULL, location = NULL, claimed_at = now()
     WHERE idempotency_key.claimed_at < now() - interval '${remembered}'
        OR (idempotency_key.status IS NULL AND idempotency_key.digest = $3
            AND idempotency_key.claimed_at < now() - interval '${abandonedAfter}')
     RETURNING 1 AS one, ${unawaited}`,
    [scope, key, digest, token],
  );
  if (claimed.length === 1) return { claim: { scope, key, token } };
  const first = await reader.query<{ digest: string; status: number | null; location: string | null }>(
    'SELECT digest, status, location FROM idempotency_key WHERE scope = $1 AND key = $2',
    [scope, key],
  );
  const row = first[0];
  if (row === undefined) throw new HubError('request-in-progress', { retryAfterSeconds: 1 });
  if (row.digest !== digest) throw new HubError('idempotency-key-reused');
  if (row.status === null) throw new HubError('request-in-progress', { retryAfterSeconds: 1 });
  return { outcome: { status: row.status, location: row.location } };
}

/**
 * Writes the outcome in the transaction of the use case, so that a crash leaves either both or none.
 *
 * @throws HubError `request-in-progress` when another call took the claim over meanwhile; the work rolls back
 */
export async function settleOnce(tx: Tx, claim: Claim | null, usual: Outcome): Promise<void> {
  if (claim === null) return;
  const outcome = claim.outcome ?? usual;
  const settled = await tx.query(
    `UPDATE idempotency_key SET status = $4, location = $5
     WHERE scope = $1 AND key = $2 AND token = $3 AND status IS NULL RETURNING 1 AS one`,
    [claim.scope, claim.key, claim.token, outcome.status, outcome.location],
  );
  if (settled.length !== 1) throw new HubError('request-in-progress', { retryAfterSeconds: 1 });
}

/** Frees a key whose call changed nothing, so that it may be used again. A settled key stays. */
export async function abandonOnce(pool: pg.Pool, claim: Claim): Promise<void> {
  await pool.query(
    'DELETE FROM idempotency_key WHERE scope = $1 AND key = $2 AND token = $3 AND status IS NULL',
    [claim.scope, claim.key, claim.token],
  );
}
