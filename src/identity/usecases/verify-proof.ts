import {
  type CryptoKey,
  calculateJwkThumbprint,
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  type JWK,
} from 'jose';
import { type Clock, fromUtf8, type JsonObject, type PublicJwk, publicJwkOf } from '../../kernel/index.js';
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
  const imported = new Map<string, CryptoKey>();
  return async (proof, question) => {
    if (proof === undefined || proof === '') throw new ProofRefused('the DPoP header is missing');
    const { jwk, alg } = readHeader(proof);
    if ((await thumbprint(jwk)) !== question.jkt)
      throw new ProofRefused('the proof is made with another key');
    const name = `${question.jkt} ${alg}`;
    const key = imported.get(name) ?? (await importPublic(jwk, alg));
    if (imported.size >= 10_000) imported.clear();
    imported.set(name, key);
    const claims = await verifiedClaims(proof, key);
    const now = Math.floor(clock.now().getTime() / 1000);
    return checkProofClaims(claims, { method: question.method, url: question.url, ath: question.ath, now });
  };
}

function readHeader(proof: string): { readonly jwk: PublicJwk; readonly alg: string } {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(proof);
  } catch (cause) {
    throw new ProofRefused('the proof is not a JWT', cause);
  }
  const { typ, alg, jwk } = header;
  if (typ !== 'dpop+jwt') throw new ProofRefused('typ is not dpop+jwt');
  if (!(tokenAlgorithms as readonly unknown[]).includes(alg)) throw new ProofRefused('alg is not accepted');
  if (typeof jwk !== 'object' || jwk === null) throw new ProofRefused('the header lacks the public key');
  if (secretMembers.some((member) => member in jwk)) throw new ProofRefused('the header holds a private key');
  return { jwk: publicJwkOf(jwk as PublicJwk), alg: String(alg) };
}

async function thumbprint(jwk: PublicJwk): Promise<string> {
  try {
    return await calculateJwkThumbprint(jwk as JWK);
  } catch (cause) {
    throw new ProofRefused('the key is malformed', cause);
  }
}

async function importPublic(jwk: PublicJwk, alg: string): Promise<CryptoKey> {
  try {
    const key = await importJWK({ ...jwk } as JWK, alg);
    if (key instanceof Uint8Array) throw new TypeError('a symmetric key');
    return key;
  } catch (cause) {
    throw new ProofRefused('the key does not fit the algorithm', cause);
  }
}

async function verifiedClaims(proof: string, key: CryptoKey): Promise<JsonObject> {
  try {
    const { payload } = await compactVerify(proof, key, { algorithms: [...tokenAlgorithms] });
    const claims: unknown = JSON.parse(fromUtf8(payload));
    if (typeof claims !== 'object' || claims === null) throw new TypeError('no object');
    return claims as JsonObject;
  } catch (cause) {
    throw new ProofRefused('the signature of the proof does not hold', cause);
  }
}
