/** DPoP proofs (RFC 9449 section 4.2). */
import { randomBytes } from 'node:crypto';
import { base64url, type Json, type SigningKey, sha256, signCompact } from '../kernel/index.js';

export interface ProofOf {
  readonly method: string;
  /** Without query and fragment. */
  readonly url: string;
  readonly accessToken: string;
  /** What the server asked to see again (RFC 9449 section 9). */
  readonly nonce?: string | undefined;
  readonly now: Date;
}

/** A proof for one request: its `jti` is never used again. */
export const dpopProof = (key: SigningKey, of: ProofOf): Promise<string> =>
  signCompact(
    key,
    'dpop+jwt',
    {
      jti: base64url(randomBytes(16)),
      htm: of.method,
      htu: of.url,
      iat: Math.floor(of.now.getTime() / 1000),
      ath: base64url(sha256(of.accessToken)),
      ...(of.nonce !== undefined && { nonce: of.nonce }),
    },
    { jwk: bare(key.publicJwk) },
  );

/** The key's own members only: a `kid` in the key says nothing that its thumbprint does not. */
const bare = ({ kid: _, ...members }: SigningKey['publicJwk']): { readonly [member: string]: Json } =>
  members;
