import { HubError, readStatement } from '../contract/index.js';
import {
  base64url,
  evaluateBlinded,
  fromBase64url,
  PrfElementInvalid,
  type PrfKeys,
  type PublicJwk,
  StatementInvalid,
} from '../kernel/index.js';
import type { HourlyLimit } from './hourly-limit.js';

/** Seconds that clocks may differ, and that an order may live. */
const skew = 30;
const longestLife = 120;

export interface Evaluator {
  /** The first evaluates what partners blind; those laid over it what the hub blinds. */
  readonly keys: readonly [PrfKeys, ...PrfKeys[]];
  readonly hubKeys: readonly PublicJwk[];
  readonly limit: HourlyLimit;
}

/**
 * Evaluates one blinded point on the hub's order (`kernhub-evaluation+jwt`). The same order twice gives the same point
 * and costs the budget twice, so it needs no memory of orders.
 *
 * @throws HubError `statement-invalid` | `rate-limited` | `proof-invalid`
 */
export async function evaluateOrder(
  { keys, hubKeys, limit }: Evaluator,
  order: string,
  now: Date,
): Promise<{ readonly evaluated: string; readonly proof: string }> {
  const { blinded, budget, key } = await readOrder(order, hubKeys, now);
  const used = keyNamed(keys, key);
  const wait = limit.take(budget, performance.now());
  if (wait > 0) throw new HubError('rate-limited', { retryAfterSeconds: wait });
  try {
    const { evaluated, proof } = evaluateBlinded(used, fromBase64url(blinded));
    return { evaluated: base64url(evaluated), proof: base64url(proof) };
  } catch (cause) {
    if (!(cause instanceof PrfElementInvalid)) throw cause;
    throw new HubError('proof-invalid', { cause, detail: cause.message });
  }
}

function keyNamed(keys: Evaluator['keys'], name: string | undefined): PrfKeys {
  if (name === undefined) return keys[0];
  const found = keys.find(({ publicKey }) => base64url(publicKey) === name);
  if (found === undefined)
    throw new HubError('statement-invalid', { detail: 'there is no key of this name' });
  return found;
}

async function readOrder(order: string, hubKeys: readonly PublicJwk[], now: Date) {
  try {
    const claims = await readStatement(order, 'kernhub-evaluation+jwt', hubKeys);
    const seconds = Math.floor(now.getTime() / 1_000);
    if (claims.exp - claims.iat > longestLife) throw new StatementInvalid('the order lives too long');
    if (claims.iat > seconds + skew) throw new StatementInvalid('the order comes from the future');
    if (claims.exp <= seconds - skew) throw new StatementInvalid('the order has expired');
    return claims;
  } catch (cause) {
    if (!(cause instanceof StatementInvalid)) throw cause;
    throw new HubError('statement-invalid', { cause, detail: cause.message });
  }
}
