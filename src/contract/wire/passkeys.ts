/** Parent, young person: keys on a device of theirs, and what these sign (WebAuthn Level 3). */
import type { DecisionId, PasskeyId } from '../ids.js';
import {
  base64urlText,
  civilDate,
  closed,
  digest,
  id,
  oneOf,
  type Static,
  Type,
  timestamp,
} from '../schema.js';
import { inclusion } from '../statements.js';

/** COSE algorithms that are taken, by preference: EdDSA, ES256, RS256. */
export const passkeyAlgorithms = [-8, -7, -257] as const;

const credential = closed({ type: Type.Literal('public-key'), id: base64urlText(1_400) });

/** `POST /v1/me/children/{child}/passkeys/_challenge`. */
export const passkeyWish = closed({
  /** Whether a yes of this person about this child is to count only when one of the own passkeys signed it. */
  everyYes: Type.Boolean(),
});

const wished = { passkey: id<PasskeyId>('passkey'), askedAt: timestamp, ...passkeyWish.properties };

/** `options` are for `PublicKeyCredential.parseCreationOptionsFromJSON`; good once, for ten minutes. */
export const passkeyChallenge = closed({
  ...wished,
  options: closed({
    rp: closed({ id: Type.String(), name: Type.String() }),
    user: closed({ id: base64urlText(100), name: Type.String(), displayName: Type.String() }),
    challenge: digest,
    pubKeyCredParams: Type.Array(closed({ type: Type.Literal('public-key'), alg: Type.Integer() })),
    timeout: Type.Integer(),
    excludeCredentials: Type.Array(credential),
    authenticatorSelection: closed({
      residentKey: oneOf('discouraged'),
      userVerification: oneOf('required'),
    }),
    attestation: oneOf('none'),
  }),
});

/** `POST /v1/me/children/{child}/passkeys` (idempotent): what the challenge said, and what the device answered. */
export const passkeyRegistration = closed({
  ...wished,
  credential: closed({
    id: base64urlText(1_400),
    clientDataJSON: base64urlText(4_000),
    attestationObject: base64urlText(16_000),
  }),
});

export const registeredPasskey = closed({
  id: id<PasskeyId>('passkey'),
  /** RFC 7638 thumbprint of the public key: with it a receipt can be held against this very key. */
  fingerprint: digest,
  registeredAt: timestamp,
  proof: inclusion,
});

export const passkeys = closed({
  items: Type.Array(
    closed({
      id: id<PasskeyId>('passkey'),
      fingerprint: digest,
      everyYes: Type.Boolean(),
      registeredOn: civilDate,
      revokedOn: Type.Union([civilDate, Type.Null()]),
    }),
  ),
});

/** `POST /v1/me/children/{child}/passkeys/{passkey}/revocations` (idempotent). */
export const passkeyRevocation = closed({
  revokedAt: timestamp,
  proof: inclusion,
});

const signing = { decision: id<DecisionId>('decision'), askedAt: timestamp };

/** `options` are for `PublicKeyCredential.parseRequestOptionsFromJSON`; good once, for ten minutes. */
export const signatureChallenge = closed({
  ...signing,
  options: closed({
    challenge: digest,
    rpId: Type.String(),
    timeout: Type.Integer(),
    allowCredentials: Type.Array(credential),
    userVerification: oneOf('required'),
  }),
});

/** What the device signed, beside the decision itself. */
export const decisionSignature = closed({
  ...signing,
  credential: closed({
    id: base64urlText(1_400),
    clientDataJSON: base64urlText(4_000),
    authenticatorData: base64urlText(4_000),
    signature: base64urlText(1_400),
  }),
});

export type PasskeyWish = Static<typeof passkeyWish>;
export type PasskeyChallenge = Static<typeof passkeyChallenge>;
export type PasskeyRegistration = Static<typeof passkeyRegistration>;
export type SignatureChallenge = Static<typeof signatureChallenge>;
export type DecisionSignature = Static<typeof decisionSignature>;
