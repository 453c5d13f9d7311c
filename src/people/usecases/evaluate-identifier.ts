import { HubError, identifierEvaluation, type Professional, signStatement } from '../../contract/index.js';
import {
  base64url,
  blindPrfInput,
  civilDateOf,
  compileSchema,
  finalizePrf,
  fromBase64url,
  signingKeyOf,
  utf8,
} from '../../kernel/index.js';
import type { Evaluate } from '../../vault/index.js';
import { BsnNotAllowed, EvaluatorUnavailable } from '../domain/errors.js';
import type { PeopleNeeds } from './needs.js';

/** Seconds that an order to the evaluator may be used. */
const orderLife = 60;
const timeoutMs = 5_000;

/** What it takes to have something evaluated. */
export type OrderNeeds = Pick<PeopleNeeds, 'clock' | 'publicUrl' | 'evaluator' | 'ticketKey'> & {
  readonly vault: Pick<PeopleNeeds['vault'], 'mac'>;
};
type EvaluationNeeds = OrderNeeds & Pick<PeopleNeeds, 'database' | 'partners'>;

export interface IdentifierEvaluation {
  readonly evaluated: string;
  readonly proof: string;
}

/**
 * Passes a blinded point on to the evaluator. The hub sees neither what was blinded nor what comes of it; the partner's
 * agent checks the proof against the key in the covenant roster.
 *
 * @throws BsnNotAllowed | EvaluatorUnavailable | HubError `proof-invalid` | `rate-limited`
 */
export async function evaluateIdentifier(
  needs: EvaluationNeeds,
  caller: Pick<Professional, 'partner'>,
  blinded: string,
): Promise<IdentifierEvaluation> {
  const partner = await needs.partners.find(needs.database.reader, caller.partner);
  if (partner?.bsnArticle === undefined || partner.bsnArticle === null) throw new BsnNotAllowed();
  return evaluated(needs, caller.partner, { blinded });
}

/** Evaluates for the hub itself, under a key that was laid over the first one: see {@link KeyedHashes}. */
export const evaluateLaid =
  (needs: OrderNeeds, budget: string): Evaluate =>
  async (key, input) => {
    const { blind, blinded } = blindPrfInput(input);
    const answer = await evaluated(needs, budget, { blinded: base64url(blinded), key });
    const [evaluation, proof] = [fromBase64url(answer.evaluated), fromBase64url(answer.proof)];
    try {
      return finalizePrf({
        input,
        blind,
        blinded,
        evaluated: evaluation,
        proof,
        publicKey: fromBase64url(key),
      });
    } catch (cause) {
      throw new EvaluatorUnavailable(cause);
    }
  };

interface Asked {
  readonly blinded: string;
  readonly key?: string;
}

/** @param budget whose evaluations are counted together */
async function evaluated(needs: OrderNeeds, budget: string, asked: Asked): Promise<IdentifierEvaluation> {
  const response = await postOrder(needs.evaluator.url, await orderFor(needs, budget, asked));
  if (response.status === 200) return readEvaluation(response);
  const { code } = (await response.json().catch(() => ({}))) as { code?: unknown };
  if (code === 'proof-invalid') throw new HubError('proof-invalid');
  if (code === 'rate-limited') {
    const retryAfterSeconds = Number(response.headers.get('retry-after')) || 60;
    throw new HubError('rate-limited', { retryAfterSeconds });
  }
  throw new EvaluatorUnavailable();
}

/** The budget is named anew each day, so that the evaluator cannot follow a partner. */
async function orderFor(
  { vault, clock, publicUrl, ticketKey }: OrderNeeds,
  budget: string,
  asked: Asked,
): Promise<string> {
  const now = clock.now();
  const iat = Math.floor(now.getTime() / 1_000);
  return signStatement(await signingKeyOf(ticketKey), 'kernhub-evaluation+jwt', {
    iss: publicUrl,
    ...asked,
    budget: base64url(vault.mac('budget', utf8(`${budget}\0${civilDateOf(now)}`))),
    iat,
    exp: iat + orderLife,
  });
}

async function postOrder(evaluator: string, order: string): Promise<Response> {
  try {
    return await fetch(`${evaluator.replace(/\/$/, '')}/evaluations`, {
      method: 'POST',
      headers: { 'content-type': 'application/jwt' },
      body: order,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (cause) {
    throw new EvaluatorUnavailable(cause);
  }
}

const faultsOf = compileSchema(identifierEvaluation);

async function readEvaluation(response: Response): Promise<IdentifierEvaluation> {
  const answer: unknown = await response.json().catch(() => null);
  if (faultsOf(answer).length > 0) throw new EvaluatorUnavailable();
  return answer as IdentifierEvaluation;
}
