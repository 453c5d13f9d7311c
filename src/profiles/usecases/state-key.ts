import { randomBytes } from 'node:crypto';
import { type Claims, signStatement } from '../../contract/index.js';
import {
  base64url,
  generatePrivateJwk,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
} from '../../kernel/index.js';
import { ProfileInvalid } from '../domain/profile.js';
import type { LoadedProfile } from './read-profile.js';

export interface KeyOrder {
  readonly purpose: string;
  readonly version: number;
  readonly fields: readonly string[];
}

/** As long as the hub takes one at most. */
const lifetimeSeconds = 24 * 60 * 60;

/**
 * Makes the fresh X25519 key of one question, and the partner's statement about it (`kernhub-key+jwt`).
 *
 * @throws ProfileInvalid for who is no partner
 */
export async function stateKey(
  { profile, keys }: LoadedProfile,
  { purpose, version, fields }: KeyOrder,
): Promise<{ readonly keyStatement: string; readonly privateJwk: PrivateJwk }> {
  if (keys === null || !('partner' in profile)) throw new ProfileInvalid('only a partner asks');
  const privateJwk = await generatePrivateJwk('X25519');
  const iat = Math.floor(Date.now() / 1000);
  const claims: Claims<'kernhub-key+jwt'> = {
    iss: profile.partner,
    jti: base64url(randomBytes(16)),
    purpose,
    version,
    fields: [...fields],
    jwk: publicJwkOf(privateJwk) as unknown as Claims<'kernhub-key+jwt'>['jwk'],
    iat,
    exp: iat + lifetimeSeconds,
  };
  const keyStatement = await signStatement(await importSigningKey(keys.signing), 'kernhub-key+jwt', claims);
  return { keyStatement, privateJwk };
}
