import type { Caller } from '../../contract/index.js';
import type { Database } from '../../database/index.js';
import type { Clock, PublicJwk } from '../../kernel/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { HubKeys, Vault } from '../../vault/index.js';
import type { Covenant } from '../domain/partner.js';

/** Where people sign in with a browser of their own. */
export interface PersonIssuer {
  readonly issuer: string;
  /** The hub's client there. */
  readonly clientId: string;
  /** Authentication levels (`acr`) that suffice, the preferred one first. */
  readonly acr: readonly string[];
}

export interface IdentityConfig {
  /** Public origin of the hub, such as `https://hub.example`: `htu`, redirects and `Origin` are held against it. */
  readonly publicUrl: string;
  /** What access tokens and payload signatures must name as `aud`. */
  readonly audience: string;
  /** Plain-http issuers, for development only. */
  readonly allowInsecureIssuers: boolean;
  /** Issuers of partners' systems and professionals. */
  readonly professionalsIssuers: readonly string[];
  readonly citizens: PersonIssuer;
  /** Also signs the access tokens of officers and administrators. */
  readonly officers: PersonIssuer;
  /** Verify rosters; the private halves are held offline. */
  readonly covenantKeys: readonly PublicJwk[];
  /** The evaluator's public key as a roster must name it, base64url. */
  readonly prfPublicKey: string;
}

/** The keys under which callers may sign the call that they are making, found together with who they are. */
export type Signers = WeakMap<Caller, readonly PublicJwk[]>;

/** What identity's use cases work with; put together once, in `createIdentity`. */
export interface IdentityNeeds {
  readonly database: Pick<Database, 'reader' | 'prisma' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'append' | 'settled' | 'inclusionOf' | 'verifierKeys'>;
  readonly vault: Pick<Vault, 'macs'>;
  readonly clock: Clock;
  readonly config: IdentityConfig;
  readonly keys: Pick<HubKeys, 'client' | 'ticket'>;
  readonly covenant: Covenant;
  /** Told when a sweep of what has expired fails; the next one tries again. */
  readonly onFailure?: (error: unknown) => void;
}
