/** What a hub could write of passkeys, and of what these signed, that was not so. */
import { generateKeyPairSync } from 'node:crypto';
import type { Json } from '../../src/kernel/index.js';
import { type ForgedEntry, moveBefore, nth } from './forge.js';
import { changed, type Lie, stranger } from './lies.js';

const registered = 'person.passkey-registered';
const revoked = 'person.passkey-revoked';

/** The one that was signed is the last that was given. */
const signed = (change: (entry: ForgedEntry) => unknown) => changed('consent.given', change, -1);
const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });

type Part = Record<'content' | 'assertion', Record<string, Json>>;
const signatureOf = ({ parts }: ForgedEntry) => parts.signature as unknown as Part;

function unsign({ payload, parts }: ForgedEntry): void {
  payload.relies = payload.relies.filter((id) => id !== payload.signedWith);
  delete payload.signedWith;
  delete parts.signature;
}

/** With an entry that is about something else. */
function signWithAnother({ payload }: ForgedEntry): void {
  payload.relies = payload.relies.filter((id) => id !== payload.signedWith);
  payload.signedWith = payload.relies[0] ?? '';
}

/** The first that was given was not. */
const signatureOfAnother = (all: ForgedEntry[]): ForgedEntry[] => {
  const [unsigned, own] = [nth(all, 'consent.given'), nth(all, 'consent.given', -1)];
  unsigned.payload.signedWith = own.payload.signedWith ?? '';
  unsigned.parts.signature = own.parts.signature ?? '';
  return moveBefore(all, nth(all, registered), unsigned);
};

export const passkeyLies: readonly Lie[] = [
  [
    'a passkey of somebody who is nobody of the child',
    'person-known',
    registered,
    changed(registered, ({ payload }) => (payload.person = stranger)),
  ],
  [
    'a passkey without a key',
    'passkey-known',
    registered,
    changed(registered, ({ parts }) => delete parts.passkey),
  ],
  [
    'a passkey a second time',
    'passkey-known',
    registered,
    (all) => {
      const again = structuredClone(nth(all, registered));
      again.payload.id = `ent_${'A'.repeat(22)}`;
      return all.toSpliced(all.indexOf(nth(all, registered)) + 1, 0, again);
    },
  ],
  [
    'a key in the place of the one that signed',
    'decision-signed',
    'consent.given',
    changed(registered, ({ parts }) => Object.assign(parts.passkey as object, { publicKey: otherKey })),
  ],
  [
    'a signature with the passkey of the other parent',
    'decision-signed',
    'consent.given',
    (all) =>
      changed(registered, ({ payload }) => {
        payload.person = nth(all, 'consent.given', 1).payload.person ?? null;
      })(all),
  ],
  [
    'a signature with a passkey that was revoked',
    'decision-signed',
    'consent.given',
    (all) => moveBefore(all, nth(all, revoked), nth(all, 'consent.given', -1)),
  ],
  ['a signature with no passkey', 'decision-signed', 'consent.given', signed(signWithAnother)],
  [
    'a decision that claims to be signed and is not',
    'decision-signed',
    'consent.given',
    signed(({ parts }) => delete parts.signature),
  ],
  [
    'a signature that the device did not make',
    'decision-signed',
    'consent.given',
    signed((entry) => (signatureOf(entry).assertion.signature = 'A'.repeat(96))),
  ],
  [
    'a signature under another decision',
    'decision-signed',
    'consent.given',
    signed((entry) => (signatureOf(entry).content.digest = 'A'.repeat(43))),
  ],
  ['a signature that served before', 'decision-signed', 'consent.given', signatureOfAnother],
  [
    'a yes without the signature that this person’s yes needs',
    'decision-signed',
    'consent.given',
    signed(unsign),
  ],
  [
    'a revocation of a passkey by somebody else',
    'passkey-known',
    revoked,
    (all) =>
      changed(revoked, ({ payload }) => {
        payload.person = nth(all, 'consent.given', 1).payload.person ?? null;
      })(all),
  ],
  [
    'a revocation of a passkey that never was',
    'passkey-known',
    revoked,
    changed(revoked, ({ payload }) => (payload.passkey = `pky_${'A'.repeat(22)}`)),
  ],
];
