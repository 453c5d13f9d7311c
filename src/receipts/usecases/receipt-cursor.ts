/** Where a page of receipts ends, in a form that only the hub makes and only this person can use. */
import { type EntryId, notGiven, type PersonId } from '../../contract/index.js';
import { base64url, fromBase64url, fromUtf8, SealBroken, utf8 } from '../../kernel/index.js';
import type { Vault } from '../../vault/index.js';

type Disguising = Pick<Vault, 'disguise' | 'undisguise'>;

const contextOf = (person: PersonId): string => `receipts/cursor ${person}`;

/** @param entry of the last receipt of the page */
export const receiptCursor = (vault: Disguising, person: PersonId, entry: EntryId): string =>
  base64url(vault.disguise(utf8(entry), contextOf(person)));

/**
 * Refuses before anything is looked up, so that a receipt of another person about the same child costs what one that
 * never was costs.
 *
 * @throws InvalidRequest on one that the hub did not give to this person
 */
export function readReceiptCursor(vault: Disguising, person: PersonId, cursor: string): EntryId {
  try {
    return fromUtf8(vault.undisguise(fromBase64url(cursor), contextOf(person))) as EntryId;
  } catch (error) {
    if (error instanceof SealBroken) throw notGiven();
    throw error;
  }
}
