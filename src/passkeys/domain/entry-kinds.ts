import { closed, id, Type } from '../../contract/index.js';

const subject = id('subject');
const person = id('person');
const passkey = id('passkey');

/**
 * Payloads of this room's ledger entries. Their kind in the leaf is that of everything about persons: a kind of its own
 * would tell who has a passkey. The key itself is a part of the person.
 */
export const passkeysEntryKinds = {
  'person.passkey-registered': closed({
    subject,
    person,
    passkey,
    /** From here on until it is revoked, a yes of this person counts only when signed. */
    everyYes: Type.Boolean(),
  }),
  'person.passkey-revoked': closed({ subject, person, passkey }),
};
