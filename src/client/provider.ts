import { webcrypto } from 'node:crypto';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import * as oidc from 'openid-client';
import { type PrivateJwk, publicJwkOf } from '../kernel/index.js';

/** A client of one issuer, authenticated with its own key (RFC 7523 `private_key_jwt`); no secret is shared. */
export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientKey: PrivateJwk;
  /** Plain-http issuers, for development only. */
  readonly allowInsecure: boolean;
}

/** The issuer cannot be reached or its metadata is not what it must be. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/**
 * Finds an issuer by discovery at the first use and remembers it; a failure is forgotten.
 *
 * @throws RangeError for a plain-http issuer where that is not allowed
 */
export function provider(options: ProviderOptions): () => Promise<oidc.Configuration> {
  const issuer = new URL(options.issuer);
  if (issuer.protocol !== 'https:' && !options.allowInsecure) {
    throw new RangeError(`the issuer ${options.issuer} is not on https`);
  }
  let running: Promise<oidc.Configuration> | null = null;
  return () => {
    running ??= discover(issuer, options).catch((cause: unknown) => {
      running = null;
      throw new ProviderUnavailable('the identity provider cannot be reached', { cause });
    });
    return running;
  };
}

async function discover(issuer: URL, options: ProviderOptions): Promise<oidc.Configuration> {
  const { clientKey } = options;
  const key = await webCryptoKey(clientKey);
  return oidc.discovery(
    issuer,
    options.clientId,
    undefined,
    oidc.PrivateKeyJwt({ key, kid: clientKey.kid }),
    // Deprecated in name only: the library marks it so that nobody uses it by accident.
    { timeout: 10, ...(options.allowInsecure && { execute: [oidc.allowInsecureRequests] }) },
  );
}

/** Binds tokens to this key (RFC 9449). */
export async function dpopHandle(config: oidc.Configuration, jwk: PrivateJwk): Promise<oidc.DPoPHandle> {
  const privateKey = await webCryptoKey(jwk);
  const algorithm = jwk.kty === 'EC' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' };
  const { kid: _, ...members } = publicJwkOf(jwk);
  const publicKey = await webcrypto.subtle.importKey('jwk', members, algorithm, true, ['verify']);
  return oidc.getDPoPHandle(config, { privateKey, publicKey });
}

/** The form of a key that openid-client takes. */
const webCryptoKey = (jwk: PrivateJwk): Promise<CryptoKey> =>
  importJWK({ ...jwk } as JWK, jwk.kty === 'EC' ? 'ES256' : 'EdDSA') as Promise<CryptoKey>;
