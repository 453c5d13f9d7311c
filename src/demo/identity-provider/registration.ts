import type { PublicJwk } from '../../kernel/index.js';

/** One issuer each, as in production: a `sub` of one realm means nothing in another. */
export const realms = ['citizens', 'professionals', 'officers'] as const;
export type Realm = (typeof realms)[number];

/** eIDAS levels of assurance (Implementing Regulation (EU) 2015/1502): one factor, and two. */
export const acr = {
  password: 'http://eidas.europa.eu/LoA/low',
  multiFactor: 'http://eidas.europa.eu/LoA/substantial',
} as const;

/** The second factor of every account. Shown on the page: this provider proves nothing about anyone. */
export const developmentCode = '246810';

export interface Account {
  readonly realm: Realm;
  /** What the person types. */
  readonly account: string;
  readonly password: string;
  /** Shown on the consent page. */
  readonly name: string;
  /** The stable subject in tokens; by default `account`. */
  readonly sub?: string;
  /** Only at these clients; by default at every client of the realm. */
  readonly clients?: readonly string[];
  /** Always asks the code, also where the client does not ask for it. */
  readonly alwaysMultiFactor?: boolean;
  /** Professionals: the sector's own term, such as `jeugdverpleegkundige`. */
  readonly function?: string;
  /** Officers: what they may do at the hub. */
  readonly duty?: 'administrator' | 'privacy-officer' | 'fg' | 'partner-officer';
  /** Of the officer of one partner, the id of that partner at the hub. */
  readonly partner?: string;
}

export interface ClientRegistration {
  readonly realm: Realm;
  readonly clientId: string;
  readonly name: string;
  /** Public keys that the client signs its assertions with (`private_key_jwt`, RFC 7523). */
  readonly jwks: readonly PublicJwk[];
  /** Absent for a client that only acts for itself. */
  readonly redirectUris?: readonly string[];
  /** Where a browser may come back to after signing out. */
  readonly signedOutUris?: readonly string[];
  /** Only DPoP-bound access tokens (RFC 9449); by default true, except for citizens, whose client needs none. */
  readonly dpopBound?: boolean;
}
