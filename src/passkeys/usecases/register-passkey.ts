import type { VerifiedRegistrationResponse } from '@simplewebauthn/server';
import {
  type ChildRef,
  type Citizen,
  type Claim,
  type EntryId,
  type Inclusion,
  type PasskeyId,
  type PasskeyRegistration,
  passkeyAlgorithms,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { base64url, fromBase64url, type Json } from '../../kernel/index.js';
import { PasskeyConflict, PasskeyInvalid } from '../domain/errors.js';
import { passkeyTopic, type RegisteredKey, registrationChallenge } from '../domain/passkey.js';
import { insertPasskey, takeChallenge } from '../store.js';
import { mostPasskeys } from './begin-registration.js';
import { type KnownPerson, type PasskeysNeeds, requireFreshLogin, requireSite } from './needs.js';
import { isActive, ownKeys } from './own-keys.js';

type Webauthn = typeof import('./webauthn.js');

export interface RegisteredPasskey {
  readonly id: PasskeyId;
  readonly fingerprint: string;
  readonly registeredAt: Date;
  readonly proof: Inclusion;
}

/**
 * Records the public key of a person's device, for one child. From then on the log says which key it was, and no later
 * hub can say otherwise.
 *
 * @throws NotFound | PasskeyInvalid | PasskeyConflict | PasskeysUnavailable | HubError `step-up-required` |
 * `ledger-unavailable`
 */
export async function registerPasskey(
  needs: PasskeysNeeds,
  caller: Citizen,
  child: ChildRef,
  registration: PasskeyRegistration,
  claim: Claim | null,
): Promise<RegisteredPasskey> {
  needs.ledger.assertWritable();
  // Loaded before the child is locked.
  await import('./webauthn.js');
  const { entry, ...registered } = await needs.database.transaction(async (tx) => {
    const known = await needs.people.known(tx, caller.account, child);
    await needs.people.lockSubject(tx, known.subject, 'update');
    requireFreshLogin(needs, caller);
    const made = await madeKey(needs, tx, known, registration);
    const location = `/v1/me/children/${child}/passkeys/${registration.passkey}`;
    await settleOnce(tx, claim, { status: 201, location });
    return record(needs, tx, known, registration, made);
  });
  return { ...registered, proof: await needs.ledger.settled(entry) };
}

interface MadeKey {
  readonly key: RegisteredKey;
  readonly signCount: number;
}

async function madeKey(
  needs: PasskeysNeeds,
  tx: Tx,
  { person }: KnownPerson,
  { credential, ...wish }: PasskeyRegistration,
): Promise<MadeKey> {
  const site = requireSite(needs);
  const challenge = registrationChallenge(wish);
  if (!(await takeChallenge(tx, { challenge, person, use: 'registration' }))) {
    throw new PasskeyInvalid('this was not asked, was used before, or took longer than ten minutes');
  }
  const { registrationInfo } = await verified(credential, challenge, site);
  if (registrationInfo === undefined) throw new PasskeyInvalid('the device did not make this key');
  const { id, publicKey, counter } = registrationInfo.credential;
  const keys = await ownKeys(needs, tx, person);
  if (keys.some(({ key }) => key.credential === id)) throw new PasskeyConflict('this passkey is registered');
  if (keys.filter(isActive).length >= mostPasskeys) throw new PasskeyConflict('you have ten passkeys');
  const { jwkOfCose } = await import('./webauthn.js');
  const jwk = await jwkOfCose(publicKey).catch(refuse);
  return { key: { credential: id, publicKey: jwk, ...site }, signCount: counter };
}

async function verified(
  { id, clientDataJSON, attestationObject }: PasskeyRegistration['credential'],
  challenge: Uint8Array,
  { origin, rpId }: NonNullable<PasskeysNeeds['site']>,
): Promise<VerifiedRegistrationResponse> {
  const { decodeAttestationObject, verifyRegistrationResponse } = await import('./webauthn.js');
  try {
    refuseCertificates(decodeAttestationObject(Uint8Array.from(fromBase64url(attestationObject))));
    return await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: base64url(challenge),
      expectedOrigin: origin,
      expectedRPID: rpId,
      supportedAlgorithmIDs: [...passkeyAlgorithms],
    });
  } catch (error) {
    return refuse(error);
  }
}

/** We asked for no attestation. A certificate would also name addresses that the library would fetch from. */
function refuseCertificates(attestation: ReturnType<Webauthn['decodeAttestationObject']>): void {
  const format = attestation.get('fmt');
  const isSelfSigned = format === 'packed' && attestation.get('attStmt').get('x5c') === undefined;
  if (format !== 'none' && !isSelfSigned) throw new PasskeyInvalid('the device brought an attestation');
}

/** The library says what is wrong by plain errors; whatever it is, this is no key that we take. */
function refuse(error: unknown): never {
  if (error instanceof PasskeyInvalid) throw error;
  throw new PasskeyInvalid('the device did not make this key here, for this, or not with its owner', error);
}

async function record(
  { ledger }: PasskeysNeeds,
  tx: Tx,
  { subject, person }: KnownPerson,
  { passkey: id, everyYes }: PasskeyRegistration,
  { key, signCount }: MadeKey,
): Promise<Omit<RegisteredPasskey, 'proof'> & { readonly entry: EntryId }> {
  const appended = await ledger.append(tx, {
    event: 'person.passkey-registered',
    owner: subject,
    retention: 'consent-proof',
    payload: { subject, person, passkey: id, everyYes },
    parts: [{ topic: passkeyTopic, person, value: key as unknown as Json }],
  });
  const { id: entry, seq, at: registeredAt } = appended;
  await insertPasskey(tx, { id, subject, person, everyYes, signCount, entry, seq, registeredAt });
  return { entry, id, fingerprint: key.publicKey.kid, registeredAt };
}
