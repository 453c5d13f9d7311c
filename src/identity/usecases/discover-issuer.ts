import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { IssuerUnavailable } from '../domain/errors.js';
import type { Realm } from '../domain/token.js';

export interface KnownIssuer {
  readonly iss: string;
  readonly realm: Realm;
  /** Chooses the key by `kid`; fetches the key set again for one that it does not know. */
  keys(): Promise<JWTVerifyGetKey>;
}

export interface IssuerOptions {
  /** Plain http, for development only. */
  readonly allowInsecure: boolean;
  /** Time after a fetch in which an unknown `kid` does not cause another one; 5 s unless told otherwise. */
  readonly cooldownMs?: number;
}

/** Short enough to follow an issuer that changes its keys, long enough that tokens of nobody cause no flood of fetches. */
const cooldown = 5_000;

/**
 * The issuers that the hub trusts, by realm. Metadata is fetched at the first token, so that the hub starts while an
 * issuer is away; a failure is forgotten, a success is kept.
 *
 * @see OpenID Connect Discovery 1.0 section 4
 * @throws RangeError when one issuer would serve two realms, or is plain http where that is not allowed
 */
export function knownIssuers(
  realms: Readonly<Record<Realm, readonly string[]>>,
  options: IssuerOptions,
): ReadonlyMap<string, KnownIssuer> {
  const known = new Map<string, KnownIssuer>();
  for (const [realm, issuers] of Object.entries(realms) as [Realm, readonly string[]][]) {
    for (const iss of issuers) {
      if (known.has(iss)) throw new RangeError(`the issuer ${iss} serves more than one realm`);
      refuseInsecure(iss, options.allowInsecure);
      known.set(iss, { iss, realm, keys: once(() => discoverKeys(iss, options)) });
    }
  }
  return known;
}

function refuseInsecure(url: string, allowInsecure: boolean): void {
  if (new URL(url).protocol !== 'https:' && !allowInsecure) {
    throw new RangeError(`the issuer ${url} is not on https`);
  }
}

async function discoverKeys(iss: string, options: IssuerOptions): Promise<JWTVerifyGetKey> {
  try {
    const response = await fetch(`${iss.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) throw new RangeError(`the metadata answers ${response.status}`);
    const metadata = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    // A document that names another issuer could bring keys of its own (Discovery section 4.3).
    if (metadata.issuer !== iss) throw new RangeError('the metadata names another issuer');
    if (typeof metadata.jwks_uri !== 'string') throw new RangeError('the metadata names no keys');
    refuseInsecure(metadata.jwks_uri, options.allowInsecure);
    return createRemoteJWKSet(new URL(metadata.jwks_uri), {
      cooldownDuration: options.cooldownMs ?? cooldown,
    });
  } catch (cause) {
    throw new IssuerUnavailable(cause);
  }
}

/** Shares one attempt among all who wait, and keeps it only when it succeeds. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= work().catch((error: unknown) => {
      running = null;
      throw error;
    });
    return running;
  };
}
