import {
  type ChildRef,
  type Citizen,
  idPrefix,
  type PasskeyChallenge,
  type PasskeyId,
  type PasskeyWish,
  passkeyAlgorithms,
} from '../../contract/index.js';
import { base64url, newId } from '../../kernel/index.js';
import { PasskeyConflict } from '../domain/errors.js';
import { registrationChallenge } from '../domain/passkey.js';
import { databaseNow, keepChallenge } from '../store.js';
import { type PasskeysNeeds, requireFreshLogin, requireSite } from './needs.js';
import { isActive, ownKeys } from './own-keys.js';

/** Time for a person to find finger, face or code; in milliseconds. */
export const challengeMs = 10 * 60_000;

/** Of one person for one child: more devices than anyone carries. */
export const mostPasskeys = 10;

/**
 * Asks a device to make a key for one child. Its name on the device tells neither person nor child: it may end up with
 * whoever keeps the device's backups. The user handle is new every time, so that keys for several children are not linked.
 *
 * @throws NotFound | PasskeyConflict | PasskeysUnavailable | HubError `step-up-required`
 */
export async function beginRegistration(
  needs: PasskeysNeeds,
  caller: Citizen,
  child: ChildRef,
  { everyYes }: PasskeyWish,
): Promise<PasskeyChallenge> {
  return needs.database.transaction(async (tx) => {
    const { person } = await needs.people.known(tx, caller.account, child);
    const { rpId } = requireSite(needs);
    requireFreshLogin(needs, caller);
    const keys = (await ownKeys(needs, tx, person)).filter(isActive);
    if (keys.length >= mostPasskeys) throw new PasskeyConflict('you have ten passkeys; revoke one first');
    const passkey: PasskeyId = newId<'PasskeyId'>(idPrefix.passkey);
    const asked = await databaseNow(tx);
    const wish = { passkey, askedAt: asked.toISOString(), everyYes };
    const challenge = registrationChallenge(wish);
    const until = new Date(asked.getTime() + challengeMs);
    await keepChallenge(tx, { challenge, person, use: 'registration', until });
    return {
      ...wish,
      options: await optionsOf(
        rpId,
        passkey,
        challenge,
        keys.map(({ key }) => key),
      ),
    };
  });
}

async function optionsOf(
  rpId: string,
  passkey: PasskeyId,
  challenge: Uint8Array,
  keys: readonly { readonly credential: string }[],
): Promise<PasskeyChallenge['options']> {
  const { generateRegistrationOptions } = await import('./webauthn.js');
  const name = nameOf(passkey);
  const { rp, user, pubKeyCredParams } = await generateRegistrationOptions({
    rpName: 'Kernhub',
    rpID: rpId,
    userName: name,
    userDisplayName: name,
    supportedAlgorithmIDs: [...passkeyAlgorithms],
  });
  return {
    rp: { id: rpId, name: rp.name },
    user,
    challenge: base64url(challenge),
    pubKeyCredParams: [...pubKeyCredParams],
    timeout: challengeMs,
    excludeCredentials: keys.map(({ credential: id }) => ({ type: 'public-key', id })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
    attestation: 'none',
  };
}

/** As the device and our pages call it. */
export const nameOf = (passkey: PasskeyId): string => `Kernhub ${passkey.slice(-4)}`;
