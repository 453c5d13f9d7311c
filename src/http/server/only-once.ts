import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { type Caller, type Claim, HubError, type Reply } from '../../contract/index.js';
import { abandonOnce, claimOnce, type Outcome } from '../../database/index.js';
import { base64url, concatBytes, sha256, utf8 } from '../../kernel/index.js';
import { renderProblem } from '../domain/problem-document.js';

/** Whose key it is: client and professional, or the signed-in person. One caller's keys never meet another's. */
function ownerOf(caller: Caller): string {
  switch (caller.kind) {
    case 'system':
      return caller.partner;
    case 'professional':
      return `${caller.partner} ${caller.account}`;
    case 'anyone':
      return 'anyone';
    default:
      return caller.account;
  }
}

export interface Attempt {
  readonly caller: Caller;
  /** Method and path template. */
  readonly route: string;
  readonly key: string;
  /** The path called: the same body for another child is another call. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly traceId: string;
  /**
   * Whether to wait for the outcome of the same call that still runs: a browser shows the answer to the last sending of
   * a form, so to be told of the first would leave its reader with nothing.
   */
  readonly patient: boolean;
  readonly signal: AbortSignal;
}

/**
 * Runs the work of one `Idempotency-Key` once. A repeat answers status and Location of the first outcome; who wants
 * the data reads it there, with the rights that hold then.
 *
 * @throws HubError `idempotency-key-reused` | `request-in-progress`
 */
export async function onlyOnce(
  pool: pg.Pool,
  attempt: Attempt,
  work: (claim: Claim) => Promise<Reply>,
): Promise<Reply> {
  const scope = `${ownerOf(attempt.caller)} ${attempt.route}`;
  const digest = base64url(sha256(concatBytes(utf8(`${attempt.path}\n`), attempt.body)));
  const claimed = await patiently(attempt, () => claimOnce(pool, scope, attempt.key, digest));
  if ('outcome' in claimed) return replayed(claimed.outcome, attempt.traceId);
  try {
    const reply = await work(claimed.claim);
    // A form that is shown again, or its next page, changed nothing and may be sent again; what was settled stays.
    if (reply.status >= 400 || reply.status === 200) await abandonOnce(pool, claimed.claim);
    return reply;
  } catch (error) {
    // Without a database there is nothing to free: the claim lapses by itself.
    await abandonOnce(pool, claimed.claim).catch(() => undefined);
    throw error;
  }
}

/** Milliseconds between looks at a call that still runs, and how many looks. */
const lookEveryMs = 200;
const looks = 50;

async function patiently<T>({ patient, signal }: Attempt, claim: () => Promise<T>): Promise<T> {
  for (let look = 1; ; look += 1) {
    try {
      return await claim();
    } catch (error) {
      const runs = error instanceof HubError && error.code === 'request-in-progress';
      if (!runs || !patient || signal.aborted || look >= looks) throw error;
    }
    await setTimeout(lookEveryMs);
  }
}

/** A refusal that was recorded is an outcome too; why it was refused is read where it is recorded. */
function replayed({ status, location }: Outcome, traceId: string): Reply {
  const headers = { 'Idempotency-Replayed': 'true', ...(location !== null && { Location: location }) };
  if (status < 400) return { status, headers };
  const { document } = renderProblem(new HubError('refused-before'), traceId);
  const data = JSON.stringify({ ...document, status });
  return { status, headers, content: { type: 'application/problem+json', data } };
}
