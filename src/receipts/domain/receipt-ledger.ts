import { base64 } from '../../kernel/index.js';
import type { Evidence } from '../../ledger/index.js';
import type { InclusionStatement } from '../../tlog/index.js';
import type { ReceiptLedger } from './receipt.js';

/** An entry with the own parts of it, and its proof. */
export interface Shown {
  readonly evidence: Evidence;
  /** The viewer's own parts of that entry; no one else's. */
  readonly disclosures: readonly string[];
  readonly inclusion: InclusionStatement;
}

/** @param open whether the whole payload may be shown to the viewer */
export function ledgerOf(
  { evidence, disclosures, inclusion }: Shown,
  verifierKeys: readonly string[],
  open: boolean,
): ReceiptLedger {
  const { kind, commitment, opening, payload } = evidence;
  return {
    kind,
    commitment: base64(commitment),
    opened: open ? { opening: base64(opening), payload, parts: disclosures } : null,
    inclusion,
    verifierKeys,
  };
}
