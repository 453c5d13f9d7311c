import {
  type Clock,
  headerOf,
  type JsonObject,
  type PublicJwk,
  publicJwkOf,
  thumbprintOf,
  verifiedClaims,
} from '../../kernel/index.js';
import { ProofRefused } from '../domain/errors.js';
import { checkProofClaims } from '../domain/proof.js';
import { tokenAlgorithms } from '../domain/token.js';

export interface ProofQuestion {
  readonly method: string;
  /** Public address of the request, without query. */
  readonly url: string;
  /** SHA-256 of the access token, base64url. */
  readonly ath: string;
  /** Thumbprint that the token is bound to. */
  readonly jkt: string;
}

/** Members that only a private or symmetric key has (RFC 7518 section 6). */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Verifies DPoP proofs (RFC 9449 section 4.3) up to their single use, which is the store's to decide.
 *
 * @throws ProofRefused
 */
export function createProofVerifier(
  clock: Clock,
): (proof: string | undefined, question: ProofQuestion) => Promise<{ jti: string; spentUntil: number }> {
  return async (proof, question) => {
    if (proof === undefined || proof === '') throw new ProofRefused('the DPoP header is missing');
    const jwk = keyIn(proof);
    if ((await thumbprint(jwk)) !== question.jkt)
      throw new ProofRefused('the proof is made with another key');
    const claims = claimsUnder(proof, jwk);
    const now = Math.floor(clock.now().getTime() / 1000);
    return checkProofClaims(claims, { method: question.method, url: question.url, ath: question.ath, now });
  };
}

function keyIn(proof: string): PublicJwk {
  const { typ, alg, jwk } = headerIn(proof);
  if (typ !== 'dpop+jwt') throw new ProofRefused('typ is not dpop+jwt');
  if (!(tokenAlgorithms as readonly unknown[]).includes(alg)) throw new ProofRefused('alg is not accepted');
  if (typeof jwk !== 'object' || jwk === null) throw new ProofRefused('the header lacks the public key');
  if (secretMembers.some((member) => member in jwk)) throw new ProofRefused('the header holds a private key');
  return publicJwkOf(jwk as PublicJwk);
}

function headerIn(proof: string): JsonObject {
  try {
    return headerOf(proof);
  } catch (cause) {
    throw new ProofRefused('the proof is not a JWT', cause);
  }
}

async function thumbprint(jwk: PublicJwk): Promise<string> {
  try {
    return await thumbprintOf(jwk);
  } catch (cause) {
    throw new ProofRefused('the key is malformed', cause);
  }
}

function claimsUnder(proof: string, jwk: PublicJwk): JsonObject {
  try {
    return verifiedClaims(proof, jwk, tokenAlgorithms);
  } catch (cause) {
    throw new ProofRefused('the signature of the proof does not hold', cause);
  }
}
