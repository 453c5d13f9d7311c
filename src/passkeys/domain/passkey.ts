import type { ConsentRequestId, DecisionId, PasskeyId } from '../../contract/index.js';
import { canonicalJson, type Json, type PublicJwk, sha256 } from '../../kernel/index.js';

/** The topic of the part of `person.passkey-registered` that holds the key. */
export const passkeyTopic = 'passkey';

/** A registered key, as that part says it. */
export interface RegisteredKey {
  /** base64url, as the device names it. */
  readonly credential: string;
  readonly publicKey: PublicJwk;
  /** Where it was made and can sign: `https://…`. */
  readonly origin: string;
  readonly rpId: string;
}

/** The topic of the part of a decision that holds what the device signed. */
export const signatureTopic = 'signature';

export const signedFormat = 'kernhub/signed-decision/v1';

/**
 * What a person signs: the digest of the decision, and what makes this signature good for this one decision and no other,
 * however equal. The decision's id serves once.
 */
export interface SignedContent {
  readonly format: typeof signedFormat;
  readonly decision: DecisionId;
  readonly request: ConsentRequestId;
  /** SHA-256 of the canonical decision, base64url. */
  readonly digest: string;
  /** When the hub was asked for the challenge, by the clock of its ledger. RFC 3339 in UTC with milliseconds. */
  readonly askedAt: string;
}

/** What the device answered, all base64url. */
export interface Assertion {
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** The part of a signed decision. */
export interface SignedPart {
  readonly content: SignedContent;
  readonly assertion: Assertion;
}

/** 32 bytes: SHA-256 of the canonical content (RFC 8785). */
export const challengeOf = (content: SignedContent): Uint8Array =>
  sha256(canonicalJson(content as unknown as Json));

/** The challenge of a registration: the id serves once, and the wish cannot be turned on the way. */
export const registrationChallenge = (wish: {
  readonly passkey: PasskeyId;
  readonly askedAt: string;
  readonly everyYes: boolean;
}): Uint8Array =>
  sha256(
    canonicalJson({
      format: 'kernhub/passkey-registration/v1',
      passkey: wish.passkey,
      askedAt: wish.askedAt,
      everyYes: wish.everyYes,
    }),
  );

/** Name of the website and of its keys; null where browsers make none: for a number, or without TLS. */
export function relyingPartyOf(publicUrl: string): { readonly origin: string; readonly rpId: string } | null {
  const { origin, hostname, protocol } = new URL(publicUrl);
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  const isSafe = protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return isNumber || !isSafe ? null : { origin, rpId: hostname };
}

/** The key in checked disclosures of a registration; null where it was erased. */
export function registeredKeyIn(disclosures: readonly string[]): RegisteredKey | null {
  for (const disclosure of disclosures) {
    const [, topic, value] = JSON.parse(disclosure) as readonly [string, string, unknown];
    if (topic === passkeyTopic) return value as RegisteredKey;
  }
  return null;
}
