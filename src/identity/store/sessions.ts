import type { Tx } from '../../database/index.js';
import type { EndedSession, KeptSession, PersonRealm, Session } from '../domain/session.js';

/** A sign-in that was begun, until the browser comes back with its `state`. */
export interface LoginAttempt {
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  /** The person must sign in anew, not before this time; null where an older sign-in will do. */
  readonly freshFrom: Date | null;
}

export async function keepAttempt(
  tx: Tx,
  attempt: LoginAttempt & {
    readonly realm: PersonRealm;
    readonly state: Uint8Array;
    readonly browser: Uint8Array;
    readonly until: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO login_attempt
       (realm, state_digest, browser_digest, nonce, code_verifier, return_to, fresh_from, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      attempt.realm,
      attempt.state,
      attempt.browser,
      attempt.nonce,
      attempt.codeVerifier,
      attempt.returnTo,
      attempt.freshFrom,
      attempt.until,
    ],
  );
}

/** Taking it removes it: a state is good for one return, in the browser that left. */
export async function takeAttempt(
  tx: Tx,
  realm: PersonRealm,
  { state, browser }: { readonly state: Uint8Array; readonly browser: Uint8Array },
  now: Date,
): Promise<LoginAttempt | null> {
  const rows = await tx.query<LoginAttempt>(
    `DELETE FROM login_attempt WHERE realm = $1 AND state_digest = $2 AND browser_digest = $3 AND expires_at > $4
     RETURNING nonce, code_verifier AS "codeVerifier", return_to AS "returnTo", fresh_from AS "freshFrom"`,
    [realm, state, browser, now],
  );
  return rows[0] ?? null;
}

export async function keepSession(tx: Tx, digest: Uint8Array, session: KeptSession): Promise<void> {
  const { account, duty, partner, acr, authenticatedAt, openedAt, seenAt, sealedIdToken } = session;
  await tx.query(
    `INSERT INTO browser_session (digest, account, duty, partner, acr, authenticated_at, opened_at, seen_at, sealed_id_token)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [digest, account, duty, partner, acr, authenticatedAt, openedAt, seenAt, sealedIdToken],
  );
}

/** A session, and whether the partner whose officer holds it is suspended now. */
export interface FoundSession extends Session {
  readonly suspended: boolean;
}

export async function findSession(tx: Tx, digest: Uint8Array): Promise<FoundSession | null> {
  const rows = await tx.query<FoundSession>(
    `SELECT account, duty, partner, acr, authenticated_at AS "authenticatedAt", opened_at AS "openedAt", seen_at AS "seenAt",
       EXISTS (SELECT FROM partner p WHERE p.id = s.partner AND p.suspended) AS suspended
     FROM browser_session s WHERE digest = $1`,
    [digest],
  );
  return rows[0] ?? null;
}

export async function touchSession(tx: Tx, digest: Uint8Array, now: Date): Promise<void> {
  await tx.query('UPDATE browser_session SET seen_at = $2 WHERE digest = $1', [digest, now]);
}

/** @returns null where there was no session */
export async function endSession(tx: Tx, digest: Uint8Array): Promise<EndedSession | null> {
  const rows = await tx.query<EndedSession>(
    'DELETE FROM browser_session WHERE digest = $1 RETURNING duty, sealed_id_token AS "sealedIdToken"',
    [digest],
  );
  return rows[0] ?? null;
}

/** Removes what can never be accepted again. */
export async function sweep(
  tx: Tx,
  before: {
    readonly proofs: Date;
    readonly attempts: Date;
    readonly seen: Date;
    readonly opened: Date;
  },
): Promise<void> {
  await tx.query('DELETE FROM spent_proof WHERE expires_at < $1', [before.proofs]);
  await tx.query('DELETE FROM login_attempt WHERE expires_at < $1', [before.attempts]);
  await tx.query('DELETE FROM browser_session WHERE seen_at < $1 OR opened_at < $2', [
    before.seen,
    before.opened,
  ]);
}
