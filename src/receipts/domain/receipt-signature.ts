import { registeredKeyIn, type SignedPart, signatureTopic } from '../../passkeys/offline.js';
import { partOn } from './own-decision.js';
import type { ReceiptSignature } from './receipt.js';
import { ledgerOf, type Shown } from './receipt-ledger.js';

/**
 * What a device of this person signed. The entry that registered its key names this person and child only, so that all of
 * it may be shown.
 *
 * @param registration null for a decision that nobody signed
 * @returns nothing also where a part was erased
 */
export function signatureOf(
  disclosures: readonly string[],
  registration: Shown | null,
  verifierKeys: readonly string[],
): { readonly signature?: ReceiptSignature } {
  if (registration === null) return {};
  const part = partOn(signatureTopic, disclosures) as unknown as SignedPart | null;
  const key = registeredKeyIn(registration.disclosures);
  if (part === null || key === null) return {};
  const { content, assertion } = part;
  return {
    signature: { content, assertion, key, registration: ledgerOf(registration, verifierKeys, true) },
  };
}
