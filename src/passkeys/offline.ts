/** What a passkey signed and whether it did, for who holds entries against it without a database. */
export { passkeysEntryKinds } from './domain/entry-kinds.js';
export { PasskeyInvalid } from './domain/errors.js';
export {
  type Assertion,
  challengeOf,
  passkeyTopic,
  type RegisteredKey,
  registeredKeyIn,
  relyingPartyOf,
  type SignedContent,
  type SignedPart,
  signatureTopic,
  signedFormat,
} from './domain/passkey.js';
export {
  type AssertionClaim,
  assertionChecks,
  brokenAssertion,
  type SignedDecision,
} from './domain/verify-assertion.js';
