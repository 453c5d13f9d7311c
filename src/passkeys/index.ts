/**
 * Keys on devices of people, with which they sign what they decide, so that nobody can make a decision up in their name.
 * Knows WebAuthn, persons by opaque id, and digests; must never know what was decided, and never keep a key anywhere but
 * in the log, where no later hub can put another in its place.
 */
import type {
  AccountId,
  ChildRef,
  Citizen,
  Claim,
  DecisionSignature,
  PasskeyChallenge,
  PasskeyId,
  PasskeyRegistration,
  PasskeyWish,
  PersonId,
  Route,
  SignatureChallenge,
} from '../contract/index.js';
import type { Tx } from '../database/index.js';
import { relyingPartyOf } from './domain/passkey.js';
import { passkeysRoutes } from './routes.js';
import { beginRegistration } from './usecases/begin-registration.js';
import { type ListedPasskey, listPasskeys } from './usecases/list-passkeys.js';
import type { PasskeysNeeds } from './usecases/needs.js';
import { registerPasskey } from './usecases/register-passkey.js';
import { revokePasskey } from './usecases/revoke-passkey.js';
import {
  askSignature,
  checkSignature,
  requireUnsignedCounts,
  type Signed,
  type ToSign,
} from './usecases/sign-decision.js';

export * from './offline.js';
export type { ListedPasskey } from './usecases/list-passkeys.js';
export type { Signed, ToSign } from './usecases/sign-decision.js';

export interface Passkeys {
  /** Whether browsers make passkeys for the hub's address. */
  readonly available: boolean;
  /** @throws NotFound */
  list(account: AccountId, child: ChildRef): Promise<readonly ListedPasskey[]>;
  /** @throws NotFound | PasskeyConflict | PasskeysUnavailable | HubError `step-up-required` */
  begin(caller: Citizen, child: ChildRef, wish: PasskeyWish): Promise<PasskeyChallenge>;
  /** @throws NotFound | PasskeyInvalid | PasskeyConflict | HubError `step-up-required` */
  register(
    caller: Citizen,
    child: ChildRef,
    registration: PasskeyRegistration,
    claim: Claim | null,
  ): Promise<unknown>;
  /** @throws NotFound | PasskeyConflict | HubError `step-up-required` */
  revoke(
    caller: Citizen,
    which: { readonly child: ChildRef; readonly passkey: PasskeyId },
    claim: Claim | null,
  ): Promise<unknown>;
  /** @throws PasskeyConflict | PasskeysUnavailable */
  askSignature(tx: Tx, toSign: ToSign): Promise<SignatureChallenge>;
  /** In the transaction that records the decision. @throws PasskeyInvalid | PasskeysUnavailable */
  checkSignature(tx: Tx, toSign: ToSign, signature: DecisionSignature): Promise<Signed>;
  /** @throws SignatureRequired where an unsigned yes of this person does not count */
  requireUnsignedCounts(tx: Tx, person: PersonId): Promise<void>;
  readonly routes: readonly Route[];
}

export function createPasskeys(
  parts: Omit<PasskeysNeeds, 'site'> & { readonly publicUrl: string },
): Passkeys {
  const needs: PasskeysNeeds = { ...parts, site: relyingPartyOf(parts.publicUrl) };
  return {
    available: needs.site !== null,
    list: (account, child) => listPasskeys(needs, account, child),
    begin: (caller, child, wish) => beginRegistration(needs, caller, child, wish),
    register: (caller, child, registration, claim) =>
      registerPasskey(needs, caller, child, registration, claim),
    revoke: (caller, which, claim) => revokePasskey(needs, caller, which, claim),
    askSignature: (tx, toSign) => askSignature(needs, tx, toSign),
    checkSignature: (tx, toSign, signature) => checkSignature(needs, tx, toSign, signature),
    requireUnsignedCounts,
    routes: passkeysRoutes(needs),
  };
}
