/** Passkeys of people, and what these signed: a decision that claims to be signed must be. */

import type { SubjectId } from '../../../contract/index.js';
import {
  type Assertion,
  brokenAssertion,
  passkeyTopic,
  type RegisteredKey,
  type SignedPart,
  signatureTopic,
} from '../../../passkeys/offline.js';
import type { Child } from './child.js';
import type { KnownPasskey } from './known-facts.js';
import type { LogState } from './log-state.js';
import { refuted, type Said } from './said.js';

export function passkeyRegistered(log: LogState, said: Said<'person.passkey-registered'>): Child {
  const { subject, person, passkey, everyYes } = said.payload;
  const child = log.child(subject as SubjectId, said);
  log.requireLatest(said, child);
  const known = child.persons.find(({ id }) => id === person);
  if (known === undefined) {
    throw log.missing('person-known', 'a passkey of somebody who is nobody of this child', said);
  }
  if (known.account === null || known.sameAs !== null) {
    throw refuted('person-known', 'a passkey of somebody who was not recognised', said);
  }
  if (child.passkeys.some(({ id }) => id === passkey)) {
    throw refuted('passkey-known', 'a passkey with this id was registered before', said);
  }
  if (!said.parts.has(passkeyTopic) && said.erasedParts === 0) {
    throw refuted('passkey-known', 'a passkey without a key', said);
  }
  const key = (said.parts.get(passkeyTopic) ?? null) as RegisteredKey | null;
  const registered = {
    id: passkey,
    person,
    everyYes,
    key,
    revoked: false,
    entry: said.id,
    index: said.index,
  };
  child.passkeys = child.passkeys.concat(registered);
  return child;
}

export function passkeyRevoked(log: LogState, said: Said<'person.passkey-revoked'>): Child {
  const { subject, person, passkey } = said.payload;
  const child = log.child(subject as SubjectId, said);
  const known = child.passkeys.find(({ id }) => id === passkey);
  if (known === undefined) {
    throw log.missing('passkey-known', 'revokes a passkey that was never registered', said);
  }
  log.requireLatest(said, child, [known.index]);
  if (known.person !== person || known.revoked) {
    throw refuted('passkey-known', 'revokes a passkey of another person, or one that was revoked', said);
  }
  known.revoked = true;
  return child;
}

type Decided = Said<'consent.given'> | Said<'consent.refused'>;

/**
 * Signed by a key of this very person that was registered before and not revoked; or not at all, where the person did not
 * say that only a signed yes counts.
 *
 * @throws ClaimBroken | Unproven
 */
export function requireSigned(log: LogState, child: Child, said: Decided): void {
  const { person, choice, signedWith } = said.payload;
  const own = child.passkeys.filter((passkey) => passkey.person === person && !passkey.revoked);
  const part = said.parts.get(signatureTopic) as SignedPart | undefined;
  if (signedWith === undefined) {
    const binds = choice === 'given' && own.some(({ everyYes }) => everyYes);
    if (binds || part !== undefined) {
      throw refuted('decision-signed', 'the yes of this person counts only when signed, and is not', said);
    }
    return;
  }
  const passkey = own.find(({ entry }) => entry === signedWith);
  if (passkey === undefined) {
    throw log.missing('decision-signed', 'signed with no passkey that this person then had', said);
  }
  if (part === undefined && said.erasedParts === 0) {
    throw refuted('decision-signed', 'claims to be signed, and holds no signature', said);
  }
  if (part === undefined || passkey.key === null) child.hasErasedParts = true;
  else requireSignature(said, part, passkey.key);
}

function requireSignature(said: Decided, part: SignedPart, key: NonNullable<KnownPasskey['key']>): void {
  const { decision, request, digest } = said.payload;
  const assertion: Assertion = part.assertion;
  const { content } = part;
  const broken = brokenAssertion({ content, assertion, key, decision, request, digest, at: said.at });
  if (broken !== null) throw refuted('decision-signed', broken.reason, said);
}
