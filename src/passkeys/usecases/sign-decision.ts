import {
  type ConsentRequestId,
  type DecisionSignature,
  type EntryId,
  idPrefix,
  type PersonId,
  type SignatureChallenge,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { base64url, fromBase64url, newId } from '../../kernel/index.js';
import { PasskeyConflict, PasskeyInvalid, SignatureRequired } from '../domain/errors.js';
import { challengeOf, type SignedContent, type SignedPart, signedFormat } from '../domain/passkey.js';
import { brokenAssertion } from '../domain/verify-assertion.js';
import { databaseNow, keepChallenge, passkeysOf, setSignCount, takeChallenge } from '../store.js';
import { challengeMs } from './begin-registration.js';
import { type PasskeysNeeds, requireSite } from './needs.js';
import { isActive, type OwnKey, ownKeys } from './own-keys.js';

export interface ToSign {
  readonly person: PersonId;
  readonly request: ConsentRequestId;
  /** SHA-256 of the canonical decision, base64url. */
  readonly digest: string;
}

/**
 * Asks for a signature under a decision that was not made yet; its id is given here, and serves once.
 *
 * @throws PasskeyConflict | PasskeysUnavailable
 */
export async function askSignature(
  needs: PasskeysNeeds,
  tx: Tx,
  { person, request, digest }: ToSign,
): Promise<SignatureChallenge> {
  const { rpId } = requireSite(needs);
  const keys = (await ownKeys(needs, tx, person)).filter(isActive);
  if (keys.length === 0) throw new PasskeyConflict('you have no passkey for this child');
  const asked = await databaseNow(tx);
  const decision = newId<'DecisionId'>(idPrefix.decision);
  const askedAt = asked.toISOString();
  const challenge = challengeOf({ format: signedFormat, decision, request, digest, askedAt });
  const until = new Date(asked.getTime() + challengeMs);
  await keepChallenge(tx, { challenge, person, use: 'signature', until });
  return {
    decision,
    askedAt,
    options: {
      challenge: base64url(challenge),
      rpId,
      timeout: challengeMs,
      allowCredentials: keys.map(({ key }) => ({ type: 'public-key', id: key.credential })),
      userVerification: 'required',
    },
  };
}

/** What a decision's entry says of who signed it. */
export interface Signed {
  /** In which the key was registered. */
  readonly entry: EntryId;
  readonly part: SignedPart;
}

/**
 * Checks a signature under a decision, in the transaction that records it and under its locks, by the library and then by
 * the very function that receipts are checked with: what is recorded must hold for whoever reads it.
 *
 * @throws PasskeyInvalid | PasskeysUnavailable
 */
export async function checkSignature(
  needs: PasskeysNeeds,
  tx: Tx,
  { person, request, digest }: ToSign,
  { decision, askedAt, credential }: DecisionSignature,
): Promise<Signed> {
  requireSite(needs);
  const content = { format: signedFormat, decision, request, digest, askedAt } as const;
  const challenge = challengeOf(content);
  const keys = (await ownKeys(needs, tx, person)).filter(isActive);
  const own = keys.find(({ key }) => key.credential === credential.id);
  if (own === undefined) throw new PasskeyInvalid('this is no passkey of yours for this child');
  if (!(await takeChallenge(tx, { challenge, person, use: 'signature' }))) {
    throw new PasskeyInvalid('this was not asked, was used before, or took longer than ten minutes');
  }
  const { id: _, ...assertion } = credential;
  const count = await countIfVerified(own, credential, challenge);
  const at = (await databaseNow(tx)).toISOString();
  const broken = brokenAssertion({ content, assertion, key: own.key, decision, request, digest, at });
  if (broken !== null) throw new PasskeyInvalid(broken.reason);
  await setSignCount(tx, own.id, count);
  return { entry: own.entry, part: { content: content satisfies SignedContent, assertion } };
}

async function countIfVerified(
  { key, signCount }: OwnKey,
  { id, ...response }: DecisionSignature['credential'],
  challenge: Uint8Array,
): Promise<number> {
  const count = Buffer.from(fromBase64url(response.authenticatorData)).subarray(33, 37);
  if (count.length === 4 && signCount > 0 && count.readUInt32BE() <= signCount) {
    throw new PasskeyInvalid('the passkey counted back: it may have been copied, revoke it');
  }
  const { coseOfJwk, verifyAuthenticationResponse } = await import('./webauthn.js');
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      expectedChallenge: base64url(challenge),
      expectedOrigin: key.origin,
      expectedRPID: key.rpId,
      credential: { id, publicKey: coseOfJwk(key.publicKey), counter: signCount },
      requireUserVerification: true,
    });
    if (verified) return authenticationInfo.newCounter;
  } catch (error) {
    // The library says what is wrong by plain errors.
    throw new PasskeyInvalid('the passkey did not sign this here, or not with its owner', error);
  }
  throw new PasskeyInvalid('the passkey did not sign this');
}

/** @throws SignatureRequired where an unsigned yes of this person does not count */
export async function requireUnsignedCounts(tx: Tx, person: PersonId): Promise<void> {
  const binds = (await passkeysOf(tx, person)).some((passkey) => isActive(passkey) && passkey.everyYes);
  if (binds) throw new SignatureRequired();
}
