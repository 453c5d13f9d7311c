/**
 * That a device's key signed a decision (WebAuthn Level 3, section 7.2), from the entries alone: the hub before it records,
 * a receipt in a command or a browser, and the replay of the log all ask here. Pure.
 */
import {
  base64url,
  equalBytes,
  exactBase64url,
  fromUtf8,
  type JsonObject,
  sha256,
  verifyRaw,
} from '../../kernel/index.js';
import {
  type Assertion,
  challengeOf,
  type RegisteredKey,
  type SignedContent,
  signedFormat,
} from './passkey.js';

export type AssertionClaim =
  | 'signed-decision'
  | 'signed-now'
  | 'signed-here'
  | 'signed-for-site'
  | 'signed-by-person'
  | 'signature';

/** A recorded decision, with what is said to have signed it. */
export interface SignedDecision {
  readonly content: SignedContent;
  readonly assertion: Assertion;
  readonly key: RegisteredKey;
  /** Of the entry: what the signature must be about. */
  readonly decision: string;
  readonly request: string;
  readonly digest: string;
  readonly at: string;
}

export interface AssertionCheck {
  readonly claim: AssertionClaim;
  /** One sentence for a person, where it holds. */
  readonly says: string;
  /** Null where it holds, else why not. */
  readonly fault: (signed: SignedDecision) => string | null;
}

/** From asking for the challenge until the entry: ten minutes for the person, the rest for locks. */
const longestMs = 15 * 60_000;

const [userPresent, userVerified] = [0x01, 0x04];

/** In this order; each rests on those before it. */
export const assertionChecks: readonly AssertionCheck[] = [
  {
    claim: 'signed-decision',
    says: 'the device signed the digest of this very decision: purpose, version, notice and choices',
    fault: decisionFault,
  },
  {
    claim: 'signed-now',
    says: 'it was signed for this decision alone, minutes before it was recorded',
    fault: freshnessFault,
  },
  { claim: 'signed-here', says: 'it was signed on the website of the hub, for signing', fault: originFault },
  {
    claim: 'signed-for-site',
    says: 'the device signed for the name of the hub’s website',
    fault: ({ assertion, key }) =>
      equalBytes(bytesOf(assertion.authenticatorData).subarray(0, 32), sha256(key.rpId))
        ? null
        : `the device signed for another website than ${key.rpId}`,
  },
  {
    claim: 'signed-by-person',
    says: 'the device made sure that it was its owner, by finger, face or code',
    fault: personFault,
  },
  { claim: 'signature', says: 'the signature is that of the passkey that was registered', fault: keyFault },
];

/** The first check that does not hold, or null. */
export function brokenAssertion(
  signed: SignedDecision,
): { readonly claim: AssertionClaim; readonly reason: string } | null {
  for (const { claim, fault } of assertionChecks) {
    const reason = fault(signed);
    if (reason !== null) return { claim, reason };
  }
  return null;
}

function decisionFault({ content, assertion, digest, request }: SignedDecision): string | null {
  if (content.format !== signedFormat) return 'what was signed has no form that is known';
  if (content.digest !== digest) return 'the digest that was signed is not that of the decision';
  if (content.request !== request) return 'what was signed answers another question';
  const challenge = clientDataOf(assertion)?.challenge;
  return challenge === base64url(challengeOf(content))
    ? null
    : 'the device signed another challenge than this decision leads to';
}

function freshnessFault({ content, decision, at }: SignedDecision): string | null {
  if (content.decision !== decision) return 'the signature was made for another decision, and used again';
  const waited = Date.parse(at) - Date.parse(content.askedAt);
  return waited >= 0 && waited <= longestMs ? null : 'it was signed long before it was recorded, or after';
}

function originFault({ assertion, key }: SignedDecision): string | null {
  const { type, origin, crossOrigin } = clientDataOf(assertion) ?? {};
  if (type !== 'webauthn.get') return 'the device was not asked to sign';
  if (origin !== key.origin) return `it was signed on another website than ${key.origin}`;
  return crossOrigin === undefined || crossOrigin === false ? null : 'it was signed inside another website';
}

function personFault({ assertion }: SignedDecision): string | null {
  const flags = bytesOf(assertion.authenticatorData)[32] ?? 0;
  if ((flags & userPresent) === 0) return 'nobody was at the device';
  return (flags & userVerified) === 0 ? 'the device did not check who was at it' : null;
}

function keyFault({ assertion, key }: SignedDecision): string | null {
  const data = bytesOf(assertion.authenticatorData);
  const signed = Buffer.concat([data, sha256(bytesOf(assertion.clientDataJSON))]);
  return data.length >= 37 && verifies(key, signed, assertion) ? null : 'the passkey did not sign this';
}

function verifies({ publicKey }: RegisteredKey, signed: Uint8Array, { signature }: Assertion): boolean {
  try {
    return verifyRaw(publicKey, signed, bytesOf(signature));
  } catch (error) {
    // Members that are no key, or bytes that are no signature: whatever it is, this key did not sign.
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Empty for what is not base64url in its one spelling. */
function bytesOf(text: string): Uint8Array {
  try {
    return exactBase64url(text);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new Uint8Array();
  }
}

/** Null for what is not the JSON of an object. Browsers may add members (section 5.8.1), so that none is refused. */
function clientDataOf({ clientDataJSON }: Assertion): JsonObject | null {
  try {
    const data: unknown = JSON.parse(fromUtf8(bytesOf(clientDataJSON)));
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as JsonObject) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
